"""Whether an amount of money is what a market is worth, or a price, a deal, a company's sales."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.markets.beside_names import market_behind
from cytonomics.claims.parts.bare_money import is_money
from cytonomics.claims.parts.other_money import RIGHT_NOUN, is_other_behind, is_other_money
from cytonomics.claims.parts.part_places import fronted_place
from cytonomics.claims.patterns import holds, last_words
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.companies import sold_by_company
from cytonomics.claims.words.named_companies import told_of_company
from cytonomics.claims.words.scene import Scene

# What names a market, its value, or a verb that takes that value as its object.
_WORTH = re.compile(
    r"\b(?=[a-z])(?:markets?|industry|sectors?|segments?|sub-?segments?|revenues?|sales|turnover|valued?|"
    r"valu(?:ation|ing)s?|sizes?|sized|worth|opportunit(?:y|ies)|spending|spend|business|"
    r"reach(?:ed|es|ing)?|hit|hits|hitting|stood|stands?|standing|total(?:s|l?ed|l?ing)?|"
    r"surpass(?:es|ing|ed)?|exceed(?:s|ing|ed)?|cross(?:es|ing|ed)?|touch(?:es|ing|ed)?|"
    r"attain(?:s|ing|ed)?|achiev(?:e|es|ing|ed)|amount(?:s|ed|ing)?\s+to|account(?:ed|s|ing)?|"
    r"generat(?:e|es|ed|ing)|garner(?:s|ed|ing)?|gauged|pegged|assessed|calculated|estimated|"
    r"estimates|expects|sees|puts?\s[^.;,$€£]{2,50}\sat|forecast(?:s|ed)?|project(?:s|ed|ion|ions)|expected|anticipated|predicts|predicted|"
    r"poised|record(?:s|ed|ing)|post(?:s|ed|ing)|captur(?:e|es|ed|ing)|contribut(?:e|es|ed|ing)|"
    r"br(?:ings?|ought|inging)\s+in|(?:puts?\s+(?:[\w'-]+\s+){1,6}?|(?:is|are|was|were)\s+put\s+)at|pegs|responsible\s+for|c[ao]mes?\s+in\s+at|yield(?:s|ed)|earn(?:s|ed|ing)?|represent(?:s|ed|ing)?|"
    r"sold\s+for|gr[oe]w|grows|growing|grown|ris(?:e|es|ing|en)|rose|climb(?:s|ed|ing)?|"
    r"increas(?:e|es|ed|ing)|expand(?:s|ed|ing)?|swell(?:s|ed|ing)?|balloon(?:s|ed|ing)?|"
    r"soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|jump(?:s|ed|ing)?|skyrocket(?:s|ed|ing)?|"
    r"fell|fall(?:s|ing|en)?|shr[aiu]nk(?:s|ing)?|declin(?:e|es|ed|ing)|drop(?:s|ped|ping)?|"
    r"add(?:s|ed|ing)?|advanc(?:e|es|ed|ing)|demand|CAGR|compound|growth|leads?\s+to|arriv(?:es?|ed|ing)\s+at|lifts?|"
    r"lifting)\b|%[^.;%]{0,24}\s(?:or|i\.e\.,?|equal\s+to|equivalent\s+to)\s|%\s*\(|"
    r"%(?:\s+[\w-]+){0,2}\s+share,\s*\Z|\bc[ao]mes?\s+to\s+(?:[a-z]+\s+){0,2}\Z",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\s*(?:an?|each|every|per)\s+(?:year|annum)\b(?!\s+(?:later|earlier|ago|on)\b)", re.IGNORECASE
)
_BEHIND = re.compile(
    r"\b(?:markets?|industry|sector|segment|revenues?|sales|turnover|CAGR|valued|worth)\b",
    re.IGNORECASE,
)
_SAYS_WORTH = re.compile(rf"{RIGHT_NOUN.pattern}|\bworth\b|\bputs?\s+it\s+at\b", re.IGNORECASE)
# "a USD 2 billion niche", "America's $3 trillion health system": the noun says what it is.
_OWNED = re.compile(
    r"(?:\b(?:an?|the|its|their|our|this|that)|'s|s')\s+(?:(?:nearly|roughly|over|about|almost|"
    r"estimated|approximately|some|around|current|whopping|staggering)\s+)*$",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"(?:[\s-]+(?:per\s+(?:year|annum)|a\s+year))?((?:[\s-]+[A-Za-z&/][\w&/'+-]*){1,6})"
)
_FUNCTION_WORD = re.compile(
    r"\b(?:in|by|of|for|to|at|from|during|and|or|over|through|until|as|with|while|but|which|that|"
    r"is|was|were|are|will|has|had|on|between|compared|up|down|since|within|before|after|this|"
    r"these|globally|worldwide|annually|yearly|today|currently|only|alone|respectively|it|its|"
    r"due|the|a|an|driven|growing|registering|exhibiting|representing|then|per|last|"
    r"next|following|versus|vs|than|across|among|into|expanding|showing|[a-z]+ed(?=\s+(?:in|by|for|during)\b))\b",
    re.IGNORECASE,
)
_MARKET_NOUN = re.compile(
    r"\b(?:markets?|industry|sectors?|segments?|business|opportunit(?:y|ies)|niche|space|arena|"
    r"categor(?:y|ies)|mark|milestone|figure|level|threshold|barrier|valuation|value|sizes?|"
    r"revenues?|sales|turnover|worth|increase|gain|growth|rise|jump|expansion|addition|"
    r"increment(?:al)?|one(?=\s*\Z)|base|total|estimate|forecast|range|field|area|pie)\b",
    re.IGNORECASE,
)
_MARKET_OF_BOTH = re.compile(r"\s(?:[\w-]+\s){1,3}?(?:market|industry|sector)\b", re.IGNORECASE)
# "a drop of USD 2 million" is no size.
_LOST = re.compile(r"(?i)\b(?:drop|decline|fall|decrease|reduction)\s+of\s+(?:[a-z]+\s+){0,2}\Z")
_MARK = re.compile(r"\b(?:mark|milestone|figure|level|threshold|barrier)\b", re.IGNORECASE)
# "That is up from USD 2 million": of what the sentence before says.
_COMPARES = re.compile(
    r"\W*(?:(?:in|by|for)\s+(?:19|20)\d\d,?\s+)?(?:(?:compare\s+)?(?:that|this|it|the\s+(?:estimate|figure|number|forecast|sum|total|amount)(?:,[^,]{1,90},)?)"
    r"(?:'s|\s+(?:is|was|(?:will|would|should)\s+be|had\s+been|stood|stands|compares|marks|represents|to|with))\s|(?:up|down)\s+from\s)",
    re.IGNORECASE,
)
_FLOW = re.compile(r"(?:[\w.]+\s+){0,2}(?:ex|im)ports?(?:\s+(?:of|to|from)\s.*)?\Z", re.IGNORECASE)
_FLOWS = ("export", "import")
# "Hospitals: USD …", "Europe - about USD …": the label of a figure.
_LABEL = re.compile(
    r"(?:^|\n)(?=\W{0,9}\w)(?:\W{0,4}by\s[^:\n]{2,30}:\s)?[^:\n]{2,70}(?:[:|\t]|\s-)\s*\W{0,3}(?:[A-Za-z~>]+\s+){0,3}\W{0,3}$"
)
_LEADS = re.compile(r"\b(?:largest|biggest|leading|top|second|third|followed)\b", re.IGNORECASE)
# "Steel is the largest material at USD 2 billion", "had the largest share (55%, USD 2 billion)"
_RANKED_AT = re.compile(
    r"(?i)\b(?:largest|biggest|larger|bigger|smallest|smaller|leading|led|leads|mainstay|most\s+important)\b[^.;()]{0,40}\s(?:(?:at|with)\s+(?:\w+\s+){0,2}|\([\d.]+\s?%,\s+)\Z"
)
# "Clinics, at USD 2 billion in 2023, were"
_SET_AT = re.compile(r"(?i),\s+at\s+(?:[a-z]+\s+){0,2}\Z")
# "Clinics, with USD 2 billion in 2023, were ahead of": money with a rank is what is earned.
SET_WITH = re.compile(
    r"(?i)(?:\A\W*|[;.:,]\s+)(?:the\s+)?(?P<name>[A-Za-z][^,;.:$€£¥₹%]{2,60}?)(?:\s+segment)?,\s+with\s+(?:(?:about|around|nearly|over|some|almost|roughly|an?|estimated)\s+){0,3}\Z"
)
RANKED_BEHIND = re.compile(
    r"(?i)\s*(?:in\s+\d{4})?,\s+(?:(?:is|are|was|were|remain(?:s|ed)?|stay(?:s|ed)?)\s+(?:(?:still|now|well|far|just|the|in|a|close|clearly|again)\s+){0,3}"
    r"(?:\w+est(?!\s+(?:single\s+)?(?:donor|investor|funder|sponsor|spender|lender|deal|round|grant))|main|leading|leader|top|dominant|ahead|behind|first|second|third|next|most)\b|(?:rank|led\b|leads?\b|dominat|follow)|c[ao]mes?\s+(?:in\s+)?(?:first|second|third|next|ahead|before|behind|after)\b)"
)
_IS_IT = re.compile(
    r"\s*(?:in\s+\d{4})?,\s+(?:is|are|was|were|remain|rank|le[da]|dominat|c[ao]me|follow)"
)
_POSTED = re.compile(
    r"\s*(?:(?:led|leads|(?:follow|trail|rank)(?:s|ed)|came|comes)\s+(?:in\s+)?(?:(?:first|second|third|fourth|fifth|"
    r"next|last)\s+(?:place\s+)?)?|(?:heads?|headed|tops?|topped|leads?|led)\s+(?:the|this)\s+[a-z]+(?:\s+table)?\s+)?(?:[(,:-]|with|at)\s*(?:(?:about|over|nearly|some|~)\s*)?",
    re.IGNORECASE,
)
_BUYS = re.compile(
    r"\s+(?:alone\s+)?(?:spends?|spent|buys?|bought)\s+(?:[\w-]+\s+){0,4}?(?:(?:for|about|over|nearly|some)\s+)?",
    re.IGNORECASE,
)
# A nation's bill for all of health care is no market's size.
_CARE = re.compile(r"[^.;]{0,60}\bon\s+(?:\w+\s+){0,2}?(?:health|care|research|r&d)", re.IGNORECASE)
_COURSE = re.compile(
    # "raised USD 2 million so far and is expected to reach USD 3 million": of the same thing
    r"[^.;,$€£]{0,40}?,?\s+and\s+(?:is|are|was|were|will|would|could|may|should)\s+(?:[a-z]+\s+){0,3}?(?:to\s+)?(?:reach|hit|exceed|surpass|rise\s+to|grow\s+to)\s+(?:[a-z]+\s+){0,3}|"
    r"[^.;$€£]{0,20},?\s+compared\s+(?:with|to)\s+an?\s+(?:value|total)\s+of\s+|"
    r"\s*with\s+(?:projections|expectations|forecasts)\s+(?:of|to)\s+\w+\s+|"
    # "(pumps: USD 2 million, valves: USD 1 million)", "revenue of $64.1m (2018: $66.8m)"
    r"\s*[(,]\s*[a-z][\w .&-]{1,30}:\s|\s*\((?:FY|[HQ][1-4])?\s?(?:19|20)\d\d:\s|"
    r"\s*(?:\(?(?:in\s+)?(?:FY\s?)?(?:19|20)\d\d\)?)?,?\s*(?:to|up\s+from)\s+(?:an?\s+)?(?:(?:estimated|about|around|"
    r"nearly|over|some|approximately)\s+)*",
    re.IGNORECASE,
)
# "…, and this spending is to reach": what that amount is, this one is.
_TAKEN_UP = re.compile(
    r"\bth(?:is|at|e)\s+(?:figure|spending|sum|amount|cost|bill)\b|"
    # "…, a sum that is expected to reach"
    r",\s+an?\s+(?:figure|sum|amount|total|value|number)\s+(?:that|which|expected|forecast|projected|estimated|set|likely|poised|due)\b",
    re.I,
)
_OF_IT = re.compile(r"\s+of\s+(?:it|this|that)\b", re.IGNORECASE)
# "And what will it be worth?", and below it "USD 2 bn by 2030, compared with USD 1 bn in 2023"
_ASKS_WORTH = re.compile(
    r"\b(?:worth|valued?|sizes?|revenues?|sales|how\s+(?:big|large)|how\s+much\s+(?:is|was|will)\s+(?:be\s+)?(?:spent|sold|earned))\b[^?]*\?\Z",
    re.IGNORECASE,
)
# "Belor has USD 2 bn for the same year", "Belor stops at USD 2 bn in 2030", beside another's size
_ESTIMATES = re.compile(
    r"\b(?:has|have|gives?|(?:works?|starts?)\s+with|(?:stops?|ends?|starts?)\s+(?:up\s+)?at)\s+(?:[a-z]+\s+){0,2}\Z|"
    r"\A,\s+[A-Z][\w.&-]*(?:\s[A-Z&][\w.&-]*){0,3}\s+\Z"
)
_FOR_YEAR = re.compile(r"\s+(?:for|in|by)\s+(?:the\s+same\s+year|(?:FY\s?)?(?:19|20)\d\d)\b")
# "Belor is careful: USD 2 bn for the pump market"
_FOR_MARKET = re.compile(
    r"\s+for\s+the\s+(?:[\w&/'-]+\s+){0,6}?(?:market|industry)\b(?!\s+leader|'s)", re.IGNORECASE
)
# A row of a table or a line of a list holds a label and a figure and no verb.
_ROW = 60
# The amount that an answer opens with ends here.
_ANSWER = 35
_REACH = 120


def market_amounts(scene: Scene, found: Sequence[Quantity]) -> list[int]:
    """Return which of the amounts of a scene, by index, are what a market is worth.

    An amount is read by the words of its own clause; where they say nothing, it continues the
    amount before it.

    Example:
        >>> scene = Scene("The market hit USD 2 billion; Elba Pharma was bought for $4 billion.", 0)
        >>> market_amounts(scene, scene.amounts)
        [0]
    """
    chosen: list[int] = []
    continued = False
    unnamed = scene.unnamed if found else scene.text
    for i, quantity in enumerate(found):
        start = found[i - 1].end if i else 0
        following = found[i + 1].start if i + 1 < len(found) else len(scene.text)
        before = unnamed[start : quantity.start]
        behind = scene.text[quantity.end : following]
        if behind.strip() == "(":  # "EUR 2 m (USD 3 m) in funding"
            behind = scene.text[found[i + 1].end :].removeprefix(")")
        # "from USD 2 bn in 2008 to an estimated USD 3 bn" are two values of one thing.
        course = i and _COURSE.fullmatch(before)
        taken_up = _TAKEN_UP.search(before) or _OF_IT.match(behind)
        verdict = None if course or (taken_up and i) else _verdict(scene, quantity, before, behind)
        if taken_up and not i and is_other_money(scene.before):
            verdict = False
        if verdict is None:
            verdict = continued if i else _alone(scene, scene.text[quantity.end :])
        continued = verdict
        if verdict:
            chosen.append(i)
    return chosen


def _verdict(scene: Scene, quantity: Quantity, before: str, behind: str) -> bool | None:
    """Say what the words around an amount tell; None where they tell nothing."""
    if quantity.kind != "money" and not is_money(scene, before, behind):
        return False
    if market_behind(scene.text, scene.labels, quantity.end) and not _LOST.search(before):
        return True
    if is_other_behind(behind[:60]):
        return False
    noun = _owned_noun(before, behind)
    if noun is not None:
        valued = noun.lower().endswith("valuation")  # of a company where no market is named
        # "its assets passed the …"
        other = is_other_money(last_words(before, _REACH)) and _MARK.search(noun)
        if other or (valued and not _BEHIND.search(before)):
            return False
        return bool(_MARKET_NOUN.search(noun))
    near = last_words(before, _REACH)
    if holds(before, _FLOWS) and _FLOW.match(subject(scene.text, quantity.start)):
        return False
    if _place_buys(scene, quantity) and not _CARE.match(behind):
        return True
    if _LOST.search(near):
        return False
    if is_other_money(near) or (_YEARLY.match(behind) and not _SAYS_WORTH.search(near)):
        return False
    if sold_by_company(scene, quantity, before) or told_of_company(scene, quantity.start):
        return False
    if _FOR_YEAR.match(behind) and _ESTIMATES.search(before) and RIGHT_NOUN.search(scene.before):
        return True
    if before.endswith((": ", "(")) and _FOR_MARKET.match(behind):
        return True
    if _WORTH.search(before) or fronted_place(scene, quantity):
        return True
    if _ranked(before, behind) or _LABEL.search(before) or _of_place(scene, quantity):
        return True
    return None


def _alone(scene: Scene, behind: str) -> bool:
    """Judge the first amount of a sentence whose clause says nothing of it."""
    if RIGHT_NOUN.search(scene.text) or _BEHIND.search(behind[:_REACH]):
        return True
    if (_COMPARES.match(scene.text) or _OF_IT.match(behind)) and _SAYS_WORTH.search(scene.before):
        return True
    if scene.ahead.endswith("?") and len(scene.text) - len(behind) < _ANSWER:
        # "How large is the market? USD 2 bn, if"
        return bool(_ASKS_WORTH.search(scene.ahead)) and not is_other_money(scene.ahead)
    about = _WORTH.search(scene.heading) or _WORTH.search(scene.lead) or scene.outline.market
    more = sum(q.end - q.start for q in scene.amounts[2:])  # of a row with one for each year
    return len(scene.text) - more < _ROW and bool(about) and not is_other_money(scene.lead)


def _owned_noun(before: str, behind: str) -> str | None:
    """The words behind an amount that stands before its noun, up to the next clause."""
    if not _OWNED.search(before, max(0, len(before) - _REACH)):
        return None
    nouns = _NOUNS.match(behind[:_REACH])
    if nouns is None:
        return None
    stop = _FUNCTION_WORD.search(nouns[1])
    phrase = nouns[1][: stop.start()] if stop else nouns[1]
    # "the $4 billion braces and splints market": one name goes on.
    whole = stop and stop[0] == "and" and _MARKET_OF_BOTH.match(nouns[1], stop.end())
    phrase = nouns[1][: whole.end()] if whole else phrase
    return phrase if phrase.strip(" -") else None


def _ranked(before: str, behind: str) -> bool:
    """Whether an amount stands in brackets behind what leads: "The top use was care (USD 2 bn)"."""
    bracketed = before.endswith("(") and behind.startswith(")")
    if _SET_AT.search(before) and _IS_IT.match(behind):
        return True
    if SET_WITH.search(before) and RANKED_BEHIND.match(behind):
        return True
    return (bracketed and _LEADS.search(before) is not None) or bool(_RANKED_AT.search(before))


def _of_place(scene: Scene, quantity: Quantity) -> bool:
    """Whether a place stands right before: "Europe with USD 2 bn", "Europe (USD 2 bn"."""
    return any(
        place.end < quantity.start
        and _POSTED.fullmatch(scene.text[place.end : quantity.start][:_REACH])
        for place in scene.places
    )


def _place_buys(scene: Scene, quantity: Quantity) -> bool:
    """Whether a place spends the amount, which is then the market there."""
    return any(
        _BUYS.fullmatch(scene.text[place.end : quantity.start][:_REACH])
        for place in scene.places
        if place.end < quantity.start
    )
