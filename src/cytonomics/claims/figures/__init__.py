"""The numbers of a text with their units and exact spans: money, per cent, folds, years, counts."""
