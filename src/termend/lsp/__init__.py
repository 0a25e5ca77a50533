"""A language server (Language Server Protocol 3.17): findings as a draft is typed, and what can be done about them."""
