"""Market sizes, and increments of growth in money, from one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.claims.linking import linked_years
from cytonomics.claims.making import measured
from cytonomics.claims.model import Claim, Status
from cytonomics.claims.parts import part_of, whole_market
from cytonomics.claims.patterns import last_match
from cytonomics.claims.periods import Years, years
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.scene import Scene

_ABOUT_MARKETS = re.compile(
    r"\b(?:markets?|industry|sector|segments?|revenues?|valued?|valuation|sizes?|worth|reach(?:ed|es|ing)?|"
    r"sales|turnover|opportunit(?:y|ies)|estimated|forecast|projected|expected|stood|hit|"
    r"account(?:ed|s|ing)?|generat(?:ed|es|ing)|spending)\b",
    re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(
    r"\b(?:per\s+(?:patient|dose|treatment|unit|year|infusion|vial|capita|head)|pric(?:e|es|ed|ing|tag)|"
    r"costs?|costing|licen[cs]e|subscription|fund(?:s|ed|ing)|raised|raising|raise|round|seed|ipo|invest(?:s|ed|ing|ment|ments)?|"
    r"grants?|granted|award(?:s|ed|ing)?|acqui(?:re|res|red|ring|sition)|deals?|upfront|milestones?|"
    r"buy(?:s|ing|out)?|bought|purchas(?:e|ed)|loan|fine|fined|salary|salaries|budgets?|donat(?:ed|ion)|"
    r"capitali[sz]ation|shares?\s+price|user|dividend|merger|agreement|sold\s+(?:to|for)|stake|"
    r"paid|pays|payment|reimburse(?:d|s|ment)?|savings?|debt|net\s+(?:income|loss|profit)|"
    r"expenditure|exports?|exported|imports?|imported|r&d|plant|facility|facilities|contract|committed|commits|allocat(?:ed|es|ion)|prize)\b",
    re.IGNORECASE,
)
_OTHER_BEHIND = re.compile(
    r"^\W*(?:per\s+\w+|(?:a|each)\s+(?:patient|dose|treatment|year(?!\s+(?:later|earlier|on|ago))|vial|month)|upfront|in\s+(?:series|funding|cash|"
    r"upfront|grants?|investments?|debt|milestones?|venture)|series\s+[a-e]\b|grants?|investments?|fund(?:s|ing)?\b|acquisition|deal|"
    r"licen[cs]e|single|for\s+(?:a\s+)?(?:single|multi|corporate|enterprise)|\(?single|loan|budget|fine|"
    r"prize|round|plant|facility|contract|to\s+(?:build|acquire|buy|develop|support|expand))",
    re.IGNORECASE,
)
_RIGHT_VERB = re.compile(
    r"\b(?:valued|reach(?:es|ed|ing)?|size[sd]?|revenues?|sales|stood|market|hit|hitting|"
    r"surpass(?:es|ing|ed)?|attain(?:s|ing)?|total(?:s|ed|ing|led)?|touch(?:es|ing)?|generat(?:ed|es|ing))\b",
    re.IGNORECASE,
)
_INCREMENT = re.compile(
    r"\b(?:incremental|absolute)\s+(?:growth|opportunity|gain|increase)\b[^.;$€£]{0,80}$|(?:\bby|\bincremental\s+(?:growth|opportunity|revenue|value|sales|gain)s?\s+(?:of|worth)|"
    r"\badd(?:s|ing)?(?:\s+(?:another|an\s+additional))?|\babsolute\s+(?:dollar\s+)?(?:growth|opportunity)\s+of|"
    r"\bgrowth\s+of|\bincrease\s+of|\bgain\s+of|\badditional)\s*(?:an?\s+)?(?:over|around|about|approximately|"
    r"nearly|almost|some|roughly|more\s+than|up\s+to|an?\s+additional|another)?\s*$",
    re.IGNORECASE,
)
_GROWING = re.compile(
    r"\b(?:grow|grew|grown|growing|increas|expand|ris|rose|climb|surg|add|increment|accelerat|widen|jump|"
    r"absolute|opportunit|gain)\w*",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:expect\w*|project\w*|forecast\w*|anticipat\w*|predict\w*|will|would|set\s+to|poised|likely|"
    r"estimated\s+to|slated|on\s+track|envision\w*|target\w*|could|may|should|to\s+reach|reaching|to\s+hit|to\s+surpass|"
    r"to\s+exceed|to\s+grow|to\s+attain|to\s+be\s+worth|by\s+(?:the\s+)?(?:end\s+of\s+)?(?:20\d\d))\b",
    re.IGNORECASE,
)
_RESTATED = re.compile(
    r"\s*\(\s*(?:approximately|about|around|approx\.?|or|i\.e\.,?|equivalent\s+to|~|=)?\s*"
)
_SMALLEST = 1e5
# A row of a table or a line of a list holds a label and a figure and no verb.
_ROW = 60


def amounts(scene: Scene) -> Iterator[Claim]:
    """Yield the size and increment claims of a scene; ids are left empty.

    Example:
        >>> scene = Scene("The market was valued at USD 2 billion in 2023.", 0)
        >>> [(claim.value, claim.period_start, claim.status) for claim in amounts(scene)]
        [(2000000000.0, 2023, 'history')]
    """
    found = [q for q in scene.amounts if q.low >= _SMALLEST]
    if not found or not (
        _ABOUT_MARKETS.search(scene.text)
        or _ABOUT_MARKETS.search(scene.heading)
        or _ABOUT_MARKETS.search(scene.lead)
        or (len(scene.text) < _ROW and scene.outline.market)
    ):
        return
    chosen = [(i, q) for i, q in enumerate(found) if _is_market(scene, found, i)]
    linked = linked_years(scene.text, [q for _, q in chosen], list(scene.years))
    _share_brackets(scene, [q for _, q in chosen], linked)
    for k, (i, quantity) in enumerate(chosen):
        before = _clause(scene, found, i)
        increment = bool(_INCREMENT.search(before) and _GROWING.search(before))
        year = linked.get(k)
        period = _range(scene, quantity) if increment else None
        if year is None and period is None:
            year = _same_year(scene, before)
        if year is None and len(scene.text) < 60:
            # A figure alone on its line has its year in the label above it.
            year = next((y for y in years(scene.lead) if not y.is_range), None)
        if year is None and period is None:
            year = _fallback(scene, quantity, before, len(chosen))
        first, last = (
            (period.first, period.last)
            if period
            else ((year.first, year.last) if year else (None, None))
        )
        part = part_of(scene, quantity) or whole_market(scene, quantity.start)
        status = _status(scene, before, first)
        if increment and status is None:
            status = "forecast"
        yield measured(
            scene,
            quantity,
            "growth" if increment else "size",
            part,
            (first, last),
            unit="money",
            currency=quantity.currency or "USD",
            status=status,
        )


def _share_brackets(scene: Scene, chosen: list[Quantity], linked: dict[int, Years]) -> None:
    """The same amount in another currency stands in brackets and has the same year."""
    for k in range(len(chosen) - 1):
        gap = scene.text[chosen[k].end : chosen[k + 1].start]
        if _RESTATED.fullmatch(gap) and chosen[k].currency != chosen[k + 1].currency:
            year = linked.get(k) or linked.get(k + 1)
            if year is not None:
                linked[k] = linked[k + 1] = year


def _same_year(scene: Scene, before: str) -> Years | None:
    """The only year of a sentence serves all of its amounts that are not said to come later."""
    if any(year.is_range for year in scene.years) or len({y.first for y in scene.years}) != 1:
        return None
    year = scene.years[0]
    ahead = scene.text[: year.start]
    if _FORECAST.search(before) and not _FORECAST.search(
        ahead[-60:] + scene.text[year.start : year.end]
    ):
        return None
    return None if re.search(r"\bfrom\s*$", before) else year


def _is_market(scene: Scene, found: list[Quantity], i: int) -> bool:
    quantity = found[i]
    before = _clause(scene, found, i)
    behind = scene.text[quantity.end : quantity.end + 40]
    if quantity.kind != "money" and not re.search(
        r"\b(?:usd|us\$|revenue|valued|worth|size|sales)\b|\$", scene.text, re.IGNORECASE
    ):
        return False
    if quantity.kind != "money" and re.match(
        r"\s*(?:people|patients?|cases|adults|children|units?|doses|procedures|deaths|individuals|"
        r"women|men|americans|tons?|litres|liters|square|sq|hospitals|new\b|cells)",
        behind,
        re.IGNORECASE,
    ):
        return False
    if _OTHER_BEHIND.match(behind):
        return False
    other = last_match(_OTHER_BEFORE, before[-90:])
    if other is None:
        return True
    market = last_match(_RIGHT_VERB, before[-90:])
    return market is not None and market.start() > other.start()


def _clause(scene: Scene, found: list[Quantity], i: int) -> str:
    start = found[i - 1].end if i else 0
    return scene.text[start : found[i].start]


def _range(scene: Scene, quantity: Quantity) -> Years | None:
    ranges = [year for year in scene.years if year.is_range]
    return min(ranges, key=lambda year: abs(year.start - quantity.end)) if ranges else None


def _fallback(scene: Scene, quantity: Quantity, before: str, count: int) -> Years | None:
    """A range's end for a forecast and its start for a base, where no year stands alone."""
    ranges = [year for year in scene.years if year.is_range]
    if not ranges:
        return None
    near = min(ranges, key=lambda year: abs(year.start - quantity.end))
    if re.search(r"\bfrom\s*$", before) or (count > 1 and not _FORECAST.search(before)):
        return Years(near.first, near.first, near.start, near.end)
    if _FORECAST.search(before) or _FORECAST.search(scene.text[: quantity.start]):
        return Years(near.last, near.last, near.start, near.end)
    return None


def _status(scene: Scene, before: str, year: int | None) -> Status | None:
    if re.search(r"\bfrom\s*$", before):
        return "history"
    if scene.outline.base is not None and year is not None:
        return "history" if year <= scene.outline.base else "forecast"
    if re.search(r"\b(?:was|were|stood|reached|generated|accounted)\b", before):
        return "history"
    if _FORECAST.search(before):
        return "forecast"
    return "history" if year is not None and year <= 2025 else "forecast" if year else None
