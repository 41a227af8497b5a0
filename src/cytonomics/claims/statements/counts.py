"""Numbers of things: approvals, trials, candidates, patients treated, units, developers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cytonomics.claims.figures.bounds import bound_of
from cytonomics.claims.figures.numerals import NUMERAL, number
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import statement
from cytonomics.claims.patterns import Cued
from cytonomics.claims.statements.outcomes import OUT_OF
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.scene import Scene

# Always countable for a market.
_MADE = (
    r"trials?|candidates?|approvals?|programs?|programmes?|infusions?|transplants?|transplantations?|"
    r"donations?|developers?|surger(?:y|ies)|procedures?|launches"
)
# Countable where the sentence says that they are sold, approved, in development or treated.
_THINGS = (
    r"therap(?:y|ies)|products?|studies|drugs?|patients?|people|individuals|cases|treatments?|assets|vaccines?|devices?|"
    r"biologics|indications?|projects?|medicines?|formulations?|kits?|units?|bags|doses|implants|tests|"
    r"(?:treatment\s+|collection\s+|transplant\s+|donor\s+|apheresis\s+|infusion\s+|plasma\s+)(?:cent(?:er|re)s?|sites?)"
)
_COUNT = re.compile(
    rf"(?<![\w.,-]){NUMERAL}\+?\s+(?:or\s+more\s+)?(?P<noun>(?:(?!and\s+the|in\b|of\b|the\b|to\b|or\b|are\b|is\b|was\b|were\b|for\b|on\b|with\b|have\b|had\b|at\b|by\b)"
    rf"(?:[A-Za-z][\w+/-]*,?|&)\s+){{0,7}}?(?:{_MADE}|{_THINGS})(?:\s+(?:clinical\s+)?(?:{_MADE}|{_THINGS}|centers?|centres?|sites))*)(?!\w)",
    re.IGNORECASE,
)
# "Number of approved products: 11"
_LABELLED = Cued(
    "number",
    rf"\bnumber\s+of\s+(?P<noun>(?:[A-Za-z][\w+/-]*\s+){{0,5}}?(?:{_MADE}|{_THINGS}))"
    rf"(?:\s+(?:in|by)\s+(?:19|20)\d\d|\s*\((?:19|20)\d\d\))?\s*[:|\t][\s|]*{NUMERAL}",
)
# "the number of trials rose from 90 in 2019 to 120 in 2020"
_MOVED = Cued(
    "number",
    rf"\bnumber\s+of\s+(?P<noun>(?:[A-Za-z][\w+/-]*\s+){{0,5}}?(?:{_MADE}|{_THINGS}))"
    rf"\s[^.;\d]{{0,40}}?\b(?:from|was|reached|exceeded|totall?ed|stood\s+at|to)\s+(?:about\s+|over\s+|nearly\s+)?{NUMERAL}",
)
# "a total of 21 checkpoint inhibitors were approved": whatever they are, they are counted.
_TOTAL = re.compile(
    rf"\b(?:a\s+)?total\s+of\s+{NUMERAL}\s+(?P<noun>(?:[A-Za-z][\w+/-]*\s+){{0,4}}?[a-z-]+s)\s+"
    r"(?:ha(?:ve|d)\s+been|are|were)\s+(?:[a-z]+\s+)?(?:approved|launched|licensed|authori[sz]ed|cleared|marketed)\b",
    re.IGNORECASE,
)
# "Europe 540 trials and Asia 355": a number that leaves out what the one before it counts.
_AGAIN = re.compile(
    rf"[^.;]{{0,60}}?\b(?:and|vs\.?|versus|against|to|with|by|from|surpass|exceed|reach)\s+(?:[a-z]+\s+){{0,2}}?{NUMERAL}(?P<plus>\+?)"
    r"(?=\s+(?:in|by|at|a\s+year\s+earlier|across|for)\b|\s*[.,;)]|\s*$)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    rf"\b(?:with|of\s+which|and)\s+{NUMERAL}\s+(?:of\s+(?:them|these|those)|(?:are|were|being)|"
    r"(?<=which\s\w{3}\s)[a-z]+|(?<=which\s\w{4}\s)[a-z]+)\b",
    re.IGNORECASE,
)
_ILL = re.compile(r"people|cases|individuals|patients?", re.IGNORECASE)
_TREATED = re.compile(
    r"\b(?:treated|infused|received|receives?|transplanted|enrolled|dosed|benefit(?:ed|s)|underwent|undergo|administered)\b",
    re.IGNORECASE,
)
_NEWLY_ILL = re.compile(
    r"\b(?:new|diagnos\w+|prevalen\w+|inciden\w+|suffer\w*|affect\w*|deaths?|die[ds]?|cancer\s+cases|living\s+with|"
    r"waiting|wait-?list\w*|requir\w+|need\w*|visit\w*|born|eligible|registered\s+donors?|per\s+(?:one\s+)?patient)\b",
    re.IGNORECASE,
)
# Tried in every sentence: in small letters, which takes a third of the time of ignoring case.
_COUNTED = re.compile(
    r"\b(?=[a-z])(?:approv\w+|licen[cs]\w+|authori[sz]\w+|clear(?:s|ed|ance)?|permit\w*|pipeline|in\s+development|under\s+(?:development|investigation|way|evaluation)|"
    r"clinical|pre-?clinical|trials?|ongoing|underway|active\w*|registered|recruiting|treated|infused|received|launch\w*|perform\w*|carried\s+out|"
    r"conduct\w*|collected|commerciali[sz]ed|on\s+(?:the\s+market|sale)|sales\s+(?:are|were)|marketed|available|sold|shipped|offer\w*|supplied|distributed|operat\w+|"
    r"certified|qualified|in\s+progress|developers|donations|transplants|transplanted|transplantations|procedures|surgeries|undergo\w*|underwent|"
    r"dosed|administered|host\w*|initiated|in\s+operation|number\s+of|develop\w*|treating|per\s+year|annually)\b",
)
_NOT_COUNTED = re.compile(
    r"(?:phase|stage|top|[$€£₹]|usd|eur|inr|line|day|week|month|grade|age[ds]?|step|table|figure|chapter|tier|level|type|factor|"
    r"meta-analysis\s+of|review\s+of|analysis\s+of|at\s+least\s+one\s+of|\d\s?-|[a-z]-|\bout\s+of(?:\s+the)?)\s*\Z",
    re.IGNORECASE,
)
# Treatments that one patient went through.
_PRIOR = re.compile(
    r"\b(?:systemic|prior|previous|earlier|daily|weekly|monthly|follow-up)\b", re.IGNORECASE
)
_DOSED = re.compile(r"doses?|units?|tests?|bags|kits?|devices?|implants", re.IGNORECASE)
_SOLD = re.compile(
    r"\b(?:sold|shipped|sales|supplied|distributed|collected|delivered|volume|shipments?|produced)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\bas\s+of\s+(?:[A-Za-z]+\.?\s+)?(?:\d{1,2},\s+)?\Z", re.IGNORECASE)
_STATE = re.compile(
    r"^(?:(?:newly|registered|active|ongoing|approved|marketed|commercial|distinct|unique|new|novel|certified|different|"
    r"separate|currently|about|total|approved|FDA-approved|EMA-approved|[A-Z]{2,4}-approved|licensed|authori[sz]ed|available|"
    r"successful|additional|recruiting|launched)\s+)+",
    re.IGNORECASE,
)
_OF_ONE_TRIAL = re.compile(
    r"\b(?:this|the|a|its|one|pivotal)\s+(?:[\w-]+\s+){0,3}?(?:trial|study)\b", re.IGNORECASE
)
# Who counts or permits is not where the counted things are.
_AGENCIES = frozenset(("EMA", "EU_EMA"))


def counts(scene: Scene) -> Iterator[Claim]:
    """Yield counts of products, trials, patients and the like; ids are left empty.

    Example:
        >>> [c.value for c in counts(Scene("The FDA has approved seven CAR-T products.", 0))]
        [7.0]
    """
    text = scene.text
    if not _COUNTED.search(text.lower()):
        return
    taken = [m.span() for m in OUT_OF.finditer(text)]
    taken += [(q.start, q.end) for q in scene.quantities if q.kind in ("money", "percent")]
    taken += [(y.start, y.end) for y in scene.years]
    for pattern in (_LABELLED, _MOVED, _TOTAL):
        for match in pattern.finditer(text):
            if not _ILL.fullmatch(match["noun"].split()[-1]):
                yield from _counted(scene, match, taken)
    for match in _COUNT.finditer(text):
        if not _counts(text, match, taken):
            continue
        yield from _counted(scene, match, taken)


def _counted(scene: Scene, match: re.Match[str], taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """The number and, where the next one leaves out what it counts, that one, too."""
    text, end = scene.text, match.end()
    again = _AGAIN.match(text, end) or _OF_THEM.search(text, end, end + 90)
    for found in (match, again):
        if found and not any(a < found.end("n") and found.start("n") < b for a, b in taken):
            taken.append(found.span("n"))
            yield _count(scene, found, match["noun"])


def _counts(text: str, match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    start, end = match.span("n")
    if any(a < end and start < b for a, b in taken):
        return False
    if _NOT_COUNTED.search(text[max(0, start - 24) : start]):
        return False
    if (
        match["n"].lower() == "one"
        or _PRIOR.search(match["noun"])
        or re.match(r"\s*%", text[end : end + 3])
    ):
        return False
    head = match["noun"].split()[-1]
    if _ILL.fullmatch(head):
        treated = _TREATED.search(text[max(0, start - 90) : match.end() + 90])
        return (
            bool(treated)
            and not _OF_ONE_TRIAL.search(text)
            and not _NEWLY_ILL.search(match["noun"])
        )
    if _DOSED.fullmatch(head) and not _SOLD.search(text):
        return False
    near = text[max(0, start - 40) : match.end() + 40]
    return not re.search(
        r"\bper\s+(?:one\s+)?patient|for\s+one\s+patient|\bnew\s+cases\b|Covid-\Z",
        near,
        re.IGNORECASE,
    )


def _count(scene: Scene, match: re.Match[str], noun: str) -> Claim:
    start, end = match.span("n")
    year = _year(scene, start, end)
    own = _place(scene, start, match.end())
    # "worldwide" says where all of them are, not that the market is a global one.
    at_home = {} if scene.labels else {"geography": scene.outline.geography}
    where: dict[str, Any] = {"geography": own.id} if own else at_home
    low, high = number(match["n"])
    name = " ".join(noun.split())
    return statement(
        scene,
        "count",
        start,
        end,
        **where,
        dimension="segment",
        segment=_STATE.sub("", name) or name,
        unit="count",
        bound=bound_of(scene.text, start),
        value=low,
        value_high=high,
        step=1.0,
        period_start=year,
        period_end=year,
    )


def _year(scene: Scene, start: int, end: int) -> int | None:
    """The single year of the number's own words, else of the sentence's opening."""
    singles = [y for y in scene.years if not y.is_range]
    near = [y for y in singles if start - 60 <= y.start < start or end <= y.start < end + 110]
    behind = [
        y
        for y in near
        if y.start >= end and not re.search(r"\d\s+[a-z]|;", scene.text[end + 1 : y.start])
    ]
    ahead = [y for y in near if y.start < start]
    if behind and not (
        ahead and re.match(r"\W*(?:in|by|as\s+of|at|during)\b", scene.text, re.IGNORECASE)
    ):
        return behind[0].first
    dated = [y for y in singles if _AS_OF.search(scene.text[max(0, y.start - 24) : y.start])]
    before = [y for y in singles if y.start < start]
    found = ahead[-1:] or behind[:1] or before[-1:] or (dated if len(dated) == 1 else [])
    return found[0].first if found else None


def _place(scene: Scene, start: int, end: int) -> Place | None:
    """The place right behind ("trials in China"), else the last one in front."""
    own = [p for p in scene.places if p.id not in (*_AGENCIES, WORLD)]
    for place in own:
        gap = scene.text[end : place.start] if place.start >= end else None
        if gap is not None and re.fullmatch(
            r"[^.;\d]{0,90}?\b(?:in|across|for)\s+(?:the\s+)?", gap
        ):
            return place
    ahead = [p for p in own if p.end <= start and ";" not in scene.text[p.end : start]]
    return ahead[-1] if ahead else None
