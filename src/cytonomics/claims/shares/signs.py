"""Whether a percentage is a share of a market, by the words beside it."""

from __future__ import annotations

import re

from cytonomics.claims.markets.dimensions import is_country
from cytonomics.claims.patterns import last_words
from cytonomics.claims.shares.context import (
    AND,
    AXIS,
    comes_from,
    in_context,
    of_procedures,
)
from cytonomics.claims.shares.counted_wholes import of_counted
from cytonomics.claims.shares.holders import name_of_fact
from cytonomics.claims.shares.lists import AMONG
from cytonomics.claims.shares.ratios import is_change, is_ratio
from cytonomics.claims.shares.splits import NO_SHARE
from cytonomics.claims.shares.view import View, place_in, right_in
from cytonomics.claims.shares.wholes import of_others, whole_ahead, whole_behind
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import HELD, HOLDING

_SHARE_BEHIND = re.compile(
    r"^(?:[\s)]{0,3}|:\s|\s-\s)(?!of\s+(?:the\s+|its\s+)?shares)(?:of\s+the\s+)?(?:(?!of\b|in\b|and\s+shares\b)(?:(?:[A-Z]\.){2,3}|[\w-]+)\s+){0,6}?"
    r"(?:(?:market)?shares?|slice|portion|dominance|contribution|(?:hold|grip|lock)(?=\s+(?:on|over)\s))\b",
    re.I,
)
# "contributed 41 % revenue", "gels 3 % global market": the number is set before its whole.
_WHOLE_BEHIND = re.compile(
    r"^\s+(?:(?:global|world(?:wide)?|total|overall|national|segment|market|industry|sales|revenue|emerging)\s+){0,2}"
    r"(?:revenues?|sales|value|volume|turnover|market|segment|industry|demand)(?=\s*(?:$|[.,;)|]|(?:in|by|for|during|and|while|whereas|with|as)\b))|"
    # "accounted for 14.21 % global steel pump market share"
    r"^\s+(?:global|world(?:wide)?)\s+(?:[\w&/+-]+\s+){1,6}?market\s+share\b",
    re.I,
)
_SHARE_AHEAD = re.compile(
    r"\b(?=[slphbr])(?<!patient\s)(?<!\d\sa\s)(?<!\bper\s)(?:shares?|slice|proportion|portion|(?:(?<='s\s)|(?<=s'\s))part(?=\s+of\s+the\s+(?:[\w-]+\s+){0,4}?(?:market|sales|revenues?)\b)|revenue\s+(?:contribution|ratios?)|(?:larg|high|bigg)est\s+(?:market\s+)?revenue)\b(?!\s+by\b)(?P<of>[^;%]{0,120})$",
    re.I,
)
# "a market share of 54 % of the contract": what it is of need not be understood.
_OF_SHARE = re.compile(r"\b(?:market|revenue)\s+shares?\s+of\s+(?:[a-z~>]+\s+){0,3}$", re.I)
_SPENT = re.compile(
    r"\b(?:spen[dt]s?|(?:re)?invest\w*|devot\w+|allocat\w+|plough\w*|dedicat\w+|margin|profit|royalt\w+|fees?|tax\w*|r&d|discount)\b",
    re.I,
)
_SPENT_BEHIND = re.compile(
    r"[^,;.]{0,120}\b(?:revenues?|sales|turnover)\s+(?:of\s[^,;.%]{2,40}?\s)?(?:is|are|was|were|gets?|goes|went)\s+(?:being\s+)?"
    r"(?:re-?invested|invested|spent|lost|wasted|devoted|allocated|to\s+(?:r&d|research))\b",
    re.I,
)
# "R&D as a part of sales", "Among the 53 agents approved, …": of what is spent or was counted
_OF_NONE = re.compile(
    r"\br&d\s+(?:spending|expenditures?|investments?|as\s+an?)\b|"
    r"\A\W*(?:of|among)\s+(?:(?:the|these|those|all)\b,?\s+){0,2}(?!(?:19|20)\d\d\s)\d[\d,]*\s+(?!(?:million|billion|segments|markets|regions|countries)\b)[a-z]",
    re.I,
)
# "Public health spending accounts for 70 % of the total": of no market
_CARE = re.compile(
    r"\b(?:health\s?care|health|medical|public|private)\s+(?:spending|expenditures?)\s+"
    rf"(?:\w+\s+)?{HELD}\b",
    re.I,
)
_TRADED = re.compile(r"\b(?:markets?|industry|revenues?|sales)\b", re.I)
_DUE = re.compile(r"\s*(?:attributed\s+|attributable\s+)?to\s+(?!\d)[^;%]{2,60},", re.I)
_TO = re.compile(r"\s*to\s+(?!\d)")
_COMPARED = re.compile(
    r"^\W*(?:(?:cheaper|faster|lower|higher|less|fewer|more|better|worse|larger|smaller)\b|of\s+whom\b|of\s+the\s+size\s+of\b)",
    re.I,
)
# "38 % of Arvena's revenue", "a third of Arvena's $2 billion peak": no market's
_OWNED = re.compile(
    r"\s*(?:share\s+)?of\s+(?P<who>(?-i:[A-Z])[\w&.-]*(?:\s(?-i:[A-Z])[\w&.-]*){0,2})'s\s+"
    r"(?:(?:total|annual|overall|group|net|own)?\s?(?:revenues?|sales|turnover|income)\b(?!\s+market)|"
    r"[$€£¥₹](?![^,;]{0,50}\b(?:market|industry|sector)\b))",
    re.I,
)
# "contributed USD 4 million to group sales, or 9 % of the total": of what a company sells
_GROUP_SALES = re.compile(
    r"\b(?:group|company|consolidated|net)\s+(?:sales|revenues?)\b(?![^%]*\bmarket\b)[^;%]*\Z|"
    # "Wages make up 17 % of industry revenue": what is spent of it
    r"\b(?:profitability|profit(?:\s+margins?)?|wages?|purchases|rent|depreciation)\b(?:[^;%,]|%){0,90}\Z",
    re.I,
)
# "9 % of its market cap", "9 % of all health spending": of no market
_OF_CAP = re.compile(
    r"\s*(?:share\s+)?of\s+(?:[\w'-]+\s+){0,5}?(?:market\s+cap|(?:health(?:\s?care)?|medical)\s+(?:spending|expenditures?|outlays?|budgets?)\b(?!\s+on\s))",
    re.I,
)
_OF_REGION = re.compile(r"\s+(?:share\s+)?of\s+(?:the\s+)?")
_REGION_ENDS = re.compile(r"\s*(?:[.,;)]|\Z|(?:in|by|for|during)\s+(?:19|20)\d\d)")
_HOLDS = re.compile(rf"\b(?:{HELD}|{HOLDING}|share\s+of)\b", re.I)
# "5 % growth, far higher than 3 %"
_HIGHER = re.compile(r"\b(?:high|low|fast|slow|strong)er\s+than\s+(?:the\s+)?$", re.I)
_BY_VALUE = re.compile(r"\b(?:by|in)\s+(?:terms\s+of\s+)?(?:value|volume|revenue|sales)\b", re.I)
# "discounts of 15 %", "a rate of 80 %": the noun says what the number measures.
_MEASURED = re.compile(
    r"\b(?!(?<=revenue\s)ratios?\b)(?P<noun>[a-z]+)\s+(?:-\s+)?of\s+(?:(?:about|around|over|nearly|almost|up|to|more|less|than|at|least|"
    r"approximately|roughly|an?|estimated|just|only|some)\s+)*[~>]?$",
    re.I,
)
_MEASURES_PARTS = re.compile(
    r"(?:market)?(?:shares?|portions?|proportions?|contributions?|slice|fraction|percentage|part|half|total|"
    r"majority|dominance|lead|position|stake|needs?|weight|hold|value|revenues?|sales|turnover|market|size|"
    r"excess|upwards?|order|region|tune|maximum|minimum|figure|level|just|made|up|consist\w*|out|bulk)",
    re.I,
)
# "Arvena's 40 % makes it the leader"
_ITS_NUMBER = re.compile(r"(?:'s|s')\s+(?:[a-z~]+\s+){0,2}\Z")
_MAKES_IT = re.compile(
    r"\s+(?:ma[dk]es?|puts?|gives?|gave|leaves?|left|keeps?|kept|secures?)\s", re.I
)
# "cut labor by 40 %" is by how much; "dominates by 59 %" is with how much.
_BY_HOW_MUCH = re.compile(
    r"\bby\s+(?:(?:about|around|over|nearly|almost|up|to|more|less|than|at|least|an?|another|some|"
    r"approximately|roughly|estimated|further)\s+){0,3}[~>]?$",
    re.I,
)
# "retains a 45 % stake" of a market, not "bought a 30 % stake".
_STAKE_BEHIND = re.compile(r"^\s*stakes?\b(?!\s+in\s+(?!(?:19|20)\d\d))", re.I)
_DEAL = re.compile(
    r"\b(?:b[ou][uy]\w*|acqui\w+|purchas\w+|s[eo]l[ld]\w*|divest\w*|t[ao]ke?\w*|took)\b", re.I
)
_LEADS_BY = re.compile(
    r"\b(?:dominat\w+|leads?|led|leading|ahead|topped|tops|largest|share)\b", re.I
)
# "small firms making up 95 % of the industry" is by number, not by sales.
_SMES = re.compile(
    r"\b(?:SMEs?|small\s+(?:and|or|to)\s+medium|(?:small|micro)\s+(?:firms|companies|enterprises|businesses))\b[^;%]*\Z",
    re.I,
)
# "The frequency of conditions among patients was as follows: neuropathy at 19 %"
_OF_CASES = re.compile(
    r"\b(?:frequenc(?:y|ies)|prevalence|incidence)\s+of\b[^:;%]{0,150}:\s", re.IGNORECASE
)
# "Market share of the top 5 countries |": the row itself says what it is
_SHARE_KEY = re.compile(
    r"\W*(?:market|revenue)\s+share\s+of\s+[^|;:%]{3,60}[|\t]\s*", re.IGNORECASE
)
_FIRMS = re.compile(
    r"\s*of\s+(?:all\s+|the\s+)?(?:[\w-]+\s+){0,4}?(?:industry|sector|compan(?:y|ies)|firms)\b",
    re.I,
)


def counts_others(view: View, gap: str, before: bool) -> bool:
    """Say whether a percentage is one of people or other things, as the number `before` it may be.

    What the words behind do not tell it has from the number before: "80 % of these trials, while
    parallel ones make up 11 %".

    Example:
        >>> scene = Scene("12 % of hospitals, 9 % in all", 0)
        >>> view = View(scene.percents[1], " of hospitals, ", " in all", False, " in all", 0)
        >>> counts_others(view, view.left, before=True)
        True
    """
    if _TO.match(view.right) and (_DUE.match(view.left) or AND.search(view.left)):
        return before
    whole = whole_behind(view.joined)
    if whole is not None and whole.kind != "unknown":
        return whole.kind == "other" and not _SHARE_BEHIND.match(view.joined)
    said = _SHARE_BEHIND.match(view.joined)
    named = said and not said[0].endswith("contribution")
    return before and not (named or _SHARE_AHEAD.search(view.left)) and ";" not in gap


def is_share(scene: Scene, view: View, carried: bool) -> bool:
    """Say whether a percentage is a share of a market; `carried` if the one before it was.

    Example:
        >>> scene = Scene("Europe held 29 % of the insulin market.", 0)
        >>> behind = " of the insulin market."
        >>> view = View(scene.percents[0], "Europe held ", behind, True, behind, 16)
        >>> is_share(scene, view, carried=False)
        True
    """
    left, right = view.left, view.right
    if _OF_CASES.search(scene.text, 0, view.quantity.start):
        return False
    cell = re.search(r"[|\t]\s*$", left) and re.match(r"\s*(?:$|[|\t])", right)
    if cell and not _SHARE_KEY.fullmatch(left):
        return False  # a cell of a table, which its header explains
    if (owner := _OWNED.match(right)) and _elsewhere(scene, view, owner["who"]):
        return False
    spent = _SPENT_BEHIND.match(scene.text, view.quantity.end)
    if spent or _COMPARED.match(right) or is_change(view) or is_ratio(scene, view):
        return False
    care = _CARE.search(scene.text, 0, view.quantity.start)
    cared = care and not _TRADED.search(scene.text, care.end())
    if cared or _GROUP_SALES.search(left) or _OF_CAP.match(right):
        return False
    at = scene.offset + view.quantity.start
    counted = of_counted(left, scene.page, at) and not of_market(view.joined, left)
    if counted or (_SMES.search(left) and _FIRMS.match(right)):
        return False
    if _HIGHER.search(left) and not _SHARE_AHEAD.search(scene.text[: view.quantity.start]):
        return False
    if _BY_HOW_MUCH.search(left) and not _LEADS_BY.search(left):
        return False
    measured = _MEASURED.search(last_words(left, 120))
    # "market share at an all-time high of 9 %"
    peak = measured and measured["noun"] in ("high", "record") and _SHARE_AHEAD.search(left)
    if measured and not peak and not _MEASURES_PARTS.fullmatch(measured["noun"]):
        return False
    fact = name_of_fact(left, right) if scene.outline.market or scene.labels else None
    told = fact or of_market(view.joined, left) or _of_region(scene, view)
    if told or comes_from(scene, view):
        return not (fact and of_others(fact))
    if _OF_NONE.search(left):
        return False
    if carried and _TO.match(right) and (_DUE.match(left) or AND.search(left)):
        return True  # "with 44 % attributed to pumps, 32 % to tubes"
    if carried and AMONG.fullmatch(left) and not view.first:
        return True  # one of "46% and 54%", of which the first is
    named = _SHARE_BEHIND.match(view.joined) or _WHOLE_BEHIND.match(right)
    if not named and not _DEAL.search(left):
        named = _STAKE_BEHIND.match(view.joined)
    whole = whole_behind(view.joined[named.end() :] if named else right)
    if whole is not None and whole.kind == "other" and not of_procedures(scene, right):
        return False
    local = right_in(scene, view.quantity) is not None
    ahead = _SHARE_AHEAD.search(left)
    if named or (
        ahead
        and not (_BY_HOW_MUCH.search(left) and not _LEADS_BY.search(left))
        and not of_others(ahead["of"])
    ):
        vague = whole is not None and whole.kind == "unknown"
        return named is not None or not vague or local or _OF_SHARE.search(left) is not None
    if _ITS_NUMBER.search(left) and _MAKES_IT.match(right):
        return bool(scene.outline.market or scene.labels)
    return in_context(scene, view, None if local else whole, carried)


def _elsewhere(scene: Scene, view: View, owner: str) -> bool:
    """Whether what a share is of is a firm's, or another country's than its holder."""
    where, held = next(iter(places(owner)), None), place_in(scene, view)
    two = where and held and is_country(where.id) and is_country(held.id) and where.id != held.id
    return where is None or bool(two)


def _of_region(scene: Scene, view: View) -> bool:
    """Whether a place has a part of a larger one: "India holds 9 % of Asia Pacific"."""
    link = _OF_REGION.match(scene.text, view.quantity.end)
    where = next((p for p in scene.places if link and p.start == link.end()), None)
    if where is None or is_country(where.id) or not scene.outline.market:
        return False
    held = place_in(scene, view)
    whole = held and is_country(held.id) and _HOLDS.search(view.left)
    return bool(whole and _REGION_ENDS.match(scene.text, where.end))


def stated_whole(behind: str) -> int | None:
    """Return where the words behind a percentage end the name of the market that it is of.

    Example:
        >>> text = " revenue share of the pump market in 2024"
        >>> text[: stated_whole(text)]
        ' revenue share of the pump market'
    """
    named = _SHARE_BEHIND.match(behind)
    start = named.end() if named else 0
    whole = whole_behind(behind[start:])
    if whole is not None and whole.kind == "market":
        return start + whole.end
    return start or None


def of_market(right: str, left: str) -> bool:
    """Say whether the words beside a percentage make it one of a market.

    Example:
        >>> of_market(" of the insulin market", "held "), of_market(" of adults", "in ")
        (True, False)
        >>> of_market(" was Europe's", "Of the pump market, ")
        True
    """
    if _SPENT.search(left) and not AXIS.match(left):
        return False
    if _SPENT_BEHIND.match(right):
        return False
    whole = whole_behind(right)
    if whole is None:
        return whole_ahead(left)
    if whole.kind in ("unknown", "maybe") and _BY_VALUE.search(right):
        return True
    if whole.kind != "market":
        return False
    return re.match(r"\W*(?:share\s+)?of\b", right, re.I) is not None or not NO_SHARE.search(
        last_words(left, 60)
    )
