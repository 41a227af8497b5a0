"""Lists of growth rates: whether a number is one more of them."""

from __future__ import annotations

import re

from cytonomics.claims.figures.quantities import Quantity
from cytonomics.claims.growth.parts_beside import set_against
from cytonomics.claims.patterns import Cued
from cytonomics.claims.words.name_lists import respective
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.years.spans import IN_A_ROW

# The name of the rate itself: whatever else is said, this number is a yearly one.
STRICT = (
    r"\bC\.?\s?A\.?\s?G\.?\s?R(?:s?\b\.?|(?=\d\d\D))|\bcompound(?:ed|ing)?[\s-]+(?:annual(?:i[sz]ed|ly)?|yearly|"
    r"average|growth|rate)(?:\s+(?:average|growth|rate|increase|gain|rise|expansion)){0,3}|\b(?:AA?GR|CGAR|CARG)s?\b|"
    r"\b(?:a|per)\s+(?:year|annum),?\s+compound(?:ed)?\b"
)
TAKES = (
    r"shares?|held|holds?|hold|holding|accounts?|accounted|accounting|captur\w+|contribut\w+|"
    r"kept|keeps?|retain\w*|comprised?|commands?|commanded|dominat\w+|represent\w*|(?-i:led)|discount|off"
)
# "…, Brazil 6.4%", "and the pump market at 9.9%", "; France (4.2%": one more of a list of rates.
_NEXT = re.compile(
    rf"[\s)\]*]*(?:(?:{STRICT})[\s)\]]*)?(?:leads?\b)?(?:[,;|/*-]|\band\b|\bto\s+one\b|\bahead\s+of\b|\bwhile\b|\bbut\b|"
    rf"\bwhereas\b|\n)(?!.*\b(?:{TAKES}|top)\b)"
    rf"(?:[\w\s,.&'()/|-]{{1,80}}(?:\b(?:at|by|with|of|register|post|record|see|log|witness)\s|"
    rf"[(:|])|(?:[\s,]*[\w.&'/-]+){{0,5}},?)"
    rf"\s*(?:(?:about|around|over|nearly|~)\s*)?$",
    re.IGNORECASE,
)
# "…, that of steel pumps will be", "; those for tubes are put at"
THAT_OF = re.compile(
    r"(?:[^;%]{0,60}?[\s,])?[,;]?\s*(?:that|those)\s+(?:of|for|in|from)\s+(?:the\s+)?"
    r"(?P<name>[A-Za-z][^,;:()%\d]{1,58}?)(?:\s+(?:is|are|was|were|(?:will|would|should|could)\s+be|ought\s+to\s+be|comes?|came|stands?|stood|runs?|ran|"
    r"reach(?:es|ed)?|(?:will|would|should)\s+(?:reach|come|stand|run)))?(?:,?\s+(?:put|expected|estimated|forecast|projected|seen|likely))?"
    r"(?:\s+(?:at|to|to\s+be|as\s+high\s+as))?\s+(?:(?:about|around|over|nearly|almost|only|some|just)\s+)?",
    re.IGNORECASE,
)
# "Japan 4 % South Korea 5 %": a chart's names and numbers in one line.
CHARTED = re.compile(
    r"\s+(?P<name>[A-Z][\w&/.'-]*(?:\s(?:[A-Z&][\w/.'-]*|of|and)){0,4})\s*[:(]?\s*"
)
# When the number before was so: "grew 5 % in 2015 and 7 % in 2016", "9 % a year and 2 % a year".
_DATED = re.compile(
    r"\A\s*(?:(?:CAGR|p\.?a\.?|annually|a\s+year)\s+)?(?:to\s+[$€£\w.,]+(?:\s[\d.,]+)?(?:\s?(?:[mbt]r?illion|[mb]n|crore))?\s+)?"
    r"(?:\(?(?:(?:in|for|during|from|between|over|through|until|to|by)\s+)?(?:FY\s?)?(?:19|20)\d\d"
    r"(?:\s?(?:-|to|and)\s?(?:19|20)\d\d)?(?=\W)|annually\b|yearly\b|"
    r"(?:per|an?|each|every)\s+(?:year|annum)\b)",
    re.IGNORECASE,
)
# "… in Latin America and 7.1% in Africa"
_NAME_BEHIND = re.compile(
    r"\s*(?:CAGR\s+)?(?:(?:in|for)\s+[\w\s&.'/-]{3,60}?|worldwide|globally)(?:,|,?\s+and)\s+"
    r"(?:(?:at|by|of)\s+)?",
    re.IGNORECASE,
)
# "; from 2030 to 2040, 17 %", "; between 2019 and 2023 the average was 41 %"
_OTHER_YEARS = re.compile(
    r"(?:\s+(?:annually|(?:a|per)\s+(?:year|annum)))?,?\s+and\s+(?:from|between|over|in)\s+(?:19|20)\d\d\s?(?:to|and|-)\s?(?:19|20)\d\d,?\s+"
    r"(?:(?:at|by|to|of|it|is|was|will|be)\s+){1,4}|"
    r"[^;%]{0,40};\s+(?:\w+,?\s+)?(?:from|between|in|over|for)\s+(?:19|20)\d\d\s?(?:to|and|-)\s?"
    r"(?:19|20)\d\d,?\s+(?:(?:(?:the|that)\s+)?(?:average|rate|it|growth)\s+(?:was|is|will\s+be)\s+)?",
    re.IGNORECASE,
)
# "a CAGR of 9 % in the pump market from 2025 to 2030; Peru, 4 %"
_IN_MARKET = re.compile(
    rf"\A\s*(?:(?:{STRICT})\s+)?in\s+the\s+[^,;%]{{3,60}}?\bmarket\b(?=[^,%]{{0,30}};)", re.I
)
# "…, with India close behind at 9 %"
_CLOSE_BEHIND = re.compile(
    r",\s+(?:with|then)\s+[^,;.%]{2,40}?\s+(?:close\s+behind|(?:in\s+)?(?:next|second)(?:\s+place)?|following)"
    r"\s+(?:at|with)\s+$",
    re.IGNORECASE,
)
# "grew 6 % in 2023 to USD 3 bn, after 3 % in 2022"
_AFTER = re.compile(
    r"(?i)(?:[^;%]{0,60}[\s,])?(?:after|following|(?:up|down)\s+from|against|versus|vs\.?|compared\s+(?:to|with))\s+(?:(?:an?|growth|rise|of)\s+)*"
)
# "5 % a year instead of 6 % for 2024-2029"
_INSTEAD = re.compile(
    r"(?i)[^;%]{0,60}\b(?:instead\s+of|rather\s+than|in\s+place\s+of)\s+(?:by\s+|at\s+|the\s+)?(?:[a-z]+\s){0,2}"
)
_A_YEAR = re.compile(
    r"(?i)\s+(?:in|for)\s+(?:FY\s?)?(?:19|20)\d\d|\s+(?:a|the)\s+(?:previous\s+|prior\s+)?year(?:\s+(?:before|earlier)\b|\W)"
)
_AGAINST = r"versus|vs\.?|against|compared\s+(?:with|to)"
_BEYOND = r"above|below|beyond|ahead\s+of|behind"
COMPARED_WITH = re.compile(
    rf"\b(?:{_AGAINST}|relative\s+(?:with|to)|than)\s+(?:the\s+)?"
    r"(?:(?:about|around|over|nearly|some|only|just)\s+)?$",
    re.IGNORECASE,
)
_ABOVE = (
    rf"\b(?:{_BEYOND}|{_AGAINST}|than|over|under|exceed(?:s|ed|ing)?|outpac(?:es|ed|ing)|beat(?:s|ing)?|trail(?:s|ing)?|"
    r"short\s+of)\s+(?:the|an?|its|that)\s+"
)
# "well above the global average of", "faster than the European rate of"
# "double the global rate of", "while the European average is"
_BESIDE = r"(?:twice|double|triple|half|while|whereas|with|versus)\s+(?:the|an?|its|that)\s+"
AVERAGE = Cued(
    "average mean rate pace cagr",
    rf"(?:{_ABOVE}|\b{_BESIDE})(?P<whose>(?!(?:long-term|past|prior|previous|historical)\b)(?:[\w.'-]+\s+){{0,4}}?)(?:(?:average|mean|growth)\s+)*(?:average|mean|rate|pace|CAGR)"
    r"(?:\s+(?:of|at|is|was|being|is\s+put\s+at|stands\s+at|stood\s+at)|,|\s+\()\s*(?:(?:about|around|over|nearly|some|only|just)\s+)?\Z",
)
# "below the 9 % of Peru"
_ABOVE_THAT = Cued(
    "above below over under beyond exceed outpac beat trail ahead behind short", rf"{_ABOVE}\Z"
)
_OF_NAME = re.compile(r"\s+(?:of|in|for|seen\s+in|posted\s+by)\s+(?:the\s+)?(?-i:[A-Z])", re.I)
_OF_MARKET = re.compile(r"\s+(?:of|for)\s+the\s+(?:[\w-]+\s+){0,5}?(?:market|industry)\b", re.I)
# What follows a rate in a list: no noun that the percentage would be of.
_LISTED = re.compile(
    rf"\s*(?:$|[,.;:)(|/*\]\n-]|(?:and|while|whereas|respectively|followed|between|from|through|to|"
    rf"globally|worldwide|the\s+(?:following|next|previous|same)\s+year|by|in|during|over|until|"
    rf"for|per|an?|annually|each|every|(?:is|are|was)\s+(?:expected|"
    rf"projected|forecast|likely))\b|{STRICT})",
    re.IGNORECASE,
)

# "It grew 5 % in 2023, while inflation was 4 %": of no market
_OTHER_BESIDE = re.compile(
    r"\b(?:while|whereas|but|and|as)\s+(?:(?:the|general|consumer|interest|world)\s+){0,2}(?:inflation|prices?|costs?|wages?|salaries|rates|gdp|economy)\b[^,;%]{0,40}\Z",
    re.IGNORECASE,
)
# "4 % a year; the corresponding figure for Asia is 6 %"
_ANEW = re.compile(
    r"[;,]\s+(?:and\s+|while\s+)?the\s+(?:corresponding|equivalent|respective|comparable)\s+(?:figure|rate|number|value)\s+(?:for|in|of)\s+"
    r"[^,;%]{2,60}?\s(?:is|was|will\s+be|stands\s+at|comes\s+to)\s+(?:(?:about|around|over|nearly)\s+)?\Z",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"\)?,?\s+(?:[a-z]+\s+){0,5}?(?:(?:(?:fast|high|strong|quick|steep)est|top|best)\s+(?:[a-z]+\s+){0,2})?"
    r"(?:CAGRs?|growth\s+rates?|compound\s+annual)\b"
)
# "a CAGR of 9 % up to 2030, well above mature markets such as Japan (4 %) and Peru ("
BRACKETED_BESIDE = re.compile(
    rf"\b(?:{_BEYOND}|{_AGAINST}|outpacing|exceeding|beating|trailing|(?<!rather\s)than|as\s+well\s+as)"
    r"\s[^;%()]{2,80}\((?:\d[\d.]*\s?(?:%|per\s?cent)\)[^;%()]{1,60}\(){0,9}$",
    re.IGNORECASE,
)
_BUT = re.compile(r"\),?\s+(?:but|it\s+is|and\s+not)\s[^%.;]{2,50}\(", re.IGNORECASE)
# "(45 %), CAGR of 6 %": a number of its own
_ITS_OWN = re.compile(r"\s*(?:(?:of|at|:|is)\s*)?(?:about\s|~)?\d")
LONGEST_LIST = 40


def continues(scene: Scene, left: str, right: str) -> bool:
    """Return whether a number is one more of a list of rates, by the words on either side of it.

    Example:
        >>> continues(Scene("", 0), ", Brazil ", "and"), continues(Scene("", 0), " of ", "users")
        (True, False)
    """
    if COMPARED_WITH.search(left) and _OF_MARKET.match(right):
        return True  # "a CAGR of 18 %, far higher than 9 % of the drug market"
    if _OTHER_BESIDE.search(left):
        return False
    if (
        _ANEW.search(left)
        or AVERAGE.search(left)
        or (_ABOVE_THAT.search(left) and _OF_NAME.match(right))
    ):
        return True
    charted = CHARTED.fullmatch(left) is not None
    if not (_LISTED.match(right) or (charted and CHARTED.match(right))):
        return False
    if _INSTEAD.fullmatch(left) or set_against(left) or BRACKETED_BESIDE.search(left):
        return True
    if (
        THAT_OF.fullmatch(left)
        or _OTHER_YEARS.fullmatch(left)
        or (_AFTER.fullmatch(left) and _A_YEAR.match(right))
    ):
        return True
    left = _DATED.sub(
        "", _DATED.sub("", _IN_MARKET.sub("", left))
    )  # "9 % a year from 2020 to 2030 and"
    listed = re.search(r"^[^.;]{0,50}\b(?:and|to|or)\s*$", left)
    if listed and respective(scene.text):
        return True
    if COMPARED_WITH.search(left) and re.match(r"\s*(?:(?:in|for)\s|globally|worldwide)", right):
        return True
    if _NAME_BEHIND.fullmatch(left) and re.match(r"\s*(?:in|for)\s", right):
        return True
    followed = re.search(r"\bfollowed\s+(?:closely\s+)?by\b", left, re.IGNORECASE)
    left = left[followed.end() - 2 :] if followed else left
    if followed and re.fullmatch(r"by\s[^,;:]{2,60}(?:\(|\b(?:at|with)\s)[\w\s~]{0,20}", left):
        return True
    if _CLOSE_BEHIND.search(left):
        return True
    return len(left) < 90 and bool(charted or _NEXT.fullmatch(left))


def is_set_against(left: str, right: str) -> bool:
    """Return whether a number is that of a name behind it, which another one is held against.

    Example:
        >>> is_set_against(", well below the ", " of Peru"), is_set_against(", ", " of Peru")
        (True, False)
    """
    if COMPARED_WITH.search(left):
        return True
    return _OF_NAME.match(right) is not None and _ABOVE_THAT.search(left) is not None


def rated_behind(scene: Scene, percents: list[Quantity], i: int) -> bool:
    """Return whether what follows a list calls its numbers rates.

    Example:
        >>> scene = Scene("Kits (9 %) and tools (4 %) will post the highest CAGRs.", 0)
        >>> rated_behind(scene, list(scene.percents), 0)
        True
    """
    rated = _bracketed(scene.text, percents[i]) and _RATED.match(scene.text, percents[i].end)
    if (rated and not _ITS_OWN.match(scene.text, rated.end())) or _set_apart(scene, percents, i):
        return True
    last = i
    while last < len(percents) and percents[last].start in scene.listed:
        last += 1
    return last > i and _RATED.match(scene.text, percents[last - 1].end) is not None


def _bracketed(text: str, number: Quantity) -> bool:
    return text.endswith("(", 0, number.start) and text.startswith(")", number.end)


def _set_apart(scene: Scene, percents: list[Quantity], i: int) -> bool:
    """Whether a number is set beside one called a rate: "Not Peru (4 %) but Chile (6 %)"."""
    if i + 1 >= len(percents) or not _bracketed(scene.text, percents[i]):
        return False
    gap = scene.text[percents[i].end : percents[i + 1].start]
    return _BUT.fullmatch(gap) is not None and rated_behind(scene, percents, i + 1)


def in_a_row(scene: Scene, percents: list[Quantity], i: int) -> tuple[int, int]:
    """Return the first and last of the percentages that stand in a row with this one, by index.

    Example:
        >>> scene = Scene("7 % and 9 % growth, 4 % before", 0)
        >>> in_a_row(scene, list(scene.percents), 1)
        (0, 1)
    """
    first = last = i
    while first > max(0, i - LONGEST_LIST) and IN_A_ROW.fullmatch(
        scene.text, percents[first - 1].end, percents[first].start
    ):
        first -= 1
    while last + 1 < min(len(percents), i + LONGEST_LIST) and IN_A_ROW.fullmatch(
        scene.text, percents[last].end, percents[last + 1].start
    ):
        last += 1
    return first, last
