"""Results of trials and studies: responders, medians, rates of response."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.claims.figures.numerals import NUMBERS, number
from cytonomics.claims.model import Claim
from cytonomics.claims.parts.making import statement
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.scene import Scene

OUT_OF = Cued(
    "patient participant subject individual",
    rf"\b(?P<n>\d+|{'|'.join(NUMBERS)})\s+(?:out\s+)?of\s+(?:the\s+)?(?P<m>\d+|{'|'.join(NUMBERS)})\s+"
    r"(?:[\w-]+\s+){0,5}?(?:patients?|participants?|subjects?|individuals)\b",
)
_MEDIAN = Cued(
    "median",
    r"\b(?P<what>median\s+(?:[\w-]+\s+){1,4}?)(?:of\s+|was\s+|reached\s+|at\s+|time\s+of\s+)?(?P<n>\d+(?:\.\d+)?)\s+(?P<unit>months|weeks|years|days)\b",
)
_NO_RESULT = re.compile(r"\b(?:age|wait\w*|income|price|cost|salary|delay|stay)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"[^.;\d]{0,60}?\b(?:against|versus|vs\.?|compared\s+(?:with|to)|and|from)\s+(?P<n>\d+(?:\.\d+)?)\s+"
    r"(?P<unit>months|weeks|years|days)\b",
    re.IGNORECASE,
)
# A percentage of responders counts where a study is named; elsewhere it may be a forecast of use.
_STUDIED = re.compile(
    r"\b(?=[a-z])(?:trials?|study|phase|patients|cohort|endpoint|arm|ORR|meta-analysis|RCTs?)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:trials?|study|phase|cohort|meta-analysis|RCTs?)\b", re.IGNORECASE)
_RATE_WORDS = (
    r"(?:ORR|CRR|DCR|PFS|OS|EFS|DFS|(?:(?:overall|objective|complete|partial|best|durable)\s+)?(?:response|remission|survival|disease\s+control)"
    r"(?:\s+rate)?)"
)
_RATE_AHEAD = re.compile(
    rf"\b(?P<what>{_RATE_WORDS})\s*(?:\([A-Z]{{2,4}}\)\s*)?(?:of|was|is|reached|at|:|in)?\s*(?:about|over|nearly|up\s+to|around)?\s*\Z",
    re.IGNORECASE,
)
_RATE_BEHIND = re.compile(
    rf"\s*(?:(?:\d+|one|two|three|five)[\s-](?:year|month)\s+)?(?P<what>{_RATE_WORDS})\b|"
    r"\s*(?:reduction|decrease|drop|improvement)\s+in\s+(?P<effect>(?:[\w-]+\s+){0,3}?(?:mortality|deaths?|risk|relapses?|progression))\b",
    re.IGNORECASE,
)
# "improved the score in 40 % of patients"
_OF_PATIENTS = re.compile(
    r"\s*of\s+(?:the\s+|all\s+|treated\s+|evaluable\s+)*(?:[\w-]+\s+){0,2}?(?P<what>patients|participants|subjects|recipients)\b",
    re.IGNORECASE,
)
_IMPROVED = re.compile(
    r"\b(?:improv\w+|respon\w+|remission|achiev\w+|surviv\w+|shr[aiu]nk|free\s+of|cleared|relaps\w+|engraft\w+)\b",
    re.IGNORECASE,
)


def outcomes(scene: Scene) -> Iterator[Claim]:
    """Yield results of trials: responders, medians and rates of response; ids are left empty.

    Example:
        >>> [c.quote for c in outcomes(Scene("In the trial 3 of 7 patients responded.", 0))]
        ['3 of 7']
    """
    for match in OUT_OF.finditer(scene.text):
        value = number(match["n"])[0]
        yield statement(
            scene,
            "outcome",
            match.start("n"),
            match.end("m"),
            unit="count",
            value=value,
            value_high=value,
            step=1.0,
            **_year(scene),
            segment=f"of {int(number(match['m'])[0])}",
        )
    for match in _MEDIAN.finditer(scene.text):
        if _NO_RESULT.search(match["what"]):
            continue
        what = re.sub(r"\s+(?:of|was|reached|at)$", "", match["what"].strip())
        compared = _COMPARED.match(scene.text, match.end())
        for found in (match, compared) if compared else (match,):
            value = float(found["n"])
            yield statement(
                scene,
                "outcome",
                found.start("n"),
                found.end("unit"),
                segment=what,
                value=value,
                unit=found["unit"].lower(),
                value_high=value,
                step=10.0 ** -len(found["n"].partition(".")[2]),
            )
    if not scene.percents or not _STUDIED.search(scene.text):
        return
    for percent in scene.percents:
        ahead = _RATE_AHEAD.search(scene.text, max(0, percent.start - 80), percent.start)
        named = ahead or _RATE_BEHIND.match(scene.text, percent.end)
        if named is None and _NAMED.search(scene.text) and _IMPROVED.search(scene.text):
            named = _OF_PATIENTS.match(scene.text, percent.end)
        if named:
            yield statement(
                scene,
                "outcome",
                percent.start,
                percent.end,
                unit="percent",
                value=percent.low,
                value_high=percent.high,
                step=percent.step,
                bound=percent.bound,
                segment=next(filter(None, named.groups())),
            )


def _year(scene: Scene) -> dict[str, int]:
    """The only year of the sentence."""
    found = {year.first for year in scene.years if not year.is_range}
    return dict.fromkeys(("period_start", "period_end"), found.pop()) if len(found) == 1 else {}
