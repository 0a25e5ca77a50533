"""Fitting the decision on drafts of the tool's own making."""
