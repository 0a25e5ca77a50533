"""How a name breaks: the noisy channel from a Chinese term to the words of a draft."""
