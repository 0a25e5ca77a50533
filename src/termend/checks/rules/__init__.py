"""One file a check, each registered by its name."""
