"""Cells and tables of docs/transfer.md."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cytonomics import vocabulary
from cytonomics.market.transfer.technologies import ALL_GRAFTS
from cytonomics.market.transfer.volumes import OWN_SHARE

_NAMES = {OWN_SHARE: "Share of own cells among grafts", ALL_GRAFTS: "Bone marrow, all grafts"}


def name_of(technology: str) -> str:
    """What a technology is called in the tables."""
    known = {one.id for one in vocabulary.terms("technology")}
    plain = technology.capitalize()
    return _NAMES.get(technology) or (
        vocabulary.term("technology", technology).name if technology in known else plain
    )


def amounts(drawn: np.ndarray) -> list[str]:
    """The mean and the 5th and 95th percentile."""
    return [f"{n:,.0f}" for n in (drawn.mean(), *np.percentile(drawn, (5, 95)))]


def table(heads: list[str], rows: Iterable[list[str]]) -> str:
    """A table of Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
