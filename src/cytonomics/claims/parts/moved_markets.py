"""Whether something moves a market to an amount: "new devices will see the pump market grow to"."""

from __future__ import annotations

import re

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.parts.earners import TURN, clause_before
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.labels import MARKET_WORD
from cytonomics.claims.words.scene import Scene

# "New devices will see the pump market grow to": the market is what grows. In small letters.
CAUSED = Cued(
    "help aid see push lift driv fuel propel boost spur power lead let tak bring "
    "enabl allow send carr",
    r"\b(?=[a-z])(?:(?:help|aid|see|push|lift|driv|propel|lead|let|tak|bring|enabl|allow|send|carr)\w*\s+"
    r"(?:[\w'-]+\s+){0,6}?(?:market|industry)\s+(?:size\s+|value\s+)?"
    r"(?:to|from|in\s+\w+ing|grow|reach|rise|expand|post|past|beyond|above)\b|"
    # "… are expected to drive 30 % market growth"
    r"(?:driv|fuel|propel|boost|spur|power|bring)\w*\s+(?:[a-z-]+\s+){0,3}\Z)",
    re.NOFLAG,
)
_MARKET_GROWTH = re.compile(r"(?i)\s(?:annual\s)?(?:market|industry|sector)\s(?:growth|expan)")


def moves_market(scene: Scene, quantity: Quantity) -> bool:
    """Say whether the clause of an amount has a market moved to it by something else.

    Example:
        >>> scene = Scene("New coatings will see the pump market grow to USD 2 billion.", 0)
        >>> moves_market(scene, scene.amounts[0])
        True
    """
    if CAUSED.search(scene.text[: quantity.start].lower()) is None:
        return False
    caused = CAUSED.search(TURN.split(clause_before(scene, quantity))[-1].lower())
    if caused is None:
        return False
    named = MARKET_WORD.search(caused[0])
    return bool(named or _MARKET_GROWTH.match(scene.text, quantity.end))
