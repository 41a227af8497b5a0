"""Whose share it is: the name that stands beside a percentage, before its verb or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cytonomics.claims.names import clean_name

HOLDS = re.compile(
    r"\b(?:held|holds?|holding|account(?:ed|s|ing)?|captur(?:ed|es|ing)|contribut(?:ed|es|ing|e)|"
    r"represent(?:ed|s|ing)?|command(?:ed|s|ing)?|dominat(?:ed|es|ing|e)|led|leads?|leading|"
    r"secur(?:ed|es|ing)|took|takes?|taking|taken|control(?:led|ling|s)|ma[dk]es?\s+up|making\s+up|"
    r"compris(?:ed|es|ing|e)|constitut(?:ed|es|ing|e)|garner(?:ed|s|ing)?|record(?:ed|s)|emerge[ds]|"
    r"retain(?:ed|s|ing)?|occup(?:ied|ies|y|ying)|claim(?:ed|s|ing)|generat(?:ed|es|ing|e)|"
    r"remain(?:ed|s)?|maintain(?:ed|s|ing)?|enjoy(?:ed|s)?|boast(?:ed|s)?|registered|stood|stands?|"
    r"deliver(?:ed|s|ing)?|ke(?:ep|eps|pt|eping)|won|wins?|own(?:ed|s)?|sold|sells?|suppl(?:y|ies|ied)|"
    r"bought|buys?|purchas(?:ed?|es)|earn(?:ed|s)?|got|gets?|had|has|have|having|was|were|is|are|be|will|would|should|"
    r"could|can|may|might|came|comes?|ranked|ranks|reach(?:ed|es|ing)?|attain(?:ed|s)?|"
    r"exceed(?:ed|s)?|provid(?:ed|es)|produc(?:ed|es)|absorb(?:ed|s)|consum(?:ed|es)|drew|draws|"
    r"form(?:ed|s)|ris(?:e|es|ing)|rose|fell|falls?|drop(?:s|ped)?|slip(?:s|ped)?|climb(?:s|ed)?|"
    r"declin(?:e|es|ed)|gr(?:ew|ows?)|increas(?:e|es|ed)|decreas(?:e|es|ed)|shr(?:ank|inks?)|"
    r"went|goes|expected|follow(?:s|ed)?(?!\s+by|:)|trail(?:s|ed)?|(?:captur|control)l?e?(?=\s+(?:\W?\d|an?\b|the\b|about|around|over|nearly|more|up\s|at\s|roughly))|"
    r"projected|forecast|estimated|anticipated)\b",
    re.IGNORECASE,
)
LEADS = r"(?:led|dominated|headed|topped|followed|trailed|held|captured|owned|controlled)"
# "led by Europe, which had", "followed by plasma with"
_LED_BY = re.compile(
    rf"\b{LEADS}\s+(?:\w+ly\s+)?by\s+(?:the\s+)?(?P<name>[^,;:()%]{{2,70}}?)"
    r"(?:,|\s+(?:which|that|with|at|having|holding|accounting|capturing|whose|in\s+(?:19|20)\d\d)\b|\s*\(|\s*$)",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r"\bshares?\s+(?:of|for|held\s+by|from)\s+(?:the\s+)?(?P<name>[^,;:()%]{2,60}?)\s+(?="
    + HOLDS.pattern
    + ")",
    re.IGNORECASE,
)
_HIS_SHARE = re.compile(
    r"(?P<name>[^,;:()%]{2,60}?)(?:'s|(?<=s)')\s+(?:\w+\s+){0,2}(?:share|portion|slice|part)\b",
    re.IGNORECASE,
)
# What may stand between a name and its number.
_LINK = re.compile(
    r"(?:[\s:(,|>~=-]|\b(?:with|at|for|by|a|an|the|share|of|market|revenue|about|around|over|above|"
    r"more|than|nearly|almost|least|up|to|roughly|approximately|some|estimated|just|only|another|"
    r"remaining|under|less|close|accounting|holding|having|representing|capturing|making|comprising|"
    r"commanding|contributing|being|i\.e\.|ca\.|approx\.?)(?=\W|$))+$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|among|into)\s", re.IGNORECASE)
_LEAD_WORDS = re.compile(
    r"^(?:\W|(?:and|then|while|whereas|with|plus|the|next|followed|closely|by|as\s+well\s+as|or|"
    r"versus|against|ahead\s+of|behind|respectively|came|comes|both|where|though|but)(?![\w-]))+",
    re.IGNORECASE,
)
_STRAY = re.compile(r"^(?:of|in|by|to|at|for|on|from|during|as)\b", re.IGNORECASE)
_BEHIND_BY = re.compile(
    r"^[\s,)]*(?:(?:[a-z]+\s+){0,2}shares?\s+)?(?:of\s+[^,;:()%]{0,70}?)?(?:[\w-]+\s+){0,3}?"
    r"(?:held|captured|accounted\s+for|contributed|generated|represented|led|commanded|attributed|"
    r"attributable|owned|taken|made\s+up|driven|coming|comes?|came|went|goes|going|belong(?:s|ed|ing)?|"
    r"sold|bought|supplied|controlled|earned|secured)\s+(?:by|to|from|in|through|via)\s+(?:the\s+)?"
    r"(?P<name>[^,.;()%]{2,60})",
    re.IGNORECASE,
)
_BEHIND_BE = re.compile(
    r"^\s*of\s+[^,;:()%]{2,70}?\b(?:market|industry|revenues?|sales|total)\s+(?:in\s+(?:19|20)\d\d\s+)?"
    r"(?:(?:was|were|is|are|(?:could|will|would|should|may|might|can|to)\s+be(?:come)?|consist(?:s|ed)\s+of)\s+)"
    r"(?:made\s+up\s+of\s+)?(?:(?:in|from|for)\s+)?(?:the\s+)?(?P<name>(?!expected|projected|forecast|estimated)[^,.;()%]{2,50})",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"\W*(?:holding|accounting\s+for|with|capturing|representing|at|commanding|contributing|"
    r"controlling)\b[\w\s]{0,40}",
    re.IGNORECASE,
)
_BEHIND_COMMA = re.compile(
    r"^[^;:()%]{0,120}?,\s+(?:the\s+)?(?P<name>[^,.;()%]{2,60})", re.IGNORECASE
)
_TAIL = re.compile(
    r"\b(?:(?:sub-?)?segments?|categor(?:y|ies)|applications?|channels?|end[\s-]users?|alone|"
    r"collectively|together|also|currently|still|procedures?|region|as\s+(?:an?\s+)?[\w\s-]+|"
    r"shares?|combined|who|which|that)\b.*$",
    re.IGNORECASE,
)
# "one-piece systems", "behind-the-ear models": the noun behind a compound says nothing more.
_KIND = re.compile(
    r"^((?:[a-z]+-)+[a-z]+|Type\s\d)\s+(?:systems?|models?|devices?|products?|patients?|types?)$",
    re.I,
)
_WHEN = re.compile(
    r"\s*\b(?:in|by|for|during|as\s+of)\s+(?:the\s+year\s+)?(?:FY\s?)?(?:19|20)\d\d.*$", re.I
)
_DATED = re.compile(
    r"^(?:in|as\s+of|by|for|during)\s+(?:the\s+year\s+)?(?:FY\s?)?(?:19|20)\d\d,?\s+(?=\w)", re.I
)
# "efficacy helped X to win"
_HELPED = re.compile(
    r"^.*\b(?:help|let|allow|enabl|lead|push)\w*\s+(?P<name>.+?)(?:\s+to)?$", re.IGNORECASE
)
_SALES_OF = re.compile(
    r"^(?:revenues?|sales|demand)\s+(?:from|of|for|in)\s+(?:the\s+)?", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"\b(?:market|industry|revenues?|sales|share|report|year|period|USD|value|size|CAGR|(?:19|20)\d\d)\b"
    r"|^(?:its?|they|their|which|that|this|these|those|who|there|both|equal|worth|or|and|of|in|to|up|we|he|she|"
    r"half|about|region|country|one|largest|the\s+largest|top|leader|lion|the\s+lion|compared|rest|remaining|remainder|total)$",
    re.IGNORECASE,
)


def tidy(name: str) -> str | None:
    """Return the name of a part of a market without lead-in and tail words, or None.

    Example:
        >>> tidy("In 2023, the oncology application"), tidy("one-piece systems"), tidy("that share")
        ('oncology', 'one-piece', None)
    """
    text = _WHEN.sub("", _LEAD_WORDS.sub("", _DATED.sub("", name.strip())))
    text = _SALES_OF.sub("", text)
    found = clean_name(text)
    if found is None:
        return None
    found = _TAIL.sub("", _HELPED.sub(r"\g<name>", found)).strip(" ,:-").removesuffix("'s")
    found = _KIND.sub(r"\1", found)
    return None if len(found) < 2 or _NO_NAME.search(found) else clean_name(found)


def name_before(left: str) -> str | None:
    """Return the holder that the words before a percentage name.

    Example:
        >>> name_before("In 2023, red cells represented ")
        'red cells'
        >>> name_before(" of revenue and reusable pens "), name_before(", led by plasma with ")
        ('reusable pens', 'plasma')
    """
    led = list(_LED_BY.finditer(left))
    if led and (found := tidy(_cut(led[-1]["name"]))):
        return found
    for pattern in (_SHARE_OF, _HIS_SHARE):
        match = pattern.search(left)
        if match and (found := tidy(_cut(re.split(r"\s(?:in|within)\s", match["name"])[0]))):
            return found
    for head in _heads(left):
        for piece in reversed(_pieces(head)):
            if found := tidy(piece):
                return found
    return None


def _cut(name: str) -> str:
    """The words up to the next verb."""
    verb = HOLDS.search(name)
    return name[: verb.start()] if verb and verb.start() > 2 else name


def _heads(left: str) -> Iterator[str]:
    """The words before the verb that governs the number, else those right before the number."""
    verb = next((v for v in HOLDS.finditer(left) if left[: v.start()].strip(" ,-*|")), None)
    if verb:
        yield left[: verb.start()]
    else:
        yield _LINK.sub("", left)


def _pieces(head: str) -> list[str]:
    pieces = [piece for piece in re.split(r"[,;:|(]\s+|^\W+|\s-\s", head) if piece.strip()]
    found = []
    for piece in pieces:
        piece = _DATED.sub("", piece.strip())
        if _STRAY.match(piece):
            # " of revenue and reusable pens": the rest of the last statement, then the next name.
            _, joined, piece = piece.rpartition(" and ")
            if not joined:
                continue
        found.append(piece)
    return found


def name_beside(left: str) -> str | None:
    """Return the name set right before a number, as in a list: "clinics 24%", "Europe (21%)".

    Example:
        >>> name_beside("Shares in 2026: bone marrow "), name_beside(" of it, and cell lines (")
        ('bone marrow', 'cell lines')
    """
    head = _LINK.sub("", left)
    pieces = _pieces(head)
    if not pieces or HOLDS.search(pieces[-1]):
        verb = list(HOLDS.finditer(pieces[-1])) if pieces else []
        # "… were Germany (27 %": a place or name behind the verb, right before the number.
        after = _BETWEEN.split(pieces[-1][verb[-1].end() :])[-1] if verb else ""
        return tidy(after) if 0 < len(after.split()) <= 4 else None
    piece = _BETWEEN.split(pieces[-1])[-1]
    if len(piece.split()) > 8:
        return None
    return tidy(piece)


def name_behind(right: str) -> str | None:
    """Return the holder that stands behind a percentage.

    Example:
        >>> name_behind(" of the market was held by hospitals in 2024")
        'hospitals'
        >>> name_behind(" of the apheresis market were strips.")
        'strips'
    """
    for pattern in (_BEHIND_BY, _BEHIND_BE):
        match = pattern.search(right)
        if match:
            name = re.split(r"\s(?:and|while|with|as|because|due)\s", _cut(match["name"]))[0]
            if found := tidy(name):
                return found
    return None


def name_after_participle(left: str, right: str) -> str | None:
    """Return the subject behind a participle: "Holding 60% of the market, the X segment leads".

    Example:
        >>> name_after_participle("Holding over ", " of the market in 2021, the pump segment will")
        'pump'
    """
    if not _PARTICIPLE.fullmatch(left):
        return None
    match = _BEHIND_COMMA.match(right)
    if not match:
        return None
    return tidy(_cut(match["name"]))


def names_in_turn(text: str, count: int) -> list[str]:
    """Return `count` names that a text before its verb lists, or none: "X and Y held" 46% and 54%.

    Example:
        >>> names_in_turn("In 2022, hospitals, clinics and homecare held ", 3)
        ['hospitals', 'clinics', 'homecare']
    """
    verb = next((v for v in HOLDS.finditer(text) if text[: v.start()].strip(" ,")), None)
    head = text[: verb.start()] if verb else text
    pieces = [p for p in re.split(r",?\s+and\s+|,\s+|\s*&\s*", head) if p.strip()]
    last = " ".join(pieces[-1].split()) if pieces else ""
    names = [tidy(piece) for piece in [*pieces[-count:-1], last]]
    found = [name for name in names if name]
    return found if len(found) == count else []


def runs(text: str, spans: list[tuple[int, int]]) -> list[list[int]]:
    """Group the indices of numbers that follow each other with nothing but "and" between.

    Example:
        >>> runs("46% and 54% of it, 9%", [(0, 3), (8, 11), (19, 21)])
        [[0, 1], [2]]
    """
    groups = [[0]] if spans else []
    for k, (one, two) in enumerate(pairwise(spans), start=1):
        joined = re.fullmatch(
            r"\s*(?:,\s*)?(?:and|or|&)?\s*(?:about|around|over)?\s*", text[one[1] : two[0]]
        )
        if joined:
            groups[-1].append(k)
        else:
            groups.append([k])
    return groups
