"""The one error of this package, and how it names what would have been allowed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from cytonomics.errors import CytonomicsError


class VocabularyError(CytonomicsError):
    """A name, date, period or expression that the vocabulary does not know.

    Example:
        >>> raise VocabularyError("line 9 is not a line of therapy")
        Traceback (most recent call last):
        ...
        cytonomics.vocabulary.errors.VocabularyError: line 9 is not a line of therapy
    """


def suggestion(text: str, allowed: Iterable[str]) -> str:
    """Say which allowed names are nearest to a text, or list the first of them.

    Args:
        text: what was given.
        allowed: the names that would have been accepted, in their own order.

    Returns:
        A phrase to end an error sentence with.

    Example:
        >>> suggestion("car_tt", ["til", "car_t"])
        'nearest: car_t'
        >>> suggestion("?", ["til", "car_t"])
        'allowed: til, car_t'
    """
    names = list(dict.fromkeys(allowed))
    by_folded = {name.casefold(): name for name in reversed(names)}
    near = get_close_matches(text.casefold(), list(by_folded), n=3, cutoff=0.6)
    if near:
        return "nearest: " + ", ".join(by_folded[name] for name in near)
    shown = ", ".join(names[:12])
    return f"allowed: {shown}" + (" and others" if len(names) > 12 else "")
