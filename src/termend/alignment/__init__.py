"""Which Chinese sentences a draft's English ones were made from."""
