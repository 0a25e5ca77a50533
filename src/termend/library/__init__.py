"""What a Python program uses: the same work as the command line's. `termend/__init__.py` lists what is public."""
