"""A market said to be both fragmented and concentrated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from cytonomics.audit.gathered import Claims
from cytonomics.audit.interval import Interval, interval
from cytonomics.audit.model import Check, Finding, Outcome
from cytonomics.audit.written import ids, printed
from cytonomics.claims.model import Claim

RULE = "concentration_contradicted"
# Where the leading few hold more than 40 % the market is at least a loose oligopoly, above 60 % a
# tight one (Shepherd, The Economics of Industrial Organization, on four-firm ratios). Half is
# taken as the line that "low" and "fragmented" cannot cross, a quarter as the least that a
# "consolidated" market's leaders hold: both leave room for how many firms "top" means.
FRAGMENTED_BELOW = 50.0
CONSOLIDATED_ABOVE = 25.0
# "Top ten" and more say little of concentration.
_FEW = 6
LOW, SOMEWHAT_LOW, MODERATE, HIGH = 1.0, 1.5, 2.0, 3.0
_LEVELS = (
    (SOMEWHAT_LOW, r"(?:moderate(?:ly)?|semi|partly|partially|somewhat)[\s-]+fragmented"),
    (
        MODERATE,
        r"(?:moderate(?:ly)?|medium|semi|partly|partially|somewhat)(?:[\s-]+(?:concentrat|consolidat)\w*)?",
    ),
    (LOW, r"fragmented|low(?:ly)?(?:[\s-]+concentrat\w+)?|fragmentation"),
    (HIGH, r"(?:high(?:ly)?\s+)?(?:consolidated|concentrated|oligopol\w+|monopol\w+)|high"),
)
# The words that a reader may put in the unit of the claim.
_UNITS = ("fragmented", "moderate", "consolidated")
_LEVEL = [(level, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for level, words in _LEVELS]
# A scale's legend explains both words and claims neither.
_LEGEND = re.compile(
    r"^\W*(?:consolidated|fragmented)\s*[-–—:]\s*(?:market|highly|no\b|dominated|many|few)",
    re.IGNORECASE,
)
# "Concentrated efforts" and "concentrated in Europe" are not said of firms.
_OTHER_SENSE = re.compile(
    r"\s+(?:efforts?|attention|work|on|in|around|within|at|near)\b", re.IGNORECASE
)
# "Mergers are making the market more consolidated": what it becomes is not what it is.
_BECOMES = re.compile(
    r"\b(?:mak(?:e|es|ing)|made|becom(?:e|es|ing)|turn(?:s|ing)?|grow(?:s|ing)?)\s+"
    r"(?:[a-z]+\s+){0,4}$",
    re.IGNORECASE,
)
_TOP = re.compile(r"\b(?:top|leading|largest|first)\s+(?P<n>\w+)", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20}  # fmt: skip


def concentration_contradicted(claims: Claims) -> Iterator[Outcome]:
    """Hold words and figures of concentration of one market against one another.

    Example:
        >>> list(concentration_contradicted(Claims("", ())))
        []
    """
    found = [claim for claim in claims.of("concentration") if not _is_no_claim(claims, claim)]
    whole = [claim for claim in found if claims.subjects[claim] is not None]
    for a, b in combinations(whole[:12], 2):
        one, other = claims.subjects[a], claims.subjects[b]
        # A share of the leading firms stands on an axis of its own.
        if one and other and (one.market, one.place) == (other.market, other.place):
            yield _compare(claims, a, b)
    for claim in whole:
        yield from _alone(claims, claim)


def _is_no_claim(claims: Claims, claim: Claim) -> bool:
    sentence = claims.text[slice(*claim.context)]
    line = claims.text[claim.start : claim.start + 60] if claims.text else ""
    other = _OTHER_SENSE.match(claims.text[claim.end : claim.end + 40])
    becomes = _BECOMES.search(claims.text[max(0, claim.start - 50) : claim.start])
    return bool(_LEGEND.match(sentence) or _LEGEND.match(line) or other or becomes)


def level(claim: Claim) -> float | None:
    """Return how concentrated a claim says a market is, LOW to HIGH; None where it does not.

    Example:
        >>> level(Claim("c1", "concentration", "moderately concentrated", 0, 0))
        2.0
    """
    said = f"{claim.quote} {claim.segment or ''} {' '.join(claim.items)}"
    if claim.unit in _UNITS:
        said = f"{said} {claim.unit}"
    return next((number for number, words in _LEVEL if words.search(said)), None)


def top_share(claims: Claims, claim: Claim) -> Interval | None:
    """Return the share that a claim gives a few leading firms, in per cent; None without one.

    Example:
        >>> claim = Claim("c1", "concentration", "top five hold 55%", 0, 0, value=55.0, step=1.0)
        >>> top_share(Claims("", (claim,)), claim)
        Interval(low=54.5, high=55.5)
    """
    if claim.value is None or claim.unit not in (None, "percent", "%"):
        return None
    sentence = f"{claim.quote} {claim.segment or ''} {claims.text[slice(*claim.context)]}"
    top = _TOP.search(sentence)
    count = None
    if top:
        count = _NUMBERS.get(top["n"].lower()) or (int(top["n"]) if top["n"].isdecimal() else None)
    return None if count and count > _FEW else interval(claim)


def _compare(claims: Claims, a: Claim, b: Claim) -> Outcome:
    for one, other in ((a, b), (b, a)):
        share = top_share(claims, other)
        word = level(one)
        if word is not None and share is not None and _against(word, share):
            return _finding([one, other], _held(one, other))
    first, second = level(a), level(b)
    if first is None or second is None:
        return Check(RULE, "unknown", ids([a, b]), f"{printed(a)} beside {printed(b)}")
    if abs(first - second) >= 1 and min(first, second) <= SOMEWHAT_LOW:
        stated = f"“{printed(a)}” and “{printed(b)}”"
        return _finding([a, b], f"{stated}, which exclude each other")
    return Check(RULE, "holds", ids([a, b]), f"{printed(a)} beside {printed(b)}")


def _alone(claims: Claims, claim: Claim) -> Iterator[Outcome]:
    share, word = top_share(claims, claim), level(claim)
    if share is not None and word is not None and _against(word, share):
        yield _finding([claim], f"“{printed(claim)}”, though word and figure exclude each other")


def _against(word: float, share: Interval) -> bool:
    fragmented = Interval(FRAGMENTED_BELOW, FRAGMENTED_BELOW)
    consolidated = Interval(CONSOLIDATED_ABOVE, CONSOLIDATED_ABOVE)
    # "Nearly 55 %" may be said of 50: what counts is the printed figure, not its lowest reading.
    middle = Interval((share.low + share.high) / 2, (share.low + share.high) / 2)
    if word <= SOMEWHAT_LOW:
        return fragmented.below(middle)
    return word >= HIGH and middle.below(consolidated)


def _held(word: Claim, figure: Claim) -> str:
    low = (level(word) or 0.0) <= SOMEWHAT_LOW
    line = f"above {FRAGMENTED_BELOW:.0f} %" if low else f"below {CONSOLIDATED_ABOVE:.0f} %"
    return f"“{printed(word)}”, but the leading firms hold {printed(figure)}, {line}"


def _finding(claims: list[Claim], said: str) -> Finding:
    stated = " and ".join(dict.fromkeys(f"“{printed(claim)}”" for claim in claims))
    return Finding(
        RULE,
        "error",
        ids(claims),
        f"The concentration of one market is described as {said}.",
        "one degree of concentration",
        stated,
        f"Say how much the leading firms hold: below {FRAGMENTED_BELOW:.0f} % is fragmented at "
        "most.",
    )
