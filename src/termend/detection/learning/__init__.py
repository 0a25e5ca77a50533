"""Learning which words render which name: drafts of known outcome, and weights fitted on them."""
