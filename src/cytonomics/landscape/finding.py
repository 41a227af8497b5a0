"""What a rule finds: the words of its sentence, and the facts and figures they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

# So many are named in a sentence; how many there are beside them is said.
_NAMED = 3
# From here on a percentage is harder to read than a factor.
_TIMES = 3.0


class Finding(NamedTuple):
    """The words to fill a sentence with, and what they rest on.

    Example:
        >>> Finding({"year": "2025"}, ("sal0001",)).figures
        ()
    """

    words: Mapping[str, str]
    facts: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


def some(words: Sequence[str], most: int = _NAMED) -> str:
    """List the first few of some words, and say how many more there are.

    Example:
        >>> some(["a", "b", "c", "d"]), some(["a", "b"]), some(["a"])
        ('a; b; c; and 1 more', 'a; b', 'a')
    """
    left = len(words) - most
    return "; ".join([*words[:most], *([f"and {left} more"] if left > 0 else [])])


def named(words: Sequence[str], most: int = _NAMED) -> str:
    """List the first few of some names within a sentence, and say how many more there are.

    Example:
        >>> named(["a", "b", "c", "d"]), named(["a", "b"]), named(["a"])
        ('a, b, c and 1 more', 'a and b', 'a')
    """
    left = len(words) - most
    shown = [*words[:most], *([f"{left} more"] if left > 0 else [])]
    return " and ".join([part for part in (", ".join(shown[:-1]), shown[-1]) if part])


def unique(ids: Iterable[str]) -> tuple[str, ...]:
    """Return ids once each, in the order of their first standing.

    Example:
        >>> unique(["b", "a", "b"])
        ('b', 'a')
    """
    return tuple(dict.fromkeys(ids))


def percent(value: float) -> str:
    """Write a fraction as a percentage.

    Example:
        >>> percent(0.304), percent(0.064)
        ('30 %', '6.4 %')
    """
    return f"{100 * value:.0f} %" if abs(value) >= 0.0995 else f"{100 * value:.1f} %"


def change(value: float) -> str:
    """Write a relative change with its sign, as a factor where a percentage is hard to read.

    Example:
        >>> change(0.55), change(-0.07), change(27.0), change(0.0)
        ('+55 %', '−7.0 %', 'times 28', '0.0 %')
    """
    if value >= _TIMES:
        return f"times {1 + value:.0f}"
    sign = "−" if value < 0 else "+" if value > 0 else ""
    return f"{sign}{percent(abs(value))}"


def amount(value: float) -> str:
    """Write million USD.

    Example:
        >>> amount(1887.4), amount(16.04), amount(0.01), amount(0.0)
        ('1,887', '16.0', '<0.1', '0')
    """
    if value < 0.05:
        return "<0.1" if value > 0 else "0"
    return f"{value:,.0f}" if value >= 99.95 else f"{value:,.1f}"
