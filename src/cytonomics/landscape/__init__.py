"""Who plays in a market and what happened to them, each statement with its facts."""
