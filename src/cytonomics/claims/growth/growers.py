"""Who grows: the market, a place, or a segment that a growth rate belongs to."""

from __future__ import annotations

import re
from dataclasses import replace

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.appended import EXPECTS
from cytonomics.claims.growth.causes import caused_part
from cytonomics.claims.growth.held_against import (
    behind,
    beside_own,
    compared,
    of_average,
    set_beside,
)
from cytonomics.claims.growth.parts_beside import part_beside
from cytonomics.claims.growth.rate_lists import CHARTED, STRICT, THAT_OF, is_set_against
from cytonomics.claims.parts.keyed_parts import keyed_part
from cytonomics.claims.parts.moved_markets import moves_market
from cytonomics.claims.parts.named_parts import (
    item_part,
    named_part,
    only_place,
    owner_of_market,
    place_part,
)
from cytonomics.claims.parts.parts import Part, whole_market
from cytonomics.claims.parts.subjects import subject_part
from cytonomics.claims.parts.taken_up import one_of_two
from cytonomics.claims.parts.turns import (
    name_above_in_turn,
    name_in_turn,
    place_beside,
    place_in_turn,
)
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.finite import FINITE
from cytonomics.claims.words.name_lists import respective
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.scene import Scene

_RATE_NAME = r"(?:at\s+)?(?:an?\s+)?(?:CAGR|compound\s+annual\s+growth\s+rate)\s*(?:of|:)?"
_ABOUT = r"(?:(?:about|around|over|nearly|roughly|approximately|some|~|<|>)\s*)?"
# The whole of what stands between two numbers of a list: "), oxygen sensors by ".
_LIST_ITEM = re.compile(
    rf"(?i)[\s)\]%]*(?:(?:CAGR|growth)\s*\)?)?(?:(?:annually|(?:a|per|each)\s+(?:year|annum))\b)?(?:\s+(?:through|by|until|to|during|over|in|from)\s+(?:19|20)\d\d(?:\s?(?:-|to)\s?(?:19|20)\d\d)?\s*\)?)?"
    rf"\s*[,;|/\n]?\s*(?:(?:and|while|whereas|but|with|followed\s+by|(?:well\s+)?ahead\s+of|then|for|•|-)\s+)*(?:(?P<anew>the\s+(?:corresponding|equivalent|respective|comparable)\s+(?:figure|rate|number|value)\s+(?:for|in|of)\s+(?:the\s+)?)|the\s+)?"
    rf"(?P<name>[A-Za-z](?:[^,;:()|\n%]|\([^()%\d]{{1,12}}\)(?=[\s-])){{1,58}}?)\s*"
    rf"(?(anew)\b(?:is|was|will\s+be|stands\s+at|comes\s+to)\b|(?:[:(|=]|-\s|\b(?:at|by|with|of)\b))\s*{_ABOUT}(?:{_RATE_NAME}\s*)?{_ABOUT}"
)
_RIGHT_NAME = re.compile(
    r"(?:^|[,;:|/*\n]|\band\b|\bwhile\b|\bwhereas\b|-\s|\)\s)\s*"
    r"(?P<name>(?:the\s+)?[A-Z][\w.&'/+-]*(?:\s[\w.&'/+-]+){0,5}?)\s*"
    r"(?:(?:[(:|,=-]|\bat|\bwith|\bby)\s*)?(?:CAGR\s*(?:of|:)?\s*)?(?:about|around|over|~)?\s*$"
)
_BRACKETED = re.compile(
    r"(?:,|\band|\bby|\bfor|\bin(?=\s+(?:the\s+)?[A-Z]))\s+(?:the\s+)?(?P<name>[A-Za-z][\w&/'-]*(?:\s[\w&/'-]+){0,3}?)\s*\(\s*$"
)
_KEY = re.compile(
    r"[\s*|•-]*(?:[\w\s-]{4,40}(?::\s*|\s-\s+))?"
    r"(?P<name>(?!(?:Even\s+so|Nevertheless|Nonetheless|Still|However|Meanwhile|Yet|Thus|Overall|"
    r"Today|Now|Then|[A-Z][a-z]+ly|In\s\w+|By\s\w+)\b,)[A-Z][\w.&'+/ -]{1,50}?)(?:\s*[:|(]+|\s-|"
    r",(?=\s(?:at\s|with\s)?(?:an?\s)?(?:CAGR|compound)))\s*(?:with\s)?"
    rf"{_ABOUT}(?:{_RATE_NAME}\s*)?{_ABOUT}$"
)
_OPENING = re.compile(
    r"\W{0,4}(?:(?:even\s+so|nevertheless|nonetheless|still|however|meanwhile|yet|thus|overall|in\s+turn),?\s+)?"
    r"(?:(?:now|still|currently)\s+)?(?:[a-z]{2,20}ing|with|at|(?:expected|projected|forecast|set|poised|slated)\s+to)\b[^,;]{0,120},\s+",
    re.IGNORECASE,
)
# "Asia earned most; its 9 % CAGR is"
_ITS = Cued(
    "its",
    r"(?:;|,?\s(?:and|while|but|with))\s+its\s+(?:[a-z]+\s+){0,3}(?:CAGR\s+of\s+)?\Z",
)
# "For spares, a CAGR of", "For spares analysts expect growth of": what the words ahead are of
_FOR = re.compile(
    r"(?:\A\W*|[;.]\s+|,\s+(?:and|while|whereas|but)\s+)for\s+(?:the\s+)?(?!(?:example|instance|now|this|that|it|investors)\b)"
    r"(?P<name>[A-Za-z][^,;:%]{2,60}?)(?:,\s+(?:[\w\s]{3,40}?\s(?:expects?|forecasts?|sees?|projects?|predicts?)\s+)?|\s+(?=an?\s))"
    r"(?:(?:an?|(?:a\s+)?(?:[a-z-]+\s+){0,3}?(?:CAGR|growth|rate)(?:\s+rate)?(?:\s+of)?)\s+)?(?:(?:about|around|over|nearly|almost|roughly|more\s+than|some)\s+)?\Z",
    re.IGNORECASE,
)
# "Expected to grow at 9 %", "Its revenue will grow at 9 %": of what stands above
_GOES_ON = re.compile(
    r"\W{0,8}(?:(?:forecast(?:ed)?|expected|projected|estimated|anticipated|poised|set)\s+to|(?:its|their)\s+(?:[a-z]+\s+){0,2}(?:CAGR|growth|rate|revenues?|sales|demand|value))\s",
    re.IGNORECASE,
)
# "Its CAGR of": of what the sentence before is about
_ITS_RATE = re.compile(
    r"\W*(?:its|their)\s+(?:[a-z]+\s+){0,3}(?:CAGR|growth|rate)\b[^,;%]*\Z", re.IGNORECASE
)
_HELD = Cued(
    "( :",
    r"(?:^|[,;\n•]\s*|\band\s+)(?P<name>[A-Za-z][\w&/'. -]{1,40}?)\s*"
    r"(?:\([^()]{1,90}[;,]\s*[^();,]{0,20}|"
    r":\s[^;:\n]{0,60}[$€£¥\d][^;:\n]{0,60}[,;(]\s*(?:(?:growing\s+at\s+)?(?:an?\s+)?CAGR[^;:\n]{0,30}|~?)?)$",
    flags=0,
)
# "the fastest growth is to be witnessed by pumps, at a CAGR of"
_SEEN_BY = re.compile(
    r"\b(?=[a-z])(?:(?:witnessed|recorded|registered|observed|exhibited|seen|posted|experienced)\s+(?:by|in)|(?:come|came|comes)\s+from|"
    r"(?:expected|projected|anticipated|forecast)\s+(?:in|for|from)|led\s+by|"
    r"(?:fast|quick|strong|high|steep)est\s+(?P<most>(?:growth(?:\s+rate)?|CAGR|expansion)\s+)?(?:in|for|among))\s+(?:the\s+)?"
    r"(?P<name>[^,;%]{2,50}?),?\s+(?:at|with)\s[^;,%]{0,40}\Z",
    re.IGNORECASE,
)
# "Analysts predict a CAGR of 9 % for spares"
_FORETELLS = re.compile(
    r"\b(?:expect|forecast|project|predict|foresee|see|anticipate)(?:s|ed)?\s+(?:an?\s+)?(?:[a-z]+\s+){0,3}?(?:CAGR|growth)(?:\s+rate)?\s+of\s+(?:[a-z]+\s)?\Z"
)
_REACH = 150
_RATE_WORDS = re.compile(rf"\s(?:{STRICT})(?:\s*\(?(?:in\s)?[\d\s%-]*\)?)?:?\Z", re.IGNORECASE)
_AND_IN = re.compile(
    r"\s+(?:(?:in|for)\s+[^,;.%]{3,40}?|worldwide|globally)(?:,?\s+(?:and|or)|,)\s+(?:(?:at|by|of)\s+)?",
    re.IGNORECASE,
)
_IN = re.compile(r"\s+(?:in|for)\s", re.IGNORECASE)
_SIGN = re.compile(r"\(\s*(?:plus|minus)\s+\Z", re.I)
# "…, the eyewear market bounced back by": a clause, and no item of a list
_MARKET_DOES = re.compile(r"\bmarket\s+[a-z]+", re.IGNORECASE)
# "Peru is a way into the Andean pump market, which is to grow at": what is said of the market
_OF_MARKET = re.compile(
    r"\b(?:market|industry|sector),\s+(?:which|that|(?:now\s+)?(?:expected|projected|forecast|estimated|set|poised)\s+to)\b[^,;%]{1,90}"
    r"(?:,\s+(?:growing|expanding|rising|at|representing|reflecting|registering|with)\b[^,;%]{0,40})?\Z",
    re.IGNORECASE,
)
# "Among large clinics in Peru, the market is to grow at": their part of it
_AMONG = re.compile(
    r"(?:\A\W*|[.;]\s+)among\s+(?P<name>(?!(?:the|all|other|these|those)\b)[^,;%]{3,50}?)"
    r"(?:\s+in\s+(?:the\s+)?[A-Z][\w.\s]{1,30}?)?,\s+the\s+market\b[^,;%]{0,80}\Z",
    re.IGNORECASE,
)
# "In the global gels segment, Japan and Peru will drive the 4 % CAGR estimated for this segment"
_DRIVEN = re.compile(
    r"\W*In\s+the\s+(?:global\s+)?(?P<name>[^,;]{2,80}?)\s+segment,\s[^;%]*\b(?:drive|carry|lead|push|support|propel|power|underpin)\s+the\s+\Z"
)
# "Second fastest is tights, growing at"
_NEXT = Cued(
    "fast second third fourth next",
    r"(?:\A\W*|[.;,]\s+|\band\s+)(?:the\s+)?(?:(?:second|third|fourth|next)(?:[\s-]fastest)?|fastest)\s+(?:is|are|was|were)\s+"
    r"(?P<name>[^,;%]{3,50}),\s+(?:which\s+(?:is|are)\s+)?[a-z]+ing\b[^,;%]*\Z",
)
# "Projected CAGR, Flat-knit tights, 2025-2030", above or below a number alone on its line
_TOLD_RATE = re.compile(
    r"(?:[a-z]+\s+)?CAGR,\s+(?P<name>[a-z][^,\d%]{1,60}),\s+(?:19|20)\d\d", re.IGNORECASE
)


def grower(scene: Scene, numbers: list[Quantity], i: int) -> Part:
    """Return what grows: what a list names by the number, else the subject of the clause.

    Example:
        >>> scene = Scene("The hospitals segment will grow at a CAGR of 9 %.", 0)
        >>> grower(scene, list(scene.percents), 0).segment
        'hospitals'
    """
    start = numbers[i].start
    whole = whole_market(scene, start)
    said = _OF_MARKET.search(scene.text, max(0, start - _REACH), start)
    of_market = said and not i and any(o.end + 1 == said.start() for o in scene.labels)
    if of_market or moves_market(scene, numbers[i]):
        return whole
    listed = _respective(scene, whole, numbers, i) or _listed(scene, whole, numbers, i)
    if listed and i and set_beside(scene, numbers[i].start):
        listed = beside_own(whole, listed)
    told = listed or owner_of_market(scene, whole, start) or _clausal(scene, whole, numbers[i])
    return told or whole


def _respective(scene: Scene, whole: Part, numbers: list[Quantity], i: int) -> Part | None:
    """The i-th name of "A, B and C … 1 %, 2 % and 3 %, respectively"."""
    turn = place_in_turn(scene, numbers, numbers[i].start) if len(numbers) > 1 else None
    if turn and turn[1]:
        return replace(whole, geography=turn[0].id)
    if above := name_above_in_turn(scene, numbers, numbers[i].start):
        return named_part(scene, whole, above)
    if len(numbers) < 2 or not respective(scene.text):
        return None
    if not turn and (named := name_in_turn(scene, numbers, numbers[i].start)):
        return named_part(scene, whole, named) or whole
    ahead = [p for p in scene.places if p.id != WORLD and p.end <= numbers[0].start]
    place = turn[0] if turn else ahead[i] if len(ahead) == len(numbers) else None
    return place_part(whole, place, scene.text[place.start : place.end]) if place else None


def _listed(scene: Scene, whole: Part, numbers: list[Quantity], i: int) -> Part | None:
    """The name right beside a number: of a list's item, or of the key that opens a line."""
    left = scene.text[numbers[i - 1].end if i else 0 : numbers[i].start]
    left = _SIGN.sub("(", left)
    named = scene.named.get(numbers[i].start)
    if named and (listed := item_part(scene, whole, named)):
        return listed
    if home := place_beside(scene, numbers[i]):
        return place_part(whole, home, scene.text[home.start : home.end])
    average = of_average(scene, whole, left, numbers[i].start)
    if average:
        return average
    # "against 3 % in Peru and 1 % in Chile"
    joined = i and _AND_IN.fullmatch(left) and _IN.match(scene.text, numbers[i].end)
    if joined or (i and is_set_against(left, scene.text[numbers[i].end :])):
        return compared(scene, whole, numbers[i])
    if i:
        item = THAT_OF.fullmatch(left) or _LIST_ITEM.fullmatch(left) or CHARTED.fullmatch(left)
        item = None if item and _MARKET_DOES.search(item["name"]) else item
        name = (
            one_of_two(item["name"], scene.text[: numbers[0].start], scene.before) if item else None
        )
        part = named_part(scene, whole, name or item["name"]) if item else None
        if part is not None and item is not None:
            # "The market in Peru will grow by 4 % and in Chile by 6 %"
            own = item["name"].endswith("'s") or item["name"].startswith("in ")
            return beside_own(whole, part) if own else part
    else:
        # "Europe CAGR" on the line above a bare number
        label = "" if left.strip() else scene.ahead[:_REACH]
        alone = only_place(_RATE_WORDS.sub("", label)) if label else None
        if alone is not None:
            return place_part(whole, *alone)
        key = _KEY.match(left) or _TOLD_RATE.match(label)
        part = named_part(scene, whole, key["name"]) if key else None
        if part is not None:
            return part
    if beside_it := part_beside(scene, whole, numbers[i], numbers[i - 1].end if i else 0):
        return beside_it
    behind = scene.text[numbers[i].end : numbers[i + 1].start] if i + 1 < len(numbers) else ""
    if i or re.search(r"[:|(]\s*$", left) or CHARTED.fullmatch(behind):
        beside = _RIGHT_NAME.search(left[-90:]) or _BRACKETED.search(left[-90:])
        if beside and not _MARKET_DOES.search(beside["name"]):
            return named_part(scene, whole, beside["name"])
    # "Hospitals (45 % share; 6 % CAGR)", "Japan: USD 2 bn in 2022, CAGR of 3 %"
    held = _HELD.search(scene.text, max(0, numbers[i].start - _REACH), numbers[i].start)
    return subject_part(scene, whole, held["name"], numbers[i].start) if held else None


def _clausal(scene: Scene, whole: Part, quantity: Quantity) -> Part | None:
    """What the subject of the clause names, or, where the rate itself is it, the words behind."""
    named = subject(scene.text, quantity.start)
    said_ahead = scene.text[: quantity.start]
    if told := _DRIVEN.match(said_ahead) or _AMONG.match(said_ahead) or _NEXT.search(said_ahead):
        return named_part(scene, whole, told["name"])
    if keyed := keyed_part(scene, whole, named, quantity.start):
        return keyed
    if caused := caused_part(scene, whole, quantity):
        return caused
    said = _SEEN_BY.search(scene.text, max(0, quantity.start - _REACH), quantity.start)
    if said and (not said["most"] or only_place(said["name"])):
        part = named_part(scene, whole, said["name"])
        if part is not None:
            return part
    opening = _OPENING.match(scene.text) if not named or named.lower() in ("now", "still") else None
    if opening and opening.end() > quantity.end:
        # "Growing at 9 %, the pump market …": the subject stands behind the opening.
        verb = FINITE.search(scene.text, opening.end())
        named = scene.text[opening.end() : verb.start()].strip(" ,") if verb else ""
    if not named and (_GOES_ON.match(scene.text) or _ITS_RATE.match(said_ahead)):
        named = "it"
    member = only_place(named)
    if member and member[0].id not in {place.id for place in scene.places}:
        return whole  # "the Andean countries of Peru and Chile will": one of a region's list
    its = _ITS.search(scene.text, max(0, quantity.start - _REACH), quantity.start)
    named = subject(scene.text, its.start()) if its else named
    part = subject_part(scene, whole, named, quantity.start) if named else None
    if part not in (None, whole):
        return part
    ahead = _FOR.search(scene.text, max(0, quantity.start - _REACH), quantity.start)
    fronted = named_part(scene, whole, ahead["name"]) if ahead else None
    said_ahead = said_ahead[-_REACH:]
    expected = EXPECTS.search(said_ahead) or _FORETELLS.search(said_ahead)
    return fronted or behind(scene, whole, quantity, bare=expected is not None) or part
