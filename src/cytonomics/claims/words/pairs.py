"""Lists that give each name an amount and its share: "Europe $2 bn (40%), Asia $1 bn (20%)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.words.names import clean_name

_OPENS = re.compile(r"\s{0,2}(?:units\s)?[(,]\s{0,2}(?:or\s+)?~?")
# "The year saw gels at 4 million units (40%), …", "uses include saws, which consumed …"
_FIRST = re.compile(
    r"(?:\bsaw|\binclud(?:e[sd]?|ing))\s+(?:the\s+)?(?P<name>[A-Za-z][^,;:()%\d]{1,50}?)"
    r"(?:\s+(?:at|with)|,\s+(?:which|that)\s+\w+)\s+\Z"
)
_NAME = re.compile(
    r"(?:\)?\s+in\s+(?:19|20)\d\d)?\W*(?:(?:followed\s+(?:closely\s+)?by|and|then|with|while|the)\s+)*"
    r"(?P<name>[A-Za-z][^,;:()%$€£¥₹]{1,50}?)(?:\s\([a-z][^()\d%]{1,60}\))?\s*(?:[:=(-]|\b(?:with|at)\b|(?<=\s)[a-z]+ed\b)?\s*~?"
)
_MOST = 100.5


def paired_names(
    text: str, amounts: Sequence[Quantity], percents: Sequence[Quantity]
) -> dict[int, str]:
    """Return the name of each amount and share of such a list, by where the number starts.

    The first of a list has its name by the words of its clause, and "" here.

    Example:
        >>> from cytonomics.claims.figures.quantities import quantities
        >>> text = "Saws made $2 bn (40%), drills $1 bn (20%)"
        >>> found = list(quantities(text))
        >>> sorted(paired_names(text, found[::2], found[1::2]).values())
        ['', '', 'drills', 'drills']
    """
    pairs = []
    for amount in amounts:
        share = next((q for q in percents if q.start >= amount.end), None)
        if share and _OPENS.fullmatch(text, amount.end, share.start):
            pairs.append((amount, share))
    if len(pairs) < 2 or sum(share.low for _, share in pairs) > _MOST:
        return {}
    first = _FIRST.search(text, 0, pairs[0][0].start)
    names = {number.start: first["name"] if first else "" for number in pairs[0]}
    for (_, before), (amount, share) in pairwise(pairs):
        named = _NAME.fullmatch(text, before.end, amount.start)
        if named is None:
            return {}
        names[amount.start] = names[share.start] = clean_name(named["name"]) or named["name"]
    return names
