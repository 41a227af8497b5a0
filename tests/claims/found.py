"""The claims of one measure that are read in a text."""

from __future__ import annotations

from cytonomics.claims import extract, read_text
from cytonomics.claims.model import Claim


def found(text: str, measure: str) -> list[Claim]:
    return [claim for claim in extract(read_text(text, "page")) if claim.measure == measure]
