"""Lists that split a market: whether a percentage of one is a share, by its title and form."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics.claims.shares.holders import name_before, name_beside
from cytonomics.claims.shares.names import HOLDS
from cytonomics.claims.shares.view import View, around, beside_place
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import HELD, HOLDING

# Behind "rate" or "price" no thing that is sold: "the survival rate was", "price increases"
_NO_THING = (
    rf"(?:{HELD}|{HOLDING}|ha[ds]|have|is|are|was|were|with|at|in|of|on|for|to|by|from|and|or|who|which|that|as|than|not|now|also|"
    r"still|only|alone|worldwide|globally|overall|will|would|sales|revenues?|spending|payments?|visits?|levels?|figures?|volumes?|values?|"
    r"numbers?|increases?|reductions?|growth|rates?|usage|participation|expectations?|burden|"
    r"ratios?|components?|index|overheads?|inflation)\b"
)
NO_SHARE = re.compile(
    r"\b(?:remission|response|respond\w*|surviv\w+|efficacy|effective\w*|success|accura\w+|reduc\w+|discount|"
    r"tax\w*|margin|probab\w+|likelihood|risk|mortality|prevalen\w+|inciden\w+|frequenc\w+|sufficienc\w+|employment|adults|women|men\b|people|"
    r"population|participants?|patients?|trials?|studies|respondents?|physicians|hospitals\s+(?:use|have|report)|"
    r"investment|gdp|inflation|interest|confidence|relapse|recurrence|carriers?|destinations?|"
    r"sensitivity|specificity|yield|purity|viability|utili[sz]ation|adoption|penetration|stake|equity|ownership|"
    r"premium|refund|employees|workforce|employee|approval|rebate|focus|candidates|pipeline|deaths|births|"
    r"cases|target(?!ed\s+(?:therap|drug|treat|inhib|immun|agent|cell))\w*|exports?|imports?|households|emissions|savings?|improve\w*|tariffs?|coverage|reimburse\w*|vaccinat\w+|awareness|compliance|occupancy|literacy|duty|gst|vat|royalt\w+|"
    r"prevent(?:s|ed|ing|ion)?|profitability|costs?|prices?|r&d|capacity|growth|cagr|infections?|rates?)s?\b(?!-[a-z]|(?:'s)?\s+(?:assays?|testing|kits?|devices|products|drugs|therap(?:y|ies|eutics)|management|control|health|software|monitoring|banking|registr(?:y|ies))\b)"
    # "heart rate monitors held": the word only tells what kind of thing another is.
    rf"(?!(?:'s)?\s(?:(?!{_NO_THING})[a-z][\w-]*(?<!ed)(?<!ing)(?:\s|,\s(?=which))){{1,3}}(?:(?:segments?|categor(?:y|ies)|{HELD}|had|with|which)\b|\())",
    re.I,
)
_OTHER_LIST = re.compile(
    NO_SHARE.pattern
    + r"|\b(?:composition|purity|assay|tolerance|ingredients?(?!\s\()|demograph\w+|ethnic\w*|"
    r"gender|race|age)\b",
    re.I,
)
MARKET = re.compile(
    r"\b(?:markets?|revenues?|sales|shares?|industry|segments?|categor(?:y|ies)|demand|spending|"
    r"turnover)\b|\blead\w*\s+by\s+(?:[a-z]+\s)?[a-z]+,",
    re.I,
)
SPLIT = re.compile(
    r"\b(?:shares?|split|break-?(?:down|up)|distribution|mix|divid\w+|parts?|segment\w*|insights?|by\s+[a-z]+(?:[\s-][a-z]+)?"
    r"|lead\w*|led|largest|biggest|main|major|top|concentrated|strongest|principal|chief|domina\w+|ranked|follow(?:s|ed))\b",
    re.I,
)
_REGIONAL = re.compile(r"\W*regional\s+(?:insights?|split|distribution|analysis|outlook)\b", re.I)
GROWING = re.compile(
    r"\b(?:CAGR|fastest|grow(?!th\s+(?:report|analysis|outlook)\b)\w*|rates?|prevalence|adoption|margin|discount)\b",
    re.I,
)
# "Europe 27 % Asia 24 % …": a chart's names and numbers in one line.
_PAIR = re.compile(r"\s+[A-Z][\w&/.'-]*(?:\s[\w&/.'-]+){0,4}\s*[:(]?\s*")
# "Clinics: 49 %; hospitals: 35 %; homes: 16 %"
_KEYED = re.compile(r"(?:\s?[;,])?\s*(?:and\s)?[A-Za-z][^:;,%()]{2,50}:\s")
_OTHERWISE = re.compile(r"\b(?:although|though|while|whereas|but)\b", re.I)
# "By purity, it has been segmented into", and below it "99.0 % to 99.5 %"
_GRADES = re.compile(r"\b(?:segmented|classified|categori[sz]ed|divided)\s+into\b", re.I)
_ITEM_ENDS = re.compile(
    r"\s*(?:\((?:19|20)\d\d\)|in\s+(?:19|20)\d\d)?\s*(?:$|[.,;)|/]|and\b|[-–]\s)"
)


@lru_cache(maxsize=8)  # asked for with each percentage of a scene
def of_split(scene: Scene) -> bool:
    """Return whether places, or keys, have a number each, and these make up a whole.

    Example:
        >>> of_split(Scene("Clinics: 49 %; hospitals: 35 %; homes: 16 % of the market", 0))
        True
    """
    percents = scene.percents
    if len(percents) < 3 or not 97 <= sum(q.low for q in percents) <= 103:
        return False
    if not (scene.outline.market or MARKET.search(around(scene)) or _REGIONAL.match(scene.text)):
        return False
    since = (0, *(q.end for q in percents))
    named = zip(since, percents, strict=False)
    return not _OTHER_LIST.search(scene.text, 0, percents[0].start) and all(
        any(start <= p.start and p.end <= q.start for p in scene.places)
        or _KEYED.fullmatch(scene.text, start, q.start)
        for start, q in named
    )


def is_listed(scene: Scene, view: View) -> bool:
    """Return whether a percentage is of a list whose title is about a market.

    Example:
        >>> scene = Scene("Market by region, 2024: Europe (29%)", 0)
        >>> is_listed(scene, View(scene.percents[0], scene.text[:32], ")", True, ")", 35))
        True
    """
    paired = _PAIR.fullmatch(view.right)
    bracketed = re.search(r"\(\s*$", view.left) is not None
    name = name_beside(view.left) or (name_before(view.left) if bracketed else None)
    if not (paired or _ITEM_ENDS.match(view.right)) or name is None:
        return False
    if view.quantity.low != view.quantity.high and _GRADES.search(f"{scene.lead} {scene.before}"):
        return False
    if len(re.findall(rf"{re.escape(name)}\s\d+(?:\.\d+)?\s?%", scene.text)) > 1:
        return False  # "Bleach 5 %, Bleach 10 %" are strengths of one product
    said = scene.text[: view.quantity.start]
    head, colon, _ = said.partition(":" if ":" in said else " - ")
    near = (head,) if colon else (scene.lead, scene.heading)
    if any(_OTHER_LIST.search(text) and not MARKET.search(text) for text in near):
        return False
    beside = "%" in scene.lead and GROWING.search(scene.lead)
    lead = "" if beside else scene.lead  # no title, but a line beside it in a box of facts
    above = () if colon and GROWING.search(head) else (scene.heading, lead, scene.before)
    title = " | ".join((*above, head if colon else scene.text))
    # "…, although Asia (CAGR 9 %) is catching up" tells of another.
    grown = " | ".join((*above, head if colon else _OTHERWISE.split(scene.text)[0]))
    grown = head if colon and SPLIT.search(head) else grown
    if GROWING.search(grown) and not re.search(r"\bshares?\b", title, re.I):
        return False
    split = bool(SPLIT.search(title))
    if paired and not split:
        return False
    if beside_place(scene, view.quantity) is not None:
        # A place may have a percentage of anything: a sentence must itself speak of a market.
        told = scene.text if HOLDS.search(scene.text) else f"{title} | {scene.text}"
        return bool(MARKET.search(told) or SPLIT.search(told))
    by_axis = re.match(r"\W*by\s[\w\s-]{3,30}:", scene.text, re.I)
    laid_out = colon or re.search(r"(?:[(|,]\s*|\s[-–]\s+)$", view.left)
    if by_axis or not (laid_out and MARKET.search(title)):
        return by_axis is not None
    if bracketed and MARKET.search(scene.text) and HOLDS.search(scene.text):
        return not _OTHER_LIST.search(scene.text, 0, scene.percents[0].start)
    # A list that sums to the whole is a split, whatever its title calls it.
    return split or 90 <= sum(q.low for q in scene.percents) <= 100.5
