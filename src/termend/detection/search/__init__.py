"""Words → reasons → candidates: stretches of a draft that a name explains, before anything is decided."""
