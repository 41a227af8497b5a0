"""Market sizes, and increments of growth in money, from one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cytonomics.claims.figures.numerals import in_scale
from cytonomics.claims.figures.quantities import Quantity, quantities
from cytonomics.claims.figures.units import CURRENCY_OF
from cytonomics.claims.markets.world_markets import counts_world
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.antecedents import antecedent
from cytonomics.claims.parts.keyed_parts import keyed_part
from cytonomics.claims.parts.making import Period, measured
from cytonomics.claims.parts.named_parts import item_part, named_part
from cytonomics.claims.parts.parts import Part, part_of, whole_market
from cytonomics.claims.parts.relevance import market_amounts
from cytonomics.claims.parts.subjects import subject_part
from cytonomics.claims.sizes.increments import increment_years, is_increment, named_beside
from cytonomics.claims.sizes.said_sizes import PRICED, said_sizes
from cytonomics.claims.sizes.stated_owners import stated_owner
from cytonomics.claims.words.clauses import APPOSED, subject
from cytonomics.claims.words.companies import MARKET_WHICH
from cytonomics.claims.words.finite import FINITE
from cytonomics.claims.words.keyed_figures import only_figures
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import LANDS, REGIONS, places
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import ASIDE, LEADS_MARKET
from cytonomics.claims.years.dating import dated
from cytonomics.claims.years.tenses import starts, told_as

# Two amounts of one course: "… in 2018 to …", "… and is expected to reach …".
_ONE_COURSE = re.compile(
    r"^(?!.*\bper\b).{0,60}\b(?:to|reach\w*|from)\b.{0,30}$", re.IGNORECASE | re.DOTALL
)
_LISTED = re.compile(r"\s*,?\s*(?:and|or|-|,)\s*", re.IGNORECASE)
_SIZED = re.compile(
    r"\b(?:market|industry|segment|it)\b[^.;]{0,80}\b(?:valued|assessed|estimated|pegged|worth|reach\w*|"
    r"stands?|stood|evaluated|calculated|sized|total(?:s|l?ed))\s+(?:at\s+|to\s+)?(?:(?:about|around|over|"
    r"nearly)\s+)?\Z",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\s*(?:[.,;]|\Z|\b(?:in|by)\s+(?:19|20)\d\d\b)", re.IGNORECASE)
# A subject opens its clause and has its verb behind it.
_CLAUSE = re.compile(
    r"(?:\A\W*|[.;:,]\s+|\b(?:in|by|during)\s+(?:19|20)\d\d\s+|\b(?:and|with|while|whereas|but|the|that|since|because|market|industry|where|says?|said|expects?|predicts?|forecasts?|believes?|estimates?|projects?)\s+)(?:(?:sales|demand|revenues?)\s+(?:of|for|from)\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\([^()]*\)")
_DOES = re.compile(
    r"(?:,\s+(?:however|meanwhile|moreover|too|in\s+turn|by\s+contrast|on\s+the\s+other\s+hand|for\s+its\s+part|"
    r"(?:despite|though|although|while|once|not|unlike|which|of\s+all|where|whose|being|until|"
    rf"{ASIDE}|"
    r"(?:driven|supported|backed|helped|fuell?ed|boosted|aided|led)\s+by|(?:sold|marketed|developed|known|used|made|launched)\s\w+)\s[^,]{2,80}),(?=\s))?(?:,\s+(?:valued|worth|estimated|assessed|at|with)\b|,\s+(?:[A-Z$€£¥₹]{1,4}\s?)?\Z|\s+(?:alone\s+|also\s+|currently\s+|together\s+|itself\s+)?(?!(?:with|at|to|generating)\b)"
    + FINITE.pattern
    + ")",
    re.IGNORECASE,
)
# "dominated by pumps, which alone contributed"
_WHICH = re.compile(
    rf",\s+(?:which|{APPOSED})\s+(?:alone\s+|together\s+|also\s+)?(?:worth|valued|(?:is|are|was|were)\s+(?:forecast|expected|projected|set|likely|valued|worth|to\b)|should|will|generat|contribut|account|earn|represent|ma[dk]e|held|had|record|add)",
    re.IGNORECASE,
)
# "New approvals have lifted the pump market to": what is sized is the verb's object.
_MARKET_DONE = re.compile(
    r"(?<!of the )(?<!in the )(?<!\ba )\b(?:markets?|industry)\b(?!-)", re.IGNORECASE
)
# "… remains the largest regional market, worth": what is called so is the subject.
_RANKED = re.compile(
    r"\b(?:[\w]+[- ])?(?:largest|biggest|leading|top|strongest)\s+(?:[\w-]+\s+){0,2}?markets?\b"
    r"(?:\s+(?:for|in)\s[^,;]{2,40})?",
    re.IGNORECASE,
)
_OF_MARKET = re.compile(
    r"\s(?:of|in|within)\s+the\s+(?:[\w&/'-]+\s+){0,6}?(?:market|industry)\b(?!'s)|\sthe\s+market's\s(?=\w+est\s)|"
    r"\swith\s+(?:an?|its|their)\s+(?:\w+\s+)?market\s+(?:size|volume|value|revenue)\b",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"\b(?:scale|potential|projections?|forecasts?|estimates?|calculations?|outlook|prospects|sum|amount|totals?|figures?|spending(?!\s+on\b)|opportunity|"
    r"prices?|costs?|patients|companies|analysts?|reports?|worldwide|globally)\b|\b(?:trials?|makers|manufacturers|suppliers|producers|vendors)\Z|\d",
    re.IGNORECASE,
)
# "Gels will grow into a USD 2 bn market": a market of their own
_INTO = re.compile(
    r"(?i)\b(?:into|becom\w+|address\w*|target\w*|upend\w*|disrupt\w*|enter\w*|aimed\s+at|tap\w*)\s+(?:an?|the)\s+(?:[a-z]+\s+){0,3}\Z"
)
_A_MARKET = re.compile(r"[\s-]+(?:[a-z-]+\s+){0,2}(?:market|industry)\b", re.IGNORECASE)
_THE_PLACE = re.compile(rf"(?:the|this)\s+(?:{LANDS}|{REGIONS})\b", re.IGNORECASE)
_HOMES = ("country", "region")
# A market of less than this is told in thousands; a slip may leave its unit out, but where costs
# are spoken of "USD 228,000" is one of them.
_SMALL, _SMALLEST = 1e6, 1e5
_THOUSANDS = ("housand", "K", "k")
_COST = re.compile(r"\b(?:costs?|prices?|charges?|fees?|bills?)\b", re.IGNORECASE)
# "Worth USD 2 bn in 2023, this segment is to reach": of what the sentence before is about
_OPENS_WORTH = re.compile(
    r"\W*(?:worth|valued\s+at|estimated\s+at|with)\s+(?:[a-z]+\s+){0,3}", re.IGNORECASE
)
_THIS_PART = re.compile(
    r"(?:\s+in\s+(?:19|20)\d\d)?,\s+(?:this|the|that)\s+(?P<kind>segment|category|region|country)\s",
    re.IGNORECASE,
)
_RUPEES = (1e5, 1e7)  # a lakh and a crore
_REACH = 200
_NEXT = 40
# "612.4 million", and its label "Market size in 2025 (USD)"
_CURRENCY_ALONE = re.compile(r"\((?:in\s)?(?P<code>USD|US\$|EUR|GBP|INR|JPY|CNY)\)\Z")


def amounts(scene: Scene) -> Iterator[Claim]:
    """Yield the size and increment claims of a scene; ids are left empty.

    Example:
        >>> scene = Scene("The market was valued at USD 2 billion in 2023.", 0)
        >>> [(claim.value, claim.period_start, claim.status) for claim in amounts(scene)]
        [(2000000000.0, 2023, 'history')]
    """
    found = [
        q
        for q in _scaled(scene)
        if q.low >= _SMALL
        or scene.text.endswith(_THOUSANDS, q.start, q.end)
        or (q.low >= _SMALLEST and not _COST.search(scene.text))
    ]
    said = said_sizes(scene, found)
    indices = sorted(said.union(market_amounts(scene, found))) if found else []
    if not indices:
        return
    chosen = [found[i] for i in indices]
    clauses = [scene.text[found[i - 1].end if i else 0 : found[i].start] for i in indices]
    periods = dated(scene, chosen, clauses)
    increment = False
    span: Period = (None, None)
    for k, (quantity, before) in enumerate(zip(chosen, clauses, strict=True)):
        name = named_beside(before) if increment else None
        increment = name is not None or is_increment(scene, quantity, before)
        year = periods.get(k)
        period: Period = (year.first, year.last) if year else (None, None)
        if increment:
            own = increment_years(scene, quantity)
            period = span = own or (span if name else period)
        # The end of "will grow from … to …" is as far ahead as its start says.
        ahead = clauses[k - 1] if k and starts(clauses[k - 1]) and not starts(before) else ""
        behind = scene.text[quantity.end : quantity.end + _NEXT]
        status = told_as(before, behind, period[0], base=scene.outline.base, goes_on=ahead)
        if increment and status is None:
            status = "forecast"
        yield measured(
            scene,
            quantity,
            "growth" if increment else "size",
            (_named(scene, quantity, name) if name else None)
            or _placed(scene, quantity, said=indices[k] in said),
            period,
            unit="money",
            currency=quantity.currency or _currency(scene, quantity),
            status=status,
        )


def _named(scene: Scene, quantity: Quantity, name: str) -> Part | None:
    """The part that a bare name tells, between two increments."""
    return named_part(scene, whole_market(scene, quantity.start), name)


def _placed(scene: Scene, quantity: Quantity, *, said: bool) -> Part:
    """The part that has an amount, of all the world where it is so called."""
    whole = said and not PRICED.match(scene.text, quantity.end)
    part = whole_market(scene, quantity.start) if whole else _part(scene, quantity)
    world = part.segment is None or part.dimension not in _HOMES
    world = world and counts_world(scene.text, quantity.start, quantity.end)
    return replace(part, geography=WORLD) if world else part


def _part(scene: Scene, quantity: Quantity) -> Part:
    """The part of a market that has an amount: said outright, else the subject of its clause."""
    whole = whole_market(scene, quantity.start)
    told = stated_owner(scene, whole, quantity)
    if told is not None:
        return told
    if _OPENS_WORTH.fullmatch(scene.text, 0, quantity.start):
        meant = _THIS_PART.match(scene.text, quantity.end)
        part = antecedent(scene, whole, meant["kind"], 0) if meant else None
        if part is not None:
            return part
    paired, listed = scene.paired.get(quantity.start), scene.named.get(quantity.start)
    # A place that no list sets beside others may have a market of its own.
    listed = listed if listed and (quantity.start in scene.listed or not places(listed)) else None
    part = item_part(scene, whole, paired or listed or "")
    part = part if part or paired else part_of(scene, quantity)
    if part is not None:
        return part
    into = _A_MARKET.match(scene.text, quantity.end)
    into = into and _INTO.search(scene.text, 0, quantity.start)
    if into or MARKET_WHICH.search(scene.text, max(0, quantity.start - _REACH), quantity.start):
        return whole
    named = subject(scene.text, quantity.start)
    if keyed := keyed_part(scene, whole, named, quantity.start):
        return keyed
    at = scene.text.rfind(named, 0, quantity.start) if named else -1
    which = at >= 0 and _WHICH.match(scene.text, at + len(named))
    if which:
        return subject_part(scene, whole, named, quantity.start) or whole
    if at < 0 or not _CLAUSE.search(scene.text[max(0, at - 20) : at]):
        return whole
    # "Knees, the largest segment, came to": a comma ends what is set beside the subject.
    end = at + len(named) + (", " in _BRACKET.sub("", named))
    does = _DOES.match(scene.text, end)
    if not does or _NO_PART.search(named.partition(", ")[0]):
        return whole
    done = (LEADS_MARKET.match(scene.text, end) or does).end()
    said = _OF_MARKET.sub("", _RANKED.sub("", scene.text[done : quantity.start]))
    if _MARKET_DONE.search(said):
        return whole
    part = subject_part(scene, whole, named, quantity.start)
    # "Japan has the largest pump market, worth": its own, and no part of it.
    place = part is not None and part.dimension in ("region", "country")
    own = part is not None and place and part.geography == whole.geography
    own = own and not _THE_PLACE.match(named)
    return whole if own else part or whole


def _currency(scene: Scene, quantity: Quantity) -> str:
    """The currency of an amount that prints none: India's scale, the last before, the dollar."""
    if quantity.scale in _RUPEES:
        return "INR"
    printed = [other.currency for other in scene.amounts if other.start < quantity.start]
    return next((code for code in reversed(printed) if code), "USD")


def _scaled(scene: Scene) -> list[Quantity]:
    """The amounts of a scene; "from $3.4 in 2018 to $5.6 billion" prints the scale but once."""
    found = [q for q in scene.quantities if q.kind in ("money", "number")]
    below = scene.lead.endswith(")") and _CURRENCY_ALONE.search(scene.lead)
    if below and only_figures(scene.text):
        code = CURRENCY_OF[below["code"].lower()]
        found = [q if q.currency else replace(q, kind="money", currency=code) for q in found]
    for k, quantity in reversed(list(enumerate(found))):
        if quantity.scaled:
            continue
        for other in (*found[k + 1 : k + 2], *found[max(0, k - 1) : k]):
            # Thousands share a scale only with thousands: "USD 9,810.2 Mn from USD 5,120.4".
            if quantity.high >= 1000 > other.high / other.scale:
                continue
            if other.scaled and _shares_scale(scene, quantity, other):
                found[k] = _rescaled(quantity, other.scale)
                break
    for k, quantity in enumerate(found):
        if quantity.kind == "money" and not quantity.scaled and quantity.high < 1000:
            found[k] = _rescaled(quantity, _usual_scale(scene, quantity))
    return [q for q in found if q.kind == "money" or q.scaled]


def _rescaled(quantity: Quantity, scale: float) -> Quantity:
    return replace(
        quantity,
        low=in_scale(quantity.low, scale),
        high=in_scale(quantity.high, scale),
        step=quantity.step * scale,
        scale=scale,
        scaled=scale != 1.0,
    )


def _usual_scale(scene: Scene, quantity: Quantity) -> float:
    """The scale of the sentence before, where a market's size is printed without any."""
    before = scene.text[max(0, quantity.start - 120) : quantity.start]
    if not _SIZED.search(before) or not _ENDED.match(scene.text, quantity.end):
        return 1.0
    above = (q for q in quantities(scene.before) if q.currency == quantity.currency)
    return next((q.scale for q in above if q.scaled), 1.0)


def _shares_scale(scene: Scene, quantity: Quantity, other: Quantity) -> bool:
    gap = scene.text[min(quantity.end, other.end) : max(quantity.start, other.start)]
    if quantity.kind == "money" and quantity.currency == other.currency:
        return bool(_ONE_COURSE.search(gap) or _LISTED.fullmatch(gap))
    # "USD 1.2, 1.4 and 1.9 billion": a bare number is an amount only within such a list.
    behind = quantity.start < other.start
    return behind and scene.amounts[0].start < other.start and bool(_LISTED.fullmatch(gap))
