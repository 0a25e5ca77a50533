"""Where the channel's shipped tables come from: read data, estimate, write. Nothing here runs in a check."""
