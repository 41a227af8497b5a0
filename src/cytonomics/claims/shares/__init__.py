"""Shares of markets: whether a percentage is one, of what, whose, and of which year."""
