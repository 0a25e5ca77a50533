"""How a name breaks: lexical, phonetic and numeric channels, recall of candidates, scores with evidence."""
