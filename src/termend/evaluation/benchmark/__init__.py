"""What `termend bench` measures: one file a matter, rows registered by name."""
