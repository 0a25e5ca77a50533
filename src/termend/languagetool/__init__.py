"""LanguageTool's HTTP interface (version 2 of it) over a `Checker`, for programs that have a client for it."""
