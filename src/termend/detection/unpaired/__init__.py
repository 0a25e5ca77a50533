"""Which name a stretch renders where there is no source: candidates, what the draft says around them, a decision."""
