"""How an audit writes figures: as the document prints them, and ranges in plain words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from cytonomics.audit.interval import Interval
from cytonomics.claims.model import Claim

# Longer quotes are cut, so that a sentence stays one.
_LONGEST = 60
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


def printed(claim: Claim) -> str:
    r"""Return a claim's figure as the document prints it, on one line.

    Example:
        >>> printed(Claim("c1", "size", "USD 2\n billion", 0, 15))
        'USD 2 billion'
    """
    text = re.sub(r"\s+", " ", claim.quote).strip().replace(" %", "%")
    if not text and claim.value is not None:
        return money(claim.value, claim.currency) if claim.currency else f"{claim.value:g}"
    declines = claim.measure in ("cagr", "growth") and (claim.value or 0.0) < 0
    if declines and not re.search(r"[-–−]\s*\d|minus", text):
        text = f"minus {text}"  # "a decline of 3.1 %" is printed without its sign
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def money(value: float, currency: str | None) -> str:
    """Return an amount with three significant digits.

    Example:
        >>> money(14.2e9, "USD")
        'USD 14.2 billion'
    """
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{currency or ''} {value / scale:.3g} {name}".strip()
    return f"{currency or ''} {value:.3g}".strip()


def money_range(found: Interval, currency: str | None) -> str:
    """Return a range of money.

    Example:
        >>> money_range(Interval(1e9, 2e9), "USD")
        'USD 1 billion to USD 2 billion'
    """
    low, high = money(found.low, currency), money(found.high, currency)
    if math.isinf(found.high):
        return f"{low} or more"
    return low if low == high else f"{low} to {high}"


def percent_range(found: Interval) -> str:
    """Return a range of percentages with one or two decimals.

    Example:
        >>> percent_range(Interval(22.61, 22.94)), percent_range(Interval(10.0, 10.04))
        ('22.6 to 22.9 %', '10.00 to 10.04 %')
    """
    if math.isinf(found.high):
        return f"{found.low:.1f} % or more"
    low, high = f"{found.low:.1f}", f"{found.high:.1f}"
    if low == high and found.low != found.high:
        low, high = f"{found.low:.2f}", f"{found.high:.2f}"
    return f"{low} %" if low == high else f"{low} to {high} %"


def quotient(base: Claim, end: Claim) -> str:
    """Return the ratio of two amounts as one would key it in, both in the unit of the smaller.

    Example:
        >>> base, end = (Claim("", "size", "", 0, 0, value=value) for value in (2e9, 1.42e10))
        >>> quotient(base, end)
        '14.2 / 2'
    """
    low, high = base.value or 0.0, end.value or 0.0
    scale = next((each for each in (1e9, 1e6, 1e3) if min(low, high) >= each), 1.0)
    return f"{high / scale:,.5g} / {low / scale:,.5g}"


def several(names: Iterable[str]) -> str:
    """Join names as a sentence does, each once.

    Example:
        >>> several(["a", "b", "b", "c"])
        'a, b and c'
    """
    once = list(dict.fromkeys(names))
    return " and ".join(once) if len(once) < 3 else f"{', '.join(once[:-1])} and {once[-1]}"


def ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the ids of claims, each once, in order.

    Example:
        >>> ids([Claim("c1", "size", "", 0, 0), Claim("c1", "size", "", 0, 0)])
        ('c1',)
    """
    return tuple(dict.fromkeys(claim.id for claim in claims))
