"""Numbers of things: approvals, trials, candidates, patients treated, units, developers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cytonomics.claims.figures.bounds import bound_of
from cytonomics.claims.figures.numerals import NUMERAL, number
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import Period, statement
from cytonomics.claims.statements import counted as forms
from cytonomics.claims.statements.outcomes import OUT_OF
from cytonomics.claims.words.place_names import WORLD, Place
from cytonomics.claims.words.scene import Scene

_NUMERAL = re.compile(rf"(?i)\b(?<![.,-])(?=\w){NUMERAL}")
PEOPLE = re.compile(r"(?i)people|cases|individuals|patients?|infants|children|adults")
TREATED = re.compile(
    r"(?i)\b(?:HS?CTs?|treated|infused|received(?!\s+no\b)|receives?|transplanted|enrolled|dosed|benefit(?:ed|s)|treats|treating|served|helped|cured|given|manufactured|reached|operated\s+on|underwent|undergo(?:ing)?|administered)\b"
)
_NEWLY_ILL = re.compile(
    r"(?i)\b(?:new|diagnos\w+|prevalen\w+|inciden\w+|suffer\w*|affect\w*|deaths?|die[ds]?|cancer\s+cases|living\s+with|"
    r"waiting|wait-?list\w*|requir\w+|need\w*|visit\w*|born|eligible|registered\s+donors?|per\s+(?:one\s+)?patient)\b"
)
# Tried in every sentence: in small letters, which takes a third of the time of ignoring case.
COUNTED = re.compile(
    r"\b(?=[a-z])(?:approv\w+|licen[cs]\w+|authori[sz]\w+|clear(?:s|ed|ance)?|permit\w*|pipeline|in\s+development|under\s+(?:development|investigation|way|evaluation)|"
    r"clinical|phase|pre-?clinical|trials?|ongoing|underway|active\w*|registered|recruiting|treated|infused|received|launch\w*|perform\w*|carried\s+out|sales|units|doses|"
    r"conduct\w*|collected|commerciali[sz]ed|on\s+(?:the\s+market|sale)|sales\s+(?:are|were)|marketed|available|sold|shipped|offer\w*|lists?|registry|interventional|on\s+the\s+[\w.]+\s+market|accredited|suppl(?:y|ies|ied)|distribut(?:ed|es?)|operat\w+|"
    r"certified|qualified|in\s+progress|developers|donations|transplants|transplanted|transplantations|procedures|surgeries|candidates|programs|programmes|infusions|transfusions|implant\w+|replacements|grant\w*|designat\w+|submi\w+|fil(?:ed|ings)|undergo\w*|underwent|"
    r"dosed|administered|host\w*|initiated|in\s+operation|number\s+of|develop\w*|treating|treatments|manufactured|reached|cent(?:er|re)s|accept\w*|collections|totall?ed|commenced|banks|ran|placed|given|reported|per\s+year|annually)\b",
)
_NOT_COUNTED = re.compile(
    r"(?i)(?:\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?|phase|phases(?:\s+[\dI]+\s+(?:and|or|to))?|stage|top|[$€£₹]|usd|eur|inr|line|day|week|month|grade|age[ds]?|step|table|figure|chapter|tier|level|type|factor|"
    r"meta-analysis\s+of|review\s+of|analysis\s+of|at\s+least\s+one\s+of|\d\s?-|[a-z]-|\bout\s+of(?:\s+the)?|\b(?:one|two|three|four|seven|eight|nine|\d)\s+in)\s*\Z"
)
# Treatments that one patient went through.
_PRIOR = re.compile(r"(?i)\b(?:systemic|prior|previous|earlier|daily|weekly|monthly|follow-up)\b")
_OF_REVIEW = re.compile(r"(?i)\bmeta-analys[ie]s\b|\bsystematic\s+review")
DOSED = re.compile(r"(?i)doses?|units?|tests?|bags|kits?|devices?|implants")
SOLD = re.compile(
    r"(?i)\b(?:sold|shipped|sales|supplied|distribut(?:ed|es?)|collected|delivered|volumes?|shipments?|produced|donations|totall?(?:ed|ing)|ran|placed|fitted|performed|conducted|banks|consumed|dispensed|gave|given|donated|stored|banked|issued|transfused|consumption|infused|market\s+(?:volume|is|was|will))\b"
)
# A center is counted where it treats; trials have sites.
_SERVED = re.compile(
    r"(?i)\b(?:transplant\w*|plasma|(?:treatment|collection|donor|donation|authori[sz]ed)(?=\s+(?:\w+\s+)?cent)|CAR[\s-]?T|HS?CTs?|certified|qualified|commission\w*|accredit\w*|activat\w+|infusions?|apheresis)\b"
)
_AS_OF = re.compile(r"(?i)\bas\s+of\s+(?:[A-Za-z]+\.?\s+)?(?:\d{1,2},\s+)?\Z")
_OF_ONE_TRIAL = re.compile(
    r"(?i)\b(?:this|the|a|its|one|pivotal)\s+(?:[\w/-]+\s+){0,3}?(?:trial|study)\b"
)
_FROM = re.compile(r"(?i)\bfrom\s+(?:[a-z]+\s+)?\Z")
_ANOTHER = re.compile(r"(?<![a-z-])\d\s+[a-z]|;")
_RIGHT_BEHIND = re.compile(r"(?i)\+?\s+(?:(?!and\b|to\b|from\b)[a-z-]+\s+){0,2}in\s+")
_FROM_THEN = re.compile(r"(?i)\bfrom\s+(?:[a-z]+\s+)?[\d,.]+\s+in\s*\Z")
_TO = re.compile(r"(?i)\bto\s+(?:[a-z]+\s+)?\Z")
_BESIDE = 20
_MOVE = re.compile(r"(?i)(.+?)\s+to\s+(.+)")
_OF_ONE = re.compile(r"(?i)\bper\s+(?:one\s+)?patient|for\s+one\s+patient|\bnew\s+cases\b|Covid-\Z")
# Numbers that share a noun stand no further apart.
_REACH = 70
# Who counts or permits is not where the counted things are.
_AGENCIES = frozenset(("EMA", "EU_EMA"))


def counts(scene: Scene) -> Iterator[Claim]:
    """Yield counts of products, trials, patients and the like; ids are left empty.

    Example:
        >>> [c.value for c in counts(Scene("The FDA has approved seven CAR-T products.", 0))]
        [7.0]
    """
    text = scene.text
    taken: list[tuple[int, int]] = []
    these = forms.OF_THESE.match(text) or forms.HAS_OF_THEM.search(text) or forms.NOW.match(text)
    # "Of these, 45 are gene therapies": the sentence before says of what.
    told = these and forms.KNOWN.search(these["these"] or "")
    those = told or (forms.COUNT.search(scene.before) if these else None)
    if these and those and not PEOPLE.fullmatch(those["noun"].split()[-1]):
        for found in (these, *_going_on(text, these)):
            own = forms.THEMSELVES.match(text, found.end())
            yield from _count(scene, found, (own or those)["noun"])
            taken.append(found.span("n"))
    if not COUNTED.search(text.lower()):
        return
    taken += [m.span() for m in OUT_OF.finditer(text)]
    taken += [(q.start, q.end) for q in scene.quantities if q.kind in ("money", "percent")]
    taken += [(y.start, y.end) for y in scene.years]
    if all(_within(numeral, taken) for numeral in _NUMERAL.finditer(text)):
        return
    for head in forms.BY_PLACE.finditer(text):
        for found in forms.OF_PLACE.finditer(text, head.end()):
            if not _within(found, taken) and any(p.start == found.start() for p in scene.places):
                taken.append(found.span("n"))
                yield from _count(scene, found, head["noun"])
    for pattern in (forms.KEYED, forms.MOVED, forms.SUBJECT):
        for match in pattern.finditer(text):
            if not PEOPLE.fullmatch(match["noun"].split()[-1]):
                yield from _counted(scene, match, taken)
    for named in (forms.COUNT, forms.STAGED, forms.CLEARED, forms.DEVELOPING):
        for match in named.finditer(text):
            if _counts(text, match, taken):
                yield from _counted(scene, match, taken)


def _within(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(a < match.end("n") and match.start("n") < b for a, b in taken)


def _counted(scene: Scene, match: re.Match[str], taken: list[tuple[int, int]]) -> Iterator[Claim]:
    """The number and, where others beside it leave out what they count, those, too."""
    for found in (match, *_sharing(scene.text, match), *_going_on(scene.text, match)):
        if not _within(found, taken):
            taken.append(found.span("n"))
            yield from _count(scene, found, match["noun"])
    beside = forms.AND_ONE.match(scene.text, match.end("noun"))
    if beside and not _within(beside, taken):
        taken.append(beside.span("n"))
        yield from _count(scene, beside, beside["noun"])


def _sharing(text: str, match: re.Match[str]) -> Iterator[re.Match[str]]:
    """The numbers in front that share a noun: "12 phase 1, 8 phase 2 and 3 phase 3 trials"."""
    start = match.start("n")
    while found := forms.SHARING.search(text, max(0, start - _REACH), start):
        yield found
        start = found.start("n")


def _going_on(text: str, match: re.Match[str]) -> Iterator[re.Match[str]]:
    """The numbers behind that leave the noun out: "540 trials in Europe, 355 in Asia"."""
    end, last = match.end(), match.end() + 3 * _REACH
    ways = forms.AGAIN.match, forms.OF_THEM.search, forms.NOW.search
    while again := [m for way in ways if (m := way(text, end, last))]:
        found = min(again, key=lambda match: match.start("n"))
        yield found
        end = found.end()


def _counts(text: str, match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    start, end = match.span("n")
    staged = match.re in (forms.STAGED.pattern, forms.CLEARED.pattern)
    if _within(match, taken) or (staged and forms.NO_PRODUCT.search(match["noun"])):
        return False
    if _NOT_COUNTED.search(text[max(0, start - 24) : start]) or match["n"].lower() == "one":
        return False
    noun = match["noun"]
    if _PRIOR.search(noun) or _OF_REVIEW.search(text) or re.match(r"\s*%", text[end : end + 3]):
        return False
    head = noun.split()[-1]
    if PEOPLE.fullmatch(head):
        treated = TREATED.search(text[max(0, start - 90) : match.end() + 90])
        at_once = _OF_ONE_TRIAL.search(text) or _NEWLY_ILL.search(noun)
        return bool(treated) and not at_once
    if head.lower() in ("centers", "centres") and not _SERVED.search(text):
        return False
    if DOSED.fullmatch(head) and not staged and not SOLD.search(text):
        return False
    return not _OF_ONE.search(text[max(0, start - 40) : match.end() + 40])


def _count(scene: Scene, match: re.Match[str], noun: str) -> Iterator[Claim]:
    start, end = match.span("n")
    # "rose from 12 to 39" are two numbers, and "rose by 12 to 39" would be a range.
    from_one = _FROM.search(scene.text[max(0, start - 24) : start])
    moved = _MOVE.fullmatch(scene.text, start, end) if from_one else None
    for first, last in [moved.span(1), moved.span(2)] if moved else [(start, end)]:
        yield _number(scene, first, last, match.end(), " ".join(noun.split()))


def _number(scene: Scene, start: int, end: int, behind: int, name: str) -> Claim:
    period = _year(scene, start, end)
    own = _place(scene, start, behind)
    # "worldwide" says where all of them are, not that the market is a global one.
    at_home = {} if scene.labels else {"geography": scene.outline.geography}
    where: dict[str, Any] = {"geography": own.id} if own else at_home
    low, high = number(scene.text[start:end])
    return statement(
        scene,
        "count",
        start,
        end,
        **where,
        dimension="segment",
        segment=forms.counted_as(name),
        unit="count",
        bound=bound_of(scene.text, start),
        value=low,
        value_high=high,
        step=1.0,
        period_start=period[0],
        period_end=period[1],
    )


def _year(scene: Scene, start: int, end: int) -> Period:
    """The single year of the number's own words, else of the sentence's opening, else its range."""
    year = _single(scene, start, end)
    if year or len(scene.years) != 1:
        return year, year
    span, before = scene.years[0], scene.text[max(0, start - 24) : start]
    if not span.is_range and _FROM_THEN.search(scene.text[end : span.start]):
        return None, None  # "rose to 39, up from 12 in 2019"
    if _FROM.search(before):
        return span.first, span.first
    if _TO.search(before):
        return span.last, span.last
    beside = 0 <= start - span.end < _BESIDE or 0 <= span.start - end < _REACH
    return (span.first, span.last) if beside else (None, None)


def _single(scene: Scene, start: int, end: int) -> int | None:
    singles = [y for y in scene.years if not y.is_range]
    near = [y for y in singles if start - 60 <= y.start < start or end <= y.start < end + 110]
    behind = [
        y for y in near if y.start >= end and not _ANOTHER.search(scene.text, end + 1, y.start)
    ]
    ahead = [y for y in near if y.start < start]
    if behind and _RIGHT_BEHIND.fullmatch(scene.text, end, behind[0].start):
        return behind[0].first
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
