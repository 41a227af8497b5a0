"""The arithmetic rules over the market pages of the evidence, page by page."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from cytonomics import vocabulary
from cytonomics.audit.auditing import audit
from cytonomics.audit.model import Audit
from cytonomics.audit.rules import RULES
from cytonomics.audit.subjects import WORLD, place_key
from cytonomics.claims.model import Bound, Claim
from cytonomics.evidence import Evidence, Fact

# The table holds sizes in millions.
_MILLION = 1e6
_NUMBER = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_SCALES = (("trillion", 1e12), ("billion", 1e9), ("bn", 1e9), ("million", 1e6), ("mn", 1e6))
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("more_than", re.compile(r"over|more than|above|exceed|>|at least", re.IGNORECASE)),
    ("less_than", re.compile(r"under|less than|below|nearly|almost|<", re.IGNORECASE)),
    ("about", re.compile(r"approx|about|around|roughly|~|nearing|\d\s*[-–]\s*\d", re.IGNORECASE)),
)
# Notes of the table that say a share is none of the market's value, or that a year is a guess.
_OTHER_WHOLE = re.compile(r"share of|as a share|labelled as|mixes", re.IGNORECASE)
_HIGH_END = re.compile(r"high end of a printed range", re.IGNORECASE)
_PLACES = ("region", "country")
_NO_YEAR = re.compile(r"year (?:not printed|cut off)", re.IGNORECASE)


def published_audits(evidence: Evidence) -> tuple[Audit, ...]:
    """Hold the published claims of every page against each other, by the arithmetic rules.

    The rows carry no sentences, so rules that read words are left out. Claims have the ids of
    their facts.

    Returns:
        One audit a page, by page id; the name is the page id.

    Example:
        >>> from cytonomics.evidence import load
        >>> published_audits(load())[0].document
        'pg_001'
    """
    pages: dict[str, list[Fact]] = {}
    for fact in evidence["published_claims"]:
        pages.setdefault(fact["page_id"], []).append(fact)
    arithmetic = tuple(rule for rule in RULES if rule.arithmetic)
    return tuple(
        audit("", _page_claims(facts), page, arithmetic) for page, facts in sorted(pages.items())
    )


def _page_claims(facts: list[Fact]) -> list[Claim]:
    """The claims of one page; the two rows of a printed range become one claim."""
    named = {place_key(fact["segment"]) for fact in facts if fact["dimension"] in _PLACES}
    claims: list[Claim] = []
    for fact in facts:
        claim = claim_of(fact)
        if claim is None:
            continue
        if _HIGH_END.search(fact["note"] or "") and claims and _same_quantity(claims[-1], claim):
            claims[-1] = replace(claims[-1], value_high=claim.value)
            continue
        # A page that sizes the place of its title as a part speaks of the world otherwise.
        if fact["dimension"] not in _PLACES and place_key(claim.geography) in named:
            claim = replace(claim, geography=WORLD)
        claims.append(claim)
    return claims


def _same_quantity(a: Claim, b: Claim) -> bool:
    return (a.measure, a.market, a.segment, a.period_start, a.period_end) == (
        b.measure,
        b.market,
        b.segment,
        b.period_start,
        b.period_end,
    )


def claim_of(fact: Fact) -> Claim | None:
    """Return a row of published_claims as a claim without a span; None for a share of no value.

    Example:
        >>> from cytonomics.evidence import load
        >>> claim = claim_of(load().fact("pc_0001"))
        >>> claim.value, claim.step, claim.currency
        (14776330000.0, 10000.0, 'USD')
    """
    note = fact["note"] or ""
    if fact["measure"] == "share" and _OTHER_WHOLE.search(note):
        return None
    money = fact["measure"] == "size"
    value = fact["value"] * (_MILLION if money else 1.0)
    undated = _NO_YEAR.search(note) is not None
    return Claim(
        id=fact.id,
        measure=fact["measure"],
        quote=fact["as_printed"] or "",
        start=0,
        end=0,
        market=fact["market_label"],
        scope=fact["scope"],
        dimension=fact["dimension"],
        segment=fact["segment"] or None,
        geography=_place(fact),
        period_start=None if undated else fact["period_start"],
        period_end=None if undated else fact["period_end"],
        value=value,
        value_high=value,
        step=_step(fact["as_printed"] or "", value),
        unit="money" if money else "percent" if fact["measure"] in ("cagr", "share") else "number",
        currency="USD" if money else None,
        bound=_bound(fact["as_printed"] or ""),
    )


def _place(fact: Fact) -> str | None:
    if fact["dimension"] in _PLACES:
        place: str | None = fact["segment"]
        return place
    return _leading_place(fact["market_label"]) or WORLD


@cache
def _leading_place(label: str) -> str | None:
    """The place at the front of a market's label ("latin america cell and gene therapy")."""
    words = label.split()
    for count in (3, 2, 1):
        found = vocabulary.find_geography(" ".join(words[:count]))
        if found is not None:
            return found.id
    return None


def _step(text: str, value: float) -> float | None:
    """The size of the last printed digit, where the text prints the value it stands for."""
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1:
        return None
    number = float(numbers[0][0].replace(",", ""))
    scale = next(
        (size for name, size in _SCALES if re.search(rf"\d\s*{name}\b", text.lower())), 1.0
    )
    for factor in (scale, 1.0, _MILLION):
        if number and abs(number * factor / value - 1) < 1e-6:
            return factor * float(10 ** -len(numbers[0]["decimals"] or ""))
    return None


def _bound(text: str) -> Bound:
    return next((bound for bound, words in _BOUNDS if words.search(text)), "exact")
