"""How markets grow: rates, multiples and increments, whose they are and in which direction."""
