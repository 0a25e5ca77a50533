"""`python -m termend` is the `termend` command."""

from termend.cli.app import run

if __name__ == "__main__":
    run()
