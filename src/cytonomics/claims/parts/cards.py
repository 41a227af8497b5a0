"""Cards of a page: a heading that names a part, and below it its figures by their keys alone."""

from __future__ import annotations

import re
from dataclasses import replace

from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import given_to
from cytonomics.claims.parts.named_parts import named_part
from cytonomics.claims.parts.parts import whole_market
from cytonomics.claims.words.scene import Scene

_KEYED = re.compile(
    r"\W*(?:market\s+|revenue\s+)?(?:shares?|sizes?|values?|CAGR|growth(?:\s+rate)?|revenues?)"
    r"(?:\s+(?:in\s+)?\(?(?:19|20)\d\d(?:\s?-\s?(?:19|20)?\d\d)?\)?)?\s*[:|]\s*[^A-Za-z:]{0,3}"
    r"(?:USD\s|US)?[^A-Za-z:]{1,12}(?:\s?(?:[bm]illion|[bm]n|CAGR|a\s+year))?\W*",
    re.IGNORECASE,
)
# "Key highlights", "Regional outlook": what a heading says of a section, and no part's name.
_TOPIC = re.compile(
    r"\b(?:overview|summary|highlights?|snapshot|key|reports?|forecasts?|outlook|scope|statistics|"
    r"facts?|sizes?|shares?|growth|trends?|analysis|insights?|dynamics|drivers?|segment\w*|region(?:s|al)?|"
    r"markets?|industry|by|metrics|attributes?|details|table|figures?|global|worldwide|total|period|revenues?|sales|values?|valuation|cagr|rates?|years?|base|facts|projections?|alternative|scenarios?|case|target|estimates?)\b|^\W*\[|\?|\d",
    re.IGNORECASE,
)
# "Estimated at USD 2 bn in 2022.": an item without a subject is of what the item above names
HEADLESS = re.compile(
    r"\W*(?:currently\s+)?(?:(?:estimated|valued|priced|worth)\s+(?:at\s+)?|(?:expected|projected|forecast(?:ed)?|"
    r"anticipated|predicted|set|poised|likely)\s+to\s|accounts?\s+for\s|growing\s+at\s)",
    re.IGNORECASE,
)
_LONGEST = 60


def of_card(scene: Scene, claim: Claim) -> Claim:
    """Return a claim of the whole market as one of the part that its card's heading names.

    Example:
        >>> scene = Scene("Market share: 55%", 0, heading="Gel pads")
        >>> claim = Claim("", "share", "", 14, 17, value=55.0, unit="percent")
        >>> of_card(scene, claim).segment
        'Gel pads'
    """
    if claim.dimension != "total" or claim.segment is not None:
        return claim
    name = scene.card or scene.heading
    if not name or not (scene.card or _KEYED.fullmatch(scene.text)):
        return claim
    if len(name) >= _LONGEST or _TOPIC.search(name):
        return claim
    if len(scene.text) >= _LONGEST and not HEADLESS.match(scene.text):
        return claim
    part = named_part(scene, whole_market(scene, claim.start - scene.offset), name)
    if part is None:
        return claim
    # Below "Peru" stands the market of Peru, which has a share of the world's.
    own = part.dimension in ("country", "region") and claim.measure != "share"
    return replace(claim, geography=part.geography) if own else given_to(claim, part)
