"""Names in a draft whose source is known: which are garbled, which are lost."""
