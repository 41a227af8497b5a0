"""How concentrated a market is: a level in words, or what the first few companies hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cytonomics.claims.figures.numerals import NUMBERS
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import statement
from cytonomics.claims.patterns import Cued, holds, last_words
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import HELD, HOLDING

# "Moderately fragmented" is fragmented still, "moderately concentrated" lies between.
_CONCENTRATION = Cued(
    "fragmented consolidated concentrated",
    r"\b(?P<degree>highly|moderately|quite|fairly|largely|relatively|somewhat|partially|partly|semi|slightly|heavily|"
    r"increasingly)?[\s-]*\b(?P<kind>fragmented|consolidated|concentrated)\b"
    r"(?!\s+(?:among|in|on|around|within|at|solution|plasma|form|effort|between)\b(?!\s+nature))",
)
_BETWEEN = re.compile(r"moderately|semi|partially|partly|somewhat", re.IGNORECASE)
_DENIED = re.compile(r"(?i)\b(?:neither|nor|not|hardly|less)\s+(?:yet\s+|very\s+|highly\s+)?\Z")
_OF_MARKET = (
    "market",
    "industry",
    "competiti",
    "landscape",
    "structure",
    "sector",
    "arena",
    "field",
)
_LEVEL = Cued(
    "concentration",
    r"\bmarket\s+concentration\b(?:\s+(?:is|remains|level))?\W{0,6}(?P<level>low|medium|moderate|high)\b",
)
# "a low level of concentration", "high fragmentation", but no "high concentration of sodium"
_DEGREE = Cued(
    "concentration fragmentation",
    r"\b(?P<level>low|medium|moderate|high)\s+(?:(?:level|degree)s?\s+of\s+)?(?:market\s+|industry\s+)?"
    r"(?P<kind>concentration|fragmentation)\b(?!\s+(?:of|in|on|around|within|level|gradient|range|solution)\b(?!\s+(?:the|this)\s+(?:market|industry)))",
)
# "The market is marked by fragmentation"
_MARKED = Cued(
    "fragmentation consolidation",
    r"\b(?:marked|characteri[sz]ed|shaped|defined)\s+by\s+(?:an?\s+)?(?:(?:high|strong|growing|increasing|ongoing|considerable|significant)\s+)?(?P<kind>fragmentation|consolidation)\b",
)
_OPPOSITE = {"low": "consolidated", "high": "fragmented"}
_LEVELS = {
    "low": "fragmented",
    "medium": "moderate",
    "moderate": "moderate",
    "high": "consolidated",
}
# "Among the top vendors Arvena holds …", "The leading firms are Arvena, with …": what one has.
_FIRST_NAMED = re.compile(
    r"\s+(?:is|are|include)\s[^,;]{2,60},\s+(?:with|at|holding|which)\s|"
    r"[^.;:%]{0,60}:\s[^,;:%]{2,40}?\s(?:(?:with|at|holds?|held)\s|\()|"
    # "The largest operator Arvena accounts for"
    r"\s+(?-i:[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3})\s+(?:accounts?|accounted|holds?|held|has|had)\b",
    re.IGNORECASE,
)
# The legend of a picture, not a statement.
LEGEND = Cued(
    "consolidated fragmented",
    r"\W*(?:consolidated|fragmented)\s*[-:=]\s|.*\d\s*=\s*(?:highly\s+)?(?:consolidated|fragmented)\b",
)
_NUMBER = r"\d{1,2}|two|three|four|five|six|seven|eight|ten"
_TOP = Cued(
    "top leading largest major biggest key dominant those these two three four five "
    "cr3 cr4 cr5 cr8 cr10 cr-",
    rf"\b(?=\w)(?:(?:(?:top|leading|largest|major|biggest)\s+(?P<n>{_NUMBER})?\s*|(?P<ahead>{_NUMBER})\s+(?:top|leading|largest|major|biggest|key|dominant)\s+|(?:those|these)\s+)"
    r"(?:\w+\s+){0,2}?(?:players|companies|vendors|firms|innovators|manufacturers|suppliers|participants|developers|"
    r"producers|fractionators|providers|makers|operators|distributors|retailers|institutions|banks|insurers|brands|groups)\b|"
    # "Two groups control 63 % of the market", "Top four market share: 97 %"
    r"(?<!-)(?P<few>two|three|four|five)\s+(?:groups|companies|players|firms|suppliers|producers|manufacturers|vendors)(?=\s+(?:(?:together|jointly|alone)\s+)?(?:control|hold|command|account|dominate|share)\w*\s)|"
    r"(?:these|those)\s+(?P<these>two|three|four|five|six|seven|eight|ten)(?=\s+(?:together\s+|jointly\s+)?(?:control|hold|command|account|have)\w*\s)|"
    rf"(?P<largest>{_NUMBER})\s+(?:largest|biggest|leading)(?=\s+(?:(?:more\s+than|over|about|around|nearly|almost)\s+)?\d[\d.]*\s?%)|"
    # the concentration ratio of the first n
    r"CR-?(?P<ratio>3|4|5|8|10)\b(?!\s?%)|"
    rf"top\s+(?P<keyed>{_NUMBER})\s+(?:market|revenue)\s+shares?(?=\s*[:|])|"
    rf"top\s+(?P<bare>{_NUMBER})(?=\s+(?:alone\s+|together\s+)?\d[\d.]*\s?%|(?:'s)?\s+(?:[-(][^;.%]{{3,80}}[-)]\s*)?(?:(?:together|combined|collectively)\s+)?(?:{HELD}|{HOLDING}|have|for|share|of\s+(?:which|them|these|whom))\b|\s+(?:of|in)\s[^,.;:%]{{2,60}},\s+with\s))",
)
_HELD = re.compile(
    rf"\b(?:{HELD}|{HOLDING}|shares?|generates?|alone|together|combined|collectively|have|has|had|with|between\s+them)\b|\A\s+for\s+(?:[a-z]+\s+){{0,2}}\Z",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(r"\bshare\s+(?:of|for|held\s+by)\s+(?:the\s+)?\Z", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\s*(?:CAGR|growth|increase|rise|of\s+(?:the\s+)?(?:trials|patients|revenue\s+growth))",
    re.IGNORECASE,
)
# "Among the leading makers Arvena has 9 %", "is the largest makers": of one of them.
_AMONG = re.compile(
    r"\b(?:is|was|remains)\s+the\s+(?:[a-z-]+\s+)?\Z|"
    r"\b(?:(?<!split\s)(?<!shared\s)(?<!divided\s)among(?:st)?\s+(?:(?:the|all)\s+)?|one\s+of\s+(?:[\w-]+\s+){0,3})\Z",
    re.IGNORECASE,
)
# "40 % of the pump market is with the top five firms", "… is held by"
_LIES_WITH = re.compile(
    r"\s+(?:is|are|was|were)\s+(?:accounted\s+for|held|controlled|generated|earned)\s+by\s+(?:the\s+)?|"
    r"(?:\s+share)?\s+(?:of|in)\s[^,;%]*?(?:\bof\s+the\s+market\b[^,;%]*|\b(?:by|with|to|from|in|among|of)\s+"
    r"(?:(?:the|its|our)\s+)?)",
    re.IGNORECASE,
)
# "…, with a total share of": of all that are named, however many.
_IN_ALL = re.compile(
    r"\b(?:total|combined|joint|cumulative|aggregate|together|collective(?:ly)?)\b[^,;.%]{0,40}\Z",
    re.I,
)
_ROUGHLY = re.compile(r"\b(?:more\s+than|over|about|around|nearly|almost)\b", re.IGNORECASE)
# "The CR5 of the pump market stood at"
_STOOD_AT = re.compile(
    r"(?:\s(?:of|in|for)\s[^,;.%]{2,60}?)?\)?(?:\s(?:in|for)\s(?:19|20)\d\d)?\s?(?:[:=|]|\b(?:stood\s+at|was|is|of|at|reached|came\s+to|amounted\s+to))\s(?:(?:about|around|over|nearly|almost|roughly)\s)?",
    re.IGNORECASE,
)
# "With shares of 14 %, 11 % and 8 %": one each.
_EACH = re.compile(r"(?:,\s*[\d.]+\s?%)*,?\s+and\s+[\d.]+\s?%")
# "64 % in 2022, against 58 % in 2018"
_AGAINST = re.compile(
    r"\sin\s(?:19|20)\d\d,?\s(?:against|up\sfrom|down\sfrom|versus|vs\.?|compared\s(?:with|to)|from)\s(?:(?:about|around|only|just)\s)?",
    re.IGNORECASE,
)
_IN = re.compile(r"\s(?:in|by|for)\s", re.IGNORECASE)
_FARTHEST = 90
_FARTHEST_IN_ALL = 240


def concentrations(scene: Scene) -> Iterator[Claim]:
    """Yield the levels of concentration and joint shares of a scene; ids are left empty.

    Example:
        >>> scene = Scene("The market is fragmented; the top five vendors hold 31%.", 0)
        >>> [(c.unit, c.segment, c.value) for c in concentrations(scene)]
        [('fragmented', None, None), ('percent', 'top 5', 31.0)]
    """
    level = _level(scene)
    if level is not None:
        start, end, word = level
        # In a row of labels the places near belong to other labels.
        home = scene.outline.geography
        unit = _LEVELS[word.lower()]
        yield statement(scene, "concentration", start, end, unit=unit, geography=home)
        return
    if LEGEND.match(scene.text):
        return
    if holds(scene.text, _OF_MARKET):
        for match in _CONCENTRATION.finditer(scene.text):
            if _DENIED.search(scene.text, 0, match.start("kind")):
                continue
            start = match.start("degree") if match["degree"] else match.start("kind")
            yield statement(scene, "concentration", start, match.end(), unit=_unit(match))
        for match in _MARKED.finditer(scene.text):
            unit = "fragmented" if match["kind"].lower().startswith("f") else "consolidated"
            yield statement(scene, "concentration", *match.span("kind"), unit=unit)
        for match in _DEGREE.finditer(scene.text):
            degree = match["level"].lower()
            scattered = match["kind"].lower() == "fragmentation" and _OPPOSITE.get(degree)
            unit = scattered or _LEVELS[degree]
            yield statement(scene, "concentration", match.start(), match.end(), unit=unit)
    yield from _joint_shares(scene)


def _level(scene: Scene) -> tuple[int, int, str] | None:
    if len(scene.text) < 12 and (alone := _LEVEL.match(f"{scene.lead}: {scene.text}")):
        return 0, len(alone["level"]), alone["level"]
    level = _LEVEL.search(scene.text)
    return (*level.span("level"), level["level"]) if level else None


def _unit(match: re.Match[str]) -> str:
    if match["kind"].lower() == "fragmented":
        return "fragmented"
    return "moderate" if match["degree"] and _BETWEEN.match(match["degree"]) else "consolidated"


def _joint_shares(scene: Scene) -> Iterator[Claim]:
    """What the top companies hold: the first share of their clause."""
    held: dict[int, tuple[Quantity, re.Match[str]]] = {}
    for top in _TOP.finditer(scene.text) if scene.percents else ():
        percent = next((p for p in scene.percents if _of_top(scene.text, top, p)), None)
        if percent is None or _AMONG.search(last_words(scene.text[: top.start()], 60)):
            continue
        in_all = _IN_ALL.search(scene.text, top.end(), max(top.end(), percent.start))
        if in_all or not _FIRST_NAMED.match(scene.text, top.end()):
            held[percent.start] = percent, top  # of several the nearest, which is the last
    for percent, top in [pair for pair in held.values() for pair in _with_earlier(scene, *pair)]:
        n = next(filter(None, top.groupdict().values()), None)
        yield statement(
            scene,
            "concentration",
            percent.start,
            percent.end,
            dimension="company",
            segment=f"top {NUMBERS.get(n.lower(), n)}" if n else "top",
            unit="percent",
            value=percent.low,
            value_high=percent.high,
            step=percent.step,
            bound=percent.bound,
            **_year(scene, percent),
        )


def _of_top(text: str, top: re.Match[str], percent: Quantity) -> bool:
    behind = percent.start > top.end()
    gap = text[top.end() : percent.start] if behind else text[percent.end : top.start()]
    in_all = behind and _IN_ALL.search(gap)
    if (
        len(gap) > (_FARTHEST_IN_ALL if in_all else _FARTHEST)
        or (behind and ("%" in gap or _EACH.match(text, percent.end)))
        or "." in gap.strip(".")
        or "|" in gap
        or _NOT_HELD.match(text, percent.end)
    ):
        return False
    if not behind:
        return _LIES_WITH.fullmatch(gap) is not None
    if (top["bare"] or top["keyed"] or top["largest"]) and not _ROUGHLY.sub("", gap).strip(" :"):
        return True  # "the top five hold 60 %, the top ten 80 %"
    if top["ratio"]:
        return _STOOD_AT.fullmatch(gap) is not None
    return bool(_HELD.search(gap) or _SHARE_OF.search(text, 0, top.start()))


def _with_earlier(
    scene: Scene, percent: Quantity, top: re.Match[str]
) -> Iterator[tuple[Quantity, re.Match[str]]]:
    """A joint share, and the one of another year that it is compared with."""
    yield percent, top
    for other in scene.percents:
        if other.start > percent.end and _AGAINST.fullmatch(scene.text, percent.end, other.start):
            yield other, top


def _year(scene: Scene, percent: Quantity) -> dict[str, Any]:
    """The year right behind a joint share, else the sentence's only year or only range."""
    for year in scene.years:
        if _IN.fullmatch(scene.text, percent.end, max(percent.end, year.start)):
            return {"period_start": year.first, "period_end": year.last}
    for ranged in (False, True):
        found = {(y.first, y.last) for y in scene.years if y.is_range == ranged}
        if len(found) == 1:
            first, last = found.pop()
            return {"period_start": first, "period_end": last}
    return {}
