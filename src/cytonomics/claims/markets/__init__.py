"""Which market a sentence speaks of, and where that market is."""
