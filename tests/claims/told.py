"""What is told of a quote in a text, and a sentence on a whole market to put before others."""

from __future__ import annotations

from cytonomics.claims import extract, read_text

READ = ("size", "cagr", "growth", "share")
WHOLE = "The global pump market was worth USD 9 billion in 2023. "


def told(text: str, quote: str) -> list[tuple[object, ...]]:
    """What is read of a quote: measure, first and last year, segment and geography."""
    return [
        (c.measure, c.period_start, c.period_end, c.segment, c.geography)
        for c in extract(read_text(text, "forms"))
        if c.quote == quote and c.measure in READ
    ]
