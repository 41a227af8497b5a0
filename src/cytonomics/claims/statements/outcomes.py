"""Results of trials and studies: responders, medians, rates and changes of endpoints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cytonomics.claims.figures.numerals import SPELLED, number
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import statement
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.scene import Scene

_N = rf"\d{{1,3}}(?:,\d{{3}})+|\d+|{SPELLED}"
_PEOPLE = (
    r"(?:patients?|participants?|subjects?|individuals?|adults|children|infants|women|men|boys|girls|babies|newborns|males|females|people|volunteers|recipients|"
    r"evaluable|treated|responders|eyes|knees|wounds|lesions|grafts|cases)"
)
_WORKED = (
    r"(?:(?:have|had|has)\s+)?(?:respon(?:ded|ding)|achiev(?:ed|ing)|reach(?:ed|ing)|show(?:ed|ing)|experienc(?:ed|ing)|surviv(?:ed|ing)|"
    r"remain(?:ed|ing)|lost|improv(?:ed|ing)|relapsed|progressed|engrafted|recovered|healed|gained|were|was|are|is|became|had|complete|partial|in\s+remission)"
)
OUT_OF = Cued(
    "patient trial stud phase cohort respon remission surviv improv participant subject individual",
    rf"(?<![\d,.])\b(?P<n>{_N})(?:\s+{_PEOPLE})?(?:\s+(?:out\s+)?of\s+(?:(?:the|its)\s+(?:first\s+)?)?|(?<=\d)/(?=\d))(?P<m>{_N})\s+(?:(?:[\w-]+\s+){{0,5}}?{_PEOPLE}\b|(?=\(\d|{_WORKED}\b|(?:in|on|given|who)\s))",
)
# "67 % (36 of 54)", "in 12 patients (36/54; 67 %)"
_IN_BRACKET = re.compile(
    r"(?=\d)(?<=[(;,\s=])(?P<n>\d+)(?:\s+(?:out\s+)?of\s+|/)(?P<m>\d+)(?=\s*[);,])"
)
# "Of 62 evaluable patients, 39 (63 %) responded, including 24 (39 %) with a complete response"
_OF_ALL = Cued(
    "patients participants subjects children adults men",
    rf"\b(?:of|among)\s+(?:the\s+|all\s+)?(?P<m>{_N})\s+(?:[\w-]+\s+){{0,4}}?(?:patients|participants|subjects|children|adults|(?:wo)?men)\b[^.;,%()]{{0,90}},\s+",
)
_ONE_OF_ALL = re.compile(
    rf"(?i)(?<![\w.-])(?P<n>{_N})\s+(?:{_PEOPLE}\s+)?(?:(?=\(\d[\d.]*\s?%\))|{_WORKED}\b|(?=(?:an?\s+)?(?:[a-z-]+\s+){{0,3}}(?:responses?|remissions?)\b))"
)
_KINDS = (
    r"(?:(?:overall|objective|complete|partial|best|durable|confirmed|clinical|pathologic(?:al)?|h?a?ematologic|molecular|metabolic|sustained|virologic|immune|tumou?r|(?:[a-z]+|GVHD)-free|"
    r"graft|patient|disease|technical|procedural|device|symptom|wound|local|minor|major|MRD|treatment|deep|cytogenetic|radiographic)\s+)"
)
_SHORT = r"(?:ORR|CRR|s?CR|VGPR|PR|DCR|CBR|m?PFS|m?OS|EFS|DFS|RFS|m?D[Oo]R|pCR|SVR)"
# What a trial is there to find out, by its name.
ENDPOINT = (
    rf"(?:{_SHORT}(?:/{_SHORT})?(?:\s+rates?)?|{_KINDS}{{0,3}}(?:responses?|remissions?|survival|control|engraftment|success|cure|clearance|seroconversion|negativity|healing|closure|efficacy)"
    rf"(?:\s+\({_SHORT}\))?(?:\s+rates?)?|(?:(?:clinical|durable|overall)\s+)?(?:responder|benefit)\s+rates?|"
    r"(?:cumulative\s+)?incidence\s+of\s+[\w-]+(?:\s+(?!was|of|at|in)[\w-]+)?|(?:(?:non-relapse|[a-z]+-related|overall|all-cause|procedural)\s+)?mortality(?:\s+rates?)?|"
    r"grade\s+[1-5\u2265>][^,.;:%]{0,9}\s+[a-z]+(?:\s+[a-z]+)?|(?:grade\s+[^,.;%]{1,9}\s+)?(?:CRS|ICANS|NT|neurotoxicity|GVHD|infections|cytokine\s+release\s+syndrome|neutropenia|thrombocytopenia)(?:\s+(?:of\s+)?any\s+grade)?)"
)
_CHANGE = r"(?:reduction|decrease|decline|drop|fall|improvement|increase|gain|loss)"
_OBJECT = (
    r"(?:(?!(?:in|at|after|with|among|versus|vs|compared|over|for|by|and|when|from|on|was|than|per|while|"
    r"across|within|relative|this|that)\b)[\w'/-]+\s*){1,6}"
)
_NAMED_CHANGE = (
    rf"(?:(?:mean|median)\s+)?(?:(?:body\s+)?weight|bone|blood|risk|pain|volume)\s+{_CHANGE}"
)
_ABOUT = (
    r"(?:(?:about|over|nearly|almost|up\s+to|around|roughly|approximately|just|"
    r"only|more\s+than|at\s+least|an?)\s+)*"
)
_IS = (
    r"(?:(?:was|were)\s+(?:achieved|seen|observed|reported|noted|recorded)\s+(?:in|by|among)|(?:rose|fell|improved|increased|declined|dropped)\s+(?:from|to|by)|of|was|were|is|are|reach(?:ed|ing)|hit|at|in|stood\s+at|"
    r"came\s+(?:to|in\s+at)|exceed(?:ed|ing)|:|=|,|\|)"
)
_WHO = r"(?:\s+(?:in|for|with|on|among|at|after)\s+[^,.;:%()]{2,50}?)?"
_RATE_AHEAD = re.compile(
    rf"(?i)\b(?P<what>{ENDPOINT}|{_CHANGE}\s+in\s+{_OBJECT}|{_NAMED_CHANGE})(?<!\s)\s*(?:\([^()%]{{2,24}}\)\s*)?{_WHO}\s*,?\s*{_IS}?\s*{_ABOUT}\(?\Z"
)
_RATE_BEHIND = re.compile(
    rf"(?i)\s*(?:(?:\d+|one|two|three|five)[\s-](?:year|month|week|day)\s+)?(?P<what>{ENDPOINT})\b|"
    rf"\s*(?:relative\s+|absolute\s+|greater\s+|average\s+)?(?P<change>(?:(?:mean|median)\s+)?{_CHANGE}\s+in\s+{_OBJECT}|{_NAMED_CHANGE})"
)
_OF_PATIENTS = re.compile(
    rf"(?i)\s*(?:of\s+)?(?:the\s+|all\s+|its\s+|treated\s+|evaluable\s+)*(?:[\w-]+\s+){{0,3}}?{_PEOPLE}\b"
)
_HAD = re.compile(
    rf"(?i)[^.;%]{{0,60}}?\b(?:achiev|reach|show|experienc|ha[dsv]|attain)\w*\s+(?:an?\s+)?(?P<what>{ENDPOINT})\b"
)
_IMPROVED = re.compile(
    r"(?i)\b(?:improv\w+|respon\w+|remission|achiev\w+|surviv\w+|shr[aiu]nk|free\s+(?:of|from)|[a-z]+-free|cleared|relaps\w+|engraft\w+|recover\w+|lost|heal(?:ed|ing|s)|alive|function\w+|reduc\w+|progress\w+|discontinu\w+|adverse|syndrome|neutropenia|benefit\w*|tolerated|cured|showed|experienced|events?|occurred|toxicit\w+|died|infections?|rejection|bleeding|negative|positive|independent|worsen\w+)\b"
)
# "cut relapses by 40 %", "relapses fell 40 %", "infections occurred in 9 %"
_CHANGED = re.compile(
    rf"(?i)\b(?:(?:reduc|improv|increas|decreas|rais)(?:ed|es|ing)|cut(?:s|ting)?|(?:lower|slow|extend)(?:ed|s|ing)|shr[aiu]nk|fell|dropped|rose|declined)\s+(?:[^.;,%]{{2,70}}\s)?by\s+{_ABOUT}\Z|"
    rf"\b(?:fell|dropped|rose|declined|decreased|increased|improved|shrank|(?:occurr(?:ed|ing)|reported|seen|observed|noted|experienced)\s+(?:in|by|among))\s+{_ABOUT}\Z|"
    r"\b(?:lost|gained|shed)\s+(?:an?\s+)?(?:average|mean|median)\s+(?:of\s+)?\Z"
)
# What is said of a kind of therapy as often as of a study.
LOOSE = re.compile(
    rf"(?i)\b(?:{_CHANGE}|success|efficacy|cure|incidence|mortality|grade|CRS|ICANS|NT|neurotoxicity|"
    r"GVHD|infections|syndrome|neutropenia|thrombocytopenia)\b"
)
# "12 of 15 patients (80 %)"
_BESIDE = re.compile(
    rf"(?i)(?:\bof\s+(?:the\s+)?|/)(?:{_N})\s+(?:[\w-]+\s+){{0,4}}\(\Z|(?:\b(?:in|including|and)\s|,\s)(?:{_N})\s+(?:{_PEOPLE}\s+)?\(\Z"
)
# "82 % responded", "12 % of them were alive", "56 % (5/9) became", "3 % of those in the study lost"
_FARED = re.compile(
    rf"(?i)\s+(?:\([^()%]{{1,20}}\)\s+)?(?:of\s+(?:them|those|these)\s+(?:(?:in|on|given|with)\s[^,.;%]{{2,40}}?\s)?)?{_WORKED}\b"
)
_FEWER = re.compile(
    r"(?i)\s*(?:lower|fewer|higher|shorter|longer)\s+(?!cases|than)|\s*(?:relative\s+|absolute\s+)?(?:reduction|decrease|improvement|effective)\b"
)
_VERSUS = re.compile(
    r"(?i)\s+to\s+\Z|\s*\|\s*\Z|,?\s+(?:up|down)\s+from\s\Z|\s*,?\s*and\s[^.;,%\d]{2,40}\s(?:by|in)\s\Z|(?:\s+(?:in|for|with|on|at)\s[^,;.%()\d]{2,40})?\s*(?:,|/|and|,\s+and)\s*\Z|[^.;%]{0,60}?(?:\b(?:vs\.?|versus|against|compare[sd]\s+(?:with|to)|(?:and|while|whereas)(?=[^.;,%]{0,12}\Z))|\((?:including\s+)?(?:grade\s+[^,.;%]{1,12},\s)?)[^.;%\d]{0,40}\Z"
)
# "62 % (95 % CI, 51-72)" has one result.
_INTERVAL = re.compile(r"(?i)\s*(?:two-sided\s+)?(?:CIs?\b|confidence|credible)")
# "anaemia (61 %) and pneumonia (5 %)", behind "neutropenia (88 %)"
_ONE_MORE = re.compile(r"\)(?:,|,?\s+and)\s+(?P<what>[a-z][a-z -]{2,40})\s\(\Z")
STUDY = Cued(
    "trial stud phase cohort meta-analys rct placebo endpoint arm rand orr pfs patient particip "
    "children adults infants =",
    r"\b(?:trials?|study|studies|phase\s+[1-4IV]+\w?|cohorts?|meta-analys[ie]s|RCTs?|placebo|endpoints?|arm|randomi[sz]ed|ORR|PFS|"
    r"(?<!\d\s)(?:among|of|in)\s+(?:the\s+)?\d+\s+(?:[a-z-]+\s+){0,2}(?:patients|participants|children|adults|infants|women|men|subjects)|n\s?=\s?\d+|(?-i:[A-Z]{4,}(?<!COVID)-\d+))\b",
)
_ONE_STUDY = re.compile(
    r"(?i)\b(?:an?|the|this|its|one|that|recent|pivotal|\d{4})\s+(?:[\w/-]+\s+){0,5}?(?:trial|study|meta-analysis|RCT)\b(?!\s+period)|\bphase\s+[1-4IV]+\w?\b|\bRCTs?\b|\b(?:placebo|control|treatment|experimental)\s+(?:arm|group)\b|\b(?:met|missed)\s+(?:its|the)\s+(?:co-)?primary\s+end\s?points?\b|\bn\s?=\s?\d|\b(?:in|across|from)\s+(?:\d{4}|two|three|several|recent|early|pivotal|late-stage)\s+(?:[\w-]+\s+){0,2}(?:trials|studies)\b|"
    r"\b(?-i:[A-Z]{4,}(?<!COVID)-\d+\b|[A-Z]{4,}(?:\s\d)?\s(?:trial|study)\b)"
)
# A change of these is the market's, not a patient's.
_TRADE = re.compile(
    r"(?i)\b(?:markets?|sales|revenues?|demand|costs?|prices?|pricing|cash|profits?|spending|investments?|funding|CAGR|shares?|adoption|volumes?|capacity|enrol\w+|recruit\w+|initiations?|pipelines?|number\s+of|approvals?|forecast|industry|companies)\b"
)
# A sentence about patients may be of a study that stands no further above.
_CLINICAL = Cued(
    "patients participants subjects response responded responders remission surviv relaps toxic "
    "grade syndrome neutropenia nausea diarrh mortality orr pfs -year",
    r"\b(?:patients|participants|subjects|response|responded|responders|remission|surviv\w+|relaps\w+|(?:neuro)?toxic\w*|"
    r"grade\s+[3-5]|syndrome|neutropenia|nausea|diarrh\w+|mortality|ORR|PFS)\b|-year\s+OS\b",
)
_NO_RESULT = re.compile(r"(?i)\b(?:age[ds]?|wait\w*|income|price|cost|salary|delay|stay)\b")
_UNIT = r"(?P<unit>(?:month|week|year|day|mo)s?)\b"
LASTING = (
    rf"(?:{_KINDS}{{0,2}}(?:survival|follow-up)|{_SHORT}|duration\s+of\s+(?:response|"
    rf"remission)|time\s+to\s+[\w-]+(?:\s+(?!was|is|of)[\w-]+)?)"
)
_MEDIAN = Cued(
    "median mean average survival pfs os dor duration follow-up",
    rf"\b(?=[a-z])(?:(?P<what>(?:(?:median|mean|average)\s+)?{LASTING}|median\s+(?!of\b)(?:[\w-]+\s+){{1,4}}?)\s*(?:\([^()]{{2,24}}\)\s*)?{_WHO}\s*"
    rf"(?:{_IS}|by|time\s+of|to|extended\s+to)?|a\s+median(?:\s+of)?)\s*{_ABOUT}(?P<n>\d+(?:\.\d+)?|{SPELLED})(?:\s+{_UNIT}|(?=\s+(?:vs?\.?|versus|against)\s+\d))",
)
_SHORT_MEDIAN = re.compile(r"m[A-Z]")  # "mPFS"
_COMPARED = re.compile(
    rf"(?i)(?:(?:\s*\([^()]{{2,60}}\))?[^.;\d]{{0,60}}?\b(?:against|versus|vs?\.?|compared\s+(?:with|to)|and|from|over)\s+(?:only\s+|just\s+)?|\s*\|\s*)(?P<n>\d+(?:\.\d+)?)\s+{_UNIT}"
)


def outcomes(scene: Scene) -> Iterator[Claim]:
    """Yield results of trials: responders, medians, rates and changes; ids are left empty.

    Example:
        >>> [c.quote for c in outcomes(Scene("In the trial 3 of 7 patients responded.", 0))]
        ['3 of 7']
    """
    yield from _responders(scene)
    yield from _medians(scene)
    if scene.percents and (_named(STUDY, scene) or _in_passage(scene)):
        yield from _rates(scene)


def _named(study: Cued | re.Pattern[str], scene: Scene) -> bool:
    """Whether the sentence, or what stands right above it, names a study."""
    above = (scene.before, scene.lead, scene.heading)
    told = (text for text in above if not _TRADE.search(text))
    return any(map(study.search, (scene.text, *told)))


def _in_passage(scene: Scene) -> bool:
    """Whether a sentence about patients goes on about a study named some sentences before."""
    passage = scene.page[max(0, scene.offset - 900) : scene.offset]
    of_patients = _CLINICAL.search(scene.text) and not _TRADE.search(scene.text)
    return bool(of_patients and _ONE_STUDY.search(passage))


def _responders(scene: Scene) -> Iterator[Claim]:
    text = scene.text
    plain = [*OUT_OF.finditer(text), *(_IN_BRACKET.finditer(text) if scene.percents else ())]
    found = [(m.start("n"), m.end("m"), m["n"], m["m"]) for m in plain]
    if all_of_them := _OF_ALL.search(text) or next(iter(plain), None):
        some = _ONE_OF_ALL.finditer(text, all_of_them.end())
        known = [(start, end) for start, end, *_ in found]
        found += [
            (*m.span("n"), m["n"], all_of_them["m"])
            for m in some
            if not any(start < m.end("n") <= end for start, end in known)
        ]
    if not found or not (_named(STUDY, scene) or _IMPROVED.search(text)):
        return
    taken: set[int] = set()
    for start, end, printed, of in found:
        value, whole = number(printed)[0], number(of)[0]
        if value <= whole and start not in taken:
            taken.add(start)
            what = f"of {int(whole)}"
            yield result(scene, (start, end), value, value, step=1.0, unit="count", segment=what)


def _medians(scene: Scene) -> Iterator[Claim]:
    until = 0
    for match in _MEDIAN.finditer(scene.text):
        what = (match["what"] or "").strip().removesuffix(" of")
        if match.start("n") < until or _NO_RESULT.search(what):
            continue
        at_a_time = re.search(r"\bat\s+\Z", scene.text[: match.start("n")])
        median = "median" in match[0].lower() or _SHORT_MEDIAN.match(what)
        if not median and (at_a_time or not _named(STUDY, scene)):
            continue
        compared = _COMPARED.match(scene.text, match.end("unit" if match["unit"] else "n"))
        for found in filter(None, (match, compared)):
            unit = match["unit"] or (compared["unit"] if compared else "")
            until, value = found.end("unit" if found["unit"] else "n"), number(found["n"])[0]
            step = 10.0 ** -len(found["n"].partition(".")[2])
            span = found.start("n"), until
            told = {"unit": plain_unit(unit), "segment": what or None}
            yield result(scene, span, value, value, step=step, **told)


def _rates(scene: Scene) -> Iterator[Claim]:
    """Percentages of an endpoint, of patients, or of a change; compared ones share a name."""
    last: tuple[int, str | None] | None = None
    told = _told(scene)
    for percent in scene.percents:
        if _INTERVAL.match(scene.text, percent.end):
            continue
        found, what = _endpoint(scene.text, percent, told=told)
        if not found and last and _VERSUS.match(scene.text[last[0] : percent.start]):
            more = _ONE_MORE.match(scene.text, last[0], percent.start)
            found, what = True, more["what"] if more else last[1]
        if found or (told and _changed(scene.text, percent)) or _of_these(scene.text, percent):
            last = percent.end, what
            span, low, high = (percent.start, percent.end), percent.low, percent.high
            said = {"unit": "percent", "step": percent.step, "bound": percent.bound}
            yield result(scene, span, low, high, segment=what, **said)


def plain_unit(unit: str) -> str:
    """Return the unit of a result as claims name it.

    Example:
        >>> plain_unit("%"), plain_unit("mos."), plain_unit("Week")
        ('percent', 'months', 'weeks')
    """
    word = unit.lower().rstrip("s.")
    return "percent" if word[:1] in ("%", "p") else "months" if word == "mo" else f"{word}s"


def result(scene: Scene, span: tuple[int, int], low: float, high: float, **more: Any) -> Claim:
    """Return the claim of a result at a span of a scene; its id is left empty.

    Example:
        >>> result(Scene("ORR | 55", 0), (6, 8), 55.0, 55.0, segment="ORR").quote
        '55'
    """
    # "n=1961" is no year
    own = [y for y in scene.years if not y.is_range and scene.text[y.start - 1] != "="]
    year = own[0].first if len({y.first for y in own}) == 1 else None
    values: dict[str, Any] = {"value": low, "value_high": high, **more}
    return statement(scene, "outcome", *span, period_start=year, period_end=year, **values)


def _endpoint(text: str, percent: Quantity, *, told: bool) -> tuple[bool, str | None]:
    """Whether a percentage is of an endpoint that the sentence names, and its name."""
    ahead = _RATE_AHEAD.search(text, max(0, percent.start - 120), percent.start)
    named = ahead or _RATE_BEHIND.match(text, percent.end)
    if named:
        what = re.sub(r"\s+of$", "", next(filter(None, named.groups()), "").strip())
        of_trade = _TRADE.search(what) or (LOOSE.search(what) and not told)
        return not of_trade, what
    people = _OF_PATIENTS.match(text, percent.end)
    had = _HAD.match(text, people.end() if people else percent.end)
    return bool(had), had["what"] if had else None


def _of_these(text: str, percent: Quantity) -> bool:
    """Whether a percentage stands in a bracket behind "17 of 20 participants"."""
    beside = _BESIDE.search(text, max(0, percent.start - 110), percent.start)
    return bool(beside and OUT_OF.search(text))


def _changed(text: str, percent: Quantity) -> bool:
    """Whether a percentage is of patients who fared so, or of what was cut or raised by it."""
    people = _OF_PATIENTS.match(text, percent.end) or _FARED.match(text, percent.end)
    if people and _IMPROVED.search(text):
        return True
    before = max(0, percent.start - 110)
    return bool(
        _FEWER.match(text, percent.end)
        or _CHANGED.search(text, before, percent.start)
        or _BESIDE.search(text, before, percent.start)
    )


def _told(scene: Scene) -> bool:
    """Whether the sentence reports one study, and nothing of a market."""
    return (_named(_ONE_STUDY, scene) or _in_passage(scene)) and not _TRADE.search(scene.text)
