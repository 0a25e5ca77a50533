"""Which name a stretch of a draft renders, and whether it is wrong: one flow, with or without the source.

words → reasons → candidates → features → which name? → edges → is it wrong? → findings
"""
