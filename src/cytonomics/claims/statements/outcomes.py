"""Results of trials and studies: responders, medians, rates and changes of endpoints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cytonomics.claims.figures.numerals import NUMBERS, number
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import statement
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.scene import Scene

_N = rf"\d+|{'|'.join(NUMBERS)}"
_PEOPLE = (
    r"(?:patients?|participants?|subjects?|individuals?|adults|children|infants|women|men|people|volunteers|recipients|"
    r"evaluable|treated|responders|eyes|knees|wounds|lesions|grafts|cases)"
)
_WORKED = (
    r"(?:(?:have|had|has)\s+)?(?:respon(?:ded|ding)|achiev(?:ed|ing)|reach(?:ed|ing)|show(?:ed|ing)|experienc(?:ed|ing)|surviv(?:ed|ing)|"
    r"remain(?:ed|ing)|improv(?:ed|ing)|relapsed|progressed|engrafted|recovered|healed|gained|were|was|are|is|became|had|complete|partial|in\s+remission)"
)
OUT_OF = Cued(
    "patient trial stud phase cohort respon remission surviv improv participant subject individual",
    rf"\b(?P<n>{_N})(?:\s+{_PEOPLE})?(?:\s+(?:out\s+)?of\s+(?:the\s+|its\s+)?|(?<=\d)/(?=\d))(?P<m>{_N})\s+(?:(?:[\w-]+\s+){{0,5}}?{_PEOPLE}\b|(?=\(\d|{_WORKED}\b|(?:in|on|given|who)\s))",
)
_KINDS = (
    r"(?:(?:overall|objective|complete|partial|best|durable|confirmed|clinical|pathologic(?:al)?|h?a?ematologic|molecular|metabolic|sustained|virologic|immune|tumou?r|(?:[a-z]+|GVHD)-free|"
    r"graft|patient|disease|symptom|wound|local|minor|major|MRD|treatment|deep|cytogenetic|radiographic)\s+)"
)
_SHORT = r"(?:ORR|CRR|CR|PR|DCR|CBR|m?PFS|m?OS|EFS|DFS|RFS|DOR|DoR|pCR|SVR)"
# What a trial is there to find out, by its name.
_ENDPOINT = (
    rf"(?:{_SHORT}(?:\s+rates?)?|{_KINDS}{{0,3}}(?:responses?|remissions?|survival|control|engraftment|success|cure|clearance|seroconversion|negativity|healing|closure|efficacy)"
    rf"(?:\s+\({_SHORT}\))?(?:\s+rates?)?)"
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
    r"(?:of|was|were|is|are|reach(?:ed|ing)|hit|at|in|stood\s+at|"
    r"came\s+to|exceed(?:ed|ing)|:|=|,|\|)"
)
_WHO = r"(?:\s+(?:in|for|with|on|among|at|after)\s+[^,.;:%()]{2,50}?)?"
_RATE_AHEAD = re.compile(
    rf"(?i)\b(?P<what>{_ENDPOINT}|{_CHANGE}\s+in\s+{_OBJECT}|{_NAMED_CHANGE})(?<!\s)\s*(?:\([^()%]{{2,24}}\)\s*)?{_WHO}\s*{_IS}?\s*{_ABOUT}\(?\Z"
)
_RATE_BEHIND = re.compile(
    rf"(?i)\s*(?:(?:\d+|one|two|three|five)[\s-](?:year|month|week|day)\s+)?(?P<what>{_ENDPOINT})\b|"
    rf"\s*(?:relative\s+|absolute\s+|greater\s+|average\s+)?(?P<change>(?:(?:mean|median)\s+)?{_CHANGE}\s+in\s+{_OBJECT}|{_NAMED_CHANGE})"
)
_OF_PATIENTS = re.compile(
    rf"(?i)\s*(?:of\s+)?(?:the\s+|all\s+|its\s+|treated\s+|evaluable\s+)*(?:[\w-]+\s+){{0,3}}?{_PEOPLE}\b"
)
_HAD = re.compile(
    rf"(?i)[^.;%]{{0,60}}?\b(?:achiev|reach|show|experienc|ha[dsv]|attain)\w*\s+(?:an?\s+)?(?P<what>{_ENDPOINT})\b"
)
_IMPROVED = re.compile(
    r"(?i)\b(?:improv\w+|respon\w+|remission|achiev\w+|surviv\w+|shr[aiu]nk|free\s+(?:of|from)|cleared|relaps\w+|engraft\w+|recover\w+|heal(?:ed|ing|s)|alive|reduc\w+|progress\w+|discontinu\w+|"
    r"adverse|benefit\w*|tolerated|cured|showed|experienced|events?|occurred|toxicit\w+|died|infections?|rejection|bleeding|negative|positive|independent|worsen\w+)\b"
)
# "cut relapses by 40 %"
_CHANGED = re.compile(
    rf"(?i)\b(?:(?:reduc|improv|increas|decreas|rais)(?:ed|es|ing)|cut(?:s|ting)?|(?:lower|slow|extend)(?:ed|s|ing)|shr[aiu]nk|fell|dropped|rose|declined)\s+(?:[^.;,%]{{2,70}}\s)?by\s+{_ABOUT}\Z"
)
# What is said of a kind of therapy as often as of a study.
_LOOSE = re.compile(rf"(?i)\b(?:{_CHANGE}|success|efficacy|cure)\b")
# "12 of 15 patients (80 %)"
_BESIDE = re.compile(rf"(?i)\bof\s+(?:the\s+)?(?:{_N})\s+(?:[\w-]+\s+){{0,4}}\(\Z")
# "82 % responded", "12 % of them were alive"
_FARED = re.compile(rf"(?i)\s+(?:of\s+(?:them|those|these)\s+)?{_WORKED}\b")
_FEWER = re.compile(r"(?i)\s*(?:lower|fewer|higher|shorter|longer)\s+(?!cases|than)")
_VERSUS = re.compile(
    r"(?i)\s*(?:,|/|and|,\s+and)\s*\Z|[^.;%]{0,60}?(?:\b(?:vs\.?|versus|against|compared\s+(?:with|to)|(?:and|while|whereas)(?=[^.;,%]{0,12}\Z))|\()[^.;%\d]{0,40}\Z"
)
_STUDY = Cued(
    "trial stud phase cohort meta-analys rct placebo endpoint arm rand orr pfs patient particip n=",
    r"\b(?:trials?|study|studies|phase\s+[1-4IV]+\w?|cohorts?|meta-analys[ie]s|RCTs?|placebo|endpoints?|arm|randomi[sz]ed|ORR|PFS|"
    r"(?:among|of|in)\s+(?:the\s+)?\d+\s+(?:[a-z-]+\s+){0,2}(?:patients|participants)|n\s?=\s?\d+|(?-i:[A-Z]{4,}(?<!COVID)-\d+))\b",
)
_ONE_STUDY = re.compile(
    r"(?i)\b(?:an?|the|this|its|one|that|recent|pivotal|\d{4})\s+(?:[\w/-]+\s+){0,5}?(?:trial|study|meta-analysis|RCT)\b(?!\s+period)|\bphase\s+[1-4IV]+\w?\b|\bRCTs?\b|"
    r"\b(?:in|across|from)\s+(?:\d{4}|two|three|several|recent|early|pivotal|late-stage)\s+(?:[\w-]+\s+){0,2}(?:trials|studies)\b|"
    r"\b(?-i:[A-Z]{4,}(?<!COVID)-\d+\b|[A-Z]{4,}(?:\s\d)?\s(?:trial|study)\b)"
)
# A change of these is the market's, not a patient's.
_TRADE = re.compile(
    r"(?i)\b(?:markets?|sales|revenues?|demand|costs?|prices?|pricing|spending|investments?|funding|CAGR|shares?|adoption|volumes?|capacity|enrol\w+|recruit\w+|initiations?|pipelines?|"
    r"number\s+of|approvals?|forecast|industry|companies)\b"
)
_NO_RESULT = re.compile(r"(?i)\b(?:age[ds]?|wait\w*|income|price|cost|salary|delay|stay)\b")
_UNIT = r"(?P<unit>months|weeks|years|days)\b"
_LASTING = (
    rf"(?:{_KINDS}{{0,2}}(?:survival|follow-up)|{_SHORT}|duration\s+of\s+(?:response|"
    rf"remission)|time\s+to\s+[\w-]+(?:\s+[\w-]+)?)"
)
_MEDIAN = Cued(
    "median mean average survival pfs os duration follow-up",
    rf"\b(?:(?P<what>(?:(?:median|mean|average)\s+)?{_LASTING}|median\s+(?!of\b)(?:[\w-]+\s+){{1,4}}?)\s*(?:\([^()]{{2,24}}\)\s*)?{_WHO}\s*"
    rf"(?:{_IS}|by|time\s+of|to|extended\s+to)?|a\s+median(?:\s+of)?)\s*{_ABOUT}(?P<n>\d+(?:\.\d+)?)(?:\s+{_UNIT}|(?=\s+(?:vs\.?|versus|against)\s+\d))",
)
_COMPARED = re.compile(
    rf"(?i)[^.;\d]{{0,60}}?\b(?:against|versus|vs\.?|compared\s+(?:with|to)|and|from|over)\s+(?:only\s+|just\s+)?(?P<n>\d+(?:\.\d+)?)\s+{_UNIT}"
)


def outcomes(scene: Scene) -> Iterator[Claim]:
    """Yield results of trials: responders, medians, rates and changes; ids are left empty.

    Example:
        >>> [c.quote for c in outcomes(Scene("In the trial 3 of 7 patients responded.", 0))]
        ['3 of 7']
    """
    yield from _responders(scene)
    yield from _medians(scene)
    if scene.percents and _named(_STUDY, scene):
        yield from _rates(scene)


def _named(study: Cued | re.Pattern[str], scene: Scene) -> bool:
    """Whether the sentence, or what stands right above it, names a study."""
    above = (scene.before, scene.lead, scene.heading)
    told = (text for text in above if not _TRADE.search(text))
    return any(map(study.search, (scene.text, *told)))


def _responders(scene: Scene) -> Iterator[Claim]:
    found = list(OUT_OF.finditer(scene.text))
    if not found or not (_named(_STUDY, scene) or _IMPROVED.search(scene.text)):
        return
    for match in found:
        value, whole = number(match["n"])[0], number(match["m"])[0]
        if value <= whole:
            span, what = (match.start("n"), match.end("m")), f"of {int(whole)}"
            yield _result(scene, span, value, value, step=1.0, unit="count", segment=what)


def _medians(scene: Scene) -> Iterator[Claim]:
    until = 0
    for match in _MEDIAN.finditer(scene.text):
        what = (match["what"] or "").strip().removesuffix(" of")
        if match.start("n") < until or _NO_RESULT.search(what):
            continue
        if "median" not in match[0].lower() and not _named(_STUDY, scene):
            continue
        compared = _COMPARED.match(scene.text, match.end("unit" if match["unit"] else "n"))
        for found in filter(None, (match, compared)):
            unit = match["unit"] or (compared["unit"] if compared else "")
            until, value = found.end("unit" if found["unit"] else "n"), float(found["n"])
            step = 10.0 ** -len(found["n"].partition(".")[2])
            span = found.start("n"), until
            told = {"unit": f"{unit.lower().removesuffix('s')}s", "segment": what or None}
            yield _result(scene, span, value, value, step=step, **told)


def _rates(scene: Scene) -> Iterator[Claim]:
    """Percentages of an endpoint, of patients, or of a change; compared ones share a name."""
    last: tuple[int, str | None] | None = None
    told = _told(scene)
    for percent in scene.percents:
        found, what = _endpoint(scene.text, percent, told=told)
        if not found and last and _VERSUS.match(scene.text[last[0] : percent.start]):
            found, what = True, last[1]
        if found or (told and _changed(scene.text, percent)):
            last = percent.end, what
            span, low, high = (percent.start, percent.end), percent.low, percent.high
            more = {"unit": "percent", "step": percent.step, "bound": percent.bound}
            yield _result(scene, span, low, high, segment=what, **more)


def _result(scene: Scene, span: tuple[int, int], low: float, high: float, **more: Any) -> Claim:
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
        of_trade = _TRADE.search(what) or (_LOOSE.search(what) and not told)
        return not of_trade, what
    people = _OF_PATIENTS.match(text, percent.end)
    had = _HAD.match(text, people.end() if people else percent.end)
    return bool(had), had["what"] if had else None


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
    return _named(_ONE_STUDY, scene) and not _TRADE.search(scene.text)
