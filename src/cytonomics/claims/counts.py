"""Numbers of things and results of trials: approvals, patients, responders, medians."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cytonomics.claims.making import statement
from cytonomics.claims.model import Claim
from cytonomics.claims.places import WORLD
from cytonomics.claims.scene import Scene

NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
}
_NUMERAL = (
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:\s?(?:million|thousand|billion|K|M)\b)?|"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + r")"
)
_COUNT = re.compile(
    rf"\b{_NUMERAL}\+?\s+(?P<noun>(?:(?!and\s+the|in\b|of\b|the\b)[A-Za-z][\w+/-]*,?\s+){{0,7}}?"
    r"(?P<head>therap(?:y|ies)|products?|trials?|studies|candidates?|drugs?|approvals?|patients?|people|programs?|"
    r"programmes?|procedures?|infusions?|cases|transplants?|transplantations?|treatments?|assets|donations?|vaccines?|devices?|biologics|indications?))\b",
    re.IGNORECASE,
)
_ILL = re.compile(r"people|cases", re.IGNORECASE)
_TREATED = re.compile(r"\b(?:treated|infused|received|transplanted|enrolled)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:approv\w+|licen[cs]\w+|authori[sz]\w+|clear(?:ed|ance)|pipeline|in\s+development|under\s+(?:development|investigation)|"
    r"clinical|trials?|ongoing|active|registered|recruiting|treated|infused|received|launched|diagnosed|performed|"
    r"collected|commerciali[sz]ed|on\s+the\s+market|marketed)\b",
    re.IGNORECASE,
)
_OUTCOME_OF = re.compile(
    rf"\b(?P<n>\d+|{'|'.join(NUMBERS)})\s+(?:out\s+)?of\s+(?:the\s+)?(?P<m>\d+|{'|'.join(NUMBERS)})\s+"
    r"(?:[\w-]+\s+){0,5}?(?:patients?|participants?|subjects?|individuals)\b",
    re.IGNORECASE,
)
_MEDIAN = re.compile(
    r"\b(?P<what>median\s+(?:[\w-]+\s+){1,4}?)(?:of\s+|was\s+|reached\s+|at\s+|time\s+of\s+)?(?P<n>\d+(?:\.\d+)?)\s+(?P<unit>months|weeks|years|days)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"[^.;\d]{0,60}?\b(?:against|versus|vs\.?|compared\s+(?:with|to)|and|from)\s+(?P<n>\d+(?:\.\d+)?)\s+"
    r"(?P<unit>months|weeks|years|days)\b",
    re.IGNORECASE,
)
# A percentage of responders counts where a study is named; elsewhere it may be a forecast of use.
_STUDIED = re.compile(r"\b(?:trial|study|phase|patients|cohort|endpoint)\b", re.IGNORECASE)
_RATE_WORDS = (
    r"(?:(?:overall|objective|complete|partial|best|durable)\s+)?(?:response|remission|survival|disease\s+control)"
    r"(?:\s+rate)?"
)
_RATE_AHEAD = re.compile(
    rf"\b(?P<what>{_RATE_WORDS})\s*(?:\([A-Z]{{2,4}}\)\s*)?(?:of|was|is|reached|at|:|in)?\s*(?:about|over|nearly|up\s+to|around)?\s*\Z",
    re.IGNORECASE,
)
_RATE_BEHIND = re.compile(rf"\s*(?P<what>{_RATE_WORDS})\b", re.IGNORECASE)


def counts(scene: Scene) -> Iterator[Claim]:
    """Yield counts of products, trials and patients; ids are left empty.

    Example:
        >>> [c.value for c in counts(Scene("The FDA has approved seven CAR-T products.", 0))]
        [7.0]
    """
    if not _COUNTED.search(scene.text):
        return
    outcomes = [m.span() for m in _OUTCOME_OF.finditer(scene.text)]
    for match in _COUNT.finditer(scene.text):
        if any(a <= match.start() < b for a, b in outcomes):
            continue
        if _ILL.fullmatch(match["head"]) and not _TREATED.search(scene.text):
            continue  # how many fall ill is no count of the market
        start, end = match.span("n")
        behind = scene.text[max(0, start - 8) : start].lower()
        if re.search(r"(?:phase|stage|top|[$€£₹]|usd|line|day|week|grade|\d\s?-)\s*$", behind):
            continue
        if re.fullmatch(r"(?:19|20)\d\d", match["n"]) or (
            match["head"].lower() in ("studies", "study") and match["n"].lower() in ("one",)
        ):
            continue
        year = next((y.first for y in scene.years if not y.is_range), None)
        value = _number(match["n"])
        own = [p for p in scene.places if p.id != WORLD and p.end <= start]
        where: dict[str, Any] = {"geography": own[-1].id} if own else {}
        yield statement(
            scene,
            "count",
            start,
            end,
            **where,
            segment=" ".join(match["noun"].split()),
            unit="count",
            value=value,
            value_high=value,
            step=1.0,
            period_start=year,
            period_end=year,
        )


def outcomes(scene: Scene) -> Iterator[Claim]:
    """Yield results of trials: responders, medians and rates of response; ids are left empty.

    Example:
        >>> [c.quote for c in outcomes(Scene("In the trial 3 of 7 patients responded.", 0))]
        ['3 of 7']
    """
    for match in _OUTCOME_OF.finditer(scene.text):
        value = _number(match["n"])
        yield statement(
            scene,
            "outcome",
            match.start("n"),
            match.end("m"),
            unit="count",
            value=value,
            value_high=value,
            step=1.0,
            segment=f"of {int(_number(match['m']))}",
        )
    for match in _MEDIAN.finditer(scene.text):
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
    if not _STUDIED.search(scene.text):
        return
    for percent in scene.percents:
        ahead = _RATE_AHEAD.search(scene.text, max(0, percent.start - 80), percent.start)
        named = ahead or _RATE_BEHIND.match(scene.text, percent.end)
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
                segment=named["what"],
            )


def _number(text: str) -> float:
    word = text.strip().lower()
    if word in NUMBERS:
        return float(NUMBERS[word])
    scale = 1.0
    for name, factor in (
        ("million", 1e6),
        ("billion", 1e9),
        ("thousand", 1e3),
        ("k", 1e3),
        ("m", 1e6),
    ):
        if word.endswith(name):
            word, scale = word.removesuffix(name).strip(), factor
            break
    return float(word.replace(",", "")) * scale
