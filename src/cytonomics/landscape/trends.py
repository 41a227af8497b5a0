"""The trends of a market, counted, stated and modelled, and as plain rows for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import isfinite
from typing import Any

from cytonomics.landscape.trend import (
    COUNTED,
    MODELLED,
    STATED,
    Change,
    Definition,
    Trend,
    definitions,
    rule,
)
from cytonomics.landscape.trend_counts import counted_trend
from cytonomics.landscape.trend_model import modelled_trend
from cytonomics.landscape.trend_values import stated_trend
from cytonomics.market import Market
from cytonomics.market.transfer.technologies import ALLOGENEIC

_DONORS = "Cells of donors"
_MAKERS: Mapping[str, Callable[[Market, Definition], Trend]] = {
    COUNTED: counted_trend,
    STATED: stated_trend,
    MODELLED: modelled_trend,
}


@lru_cache(maxsize=4)
def trends(market: Market) -> tuple[Trend, ...]:
    """Return the trends of a market in reading order, those that it cannot have left out.

    A trend that it could have and that no evidence speaks of stays, without a change.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = {one.id for one in trends(evaluate(load(), "til", draws=4))}
        >>> "sales_solid" in found, "heads_platelets" in found
        (True, False)
    """
    kinds = _kinds(market)
    wanted = [
        one
        for one in definitions().values()
        # What is transferred has no labels, makers or list prices.
        if one.basis == MODELLED or kinds
    ]
    found = (_MAKERS[one.basis](market, one) for one in wanted)
    return tuple(
        one
        for one in found
        if (one.points or one.definition.basis != MODELLED)
        and (one.facts or one.definition.theme != _DONORS or ALLOGENEIC in kinds)
    )


def _kinds(market: Market) -> frozenset[str]:
    """Whose cells the engineered products of a market are made of; nothing without any."""
    bought = market.transfers.products
    return frozenset(
        str(row["application"]) for name, row in market.products.items() if name not in bought
    )


def trend_rows(market: Market) -> list[dict[str, Any]]:
    """Return the trends of a market as plain rows, for JSON; shares are fractions.

    An interval without an end has None there.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> row = trend_rows(evaluate(load(), "til", draws=4))[0]
        >>> row["trend"], sorted(row["change"])[:3]
        ('labels', ['after', 'before', 'first'])
    """
    return [
        {
            "trend": one.id,
            "theme": one.definition.theme,
            "name": one.definition.name,
            "unit": one.definition.unit,
            "basis": one.definition.basis,
            "reading": one.reading,
            "change": _change_row(one.change),
            "ahead": _change_row(one.ahead),
            "rule": rule(market, one.change.scale) if one.change else None,
            "mind": one.definition.mind or None,
            "series": [
                {name: value for name, value in point._asdict().items() if value not in (None, "")}
                for point in one.points
            ],
            "facts": list(one.facts),
            "figures": list(one.figures),
            "assumptions": list(one.assumptions),
        }
        for one in trends(market)
    ]


def _change_row(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    row = change._asdict()
    return {
        name: None if isinstance(value, float) and not isfinite(value) else value
        for name, value in row.items()
    }
