"""Which numbers of a sentence say how a market grows, in what way, and in which direction."""

from __future__ import annotations

import re
from typing import Literal

from cytonomics.claims.figures.periods import MONTH, years
from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.appended import (
    ARTICLE,
    GROWTH_BEHIND,
    appended_to_market,
    is_appositive,
    is_markets,
    is_set_behind,
    is_shown,
    leads_to_forecast,
)
from cytonomics.claims.growth.counted import (
    beside_other,
    is_company,
    is_counted,
    noun_is_other,
    object_is_other,
    sales_grow,
    subject_is_other,
)
from cytonomics.claims.growth.multiples import (
    DIRECTION,
    GROWTH_IS,
    LARGER,
    MARKET,
    NEXT_CLAUSE,
    OF_MARKET,
    ONE_YEARS_GROWTH,
    OTHER,
    REACH,
    SHARE,
    growth_word,
    is_far,
)
from cytonomics.claims.growth.once import GREW, OF_ONE_YEAR, YEAR_ON_YEAR, is_once
from cytonomics.claims.growth.rate_labels import (
    CUE,
    CUE_BEHIND,
    YEARLY,
    called_rate,
    titled_growth,
)
from cytonomics.claims.growth.rate_lists import (
    LONGEST_LIST,
    STRICT,
    TAKES,
    continues,
    in_a_row,
    rated_behind,
)
from cytonomics.claims.patterns import last_match, last_words
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.companies import known_company
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.years.tenses import forecasts, spans_years

Kind = Literal["cagr", "growth"]

_NAMED = re.compile(STRICT, re.IGNORECASE)
_PROJECTED = re.compile(
    r"(?i)\b(?:forecast\w*|projected|expected|anticipated|predicted|estimated|will|would|should|"
    r"poised|set|likely|during|through(?:out)?|over\s+the|coming|next|from\s+(?:19|20)\d\d|between\s+20[2-9]\d)\b"
)
# "The CAGR of the pump market over the first half of the period is projected to be"
_TO_BE = re.compile(r"\b(?:is|was|stood\s+at)\s+(?:\w+\s+(?:to\s+be|at)\s+)?(?:[a-z]+\s+){0,2}\Z")
_SHARE_BEHIND = re.compile(r"\s*(?:[\w-]+\s+){0,3}?shares?\b", re.IGNORECASE)
_PLAIN = re.compile(r"growth[\s-]+rates?", re.IGNORECASE)
_OF = re.compile(r"\s*of\s(?!growth|(?:its|the)\s+(?:market\s+)?value)", re.IGNORECASE)
_OF_A_MARKET = re.compile(
    r"\s+of\s+the\s+(?:(?:global|overall|total|world)\s+)?market\b(?!'s|\s+(?:growth|expansion|size))",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d|per\s?cent", re.IGNORECASE)
_MOVED = re.compile(
    rf"(?i){DIRECTION.pattern}\s+(?:up\s+|down\s+)?by\s+(?:(?:about|around|nearly|over|almost)\s+)?\Z"
)
_GROWTH_LABEL = re.compile(r"\bgrowth\b[^:%|;.]{0,40}[:|]\s*\Z", re.IGNORECASE)
# "desks did better than average (plus 6.2 %)"
_SIGNED = re.compile(r"\(\s*(?:(?:plus|minus)\s+|\+\s?)\Z", re.IGNORECASE)
# "Asia will contribute 38 % to the growth of the market": a part of an increase, and no rate
_OF_GROWTH = re.compile(
    r"\s+(?:to|of|towards?)\s+(?:the\s+)?(?:(?:overall|total|global|market(?:'s)?|incremental)\s+){0,3}growth\b",
    re.IGNORECASE,
)
_FROM_BELOW = re.compile(r"\s+from\s+(?:below|under|above|over)\s", re.IGNORECASE)
# "A decline of 12 % is foreseen for the pump market": what moves stands behind
_SEEN_FOR = re.compile(
    r"\s+(?:is|was|are|were)\s+(?:\w+\s+)?(?:foreseen|expected|projected|predicted|anticipated|forecast|seen|"
    r"likely|recorded|reported)\s+(?:for|in|by)\s[^.;,]{3,80}?\b(?:market|industry)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\d[\d.]*\s?(?:%|per\s?cent)\s*(?:\(?(?:in\s)?(?:19|20)\d\d\)?)?", re.I)
# "9 % CAGR, while", "7 % of the GDP, with a growth of": what is said of the number before.
_OF_THE_LAST = re.compile(
    rf"\A\s?(?:(?:{STRICT})(?=\s+(?:and|while|but|to|through|by|in)\b|[,;.])|"
    r"of\s[^,;]{1,60}?(?=,|\swith\s)|(?:[\w-]+\s+){0,2}growth(?=,\s+followed\s))",
    re.IGNORECASE,
)
_ONE_TERM = re.compile(rf"\b(?:(?:in|for|ended)\s+{MONTH}|quarter|year\s+ended)\b", re.I)
# "at 9 % CAGR to 2030; makers in Peru had 4 %", "…, owing to a 20 % fall": of something else.
_APART = re.compile(
    rf"(?i)\b(?:{TAKES})\b|;\s+\S+\s+\S+\s+\S|,\s+(?:as|owing|due|because|given|thanks|driven)\s"
)
# "After a drop of 6 % in 2020, the market …": what moves stands behind the opening.
_PRELUDE = re.compile(r"\W{0,4}(?:after|following|despite|from|having|with)\b[^;]*\Z", re.I)


def kind_of_growth(scene: Scene, percents: list[Quantity], i: int) -> Kind | None:
    """Return "cagr", "growth" or None for the i-th percentage of a scene.

    Example:
        >>> scene = Scene("A CAGR of 9%; hospitals held 40% of it.", 0)
        >>> [kind_of_growth(scene, list(scene.percents), i) for i in (0, 1)]
        ['cagr', None]
    """
    if percents[i].start in scene.paired or _OF_A_MARKET.match(scene.text, percents[i].end):
        return None
    if rated_behind(scene, percents, i):
        return "cagr"
    first, last = in_a_row(scene, percents, i)
    if first < last:
        # "7 % and 9 % growth": the noun stands behind the last of them, the verb before the first.
        left, _ = _words_around(scene, percents, first)
        right = scene.text[percents[last].end :][:60]
        kind = _own_kind(scene, percents[i], left, right)
        if kind:
            return kind
    for k in range(i, max(-1, i - LONGEST_LIST), -1):
        left, right = _words_around(scene, percents, k)
        kind = _own_kind(scene, percents[k], left, right)
        if kind == "growth" and k and beside_other(scene, percents[k - 1], percents[k], left):
            return None
        yearly = k < i and YEARLY.match(scene.text, percents[i].end)  # "4 % and 6 % a year"
        if kind == "growth" and (yearly or (k and _beside_rates(scene, percents[:k], left))):
            return "cagr"
        company = known_company(subject(scene.text, percents[k].start))
        if kind or k == 0 or company:
            return kind
        listed = percents[k - 1].start in scene.listed and percents[k].start in scene.listed
        if not (listed or continues(scene, left, right)):
            return kind
    return None


def _beside_rates(scene: Scene, earlier: list[Quantity], left: str) -> bool:
    """Whether a growth ahead is set beside a yearly rate: "a CAGR of 9 %, while Asia grows 4 %"."""
    since = scene.text[: earlier[-1].end] + left
    named = _NAMED.search(scene.text[max(0, earlier[0].start - 75) : earlier[0].end + 45])
    dated = any(not year.is_range and year.start > earlier[0].end for year in scene.years)
    return bool(named and not dated and forecasts(since) and not YEAR_ON_YEAR.search(left))


def _words_around(scene: Scene, percents: list[Quantity], i: int) -> tuple[str, str]:
    """The words between a percentage and its neighbours."""
    quantity = percents[i]
    since = percents[i - 1].end if i else 0
    following = percents[i + 1].start if i + 1 < len(percents) else len(scene.text)
    left = scene.text[max(since, quantity.start - REACH) : quantity.start]
    if i:
        left = _OF_THE_LAST.sub("", left)
    return left, scene.text[quantity.end : min(following, quantity.end + 60)]


def _own_kind(scene: Scene, quantity: Quantity, left: str, right: str) -> Kind | None:
    if not _DIGIT.search(scene.text, quantity.start, quantity.end):
        who = subject(scene.text, quantity.start)
        if not (scene.years and _MOVED.search(left) and OF_MARKET.search(who)):
            return None  # "half" and "two thirds" are shares
    if _SHARE_BEHIND.match(right):
        return None
    named = _named(scene, quantity, left, right)
    if named is None and called_rate(scene, left, right):
        return "cagr"
    if named is None and titled_growth(scene, left):
        return "growth"
    return named or _verbal(scene, quantity, left, right)


def _named(scene: Scene, quantity: Quantity, left: str, right: str) -> Kind | None:
    """Read the name of the rate on either side of the number."""
    cue = last_match(CUE, left)
    gap = max(map(len, left[cue.end() :].split(":"))) if cue else 0  # to a label's colon, and on
    near = cue is not None and not _APART.search(left, cue.end())
    near = near and (gap < 75 or bool(_TO_BE.search(left)))
    behind = CUE_BEHIND.match(right)
    if not near and behind is None:
        return None
    strict = _NAMED.search(behind[0]) if behind else None
    if strict or (cue is not None and near and _NAMED.fullmatch(cue[0])):
        # "The number of clinics grew at a CAGR of …", "a 25 % FDI CAGR"
        between = behind[0][: strict.start()] if behind and strict else ""
        return None if is_counted(scene.text, quantity.start, between) else "cagr"
    other = noun_is_other(scene, quantity, GROWTH_BEHIND.match(right))
    if other or subject_is_other(scene, quantity.start, left):
        return None
    since = cue.start() if cue is not None and near else len(left)
    said = left[min(since, max(0, len(left) - 45)) :] + "|" + right
    if (OF_ONE_YEAR.match(right) and "average" not in said.lower()) or YEAR_ON_YEAR.search(said):
        return "growth"
    plain = cue is not None and near and _PLAIN.fullmatch(cue[0]) and not YEARLY.match(right)
    # A label of its own, "Growth rate: 9 %", is that of the forecast.
    plain = plain and cue is not None and not re.fullmatch(r"\W*:\W*", left[cue.end() :])
    # "a growth rate of 6 % in 2023", "growth rates differ": of one year, unless a span is named.
    plain = plain and not (_PROJECTED.search(left) or " will " in right.partition(",")[0])
    return "growth" if plain and not spans_years(scene) else "cagr"


def _verbal(scene: Scene, quantity: Quantity, left: str, right: str) -> Kind | None:
    """Read a verb or noun of growth that the number belongs to."""
    yearly = YEARLY.match(right) is not None
    appended = None if yearly else appended_to_market(scene, quantity, left)
    if appended is not None:
        return "growth" if appended else None
    before = scene.text[max(0, quantity.start - REACH) : quantity.start]
    about = before + scene.text[quantity.start : quantity.end + REACH]
    if _OF.match(right) or _OF_GROWTH.match(right) or subject_is_other(scene, quantity.start, left):
        return None
    behind = GROWTH_BEHIND.match(right)
    what = (behind and behind["what"]) or ""
    who = subject(scene.text, quantity.start)
    if noun_is_other(scene, quantity, behind) or (known_company(who) and not MARKET.search(who)):
        return None
    said = growth_word(left)
    once = is_once(scene.text, quantity, left, said)
    spans = not once and spans_years(scene) and bool(_PROJECTED.search(about))
    noun = behind and not yearly and not SHARE.search(left[-40:])
    # "That is a 9 % increase": of what the sentence before is about
    told = scene.before if who.lower() in ("it", "this", "that") else who
    its = MARKET.search(what) or (ARTICLE.search(left) and MARKET.search(told))
    if (noun and its) or is_markets(left, right):
        return "cagr" if spans else "growth"
    # "1,310 developers, 7 % more than in 2022" counts what is no market.
    larger = LARGER.match(right) and not OTHER.search(last_words(left, 60))
    if larger and (MARKET.search(left) or sales_grow(who)):
        return "growth"
    known = scene.outline.market or MARKET.search(scene.text)
    label = _GROWTH_LABEL.search(left)
    dated = label and (OF_ONE_YEAR.match(right) or next(years(label[0]), None))
    if (known and dated) or (scene.years and _SIGNED.search(left) and MARKET.search(scene.text)):
        return "cagr" if yearly and spans_years(scene) else "growth"  # "Market growth: 2 % (2011)"
    if known and GROWTH_IS.search(_EARLIER.sub("", last_words(before, 160))):
        spans = spans or "averag" in left[-30:]
        return "cagr" if yearly or (spans and not OF_ONE_YEAR.match(right)) else "growth"
    if OF_MARKET.search(before) and not yearly and is_appositive(scene, quantity, left, right):
        return "growth"
    listed = re.search(r":[\s~+]*\Z", left) and OF_MARKET.search(f"{scene.text} {scene.before}")
    if yearly and known and ((listed and scene.years) or is_set_behind(left, right)):
        return "cagr"
    if leads_to_forecast(scene, quantity, right):
        return "cagr"
    valued = len(scene.amounts) > 1 or (scene.amounts and any(y.is_range for y in scene.years))
    if yearly and (valued or DIRECTION.search(f"{left}|{right}")):
        return "cagr" if OF_MARKET.search(about) or said else None
    if (
        said is None
        or SHARE.search(said.gap)
        or SHARE.search(NEXT_CLAUSE.split(last_words(left, 60))[-1])
    ):
        return None
    if object_is_other(said.gap) or is_far(said) or _FROM_BELOW.match(said.gap):
        return None
    if YEAR_ON_YEAR.search(left[-45:] + "|" + right):
        # "Now growing at 9 % year on year, …": what grows stands behind the opening.
        market = MARKET.search(scene.text if len(before) < 50 else before)
        return "growth" if market or sales_grow(who) else None
    if said.word["shows"] and not GROWTH_BEHIND.match(right):
        return (
            "cagr" if re.match(r"[^%;,]{0,20}\b(?:forecast|projection)\s+period", right) else None
        )
    past = GREW.match(said.word[0]) and not scene.years and not _PROJECTED.search(about)
    if (said.how == "at" and not (past or once)) or spans:
        term = GREW.match(said.word[0]) and _ONE_TERM.search(scene.text)
        term = term or OF_ONE_YEAR.match(right) or ONE_YEARS_GROWTH.search(left)
        return "growth" if term and ("including" in left or not spans_years(scene)) else "cagr"
    shown = is_shown(left, right) and not is_company(who)
    if shown and forecasts(left[-80:]) and not scene.years:
        return "cagr"  # "will register a growth of 9 %", a year
    about = scene.text if _PRELUDE.match(before) else told if who == "it" else before
    about = scene.text if _SEEN_FOR.match(scene.text, quantity.end) else about
    return "growth" if MARKET.search(about) or shown or sales_grow(who) else None
