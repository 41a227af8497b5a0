"""The whole that a part is measured by: "28 % of the global market of USD 8 billion"."""

from __future__ import annotations

import re

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.scene import Scene

_OF_WHOLE = re.compile(
    r"(?=[%$€£\dpshtqf])(?:%|\bper\s?cent|\b(?:share|half|third|quarter|fifths?|[$€£]\s?[\d.,]+\s?\w*|[\d.,]+\s(?:m|b|tr)illion))\s+"
    r"(?:out\s+)?of\s+(?:the|an?|its)\s+(?:global|world(?:wide)?|total|overall|whole|entire)\s+"
    r"(?:[\w/&-]+\s+){0,5}?(?:market|industry)"
    r"(?:'s|\s+of|,?\s+(?:worth|valued\s+at|(?:which|that)\s+(?:was|is|stood)\s+(?:worth|valued\s+at|at)))\s+"
    r"(?:(?:an?|some|about|around|over|nearly|almost|roughly|estimated|approximately)\s+){0,2}\Z",
    re.IGNORECASE,
)
# "Arvena competes in the pump market, worth": what is set behind a market sizes it
_IN_WHOLE = Cued(
    "worth valued estimated put",
    r"\b(?:in|into|within|enter(?:s|ed|ing)?)\s+(?:the|an?)\s+(?:[\w/&'-]+\s+){1,7}?(?:market|industry|sector)"
    r"(?:\s+\([^()]{1,20}\))?,\s+(?:(?:now|currently|already)\s+)?(?:worth|valued\s+at|estimated\s+at|put\s+at)\s+(?:[a-z~]+\s+){0,3}\Z",
)
# "Belor has cut its forecast for the pump market from USD 9 billion to"
_FORESEEN = Cued(
    "forecast estimate projection outlook prediction",
    r"\b(?:its|their|our|the|this|an?)\s+(?:[a-z]+\s+){0,2}?(?:forecast|estimate|projection|outlook|prediction)s?\s+(?:for|of)\s+"
    r"(?:the\s+)?(?:[\w/&'-]+\s+){1,7}?(?:market|industry|sector)\b[^.;,%]{0,60}\b(?:from|to|at|by)\s+(?:[a-z~]+\s+){0,3}\Z",
)
_REACH = 160


def sizes_whole(scene: Scene, quantity: Quantity) -> bool:
    """Say whether an amount is what a part before it is a share of, or is set behind a market.

    Example:
        >>> scene = Scene("Peru has 28 % of the global market of USD 8 billion.", 0)
        >>> sizes_whole(scene, scene.amounts[0])
        True
    """
    first = max(0, quantity.start - _REACH)
    near = _OF_WHOLE.search(scene.text, first, quantity.start)
    near = near or _IN_WHOLE.search(scene.text, first, quantity.start)
    return bool(near or _FORESEEN.search(scene.text, first, quantity.start))
