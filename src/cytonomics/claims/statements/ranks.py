"""Who is largest and who grows fastest, from one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cytonomics.claims.model import Claim, Status
from cytonomics.claims.parts.making import statement
from cytonomics.claims.patterns import Cued
from cytonomics.claims.statements.concentrations import LEGEND
from cytonomics.claims.statements.leaders import Leader, leader
from cytonomics.claims.words.scene import Scene

_NOUN = (
    r"(?:market\s+(?:shares?|revenues?|value|position|size)|revenue\s+(?:shares?|contributor)|shares?|markets?|segment|region|revenues?|sales|contributor|position|category|sector|country|"
    r"player|company|supplier|portion|proportion|areas?|field|value|demand|consumer|producer|"
    r"end[\s-]users?|application|indication|product|technology|modality|geography|hub|slice|contribution|stake)"
)
# "Leads growth" is to grow fastest.
_IN_GROWTH = r"\s+(?:in\s+)?(?:(?:the|regional|global|market|overall|segment)\s+){0,2}growth\b"
_IN_GROWTH_TOLD = re.compile(_IN_GROWTH, re.IGNORECASE)
# "ranks first in the pump market", "first, with a share of", but not "first in the index"
_OF_MARKET = (
    r"(?:\s*(?:[.;]|$)|,\s+(?:with|reaching|at|holding|accounting|followed)\b|\s+in\s+(?:19|20)\d\d\b|"
    r"\s+(?:in|by|with|on)\s+(?:[\w'-]+\s+){0,6}?(?:market|industry|shares?|revenues?|sales|value|terms)\b)"
)
_LARGEST = Cued(
    "domina lead led largest biggest highest greatest larger maximum rank top",
    r"\b(?<!-)(?=[a-z])(?:(?:dominat(?:e[sd]?|ing)|leads?|led)(?![\w-])|"
    rf"(?:largest|biggest|highest|greatest|leading(?!\s+(?:to|its|the\s+(?!(?:[\w-]+\s+){{0,3}}?(?:market|industry|sector)\b))\b)|dominant|larger|maximum)\s+(?:[\w&'-]+\s+){{0,3}}?{_NOUN}(?![\w-])|"
    r"(?:largest|dominant|biggest)(?=\s+(?:in|by|with|across)\b|\s+and\s+(?:the\s+)?(?:fastest|most\s+rapid)|\s*[.,;:(|]|\s*$)|"
    r"(?:largest|biggest)(?=\s+end[\s-])|"
    r"(?:market|industry|category|segment)\s+leader(?!s|\w|-)|(?:(?<=\bis\sthe\s)|(?<=\bwas\sthe\s)|(?<=\bremains\sthe\s)|(?<=\bbecame\sthe\s))(?:(?:undisputed|clear|global|world|worldwide|overall|current)\s+)?leader(?=\s+(?:in|of)\s)|"
    rf"(?:(?<=\branked\s)|(?<=\branks\s))first(?={_OF_MARKET})|(?<=\bthe\s)top(?=\s+(?:position|spot|slot|place|rank)\b{_OF_MARKET})|"
    r"top(?=\s+(?:segment|region|country|market|category|product|application|end[\s-]?user)(?:/[a-z]+)?\s*:)|"
    r"(?:(?<=\ba\s)|(?<=\bits\s))leadership(?=\s+position\b(?!\s+as\b)))",
)
_FASTEST = Cued(
    "fastest quick rapid highest strongest steepest faster lead led",
    rf"\b(?<!-)(?=[a-z])(?:(?:leads?|led)(?={_IN_GROWTH})|"
    r"(?:(?:fastest|quickest|rapidest)(?:[\s-](?:growing|growth|rising|expanding)|"
    r"\s+(?:[\w.%]+\s+){0,2}?(?:growth(?:\s+rate)?|CAGR|rate|pace|rise|expansion|gains?)"
    r"(?!\s+(?:since\b|(?:in|for)\s+(?:an?|\d+|two|three|four|five|ten|more|over|nearly|almost|years|decades)\b))|"
    r"(?=\s*(?:$|[.,;:()]|(?:in|at|among|with|over|through|during|owing|due|because|and|by|as|from|"
    r"regional|region|market|segment|category|country)\b)))|"
    r"highest\s+(?:[\w.%-]+\s+){0,3}?(?:CAGR|growth(?:\s+rate)?|pace|rate\s+of\s+growth)|"
    r"most\s+rapid(?:ly)?\s+(?:\w+\s+)?(?:growth|growing|expanding|expansion)|"
    r"most\s+(?:rapid|quick)ly(?=\s*(?:$|[.,;]|(?:in|until|up|through|by|over|during|to)\b))|"
    r"(?:strong|steep)est\s+(?:\w+\s+)?(?:growth|rise|increase)|faster\s+growth\s+momentum)(?![\w-]))",
)
# One of several is not the first, the second not either.
_NOT_FIRST = re.compile(
    r"(?:\bone\s+of\s+(?:the\s+|its\s+|our\s+)?(?:[\w']+\s+)?|\bamong\s+(?:the\s+)?(?:[\w']+\s+)?|"
    r"\b(?:second|third|[a-z]{2,9}th|2nd|3rd|\d+th|next|two|three|four|five|ten|several|(?<!\d)\d{1,2})[\s-]+(?:of\s+the\s+\d+\s+)?|\bnot\s+(?:the\s+)?)\Z",
    re.IGNORECASE,
)
# "the largest markets" are the first, "leading markets" some of the first.
_MANY = re.compile(r"markets\Z")
_FIRMS = re.compile(
    r"\b(?:players|companies|vendors|firms|manufacturers|suppliers|names)\b", re.IGNORECASE
)
# "The leading technology firms": of firms, which the word before only describes.
_OF_FIRMS = re.compile(
    r"\s+(?:(?!(?:for|of|in|by|with|among|to|and|from)\b)[\w-]+\s+)?(?:players|companies|vendors|firms?|manufacturers|suppliers|names|providers?|brands?|groups)\b",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"\ban?\s+(?:[\w-]+\s+)?\Z", re.IGNORECASE)
# "Ortano hopes to lead", "it targets the largest segment", "which it says is the largest"
_NOT_SAID = re.compile(
    r"\b(?:(?:hop|aim|seek|want|plan|striv|intend|aspir|ambition|vow|try|tri)[a-z]*\s+(?:[a-z]+\s+)?to\s+(?:[\w-]+\s+){0,5}|"
    r"(?:target|serv|enter|address|tap|pursu|join)(?:e|s|es|ed|ing|ped|ping)?\s+(?:into\s+)?(?:the\s+)?|"
    r"expand[a-z]*\s+to\s+become\s+(?:[\w']+\s+)?|"
    r"(?:exposure|access|entry|expand\w*|invest\w*|focus\w*|capitali[sz]\w*)\s+(?:to|into|in|on)\s+(?:the\s+)?|"
    r"(?:which|that)\s+[^,;.]{2,30}\s(?:says?|claims?|believes?)\s(?:is|are)\s(?:the\s)?)\Z",
    re.IGNORECASE,
)
_TALKED_OF = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:headlines|news|conversations?|debates?|agendas?)\b"
)
_NOT_LEAD = re.compile(
    # a noun or an adjective: "the lead", "a lead candidate", "Led Enterprises"
    r"(?:\b(?:the|a|an|its|their|our|this|take|takes|took|taking|in|to\s[a-z]+|generat[a-z]+|provid[a-z]+|share|technology|price|cost|solid|qualified|sales|crew)\s|[$€£]|\w-)\Z",
    re.IGNORECASE,
)
# "Leads the market", "led in 2024", "leads with 40 %", and no list of leads and visits
_LED_ON = re.compile(
    r"\s*(?:$|[.;:(|\n]|,(?!\s+(?:and\s+)?[\w-]+[,.])|(?:with|at|among|globally|overall|regionally|and(?=\s+(?:is|are|was|were|will|has|have|should|also|[a-z]+ed|holds?|accounts?|represents?|captures?|remains?|continues?|grows?)\b)|while|as|due|owing|"
    r"across|on|for|during|through(?=\s+(?:(?:19|20)\d\d|the\s+(?:\w+\s+)?(?:period|decade|end)))|over|because|thanks|after|followed|not|again)\b|"
    r"(?:[\w&'()/.-]+\s+){1,5}?with\s+(?:(?:over|about|nearly|some)\s+)?\d|"
    r"in\s+(?:(?:19|20)\d\d|the\s|terms|revenue|value|share|market)|by\s+(?:revenue|share|value|a\s|\d)|"
    r"(?:[\w&'()/.-]+\s+){1,7}?(?:markets?|industry|revenues?|sales|segment|sector|space|field|landscape|category|demand|growth|adoption|pack|world|regions?|way\s+(?:with|in\s+(?:the|terms|value|growth|demand)))\b)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+(?:to|up\s+to)\b", re.IGNORECASE)
# In a title: "Tubs to Lead the Bath Market"
_LEADS_MARKET = re.compile(
    r"\s+(?:the\s+)?(?:[\w&'/()-]+\s+){0,6}?(?:markets?|industry|segments?|sector|landscape|category)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:market|industry|sector|segment|landscape|space|revenues?)\b[^.;,]{0,60}?\b(?:is|are|was|were|be|been|remains?|being)"
    r"\s+(?:\w+\s+){0,2}?\Z",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:expected|projected|anticipated|will|should|would|could|may|forecast|poised|likely|set\s+to|estimated\s+to|predicted|"
    r"to\s+(?:hold|dominate|lead|be|grow|register|witness|post))\b",
    re.IGNORECASE,
)
# The year of an amount stands no further behind it.
_BESIDE = 20
_END = re.compile(r"\b(?:to|through|until|till|by)\s+(?:the\s+end\s+of\s+)?\Z", re.IGNORECASE)


def ranks(scene: Scene) -> Iterator[Claim]:
    """Yield who is largest and who grows fastest, a claim a word that says so; ids are left empty.

    Example:
        >>> scene = Scene("Europe led the CAR-T market and Asia is the fastest-growing region.", 0)
        >>> [(c.segment, c.unit, c.quote) for c in ranks(scene)]
        [('Europe', 'largest', 'led'), ('Asia', 'fastest', 'fastest-growing')]
    """
    if LEGEND.match(scene.text):
        return
    for unit, pattern in (("largest", _LARGEST), ("fastest", _FASTEST)):
        for cue in pattern.finditer(scene.text):
            found = _leader(scene, cue, unit)
            if found is not None:
                yield _rank(scene, cue, unit, found)


def _rank(scene: Scene, cue: re.Match[str], unit: str, found: Leader) -> Claim:
    first, last = found.clause
    ahead = _AHEAD.search(scene.text[first : cue.end()])
    status: Status = "forecast" if ahead else "history"
    where: dict[str, Any] = {"geography": found.geography} if found.geography else {}
    return statement(
        scene,
        "rank",
        cue.start(),
        cue.end(),
        dimension=found.dimension,
        segment=found.segment,
        unit=unit,
        status=status,
        **where,
        **_year(scene, unit, cue.start(), (first, last)),
    )


def _leader(scene: Scene, cue: re.Match[str], unit: str) -> Leader | None:
    text = scene.text
    ahead = text[max(0, cue.start() - 60) : cue.start()]
    word = cue[0].lower()
    # "The highest CAGR in the market" is no size.
    fast = unit == "largest" and re.search(r"cagr|growth", word)
    if fast or _NOT_FIRST.search(ahead) or _FIRMS.search(word) or _NOT_SAID.search(ahead):
        return None
    verb = re.fullmatch(r"leads?|led|dominat\w+", word)
    if verb and unit == "largest" and _IN_GROWTH_TOLD.match(text, cue.end()):
        return None
    if not verb:
        if _OF_FIRMS.match(text, cue.end()):
            return None
        if _MANY.search(word) and not re.search(r"\bthe\s+(?:\w+\s+)?\Z", ahead, re.IGNORECASE):
            return None
        if word == "leadership":
            return leader(scene, *cue.span())
        adjective = not re.search(
            r"share|value|revenue|CAGR|growth|rate|pace|dominant.*position", word
        )
        return None if adjective and _INDEFINITE.search(ahead) else leader(scene, *cue.span())
    passive = bool(re.match(r"\s+(?:\w+ly\s+)?by\b", text[cue.end() : cue.end() + 20]))
    if passive and word in ("led", "dominated"):
        said = _PASSIVE.search(text[max(0, cue.start() - 140) : cue.start()])
        return leader(scene, *cue.span(), passive=True) if said else None
    if word.startswith("dominat") and word == cue[0]:
        talked = _TALKED_OF.match(text, cue.end())
        return None if talked else leader(scene, *cue.span())
    if word != cue[0] and not _LEADS_MARKET.match(text, cue.end()):
        return None  # "Tech Lead"
    if cue[0].isupper() and not ahead.isupper():
        return None  # "Global LED Display Market"
    if _NOT_LEAD.search(ahead) or _TO.match(text, cue.end()) or not _LED_ON.match(text, cue.end()):
        return None
    return leader(scene, *cue.span())


def _year(scene: Scene, unit: str, at: int, clause: tuple[int, int]) -> dict[str, Any]:
    """The year of the clause, or the sentence's only one where it stands in front of all."""
    own = [y for y in scene.years if clause[0] <= y.start < clause[1]]
    own = own or [y for y in scene.years if y.start < 12 and clause[0] > y.end]
    singles = [y for y in own if not y.is_range]
    ranges = [y for y in own if y.is_range]
    if ranges and (unit == "fastest" or not singles):
        near = min(ranges, key=lambda y: abs(y.start - at))
        return {"period_start": near.first, "period_end": near.last}
    if not singles:
        return {}
    near = min(singles, key=lambda y: (y.start < at, abs(y.start - at)))
    if near.start < at and _AHEAD.search(scene.text, near.end, at):
        return {}  # "led in 2023 and will lead on"
    apart = scene.text[near.end : at].startswith(",") and near.start < at
    if apart and any(a.end <= near.start < a.end + _BESIDE for a in scene.amounts):
        return {}  # "… to USD 2 bn by 2031, with trays being the largest segment"
    if any(at < a.start < near.start for a in scene.amounts) and "," in scene.text[at : near.start]:
        return {}  # "leads, with USD 2 bn expected by 2031"
    until = _END.search(scene.text[max(0, near.start - 20) : near.start])
    start = None if unit == "fastest" and until else near.first
    return {"period_start": start, "period_end": near.first}
