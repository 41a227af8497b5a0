"""Who estimates a market is no part of it: "The pump market is put at $2 bn (Belor Research)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from cytonomics.claims.model import Claim
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.companies import known_company
from cytonomics.claims.words.labels import scope_of
from cytonomics.claims.words.places import places

_WORD = r"[A-Z](?:[\w.-]|'(?!s\b))*"
_NAME = re.compile(
    rf"(?P<name>(?:The\s)?{_WORD}(?:\s(?:{_WORD}|&|and(?=\s[A-Z]))){{0,3}})(?:\s(?!projects|estimates|forecasts|values)[a-z]+s)?"
)
# What is estimated; without one of these words nobody is said to do so.
_ESTIMATE = (
    r"(?:estimat|forecast|projection|prediction|figure|number|valuation|stud(?:y|ies)|report|survey|analys[te]|outlook|tally|tallies|count|"
    r"expectation|white\spaper)"
)
_HAS = r"(?:\s(?:has|have|had|now|also|currently|once|again|in\sturn|meanwhile))*"
# "Belor puts the pump market at", "Belor, which counts spares, has raised its forecast"
_TELLS = re.compile(
    rf"(?:(?:'s|(?<=s)')\s(?:own\s|latest\s|new\s|{_WORD}\s|20\d\d\s|[a-z-]+\s)?{_ESTIMATE}|"
    rf"(?:,\s(?:[^;.]|\.(?=\d)){{3,160}}?,|\s\([^()]{{2,40}}\))?{_HAS}\s"
    r"(?:arrives\sat|(?:works|starts)\swith|settles\son|stops\sat|has\sit\sat|"
    r"has\s(?:[a-z]+\s){0,2}[$€£¥]\s?[\d.,]+\s?[a-z]+\sfor\s(?:the\ssame|20\d\d)|"
    r"(?:rais|cut|lower|trimm?|lift|revis|reduc|slash|upgrad|downgrad|doubl|halv|publish|updat|increas)(?:e?s|e?d|ing)?\s(?:its|their|the|an?)\s(?:[\w-]+\s){0,3}?"
    rf"{_ESTIMATE}\w*|has\sthe\s[^,;.]{{3,80}}?\sat|has\san?\s(?:[a-z]+\s){{0,2}}{_ESTIMATE}\w*|"
    r"(?:(?:estimat|predict|project|valu|reckon|foresee|anticipat|peg|calculat|assess|believ|argu|think|guess)(?:e?s|e?d)|forecasts?|expects|expected|(?:dis)?agrees?|differs?|puts?|sees|saw|says|said|writes|wrote)"
    # "Pumps expected to reach" are no house that does so, and what is told must be of a market.
    r"(?!(?:(?<=d)|(?<=forecast))\s(?:at|to|by|in)\b)(?=[^.;]{0,120}\b(?:markets?|industry|sector|(?<=\s)it\s(?:at|growing|to|will)|CAGR|growth\sof)\b))\b"
    r"(?!\s(?:for\s)?(?:its|their|it)\s(?!forecast|estimate|projection|outlook|figure|at\b)))"
)
# "according to Belor", "estimates by Belor", "a larger figure than Belor"
_SAYS = re.compile(
    r",?\s(?:says|said|argues|writes|reckons|estimates|predicts|notes)\s(?:the\s)?\Z"
)
_TOLD = re.compile(
    rf"(?:\b[Aa]ccording\sto|{_ESTIMATE}\w*\s(?:is|are|was|were|come|comes|came)?\s?(?:by|from|of|at|than)|\bas\sper|"
    rf"\bby\sthe\scount\sof|\bcome?s?\sfrom|\b(?:valued|put|estimated|seen|pegged)\s(?:at\s[^,;.]{{2,40}}\s)?by|"
    rf"\b{_ESTIMATE}\w*\b[^.;]{{0,140}}\sthan)\s(?:the\s)?\Z"
)
_HOUSE = (
    r"(?:Research|Insights?|Intelligence|Analytics|Consulting|Consultants|Advis(?:ory|ors|ers)|"
    r"Associates|Securities|Statistics)"
)
_IS_HOUSE = re.compile(
    rf"(?!(?:Data|Predictive|Business|Artificial|Contract|Clinical|Academic)\s){_WORD}(?:\s{_WORD}){{0,2}}\s{_HOUSE}\Z"
)
_KEYED_HOUSE = re.compile(
    rf"\b{_WORD}(?:\s{_WORD})?\s{_HOUSE}(?:\s?[:(,\u2013-]|\s(?:has|at))?\s?(?:at\s)?\Z"
)
# "Four research firms have sized the market", "by consultancy": those beside figures are these.
_HOUSES = Cued(
    "firm house consultanc forecaster broker publisher estimates forecasts analyst researchers "
    "compan group agenc source",
    r"\b(?:research|market-research|analyst|advisory|consulting|brokerage)\s(?:firms|houses|companies|groups|agencies)\b|"
    r"\bby\s(?:research\s)?(?:firm|house|publisher|consultancy|forecaster|broker|analyst)\b|"
    # What cells are taken from is a source, too.
    r"\b(?:estimat|forecast|valuation|figure|project|differ|var)[a-z]*\s(?:[a-z]+\s)?by\ssource\b|"
    r"\b(?:consultanc(?:y|ies)|forecasters?|brokerages|brokers|publishers|researchers)\b|"
    r"\bhouses\s(?:put|gave|give|say|expect|estimate|disagree|differ|see|forecast|value|have|had|were|are|name)\b|"
    r"\b(?:analysts|estimates|forecasts)\s(?:do\snot\sagree|disagree|differ|diverge|vary|range|run|are\sfar\sapart)\b",
)
_MEASURES = ("size", "cagr", "growth")
# A common noun in the plural or of doing is no name of a firm, unless it is said to estimate.
_COMMON = re.compile(r"(?<!& Son)(?<!& Partner)(?:(?<=[^aiosu])s|ing|ment|tion)\Z")
_FIRMS = re.compile(r"\bby\s+(?:company|manufacturer|vendor|supplier|player)\b", re.IGNORECASE)
# "$2 bn (Belor) or $3 bn (Roe)": one thing is put at either.
_EITHER = re.compile(r"\([^()]{3,60}\),?\s+or\s|\b(?:put|estimated)\s+at\b|\bdepending\s+on\b")
_NEAR = 260
_APART = 60
_REACH = 170
_SALES = re.compile(r"\b(?:sold|sales|revenues?|turnover|earned)\b", re.IGNORECASE)
# What a firm has itself, whatever it says of the market.
_OWN = re.compile(
    r"\b(?:sold|sells?|earn(?:s|ed)|posted|booked|reported|generated|raised|ARR|(?:in|of)\s(?:[\w-]+\s){0,2}(?:revenues?|sales)|"
    r"assets|users?|customers)\b"
)
# "IoT spending", "the IoT market": what is bought and sold.
_SOLD = ("market", "spending", "sales", "demand", "industry", "sector", "segment", "revenue")


def without_estimators(claims: Sequence[Claim], text: str, companies: Set[str]) -> Iterator[Claim]:
    """Yield the claims; a size or growth that a house is named for is of all the market it sizes.

    Example:
        >>> text = "Estimates of the pump market differ: Belor puts it at $2 bn, Roe at $3 bn."
        >>> part = Claim("", "size", "$2 bn", 53, 58, dimension="segment", segment="Belor")
        >>> [claim.segment for claim in without_estimators([part], text, set())]
        [None]
        >>> part = Claim("", "size", "$2 bn", 53, 58, dimension="segment", segment="Beds")
        >>> [claim.segment for claim in without_estimators([part], text, set())]
        ['Beds']
    """
    every = {claim.start: _proper(claim, text, companies) for claim in claims if claim.segment}
    names = {start: name for start, name in every.items() if name}
    if not names:
        yield from claims
        return
    told = {name for name in set(names.values()) if _estimates(name, text)}
    named = [(claim, names[claim.start]) for claim in claims if claim.start in names]
    houses = {c.start for c, name in named if name in told or _of_houses(c, name, text)}
    houses |= _beside(claims, names, houses, text)
    for claim in claims:
        house = claim.start in houses and claim.start in names
        yield replace(claim, dimension="total", segment=None) if house else claim


def _proper(claim: Claim, text: str, companies: Set[str]) -> str:
    """The name of a firm that a claim's segment may be: no place, and nothing that is sold."""
    name = claim.segment
    if claim.measure not in _MEASURES or name is None or claim.dimension in ("region", "country"):
        return ""
    proper = _NAME.fullmatch(name) if name[:1].isupper() else None
    if proper is None or scope_of(name) or any(places(name)) or known_company(name):
        return ""
    if "|" in text[slice(*claim.context)] and not _IS_HOUSE.fullmatch(name):
        return ""
    sold = name.lower() in (claim.market or "").lower() or proper["name"] in companies
    if proper["name"].startswith(("Neither ", "Nor ", "Both ")):
        return name.partition(" ")[2]
    return "" if sold or _OWN.search(text, *claim.context) else proper["name"]


def _estimates(name: str, text: str) -> bool:
    """Whether a text says that somebody estimates: "according to Belor", "Belor's forecast"."""
    if any(f"{name} {noun}" in text for noun in _SOLD):
        return False
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        whole = not text[end : end + 1].isalnum() and not text[at - 1 : at].isalnum()
        ended = not text[end : end + 2].strip() or text[end] in ",.;:)"
        if whole and (
            _TELLS.match(text, end)
            or _TOLD.search(text, max(0, at - _REACH), at)
            or (ended and _SAYS.search(text, max(0, at - _REACH), at))
        ):
            return True
        at = text.find(name, end)
    return False


def _of_houses(claim: Claim, name: str, text: str) -> bool:
    """Whether the words around a claim say that houses are named: "Two consultancies differ:"."""
    first, last = claim.context
    ahead = text[max(0, first - _NEAR) : last]
    if _FIRMS.search(ahead) or _SALES.search(text, first, last):
        return False
    if _IS_HOUSE.fullmatch(name):
        return True
    if name != claim.segment or _is_common(name, text):
        return False
    bracketed = text.startswith(f" ({name}", claim.end) and _EITHER.search(text, first, last)
    return bool(bracketed) or _HOUSES.search(ahead) is not None


def _is_common(name: str, text: str) -> bool:
    """Whether a name is rather a word that a sentence or a line begins with: "Clinics"."""
    return _COMMON.search(name) is not None or (" " not in name and f" {name.lower()}" in text)


def _beside(
    claims: Sequence[Claim], names: Mapping[int, str], houses: set[int], text: str
) -> set[int]:
    """Where names stand in one list with a house's: "Belor: $2 bn, Roe: $3 bn"."""
    sized = [claim for claim in claims if claim.measure in _MEASURES]
    near = {c.start for c in sized if _KEYED_HOUSE.search(text, max(0, c.start - 60), c.start)}
    near |= houses
    for one, other in (*pairwise(sized), *pairwise(reversed(sized))):
        beside = names.get(other.start, "")
        if one.start in near and beside == other.segment and not _is_common(beside, text):
            near |= {other.start} if _same_list(one, other, text) else set()
    return near


def _same_list(one: Claim, other: Claim, text: str) -> bool:
    """Whether two figures of one kind stand near each other, with few words between them."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return one.measure == other.measure and len(between) < _APART and not _SALES.search(between)
