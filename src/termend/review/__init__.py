"""The editor's desk: findings judged in the browser, decisions kept beside the draft."""
