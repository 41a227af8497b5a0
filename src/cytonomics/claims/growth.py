"""Which numbers of a sentence say how a market grows, in what way, and in which direction."""

from __future__ import annotations

import re
from typing import Literal

from cytonomics.claims.clauses import subject
from cytonomics.claims.counted import is_counted, subject_is_other
from cytonomics.claims.dating import forecasts
from cytonomics.claims.multiples import (
    DIRECTION,
    FILLER,
    LARGER,
    MARKET,
    OF_MARKET,
    OTHER,
    REACH,
    SHARE,
    growth_word,
)
from cytonomics.claims.patterns import last_match
from cytonomics.claims.quantities import Quantity
from cytonomics.claims.rate_labels import ANNUAL
from cytonomics.claims.rate_lists import STRICT, TAKES, continues
from cytonomics.claims.scene import Scene
from cytonomics.claims.spans import IN_A_ROW

Kind = Literal["cagr", "growth"]

_CUE = re.compile(f"(?:{STRICT}|{ANNUAL})", re.IGNORECASE)
_NAMED = re.compile(STRICT, re.IGNORECASE)
_CUE_BEHIND = re.compile(
    rf"[\s,(|]*(?:(?:[\w-]+\s+){{0,2}}?(?:{STRICT}|{ANNUAL})|"
    rf"(?:in|as|of)\s+(?:an?\s+|the\s+)?(?:{STRICT}))",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"[\s,(]*(?:on\s+average\s+)?(?:annually|yearly|per\s+(?:year|annum)|"
    r"an?\s+year(?!\s+(?:ago|earlier|before|later))|p\.?\s?a\b\.?|"
    r"(?:every|each)\s+year|/\s?(?:year|yr)\b)",
    re.IGNORECASE,
)
_YEAR_ON_YEAR = re.compile(
    r"\b(?:year|yr)[\s-](?:on|over)[\s-](?:year|yr)\b|\by[\s-]?[o/][\s-]?y\b|"
    r"\b(?:compared|relative)\s+(?:to|with)\b|"
    r"\b(?:from|over|on|than|versus|vs\.?|against)\s+(?:the\s+)?(?:previous|prior|preceding|"
    r"last\b(?!\s+[\w-]+\s+years))\b|"
    r"\bin\s+total\b|\bcumulative(?:ly)?\b|\boverall\s+growth\b|\bin\s+all\b|\baltogether\b",
    re.IGNORECASE,
)
_PROJECTED = re.compile(
    r"\b(?:forecast\w*|projected|expected|anticipated|predicted|estimated|will|would|should|"
    r"poised|set|likely|during|through(?:out)?|over\s+the|coming|from\s+(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"growth[\s-]+rates?", re.IGNORECASE)
# "9 % growth", "an 8 % year-on-year increase in prices"
_GROWTH_BEHIND = re.compile(
    r"\s*(?:[\w()-]+\s+){0,3}?(?:growth|increase|rise|expansion|jump|gain|decline|decrease|drop|"
    r"fall)\b"
    r"(?:\s+in\s+(?P<what>[^,.;]{2,40}))?",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"\b(?:register|witness|exhibit|post|record|maintain|sustain|see|show|observe|experience|display|undergo|notch|log)"
    r"(?:s|es|ed|ing)?\b|\bsaw\b",
    re.IGNORECASE,
)
_GROWTH_OF = re.compile(
    r"\s+(?:[\w-]+\s+){0,4}?(?:growth|expansion|gains?)\s+(?:rate\s+)?of\s+(?:[\w-]+\s+){0,2}",
    re.IGNORECASE,
)
# "At 9 %, the projected growth of the market", "drive 25 % market growth"
_OPENING = re.compile(r"(?:\A|[.;,]\s)\W*(?:with|at)\s+(?:an?\s+)?\Z", re.IGNORECASE)
_OPENED = re.compile(
    r",\s+(?:the|its|this)\s+(?:[\w'-]+\s+){0,4}?(?:growth|expansion)\b", re.IGNORECASE
)
_MARKET_GROWTH = re.compile(
    r"\s+(?:market|industry|revenue|sales|sector)\s+(?:growth|expansion)\b", re.IGNORECASE
)
# "USD 450 million, a 12 % decline on 2019"
_ARTICLE = re.compile(r"\b(?:an?|the|up|down)\s+(?:[\w-]+\s+){0,2}\Z", re.IGNORECASE)
_AGAINST = re.compile(
    r"\s+(?:[\w-]+\s+){1,3}(?:on|over|from|versus|vs\.?|against|than|compared|relative|year)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|players?|manufacturers?|group|we|our|its?|they|their|his|her|Inc|Ltd|"
    r"Corp|plc|AG)\b",
)
# Lists are not longer, and sentences do not reach further.
_LONGEST_LIST = 40


def kind_of_growth(scene: Scene, percents: list[Quantity], i: int) -> Kind | None:
    """Return "cagr", "growth" or None for the i-th percentage of a scene.

    Example:
        >>> scene = Scene("A CAGR of 9%; hospitals held 40% of it.", 0)
        >>> [kind_of_growth(scene, list(scene.percents), i) for i in (0, 1)]
        ['cagr', None]
    """
    first, last = _run(scene, percents, i)
    if first < last:
        # "7 % and 9 % growth": the noun stands behind the last of them, the verb before the first.
        left, right = (
            _words_around(scene, percents, first)[0],
            scene.text[percents[last].end :][:60],
        )
        kind = _own_kind(scene, percents[i], left, right)
        if kind:
            return kind
    for k in range(i, max(-1, i - _LONGEST_LIST), -1):
        left, right = _words_around(scene, percents, k)
        kind = _own_kind(scene, percents[k], left, right)
        if kind == "growth" and k and _beside_rates(scene, percents[:k], left):
            return "cagr"
        if kind or k == 0 or not continues(scene, left, right):
            return kind
    return None


def _beside_rates(scene: Scene, earlier: list[Quantity], left: str) -> bool:
    """Whether a growth ahead is set beside a yearly rate: "a CAGR of 9 %, while Asia grows 4 %"."""
    since = scene.text[: earlier[-1].end] + left
    named = _NAMED.search(scene.text[max(0, earlier[0].start - 75) : earlier[0].end + 45])
    dated = any(not year.is_range and year.start > earlier[0].end for year in scene.years)
    return bool(named and not dated and forecasts(since) and not _YEAR_ON_YEAR.search(left))


def _run(scene: Scene, percents: list[Quantity], i: int) -> tuple[int, int]:
    """The first and last of the percentages that stand in a row with this one."""
    first = last = i
    while first > max(0, i - _LONGEST_LIST) and IN_A_ROW.fullmatch(
        scene.text, percents[first - 1].end, percents[first].start
    ):
        first -= 1
    while last + 1 < min(len(percents), i + _LONGEST_LIST) and IN_A_ROW.fullmatch(
        scene.text, percents[last].end, percents[last + 1].start
    ):
        last += 1
    return first, last


def names_its_rate(scene: Scene, quantity: Quantity) -> bool:
    """Say whether the words by a number call it a yearly or compound rate.

    Example:
        >>> scene = Scene("growth of 9 % in all, a CAGR of 4 %", 0)
        >>> [names_its_rate(scene, percent) for percent in scene.percents]
        [False, True]
    """
    left = scene.text[max(0, quantity.start - 75) : quantity.start].rpartition("%")[2]
    right = scene.text[quantity.end : quantity.end + 45]
    behind = _YEARLY.match(right) or _CUE_BEHIND.match(right)
    return behind is not None or _CUE.search(left) is not None


def _words_around(scene: Scene, percents: list[Quantity], i: int) -> tuple[str, str]:
    """The words between a percentage and its neighbours."""
    quantity = percents[i]
    since = percents[i - 1].end if i else 0
    following = percents[i + 1].start if i + 1 < len(percents) else len(scene.text)
    left = scene.text[max(since, quantity.start - REACH) : quantity.start]
    return left, scene.text[quantity.end : min(following, quantity.end + 60)]


def _own_kind(scene: Scene, quantity: Quantity, left: str, right: str) -> Kind | None:
    if not any(c.isdigit() for c in scene.text[quantity.start : quantity.end]):
        return None  # "half" and "two thirds" are shares
    if re.match(r"\s*(?:[\w-]+\s+){0,3}?shares?\b", right, re.IGNORECASE):
        return None
    if re.match(r"\s+of\s", left) and quantity.start > len(left):
        # "…, 7 % of the GDP, with a growth of 9 %": what the number before is a part of.
        left = re.sub(r"\A\s+of\s[^,;]{1,60}?(?=,|\swith\s)", "", left)
    return (
        _named(scene, quantity, left, right)
        or _alone(scene, left, right)
        or _verbal(scene, quantity, left, right)
    )


def _named(scene: Scene, quantity: Quantity, left: str, right: str) -> Kind | None:
    """Read the name of the rate on either side of the number."""
    cue = last_match(_CUE, left)
    near = cue is not None and len(left) - cue.end() < 75
    if cue is not None and near:
        gap = left[cue.end() :]
        near = not re.search(rf"\b(?:{TAKES})\b|;\s+\S+\s+\S+\s+\S", gap, re.IGNORECASE)
    behind = _CUE_BEHIND.match(right)
    if not near and behind is None:
        return None
    strict = _NAMED.search(behind[0]) if behind else None
    if strict or (cue is not None and near and _NAMED.fullmatch(cue[0])):
        # "The number of clinics grew at a CAGR of …", "a 25 % FDI CAGR"
        between = behind[0][: strict.start()] if behind and strict else ""
        return None if is_counted(scene.text, quantity.start, between) else "cagr"
    if subject_is_other(scene, quantity.start, left):
        return None
    since = cue.start() if cue is not None and near else len(left)
    said = left[min(since, max(0, len(left) - 45)) :] + "|" + right[:45]
    if _YEAR_ON_YEAR.search(said):
        return "growth"
    plain = cue is not None and near and _PLAIN.fullmatch(cue[0]) and not _YEARLY.match(right)
    # A label of its own, "Growth rate: 9 %", is that of the forecast.
    plain = plain and cue is not None and not re.fullmatch(r"\W*:\W*", left[cue.end() :])
    # "a growth rate of 6 % in 2023", "growth rates differ": of one year, unless a span is named.
    return "growth" if plain and not _PROJECTED.search(left) and not _spans_years(scene) else "cagr"


def _alone(scene: Scene, left: str, right: str) -> Kind | None:
    """A figure alone on its line is what the label above it says."""
    if len(scene.text) > 40 or re.search(r"[A-Za-z]{3}", left):
        return None
    label = scene.before or scene.lead
    if len(label) > 80 or not _CUE.search(label) or re.search(r"\d\s?%", label):
        return None
    return None if re.match(r"\s*(?:of|share)\b", right, re.IGNORECASE) else "cagr"


def _verbal(scene: Scene, quantity: Quantity, left: str, right: str) -> Kind | None:
    """Read a verb or noun of growth that the number belongs to."""
    yearly = _YEARLY.match(right) is not None
    larger = LARGER.match(right)
    before = scene.text[max(0, quantity.start - REACH) : quantity.start]
    about = before + scene.text[quantity.start : quantity.end + REACH]
    said = growth_word(left)
    if subject_is_other(scene, quantity.start, left) or re.match(r"\s*of\s(?!growth)", right):
        return None
    behind = _GROWTH_BEHIND.match(right)
    if behind and OTHER.search(behind["what"] or "") and not OF_MARKET.search(behind["what"] or ""):
        return None
    opening = _OPENING.search(left) and _OPENED.match(right)
    if opening or _MARKET_GROWTH.match(right):
        return "cagr" if _PROJECTED.search(about) and _spans_years(scene) else "growth"
    if larger and MARKET.search(left):
        return "growth"
    noun = behind and _ARTICLE.search(left) and _AGAINST.search(right)
    if noun and OF_MARKET.search(before) and (said is None or said.word["shows"]):
        return "growth"
    if yearly and (DIRECTION.search(f"{left}|{right}") or len(scene.amounts) > 1):
        return "cagr" if OF_MARKET.search(about) or said else None
    if said is None or SHARE.search(said.gap) or SHARE.search(left[-60:]):
        return None
    if _far(said.gap, said.how):
        return None
    if _YEAR_ON_YEAR.search(left[-45:] + "|" + right):
        # "Now growing at 9 % year on year, …": what grows stands behind the opening.
        market = MARKET.search(scene.text if len(before) < 50 else before)
        return "growth" if market else None
    if said.word["shows"] and not _GROWTH_BEHIND.match(right):
        return (
            "cagr" if re.match(r"[^%;,]{0,20}\b(?:forecast|projection)\s+period", right) else None
        )
    if said.how == "at" or (_PROJECTED.search(about) and _spans_years(scene)):
        single = re.match(r"\s*(?:in|for)\s+(?:19|20)\d\d\b(?!\s?-)", right)
        return "growth" if single and not _spans_years(scene) else "cagr"
    shown = _shown(left, right) and not _COMPANY.search(subject(scene.text, quantity.start))
    if shown and forecasts(left[-80:]) and not scene.years:
        return "cagr"  # "will register a growth of 9 %", a year
    return "growth" if MARKET.search(before) or shown else None


def _shown(left: str, right: str) -> bool:
    """Whether a growth is the object of a verb such as "register" or "record"."""
    verb = last_match(_SHOWS, left)
    if verb is None:
        return False
    return bool(_GROWTH_OF.fullmatch(left, verb.end())) or bool(
        len(left) - verb.end() < 50 and _GROWTH_BEHIND.match(right)
    )


def _spans_years(scene: Scene) -> bool:
    """Whether the sentence speaks of a period rather than of one year."""
    text = scene.text[: 2 * REACH]
    past = re.search(
        r"\b(?:grew|rose|increased|fell|declined|shrank|dropped)\s+(?:by\b|(?:\w+\s)?\d)", text
    )
    period = any(year.is_range and year.last - year.first > 1 for year in scene.years) or re.search(
        r"\bperiod\b|\bthrough\b|\bdecade\b|\byears\b", text, re.IGNORECASE
    )
    return bool(period) and not past


def _far(gap: str, how: str) -> bool:
    """Whether another statement stands between the verb and the number."""
    if re.search(r"\b(?:rate|pace|speed|growth)\b", gap, re.IGNORECASE):
        return bool(re.search(r"\b(?:response|survival|adoption|success|mortality)\s+rate", gap))
    words = re.sub(rf"\b{FILLER}(?![A-Za-z])", " ", gap, flags=re.IGNORECASE)
    limit = 12 if how in ("at", "by") else 4 if how else 0
    return len(words.split()) > limit or bool(re.search(r"\bof\s+\w+.*\bof\b", gap))
