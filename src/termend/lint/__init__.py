"""Lint of glossary files: rules by name, one file each; findings with places and, where one is safe, a fix."""
