"""What a figure belongs to: a market, a place or a segment of it, or no market at all."""
