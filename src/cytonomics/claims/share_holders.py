"""Whose share it is: the name that stands beside a percentage, before its verb or behind it."""

from __future__ import annotations

import re

from cytonomics.claims.share_names import DATED, HOLDS, tidy

_LEADS = r"(?:led|dominated|headed|topped|followed|trailed|held|captured|owned|controlled)"
# "led by Europe, which had", "followed by plasma with"
_LED_BY = re.compile(
    rf"\b{_LEADS}\s+(?:\w+ly\s+)?by\s+(?:the\s+)?(?P<name>[^,;:()%]{{2,70}}?)"
    r"(?:,|\s+(?:which|that|with|at|having|holding|accounting|capturing|whose|in\s+(?:19|20)\d\d)\b|\s*\(|\s*$)",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r"\bshares?\s+(?:of|for|held\s+by|from)\s+(?:the\s+)?(?P<name>[^,;:()%]{2,60}?)\s+(?="
    + HOLDS.pattern
    + r"|(?<=\s)(?:\((?:19|20)\d\d\))?\s*:\s*$|(?:at|to)\s)",
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
    r"remaining|the\s+other|further|lead|under|less|close|accounting|holding|having|representing|capturing|making|comprising|"
    r"commanding|contributing|being|i\.e\.|ca\.|approx\.?)(?=\W|$))+$",
    re.IGNORECASE,
)
# "NAFTA (USA, Canada and Mexico)": members in brackets are no holder.
_NOTE = re.compile(r"\s\([^()%]{0,60},[^()%]{0,60}\)")
# Where a new subject comes in, and what a relative clause hangs on.
_CLAUSE = re.compile(
    r"\b(?:expected|estimated|projected|forecast|said|says|found|shows?|suggests?|predicts?|noted)\s+that\s+|"
    r"\b(?:data|reports?|study|analysis|survey|research|figures?|estimates?)\s+(?:shows?|found|says?|said|"
    r"suggests?|indicates?|reveals?)\s+|"
    r"\b(?:because|since|wherein|so\s+that|(?:of|among|in)\s+which)\s+|,\s+and\s+(?!(?:is|are|was|were|will|has|have|had|it|they|to|expected|projected)\b)(?=[^,;%]{3,60}\s(?:held|holds?|account\w*|"
    r"captur\w+|contribut\w+|represent\w*|command\w*|had|has|took|made)\b)|\bwith\s+(?=[^,;%]{3,60}\s(?:holding|"
    r"accounting|capturing|representing|contributing|commanding|leading|making)\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:\s\([^()]{0,90}\))?,\s*(?:which|who)\s(?=[^,;]{0,120}$)", re.IGNORECASE)
_TOGETHER = re.compile(
    r"[\s,-]+(?:together|collectively|jointly|combined|cumulatively)\s*$", re.IGNORECASE
)
_INTO = re.compile(
    r"^.{0,120}\b(?:especially|particularly|notably|mainly)\s+(?:in|among|by|for)\s+|^\s*(?:[a-z]+ed\s+)?(?:among|in|by|with|on|from|to|for)\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|among|into)\s", re.IGNORECASE)
_MARKET_OPENS = re.compile(r"\b(?:market|industry|revenues?|sales|demand)\s*\(\s*$", re.IGNORECASE)
# "remain ahead of injectables (34 %)"
_BEHIND_VERB = re.compile(r"\b(?:between|among|into|of|than|over|by)\s", re.IGNORECASE)
_SUCH_AS = re.compile(r"\b(?:such\s+as|like|including|namely)\s", re.IGNORECASE)
_STRAY = re.compile(r"^(?:of|in|by|to|at|for|on|from|during|as)\b", re.IGNORECASE)
# A letter of a name; a full stop only in initials such as "U.S.".
_NAME = r"(?:[^,.;()%]|(?<=(?-i:[A-Z]))\.)"
# "value share, Kits, 2023"
_BEHIND_NAMED = re.compile(
    r"^\s*(?:market|revenue|value|volume|sales)\s+share\s*[,:]\s*(?P<name>[^,;:()%]{2,60}?)\s*"
    r"(?:,\s*(?:19|20)\d\d)?[\s.]*$",
    re.IGNORECASE,
)
_BEHIND_BY = re.compile(
    r"^[\s,)-]*(?:(?:[a-z]+\s+){0,2}shares?\s+)?(?:of\s+[^,;:()%]{0,70}?)?(?:[\w-]+\s+){0,3}?"
    r"(?:held|fell|falls?|captured|accounted\s+for|contributed|generated|represented|led|commanded|attributed|"
    r"attributable|owned|taken|made\s+up|driven|coming|comes?|came|went|goes|going|belong(?:s|ed|ing)?|"
    r"sold|bought|supplied|controlled|earned|secured|made|derived|originat(?:ed|es|ing)|obtained|recorded|booked|"
    r"concentrated|located)\s+(?:by|to|from|in|through|via)\s+(?:the\s+)?"
    rf"(?:hands\\s+of\\s+)?(?P<name>{_NAME}{{2,60}})",
    re.IGNORECASE,
)
_BEHIND_BE = re.compile(
    r"^\s*of\s+[^,;:()%]{2,70}?\b(?:market|industry|revenues?|sales|total)\s+(?:in\s+(?:19|20)\d\d\s+)?"
    r"(?:(?:was|were|is|are|(?:could|will|would|should|may|might|can|to)\s+be(?:come)?|consist(?:s|ed)\s+of)\s+)"
    r"(?:made\s+up\s+of\s+)?(?:(?:in|from|for)\s+)?(?:the\s+)?(?:hands\s+of\s+)?(?P<name>(?!expected|projected|forecast|estimated|\w+ed\s*(?:[,.;]|$))"
    rf"{_NAME}{{2,50}})",
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


def name_before(left: str) -> str | None:
    """Return the holder that the words before a percentage name.

    Example:
        >>> name_before("In 2023, red cells represented ")
        'red cells'
        >>> name_before(" of revenue and reusable pens "), name_before(", led by plasma with ")
        ('reusable pens', 'plasma')
    """
    left = _NOTE.sub("", left)
    led = list(_LED_BY.finditer(left))
    if led and (found := tidy(_cut(led[-1]["name"]))):
        return found
    for pattern in (_SHARE_OF, _HIS_SHARE):
        match = pattern.search(left)
        if match and (found := tidy(_cut(re.split(r"\s(?:in|within)\s", match["name"])[0]))):
            return found
    for clause in (_CLAUSE.split(left)[-1], left):
        for head in (_antecedent(clause), _head(clause)):
            if _TOGETHER.search(head) and (found := tidy(_TOGETHER.sub("", head))):
                return found
            for piece in reversed(_pieces(head)):
                if found := tidy(piece):
                    return found
    return None


def _antecedent(clause: str) -> str:
    """What "which" stands for: "spending is concentrated in X and Y, which hold"."""
    relative = _RELATIVE.search(clause)
    if relative is None:
        return ""
    main = clause[: relative.start()]
    verb = list(HOLDS.finditer(main))
    return _INTO.sub("", main[verb[-1].end() :]) if verb else main


def _cut(name: str) -> str:
    """The words up to the next verb."""
    verb = HOLDS.search(name)
    return name[: verb.start()] if verb and verb.start() > 2 else name


def _head(left: str) -> str:
    """The words before the verb that governs the number, else those right before the number."""
    verb = next((v for v in HOLDS.finditer(left) if left[: v.start()].strip(" ,-*|")), None)
    return left[: verb.start()] if verb else _LINK.sub("", left)


def _pieces(head: str) -> list[str]:
    pieces = [piece for piece in re.split(r"[,;:|(]\s+|^\W+|\s-\s", head) if piece.strip()]
    found = []
    for piece in pieces:
        piece = DATED.sub("", piece.strip())
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
        if _MARKET_OPENS.search(left):
            return None  # "hospitals lead the pump market (27 %"
        # "… were Germany (27 %": a place or name behind the verb, right before the number.
        after = _BEHIND_VERB.split(pieces[-1][verb[-1].end() :])[-1].strip() if verb else ""
        return tidy(after) if 0 < len(after.split()) <= 4 and not _STRAY.match(after) else None
    piece = _SUCH_AS.split(_BETWEEN.split(pieces[-1])[-1])[-1]
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
    for pattern in (_BEHIND_NAMED, _BEHIND_BY, _BEHIND_BE):
        match = pattern.search(right)
        if match:
            name = re.split(
                r"\s(?:and\s(?=\w+(?:ed|ing)\b|it\b|this\b|the\s)|while\s|with\s|as\s|because\s|due\s)",
                _cut(match["name"]),
            )[0]
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
