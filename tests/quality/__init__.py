"""The quality gate: small documents with gold, and what the product makes of them, pinned."""
