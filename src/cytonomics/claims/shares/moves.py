"""Shares that moved: "fell from 45 % of the market to 10 %" states two levels and no growth."""

from __future__ import annotations

import re

from cytonomics.claims.patterns import last_match
from cytonomics.claims.shares.context import SHARE_SAID
from cytonomics.claims.shares.splits import NO_SHARE
from cytonomics.claims.shares.wholes import whole_behind
from cytonomics.claims.words.scene import Scene

_FROM = re.compile(r"\bfrom\s+(?:[a-z~>]+\s+){0,3}[~>]?$", re.IGNORECASE)
_TO = re.compile(r"\bto\s+(?:[a-z~>]+\s+){0,3}[~>]?$", re.IGNORECASE)
_ONWARD = re.compile(
    r"[^;%]{0,80}?(?:(?:,\s+(?:(?:and|but)\s+)?|\s+(?:and|but)\s+)(?:(?:(?:which|it|(?:this|that|a)(?:\s+(?:share|figure))?(?:\s+that)?)\s+)?(?:(?:(?:is|are)\s+)?"
    r"(?:expected|projected|forecast|likely|estimated|anticipated|predicted|set|poised)\s+to|will|would|should|may|could|(?:is|are)\s+to)\s+(?:(?:probably|likely|still|then|[a-z]+ly)\s+){0,2}"
    r"(?:(?!(?:add|contribute|amount)\b)[a-z]{2,}\s+(?:(?:up|down|back|further|slightly|[a-z]+ly)\s+)?to|reach)|"
    r"(?:rising|growing|climbing|falling|dropping|slipping)\s+to)|"
    r"(?:,\s+(?:which\s+is\s+|and\s+is\s+|is\s+)?(?:expected|projected|forecast|likely|estimated|anticipated|set|"
    r"poised)\s+to\s+|,\s+(?:(?:which|and)\s+)?(?:(?:should|will|could|would|may)\s+)?)(?:r[io]se|increased?|gr[eo]w|climb(?:ed)?|expand|f[ae]ll|drop(?:ped)?|declined?|slipped|shr[ia]nk|reach)(?:\s+to)?|"
    r",\s+(?:(?:which|and|but)\s+)?(?:should|will|could|would|may|(?:is|are)\s+(?:expected|projected|forecast|likely|set)\s+to)\s+(?:be|hit|stand\s+at))"
    r"\s+(?:(?!by\b)[a-z~>]+\s+){0,2}[~>]?",
    re.IGNORECASE,
)
# "40 % (2020), 44 % (2025)", "2020: 40 %; 2025: 44 %"
_BY_YEAR = re.compile(
    r"[\s(]{0,2}(?:in\s+)?(?:19|20)\d\d\)?[,;]?\s+(?:(?:and|to)\s+)?(?:[a-z~>]+\s)?|"
    r"[,;]\s+(?:and\s+)?(?:in\s+)?(?:19|20)\d\d[:=,]?\s+(?:[a-z~>]+\s)?|"
    r"\sin\s(?:19|20)\d\d\s?\((?:19|20)\d\d:?\s|"
    r"\sin\s(?:19|20)\d\d[,;]\s+(?:(?:and|but)\s+)?it\s+(?:will|should|could|is\s+(?:expected|likely|set)\s+to)\s+"
    r"(?:be|reach|(?:rise|fall|grow|drop|climb)\s+to)\s+(?:[a-z~>]+\s)?",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\s*(?:CAGR|growth|annual(?:ly)?|yearly|(?:a|per|each|every)\s+year)\b", re.IGNORECASE
)
_SHARE = re.compile(
    r"\b(?:shares?|slice|portion|proportion|contribution|percentage(?=\s+of\b)(?!\s+of\s+(?:\w+\s+){1,3}(?:that|who|which)\b))\b",
    re.IGNORECASE,
)
_GROWTH = re.compile(r"\b(?:growth|CAGR|rates?|margins?|penetration|r&d|self-sufficiency)\b", re.I)
# "…, while that of gels will rise from": one more share
_THAT_OF = re.compile(
    r"(?:\s(?:in|by)\s(?:19|20)\d\d)?,?\s+(?:while|whereas|but|and)\s+(?:that|those)\s+(?:of|from)\s",
    re.IGNORECASE,
)
# "…, whereas glass pumps will drop from": beside the share of another part
_BESIDE = re.compile(
    r"(?:[^;%]{0,40}[,;]|\s(?:in|by)\s(?:19|20)\d\d)?\s*(?:while|whereas|and|but)?\s+(?:the\s+)?(?P<name>[^,;%\d]{2,60}?)\s+"
    r"(?:(?:will|would|should|could|may|(?:is|are)\s+[a-z]+\s+to|(?:has|have)|to)\s+)?(?:f[ae]ll\w*|dr[oi]p\w*|declin\w+|slip\w*|shr[aiu]nk\w*|"
    r"decreas\w+|r[io]s[en]\w*|rose|climb\w*|gr[eo]w\w*|increas\w+|go(?:es|ing)?|went|mov\w+|jump\w*|advanc\w+|expand\w*|sink|sank|eas\w+)"
    r"\s+(?:(?:back|down|up|further|[a-z]+ly)\s+)?from\s+(?:[a-z~>]+\s+){0,3}[~>]?\Z",
    re.IGNORECASE,
)
# Trade by its origin is a part of the market: "the share of imports grew from 40 % to 47 %".
_ORIGIN = re.compile(r"\s+of\s+(?:domestic\s|imports\b)", re.IGNORECASE)
# "41 % in 2023, against 27 % for Peru": of two
_AGAINST = re.compile(r"\b(?:against|versus|compared\s+(?:with|to))\s+(?:[a-z]+\s)?\Z", re.I)
_FOR = re.compile(r"\s+for\s+(?:the\s+)?[A-Za-z]")
# The second level follows within this many characters.
_LONGEST_GAP = 90
_REACH = 200
_NEAR = 40


def moves(scene: Scene) -> frozenset[int]:
    """Return the percentages, by index, from which a share rose or fell to the next one.

    The words around the two must say share, or what one of them is a part of.

    Example:
        >>> sorted(moves(Scene("Gels fell from 45% of the soap market to 10% by 2020.", 0)))
        [0]
        >>> sorted(moves(Scene("Their use fell from 45% to 10% by 2020.", 0)))
        []
    """
    percents, text = scene.percents, scene.text
    found: set[int] = set()
    for i in range(len(percents) - 1):
        start = percents[i - 1].end if i else 0
        left = text[max(start, percents[i].start - _REACH) : percents[i].start]
        gap = text[percents[i].end : percents[i + 1].start]
        again = _BY_YEAR.fullmatch(gap)
        if again and _AGAINST.search(gap) and _FOR.match(text, percents[i + 1].end):
            continue
        if again and i - 1 in found:
            found.add(i)
            continue
        onward = (again or _ONWARD.fullmatch(gap)) and not _RATE.match(text, percents[i + 1].end)
        moved = (_FROM.search(left) and _TO.search(gap)) or (_TO.search(left) and _FROM.search(gap))
        if onward and i - 1 in found:
            found.add(i)  # "fell from 41 % to 37 % and will fall further to"
            continue
        if not onward and (len(gap) > _LONGEST_GAP or not moved):
            continue
        said = last_match(_SHARE, left)
        if i - 2 in found and said is None and (_THAT_OF.match(left) or _is_beside(left)):
            found.add(i)
            continue
        wholes = (
            whole_behind(left[said.end() :])
            if said and left.startswith(" of", said.end())
            else None,
            whole_behind(gap.partition(",")[0]),
            whole_behind(text[percents[i + 1].end :][:_REACH]),
        )
        # "Gels held 44 % of this. Tubes will fall from 38 % in 2020 to 6 % in 2030."
        parts = len(scene.years) > 1 and SHARE_SAID.search(scene.before) is not None
        parts |= any(whole is not None and whole.kind in ("market", "maybe") for whole in wholes)
        others = any(whole is not None and whole.kind == "other" for whole in wholes)
        # "the share of imports grew from 41 % to 48 % of the toy market"
        others = others and (wholes[-1] is None or wholes[-1].kind != "market")
        others = others and not (said and _ORIGIN.match(left, said.end()))
        near = max(0, said.start() - _NEAR) if said else 0
        if (parts or said) and not (others or _GROWTH.search(left, near)):
            found.add(i)
    return frozenset(found)


def _is_beside(left: str) -> bool:
    """Whether another part's share moves beside the one before: no death rate does."""
    beside = _BESIDE.fullmatch(left)
    return beside is not None and not (NO_SHARE.search(beside["name"]) or _GROWTH.search(left))
