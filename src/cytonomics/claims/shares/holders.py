"""Whose share it is: the name that stands beside a percentage, before its verb or behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics.claims.patterns import Cued, last_match
from cytonomics.claims.shares.names import DATED, HOLDS, THINGS, industry_named, tidy
from cytonomics.claims.shares.subjects import CLAUSE, LINK, STRAY, market_name, pieces, subject_name
from cytonomics.claims.words.labels import MARKET_WORD
from cytonomics.claims.words.verbs import HELD, HOLDING

_LEADS = r"(?:led|dominated|headed|topped|followed|trailed|held|captured|owned|controlled)"
# "led by Europe, which had", "followed by plasma with"
_LED_BY = re.compile(
    rf"\b(?:{_LEADS}\s+(?:\w+ly\s+)?by|(?:first|next|then|second|third|behind)\b[^,;%]{{0,60}}?\s(?:comes?|came)|shares?\b[^,;%]{{0,40}}?\s(?:belong(?:s|ed)?|went|goes|accru(?:es|ed))\s+to)\s+(?:the\s+)?(?P<name>[^,;:()%]{{2,70}}?)"
    rf"(?:,|\s+(?:which|that|with|at|{HOLDING}|whose|in\s+(?:19|20)\d\d)\b|\s*\(|\s*$)",
    re.IGNORECASE,
)
# "Europe, led by Spain with USD 2 bn, held": what is set between commas holds nothing.
_LED_INSERTED = re.compile(
    # "Europe led, followed by Peru and Chile, with a share of"
    r",?\s+followed\s+(?:closely\s+)?by\s[^%]{2,80}?\sand\s[^,%]{2,40},\s+(?=with\s+an?\s+(?:\w+\s+)?share\b)|"
    rf",\s+(?:{_LEADS}\s+by|being|where|whose|(?:the\s+\w+\s+)?(?:for|of|in|by)\s+which|(?:sold|known|used)\s+(?:as|in|for))\s(?:[^,%]|,(?=\d)){{2,80}},\s+(?={HOLDS.pattern})|,\s+whose\s[^,%]{{2,80}},\s+(?=\Z)|,\s+(?:al)?though\s+(?:only|just|still|merely)\s+(?=\Z)|\s-{{1,2}}\s[^-;%]{{3,80}}\s-{{1,2}}\s(?={HOLDS.pattern})|"
    r",\s+(?:al)?(?:though|while)\s+(?:still\s+)?(?:small|modest|niche|nascent|minor|lower)(?:er)?(?=\s+(?:at|with)\b)",
    re.I,
)
_SHARE_OF = re.compile(
    r"\b(?:shares?|proportion)\s+(?:of|for|held\s+by|from)\s+(?:the\s+)?(?P<name>[^,;:()%]{2,60}?)(?<!(?-i:[a-z]{3}ly))(?:\s+(?="
    + HOLDS.pattern
    + r"|(?:at|to)\s)|"
    r"(?=\s*(?:\((?:19|20)\d\d\)|,\s(?:19|20)\d\d|in\s[^,;:()%]{2,60})?\s*[:|]\s*$))",
    re.IGNORECASE,
)
_HIS_SHARE = Cued(
    "'",
    r"(?P<name>[^,;:()%]{2,60}?)(?:(?<!lion)'s|(?<=s)')\s+"
    rf"(?:(?:\w+\s+){{0,2}}|(?:(?!(?:{HELD}|had|has|have|an?|the|of|in|to|with|for|and)\s)[\w-]+\s+){{1,4}}"
    r"(?:market|revenue|sales|value|volume)\s+)(?:share|portion|slice|part|dominance|lead|contribution)\b",
)
# "The generic market share will remain at 5 %"
_NAMED_SHARE = Cued(
    " share",
    r"(?:^|[.;:,]\s+|\bthat\s+)(?:the\s+)?(?P<name>(?!global|overall|total|combined|domestic|local|"
    r"the\s)[a-z][^,;:.()%']{1,40}?)(?<!global)\s+(?:market|revenue|sales|value)\s+shares?\s+(?:in\s[^,;:()%]{2,40}?\s)?"
    rf"(?={HOLDS.pattern})",
)
# "NAFTA (USA, Canada and Mexico)", "Arvena (NYSE: ARV)": what brackets hold is no holder.
_NOTE = re.compile(
    r"\s\((?:[^()%]{0,60}[,:]|(?:now|formerly|previously|owned|part\s+of|with)\s)[^()%]{0,60}\)|"
    r",\s+(?:by\s+contrast|in\s+contrast|on\s+the\s+other\s+hand|however|meanwhile|in\s+turn|for\s+instance)(?=,)"
)
# "It was worth USD 2 bn, and the south had 9 %": the second clause has its own subject.
_NEW_SUBJECT = re.compile(
    rf",\s+and\s+(?=(?:the\s+)?[^,;%]{{2,50}}?(?<!\sto)\s(?:had|has|{HELD})\b)",
    re.IGNORECASE,
)
# "driven by poultry, whose share"
_WHOSE = Cued(
    "whose",
    r"(?<!\w)(?P<name>(?!(?:by|of|to|for|with|is|are)\s)[A-Za-z]"
    r"(?:(?!\s(?:by|of|to|for|with|is|are)\s)[^,;:()%]){1,50}),\s+whose\s+(?:(?:\w+\s+)?"
    r"(?:share|part|portion)\b|(?:[a-z~]+\s+){0,2}\Z)",
)
# "[Regions, 2024] Europe 9 %": the head of a box in its line
_BOXED = re.compile(r"^.*(?:\S\]\s+|\S\s{3,})(?=\S)")
_OPEN_BRACKET = re.compile(r"\((?P<inside>\s*[A-Za-z][^()]*)\Z")
_BETWEEN = re.compile(
    r"\b(?:between|among|into|(?:consist\w*|compos\w+|made\s+up)\s+of|(?:19|20)\d\d\s+and)\s",
    re.IGNORECASE,
)
_MARKET_OPENS = re.compile(r"\b(?:market|industry|revenues?|sales|demand)\s*\(\s*$", re.IGNORECASE)
# "remain ahead of injectables (34 %)"
_BEHIND_VERB = re.compile(
    r"\b(?:between|among|into|of|than|over|by|after|behind|besides|(?<=ed\s)in)\s", re.IGNORECASE
)
_AHEAD = re.compile(r"(?:le(?:ads?|d|ading)|tops?|topped|heads?|headed|dominat\w+)", re.I)
_SUCH_AS = re.compile(r"\b(?:such\s+as|like|including|namely)\s", re.IGNORECASE)
# A letter of a name; a full stop only in initials such as "U.S.".
_NAME = r"(?:[^,.;()%]|(?<=(?-i:[A-Z]))\.)"
# "value share, Kits, 2023"
_BEHIND_NAMED = re.compile(
    r"^\s*(?:market|revenue|value|volume|sales)\s+share\s*[,:]\s*(?P<name>[^,;:()%]{2,60}?)\s*"
    r"(?:,\s*(?:19|20)\d\d)?[\s.]*$",
    re.IGNORECASE,
)
_BEHIND_BY = re.compile(
    r"^[\s,)-]*(?:(?:[a-z]+\s+){0,2}shares?\s+)?(?:(?:of|in)\s+[^,;:()%]{0,70}?(?:(?<=\d),\s+|\([^()]{2,20}\)\s+)?)?(?:[\w-]+\s+){0,3}?\b"
    r"(?:(?:held|fell|falls?|captured|accounted\s+for|contributed|generated|represented|commanded|attributed|"
    r"attributable|owned|taken|made\s+up|(?<!,\s)(?<!share\s)(?<!\b20\d\d\s)(?:driven|led)|coming|comes?|came|went|goes|going|gone|belong(?:s|ed|ing)?|"
    r"sold|bought|supplied|controlled|earned|secured|made|derived|originat(?:ed|es|ing)|obtained|recorded|booked|"
    r"concentrated|located|based|used|flows?|pass(?:es|ed)?)\s+(?:in\s+(?:19|20)\d\d\s+)?(?:by|to|from|in(?:to)?|through|via)|"
    # Any other participle behind "is", any other verb before "from".
    r"spent\s+on|(?:stem|com|deriv|originat|aris)e?\s+from|(?:takes?\s+place|occurs?|lies|lay|sits|sat|resides?|rest(?:s|ed)?|originates?|arises?)\s+(?:in|with)|"
    r"(?:is|are|was|were|being)\s+(?:\w+\s+)?(?!expected|driven|followed|trailed|chased|challenged|joined|complemented|compared|offset)"
    r"(?:\w+ed|met|won)\s+(?:by|through|via)|"
    r"(?!increas|declin|decreas|rang|gr[eo]w|drop|slipp|fall|climb|expand|mov|benefit)\w{3,}(?:ed|s)"
    r"\s+from)\s+(?!(?:an?\s+|the\s+)?(?:growing|rising|increas\w+|surg(?:e|ing)|strong(?:er)?|robust|"
    r"high(?:er)?(?!\s(?:performance|power|temperature|voltage|purity|potency|pressure|strength|speed|end|density|frequency|resolution)))\s)"
    r"(?:the\s+)?(?:hands\s+of\s+)?"
    rf"(?P<name>{_NAME}{{2,60}})",
    re.IGNORECASE,
)
_BEHIND_BE = re.compile(
    r"^[\s)]*of\s+(?:[^,;:()%]{2,70}?\b(?:market|industry|revenues?|sales|demand|consumption|usage|spending|total)|(?:it|this|that(?:\s+(?:sum|amount))?)(?=\s(?:is|was|will\sbe)\s(?:for|from)\s))\s+(?:in\s+(?:19|20)\d\d\s+)?"
    r"(?:(?:now|currently|still|already|today)\s+)?(?:(?:was|were|is|are|ha(?:s|ve|d)\s+been|(?:could|will|would|should|may|might|can|to|(?:is|are)\s+(?:expected|projected|anticipated|likely|estimated)\s+to)\s+be(?:come)?|consist(?:s|ed)\s+of)\s+)"
    r"(?:made\s+up\s+of\s+)?(?:(?:in|from|for|with|to|into|through)\s+)?(?:the\s+)?(?:hands\s+of\s+)?(?P<name>(?!expected|projected|forecast|estimated|\w+ed\s*(?:[,.;]|$))"
    rf"{_NAME}{{2,50}})",
    re.IGNORECASE,
)
# "44% - share of steel pumps in 2023", "21%: Japan's share": a list of facts, the figure first
_FACT = re.compile(
    r"\s*[:=|-]\s*(?:(?:the|market|revenue|value|sales|global)\s+){0,2}?(?:(?:share|contribution)\s+"
    r"(?:of\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:market|revenues?|sales|total)\s+)?(?:of|for|from|by|(?:held|taken|claimed|earned|generated|contributed)\s+by)\s+(?:the\s+)?"
    r"(?P<name>[A-Za-z][^,;:()%]{1,60}?)|(?P<his>[A-Za-z][^,;:()%]{1,50}?)(?:'s|(?<=s)')\s+(?:\w+\s+){0,2}(?:share|contribution))"
    r"(?=\s+(?:in|of|by|as\s+of|for)\s|\s*(?:[,;(.]|\Z))",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[A-Za-z]")
_PARTICIPLE = re.compile(rf"\W*(?:{HOLDING}|with|at)\b", re.IGNORECASE)
_PARTICIPLE_ENDS = re.compile(
    rf"(?:(?!\s(?:{HELD}|had|has|have|is|are|was|were|will)\s)[\w\s.$€~>]){{0,60}}", re.IGNORECASE
)
# "held by Peru, Chile and Cuba": the rest of a list
_LISTED = re.compile(
    r"(?:,\s+(?!and\b)[\w&'-]+(?:\s(?!and\b)[\w&'-]+){0,3}){1,6}+,?\s+and\s+[\w&'-]+"
    r"(?:\s[\w&'-]+){0,2}?(?=\s*(?:[,.;]|$|in\b))"
)
_BEHIND_COMMA = re.compile(
    r"^(?:[^;:()%]|\([^()%]{0,40}\)){0,120}?,\s+(?:the\s+)?(?P<name>[^,.;()%]{2,60})", re.IGNORECASE
)
# "With 40 % of the market, Arvena sets prices"
_ACTS = re.compile(
    r"(?P<name>[A-Z][\w.&'-]*(?:\s(?:&\s)?[A-Z][\w.&'-]*)*)\s[a-z]+(?:s|ed)\s(?!segment)"
)


# "To clinics belong 40 % of the market"
_BELONGS = Cued(
    "belong",
    r"(?:^|[,;]\s+(?:and\s+)?)\W*to\s+(?:the\s+)?(?P<name>[^,;:()%]{2,60}?)\s+belong(?:s|ed)?\b[^;%]{0,40}\Z",
)
# "It was worth USD 2 bn, pumps taking up 40 % of that", "with clinics growing, and pumps holding"
_ABSOLUTE = Cued(
    "ing",
    rf",\s+(?:and\s+)?(?!(?:up|down|from|to|compared|with|and|which|who|while|now|then|including|as)\b)(?P<name>[^,;:()%]{{2,50}}?)\s+{HOLDING}\s+(?:[a-z~>]+\s+){{0,3}}\Z",
)


# Asked for by each rule that looks for a holder.
@lru_cache(maxsize=8)
def name_before(left: str) -> str | None:
    """Return the holder that the words before a percentage name.

    Example:
        >>> name_before("In 2023, red cells represented ")
        'red cells'
        >>> name_before(" of revenue and reusable pens "), name_before(", led by plasma with ")
        ('reusable pens', 'plasma')
    """
    left = _LED_INSERTED.sub(" ", _NOTE.sub("", left))
    turn = last_match(_NEW_SUBJECT, left)
    if turn and HOLDS.search(left, 0, turn.start()):
        left = left[turn.end() :]
    led = list(_LED_BY.finditer(left))
    if led and (found := tidy(_cut(led[-1]["name"]))):
        return found
    for pattern in (_BELONGS, _SHARE_OF, _WHOSE, _HIS_SHARE, _NAMED_SHARE):
        if match := pattern.search(left):
            name = _cut(re.split(r"\s(?:in|within)\s", match["name"])[0])
            if found := tidy(name) or industry_named(name):
                return found
    clause = CLAUSE.split(left)[-1]
    if found := subject_name(clause):
        return found
    beside = _ABSOLUTE.search(left)
    if beside and (found := tidy(beside["name"])):
        return found
    # "Firms look east, as the Asian market accounts for": a market, and not those firms.
    return None if clause == left or market_name(left) else subject_name(left)


def _cut(name: str) -> str:
    """The words up to the next verb."""
    verb = HOLDS.search(name)
    if verb and THINGS.fullmatch(verb[0]) and not name[verb.end() :].strip():
        return name  # "held by cable covers"
    if verb and re.search(r"[a-z]{3}ly\s\Z", name[: verb.start()]):
        return name  # "domestically produced drugs"
    return name[: verb.start()] if verb and verb.start() > 2 else name


def name_beside(left: str) -> str | None:
    """Return the name set right before a number, as in a list: "clinics 24%", "Europe (21%)".

    Example:
        >>> name_beside("Shares in 2026: bone marrow "), name_beside(" of it, and cell lines (")
        ('bone marrow', 'cell lines')
    """
    left = _LED_INSERTED.sub(" ", left)
    if "] " in left or "   " in left:
        left = _BOXED.sub("", left)
    # "USD 4 bn in 2024 (pumps 36 %": an open bracket begins the list.
    inner = _OPEN_BRACKET.search(left)
    head = LINK.sub("", inner["inside"] if inner else left)
    found = pieces(head)
    thing = tidy(found[-1]) if found else None
    if thing and THINGS.fullmatch(thing):
        return thing
    if not found or HOLDS.search(found[-1]):
        verb = list(HOLDS.finditer(found[-1])) if found else []
        if verb and re.search(r"\bby\s\Z", found[-1][: verb[-1].start()]):
            return tidy(found[-1][verb[-1].start() :])  # "followed by holding tanks"
        if _MARKET_OPENS.search(left):
            return None  # "hospitals lead the pump market (27 %"
        # "… were Germany (27 %": a place or name behind the verb, right before the number.
        behind = found[-1][verb[-1].end() :] if verb else ""
        if verb and _AHEAD.fullmatch(verb[-1][0]) and not _BEHIND_VERB.search(behind):
            return None  # "Arvena leads the field (28 %"
        after = _BEHIND_VERB.split(behind)[-1].strip()
        return tidy(after) if 0 < len(after.split()) <= 4 and not STRAY.match(after) else None
    piece = _SUCH_AS.split(_BETWEEN.split(found[-1])[-1])[-1]
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
            name = re.split(
                r"\s(?:and\s(?=(?:grow|ris|expand|increas|driv)ing\b|\w+ed\s(?:to|by|in|at|for|from|with)\b|\w+(?:ed|ing)\s(?:the|an?|its?|to|about|over|more|[~>]?\d)|it\b|this\b|the\s)|while\s|with\s|as\s(?!an?\sservice)|because\s|due\s|(?:in|within|of)\s+the\s)",
                _cut(match["name"]),
            )[0]
            if found := tidy(name):
                listed = _LISTED.match(right, match.end("name"))
                whole = name == match["name"] and listed and not HOLDS.search(listed[0])
                return found + listed[0].rstrip() if whole and listed else found
    return None


def name_below(right: str) -> str | None:
    """Return the name of a figure's label: "29 %", "value share, Kits, 2023".

    Example:
        >>> name_below(" value share, Kits, 2023")
        'Kits'
    """
    label = _BEHIND_NAMED.search(right)
    return tidy(label["name"]) if label and not HOLDS.search(label["name"]) else None


def name_after_participle(left: str, right: str) -> str | None:
    """Return the subject behind a participle: "Holding 60% of the market, the X segment leads".

    Example:
        >>> name_after_participle("Holding over ", " of the market in 2021, the pump segment will")
        'pump'
    """
    said = DATED.sub("", left.rpartition(": ")[2])
    opened = _PARTICIPLE.match(said)
    if opened is None or not _PARTICIPLE_ENDS.fullmatch(said, opened.end()):
        return None  # "Holding tanks held 60 %"
    match = _BEHIND_COMMA.match(right)
    if not match:
        return None
    acts = _ACTS.match(match["name"])
    return tidy(acts["name"] if acts else _cut(match["name"]))


def name_of_fact(left: str, right: str) -> str | None:
    """Return whose share a line tells that opens with its figure.

    Example:
        >>> (
        ...     name_of_fact("- ", ": share of steel pumps in 2023"),
        ...     name_of_fact("- ", ": Peru's share"),
        ... )
        ('steel pumps', 'Peru')
    """
    fact = None if _LETTER.search(left) else _FACT.match(right)
    name = fact["name"] or fact["his"] if fact else None
    return tidy(name) if name and not MARKET_WORD.search(name) else None
