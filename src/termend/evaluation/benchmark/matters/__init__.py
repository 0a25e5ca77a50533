"""One file a matter; each adds its rows itself."""
