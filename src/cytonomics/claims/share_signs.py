"""Whether a percentage is a share of a market."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cytonomics.claims.places import WORLD, Place
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.scene import Scene
from cytonomics.claims.share_lists import (
    HOLDS,
    name_before,
    name_beside,
)

# "41 % of the global insulin market": a share whatever the verb.
OF_MARKET = re.compile(
    r"^[\s)]{0,3}(?:share\s+)?(?P<link>of|in|to)\s+(?:(?<=of\s)|(?!\d))(?!(?:its|their|our|his|her|a|an)\s)(?P<what>[^,;()%]{0,90}?)"
    r"\b(?:markets?|industry|revenues?|sales|turnover)\b"
    r"(?!['\s]+(?:growth|participants?|players?|leaders?|expansion|increase|research|entrants?|price))",
    re.I,
)
_OF_PEOPLE = re.compile(
    r"\b(?:growth|increase|(?:patients|adults|people|respondents|companies|players|trials|women|men|"
    r"hospitals|physicians|cases|deaths|users|participants|costs?|population|expens\w+)\s+(?:in|on|with|who|that|from|of|for|are|were|using))\b",
    re.I,
)
_OF_IT = re.compile(
    r"^\s*of\s+(?:it|(?:the|this)\s+(?:total|whole|pie|sector|business|demand))(?=\s*(?:$|[.,;)]|in\b|by\b|and\b))",
    re.I,
)
_OF_OTHER = re.compile(
    r"^\s*(?:of|in|to)\s+(?!(?:[a-z]+\s+)?\d|(?:FY\s?)?(?:19|20)\d\d|terms\b|value\b|volume\b)[a-z]",
    re.I,
)
_SHARE_BEHIND = re.compile(
    r"^[\s)]{0,3}(?!of\s+(?:the\s+|its\s+)?shares)(?:of\s+the\s+)?(?:[\w-]+\s+){0,3}?(?:shares?|slice|portion)\b",
    re.I,
)
_SHARE_AHEAD = re.compile(
    r"\b(?:shares?|slice|proportion|portion|revenue\s+contribution)\b(?!\s+by\b)[^;%]{0,90}$",
    re.I,
)
_STOCK = re.compile(
    r"\bshare\s+prices?|\bper\s+share|\bshareholders?|\bstocks?\b|\bbuy-?back|\bshares\s+(?:of\s+[\w\s]{2,40}?)?"
    r"(?:rose|fell|closed|traded|jumped|gained|lost|dropped|climbed|slid|soared|surged)\b",
    re.I,
)
# Verbs that say who has how much; weak ones do so only of a market that is at hand.
_HELD = re.compile(
    r"\b(?:account\w*\s+for|held|holds?|holding|captur\w+|contribut\w+|represent\w*|command\w*|"
    r"control(?:s|led|ling)?|ma[dk]es?\s+up|making\s+up|compris\w+|constitut\w+|secured|garner\w*|occup\w+|"
    r"(?:dominat\w+|led|leads?|leading|ahead|first|second|third)\b[^;%]{0,60}\b(?:with|at)|took|takes|keeps?|kept)\b"
    r"[^;%]{0,60}$",
    re.I,
)
_HAD = re.compile(
    r"\b(?:had|has|have|with|at|got|for|is|are|was|were)\s+(?:[\w~>-]+\s+){0,3}[>~]?$",
    re.I,
)
_NO_SHARE = re.compile(
    r"\b(?:remission|response|respond\w*|surviv\w+|efficacy|effective\w*|success|accura\w+|reduc\w+|discount|"
    r"tax\w*|margin|probab\w+|likelihood|risk|mortality|prevalen\w+|inciden\w+|adults|women|men\b|people|"
    r"population|participants?|patients?|trials?|studies|respondents?|physicians|hospitals\s+(?:use|have|report)|"
    r"investment|gdp|inflation|interest|confidence|relapse|recurrence|"
    r"sensitivity|specificity|yield|purity|viability|utili[sz]ation|adoption|penetration|stake|equity|ownership|"
    r"premium|refund|employees|workforce|employee|approval|rebate|focus|candidates|pipeline|deaths|births|"
    r"cases|target\w*|exports?|imports?|households|emissions|savings?|improve\w*|tariff|duty|gst|vat|royalt\w+|"
    r"prevent\w*|costs?|prices?|r&d|capacity|growth|cagr|infections?|rates?)\b",
    re.I,
)
_AXIS_OF_PEOPLE = re.compile(r"\bby\s+(?:age|gender|sex|patient|customer)\b", re.I)
_SPENT = re.compile(
    r"\b(?:spen[dt]s?|invest\w*|margin|profit|royalt\w+|fees?|tax\w*|r&d|discount)\b", re.I
)
_COMPARED = re.compile(
    r"^\W*(?:(?:cheaper|faster|lower|higher|less|fewer|more|better|worse|larger|smaller)\b|of\s+whom\b)",
    re.I,
)
_GROWN = re.compile(
    r"\b(?:grow\w*|grew|expan\w*|ris(?:e|es|ing)|rose|advanc\w*|increas\w*|climb\w*|CAGR|surg\w+|accelerat\w*|"
    r"declin\w*|fell|falls?|dropp?\w*)\b[^;,%]{0,40}\b(?:at|by)\s+(?:[a-z]+\s+){0,3}$",
    re.I,
)
_RISE = re.compile(
    r"^\s*(?:increase|rise|boost|growth|improvement|reduction|decline|jump|surge|expansion|uptick|drop|gain|"
    r"decrease|cut|year|annual|CAGR|adoption|off\b|discount)",
    re.I,
)
_MARKET = re.compile(r"\b(?:markets?|revenues?|sales|shares?|industry|segments?|demand)\b", re.I)
_SPLIT = re.compile(
    r"\b(?:shares?|split|break-?(?:down|up)|distribution|mix|divid\w+|parts?|segment\w*|insights?|by\s+[a-z]+(?:[\s-][a-z]+)?"
    r"|lead\w*|led|largest|biggest|main|major|top|dominat\w+|ranked|followed)\b",
    re.I,
)
_GROWING = re.compile(
    r"\b(?:growth|CAGR|fastest|grow\w*|rates?|prevalence|adoption|margin|discount)\b", re.I
)
_CHANGE = re.compile(
    r"\b(?:drop|fall|fell|ris|rose|climb|grow|grew|shrink|shrank|slip|declin|increas|decreas|expand|go|went|move)\w*\s+"
    r"(?:from\s+)?(?:[\w~>]+\s+){0,2}$",
    re.I,
)
ONWARD = re.compile(
    r"(?:^|,|\b(?:19|20)\d\d)\s*,?\s*(?:and\s+)?(?:(?:up|down)\s+from|compared\s+(?:with|to)|to|from|versus|against)\s+"
    r"(?-i:[a-z~>]+\s+){0,2}$",
    re.I,
)
# "64 % was held by reagents, and 35 % by instruments"
AND = re.compile(r"(?:^|,)\s*(?:and\s*)?$", re.I)
BY = re.compile(r"\s*by\s+(?!(?:19|20)\d\d)(?P<name>[a-z][^,;:.]{1,50})", re.I)
_WORTH = re.compile(
    r"\b(?:or|equal\s+to|equivalent\s+to|representing)\s+(?:\w+\s+){0,2}$|,\s+an?\s+$",
    re.I,
)
_ENDS = re.compile(
    r"^\s*(?:$|[.,;)|]|(?:and|or|while|whereas|respectively)\b|to\s+\d|share\b|in\s+terms\b|"
    r"(?:in|by|for|during)\s+(?:FY\s?)?(?:19|20)\d\d|of\s+(?:it|the\s+total)\b|"
    r"(?:in|by)\s+(?:revenue|value|volume|(?:[a-z]+\s)?(?:type|product|application|region))\b)",
    re.I,
)


@dataclass(frozen=True)
class View:
    """A percentage with the words of its clause, up to its neighbours.

    Example:
        >>> View(Scene("Europe 29 %", 0).percents[0], "Europe ", "", True, "").start
        0
    """

    quantity: Quantity
    left: str
    right: str
    first: bool
    joined: str  # what stands behind the last of "46% and 54% of the market"

    @property
    def start(self) -> int:
        """Where the words in front of the number begin."""
        return self.quantity.start - len(self.left)


def around(scene: Scene) -> str:
    """Return everything that stands near a number: heading, label, sentence before, its own.

    Example:
        >>> around(Scene("Europe 29 %", 0, heading="Market share"))
        'Market share |  |  | Europe 29 %'
    """
    return " | ".join((scene.heading, scene.lead, scene.before, scene.text))


def is_share(scene: Scene, view: View, carried: bool) -> bool:
    """Say whether a percentage is a share of a market; `carried` if the one before it was.

    Example:
        >>> scene = Scene("Europe held 29 % of the insulin market.", 0)
        >>> behind = " of the insulin market."
        >>> view = View(scene.percents[0], "Europe held ", behind, True, behind)
        >>> is_share(scene, view, carried=False)
        True
    """
    left, right = view.left, view.right
    if re.search(r"[|\t]\s*$", left) and re.match(r"\s*(?:$|[|\t])", right):
        return False  # a cell of a table, which its header explains
    if _COMPARED.match(right) or _RISE.match(right) or _STOCK.search(scene.text):
        return False
    if _GROWN.search(left):
        return False
    if of_market(view.joined, left) and not _SPENT.search(left):
        return True
    if _SHARE_BEHIND.match(right) or (
        _SHARE_AHEAD.search(left) and not re.search(r"\bby\s*$", left)
    ):
        return not _OF_OTHER.match(right) or bool(_OF_IT.match(right) or _SHARE_BEHIND.match(right))
    return _by_context(scene, view, carried)


def of_market(right: str, left: str) -> bool:
    """Say whether the words behind a percentage make it one of a market.

    Example:
        >>> of_market(" of the insulin market", "held "), of_market(" of adults", "in ")
        (True, False)
    """
    match = OF_MARKET.match(right)
    if not match or _OF_PEOPLE.search(match[0]):
        return False
    return match["link"].lower() == "of" or not _NO_SHARE.search(left[-60:])


def _by_context(scene: Scene, view: View, carried: bool) -> bool:
    """A share by its place in a sentence or list that is about a market."""
    left, right = view.left, view.right
    subject = left[-60:] if not _AXIS_OF_PEOPLE.search(scene.text) else ""
    if _NO_SHARE.search(re.split(r",|\band\b", right[:45])[0]) or _NO_SHARE.search(subject):
        return False
    if _OF_OTHER.match(right) and not _OF_IT.match(right):
        return False
    at_hand = bool(_MARKET.search(around(scene)) or scene.outline.market)
    if not at_hand:
        return False
    if carried and AND.search(left) and BY.match(right):
        return True
    if carried and (
        ONWARD.search(left)
        or (len(left.split()) <= 12 and _ENDS.match(right) and name_before(left))
    ):
        return True
    if _HELD.search(left) and (_ENDS.match(right) or _OF_IT.match(right)):
        return True
    if _CHANGE.search(left) and re.search(r"\bin\s+(?:the\s+)?[^,;]{2,60}\bmarket,", left, re.I):
        return True
    if _HAD.search(left) and _ENDS.match(right):
        return place_in(scene, view) is not None or bool(re.search(r"(?:19|20)\d\d", scene.text))
    apposed = _WORTH.search(left) or (_OF_IT.match(right) and re.search(r",\s*$", left))
    if apposed and scene.amounts and (_ENDS.match(right) or _OF_IT.match(right)):
        return not _GROWING.search(left)
    return _listed(scene, view)


def _listed(scene: Scene, view: View) -> bool:
    """An item of a list whose title is about a market: "By region, 2024: Europe (29%)"."""
    head, colon, _ = scene.text[: view.quantity.start].partition(":")
    title = " | ".join((scene.heading, scene.lead, scene.before, head if colon else scene.text))
    if _GROWING.search(title) and not re.search(r"\bshares?\b", title, re.I):
        return False
    if (
        not re.match(r"\s*(?:\((?:19|20)\d\d\))?\s*(?:$|[.,;)|]|and\b)", view.right)
        or name_beside(view.left) is None
    ):
        return False
    if beside_place(scene, view.quantity) is not None:
        return True
    by_axis = re.match(r"\W*by\s[\w\s-]{3,30}:", scene.text, re.I)
    laid_out = colon or re.search(r"\(\s*$|\|\s*$", view.left)
    if by_axis or not (laid_out and _MARKET.search(title)):
        return by_axis is not None
    # A list that sums to the whole is a split, whatever its title calls it.
    return bool(_SPLIT.search(title)) or 90 <= sum(q.low for q in scene.percents) <= 100.5


def beside_place(scene: Scene, quantity: Quantity) -> Place | None:
    """Return a place set right before a percentage, as in "Asia (21 %)" and "Japan: > 5%".

    Example:
        >>> scene = Scene("Europe 29 %", 0)
        >>> beside_place(scene, scene.percents[0]).id
        'europe'
    """
    for place in scene.places:
        gap = scene.text[place.end : quantity.start] if place.end <= quantity.start else None
        if (
            gap is not None
            and place.id != WORLD
            and re.fullmatch(
                r"[\s(:,|~>-]{1,4}(?:(?:with|at|for)\s)?(?:over\s|about\s|around\s|nearly\s)?", gap
            )
        ):
            return place
    return None


def place_in(scene: Scene, view: View) -> Place | None:
    """Return the place in front of the number in its clause: the subject of a verb, if one is.

    Example:
        >>> scene = Scene("Europe held 29 % of it.", 0)
        >>> place_in(scene, View(scene.percents[0], "Europe held ", " of it.", True, "")).id
        'europe'
    """
    before = [
        p for p in scene.places if p.id != WORLD and view.start <= p.start < view.quantity.start
    ]
    subject = [p for p in before if HOLDS.search(scene.text[p.end : p.end + 30])]
    found = subject or before
    return found[-1] if found else None
