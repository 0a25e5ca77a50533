"""Find garbled names where only the English is left."""
