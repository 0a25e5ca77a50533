"""Which stretch of a draft renders which name of the glossary, and whether it does so wrongly."""
