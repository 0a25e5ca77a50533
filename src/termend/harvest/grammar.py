"""Words of grammar, which stand for nothing in particular and with which no name begins or ends."""

FUNCTION_WORDS = frozenset(
    {"a", "an", "the", "of", "and", "or", "to", "in", "on", "at", "for", "with", "by", "from", "as", "into"}
    | {"be", "is", "are", "was", "were", "will", "it", "its", "this", "that", "s"}
)
PRONOUNS = frozenset(
    {"i", "you", "he", "she", "we", "they", "me", "him", "her", "us", "them", "my", "your", "his", "our", "their"}
    | {"who", "whom", "whose", "which", "what", "these", "those", "there", "not", "no"}
)
AUXILIARIES = frozenset(
    {"am", "been", "being", "has", "have", "had", "do", "does", "did", "would", "could", "should", "can", "may", "must"}
)
DAYS_AND_MONTHS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november"}
    | {"december"}
)
CONJUNCTIONS = frozenset(
    {"but", "so", "if", "when", "while", "after", "before", "because", "although", "however", "then"}
)
