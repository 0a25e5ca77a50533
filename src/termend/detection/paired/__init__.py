"""Segments that have their source: the names are known to be there; the question is which words render them."""
