"""What opens a sentence, or stands in it, and says nothing of a market is made blank."""

from __future__ import annotations

import re

from cytonomics.claims.patterns import holds
from cytonomics.claims.words.places import places
from cytonomics.claims.words.verbs import BE, HELD

# Words by which a sentence tells of a market.
MARKET_WORDS = (
    r"markets?|industr(?:y|ies)|sectors?|(?:sub-?)?segments?|categor(?:y|ies)|regions?|"
    r"countr(?:y|ies)|shares?|sales|revenues?|spending|largest|biggest|highest|fastest|"
    r"led|dominat\w+|held|holds"
)
_SAYS = rf"\d|\b(?:{MARKET_WORDS}|lead(?:s|ing|ers?)?"
_OF_MARKET = re.compile(rf"{_SAYS}|grow(?:s|ing)?|expand(?:s|ing)?)\b", re.IGNORECASE)
# "As clinics expand, gels led", and not "As gels expand, the segment is to reach"
_IS_TOLD = re.compile(rf"{_SAYS})\b", re.IGNORECASE)
_NAMES_NONE = re.compile(
    r"(?:it|they|this|these|the\s(?:[a-z]+\s)?(?:segment|market|category|industry|sector|region|country)(?!\sof\b))\b",
    re.IGNORECASE,
)
# "Moreover, owing to rising demand, hospitals held", "In 2023, as costs fell, gels led"
_FRONT = re.compile(
    r"(?P<lead>(?:(?:[a-z]{3,}ly|moreover|however|further(?:more)?|meanwhile|thus|hence|also|overall|"
    r"besides|therefore|likewise|still|today|indeed|instead|again|next|then|in\s(?:addition|contrast|turn)|on\sthe\sother\shand|"
    r"(?:by|in\sterms\sof|based\son|on\sthe\sbasis\sof|with\sre(?:gard|spect)\sto|from\sa)\s[a-z\s-]{3,30}|"
    r"(?:in|during|for|by|as\sof|over|from|between|through|until|towards?|throughout)\s+(?:[a-z]+\s+){0,4}?\(?(?:19|20)\d\d(?:\s?(?:-|–|to|and|through)\s?(?:19|20)?\d\d)?\)?),\s+){0,3})"
    r"(?P<front>(?:(?:yes|no|looking\sahead|going\sforward)|(?:owing|due|thanks|because|despite|although|though|given|following|driven|fuell?ed|"
    r"backed|supported|even\s(?:though|if|when|as)|if|since|when|once|unless|amid|whereas|now\sthat|to\s[a-z]+|with(?!\sre(?:gard|spect)\s)|while|as(?!\sof\b|(?-i:[^,]*\s[A-Z])))\s[^,;.:()\d%]{5,90}),\s+)(?=[A-Za-z])(?!with\s+the\s)",
    re.IGNORECASE,
)


def without_front(line: str) -> str:
    """Return a sentence of equal length whose fronted reason is blank, where it tells nothing.

    Example:
        >>> without_front("Owing to low prices, gels held 9 %.")
        '                     gels held 9 %.'
        >>> without_front("Driven by sales in Peru, gels held 9 %.")
        'Driven by sales in Peru, gels held 9 %.'
    """
    found = _FRONT.match(line) if "," in line else None
    if not found:
        return line
    told = _OF_MARKET if _NAMES_NONE.match(line, found.end()) else _IS_TOLD
    if told.search(found["front"]) or any(places(found["front"])):
        return line
    lead = found["lead"]
    return f"{lead}{', ' if lead else '':>{len(found['front'])}}{line[found.end() :]}"


# "It was gels that led": the subject is what is set off.
_CLEFT = re.compile(
    r"It\s(?:is|was|will\sbe|has\sbeen)\s(?P<name>[^,;.:%\d]{3,60}?)\s(?:that|which|who)\s"
    rf"(?=(?:{BE}|{HELD}|lead|leads|led|grew|grow|grows|brings?|brought|ranks?|ranked|stood|stands?|added|adds?|contribute|hold|account|dominate|generate|earn|make)\s)"
)


def without_cleft(line: str) -> str:
    """Return a sentence of equal length that says of its subject what it says by "It is … that".

    Example:
        >>> (
        ...     without_cleft("It was gels that led with 9 %."),
        ...     without_cleft("It is said that gels led."),
        ... )
        ('       gels      led with 9 %.', 'It is said that gels led.')
    """
    cleft = _CLEFT.match(line)
    if cleft is None:
        return line
    name, end = cleft["name"], cleft.end()
    return f"{name:>{cleft.end('name')}}".ljust(end) + line[end:]


# "The global gels segment": the part of a market is not called so
_OF_WORLD = re.compile(
    r"(?<=\bthe )(?:global|worldwide)"
    r"(?= (?:(?!(?:markets?|industry|and|or|in|of|for)\b)[\w&/'-]+ ){1,5}?segment"
    rf"(?:,| (?:{BE}|{HELD}|dominated|led|leads|reached|grew|stood)\b))",
    re.IGNORECASE,
)


def without_world(line: str) -> str:
    """Return a sentence of equal length in which no segment is called global.

    Example:
        >>> without_world("The global gels segment led.")
        'The        gels segment led.'
    """
    if not holds(line, ("the global ", "the worldwide ")):
        return line
    return _OF_WORLD.sub(lambda word: " " * len(word[0]), line)


# "Figure 2. Plastic: 52 % of revenue": the number of a figure is no part's name
_CAPTION = re.compile(
    r"(?:fig(?:ure)?s?|tables?|charts?|exhibits?|graphs?|diagrams?)\.?\s{0,2}(?:\d{1,3}(?:[.-]\d{1,2})?[a-z]?|[ivx]{1,4}\b)\s?(?:[.:|)-]\s?)?\s*(?=[A-Z])",
    re.IGNORECASE,
)
# "Leading type | Gels, with 9 % of sales": a key and its value
_RANKED_CELL = re.compile(
    r"\W*(?:leading|largest|biggest|top|dominant|dominating|main|fastest[\s-]growing|highest[\s-]growth|"
    r"key|number\sone|no\.\s?1)\s[^|\t:%\d]{2,40}?(?P<gap>\s*\|\s+|\t\s*|\s{3,})(?=[A-Z][^|\t]*$)",
    re.IGNORECASE,
)

# "Regional insights: 46 % share from Asia": the label of a finding is no part's name
_SECTION = re.compile(
    r"\W{0,6}(?:regional|segment(?:al|ation)?|country|competitive|market|geographic(?:al)?)\s+"
    r"(?:insights?|outlook|analysis|overview|highlights|snapshot|distribution|performance|trends?)\s*:\s+"
    r"(?=[~>]?\d[\d.]*\s?%\s(?:share|of|from|in|held|comes?|came)\b)",
    re.IGNORECASE,
)
_GAPS = ("|", "\t", "   ")


def without_number(line: str) -> str:
    """Return a line of equal length without a caption's number, and with a colon behind its key.

    The label of a finding that begins with a share is blank, too.

    Example:
        >>> without_number("Fig. 2 Gels: 9 % of sales")
        '       Gels: 9 % of sales'
        >>> without_number("Leading type | Gels, with 9 %")
        'Leading type:  Gels, with 9 %'
    """
    caption = _CAPTION.match(line) if line[:1] in "FfTtCcEeGgDd" else None
    caption = caption or (_SECTION.match(line) if "%" in line else None)
    if caption:
        line = " " * caption.end() + line[caption.end() :]
    cell = _RANKED_CELL.match(line) if holds(line, _GAPS) else None
    if cell is None:
        return line
    first, last = cell.span("gap")
    return f"{line[:first]}{':'.ljust(last - first)}{line[last:]}"


# "A. It was worth", below a question
_ANSWERS = re.compile(
    r"(?:A|Ans\.?|Answer)\s?\d{0,2}\s?[.:]\s+(?=[A-Z~$€£¥₹]|\d[\d.,]*\s?[%A-Za-z])"
)


# "The gel segment, would grow": a comma that parts a subject from its verb
_STRAY_COMMA = re.compile(
    r"(?<=\ssegment),(?=\s(?:would|will|is|are|was|held|accounted|registered|dominated|led)\s[^,]*\Z)"
)


# "tubes, some way behind at 6 %"
_FAR_BEHIND = re.compile(
    r",\s(?:some\sway|well|far|not\sfar|a\slong\sway|slightly)\sbehind(?=\s(?:at|with)\s)"
)


def without_stray_comma(line: str) -> str:
    """Return a line of equal length without a comma between a segment and its verb or figure.

    Example:
        >>> without_stray_comma("The gel segment, would grow at 9 %.")
        'The gel segment  would grow at 9 %.'
    """
    line = _STRAY_COMMA.sub(" ", line) if "segment," in line else line
    return _FAR_BEHIND.sub(lambda far: " " * len(far[0]), line) if " behind " in line else line


def without_label(line: str) -> str:
    """Return an answer of equal length without what marks it as one.

    Example:
        >>> without_label("A. Gels led with 9 %."), without_label("Ans: Yes.")
        ('   Gels led with 9 %.', '     Yes.')
    """
    label = _ANSWERS.match(line)
    return " " * label.end() + line[label.end() :] if label else line


# "“Demand is weak,” said Ann Roe of Belor, “but it will grow by 4 %.”"
_SPEAKER = re.compile(
    r'"(?P<said>[^"]{2,300}?)[,.]?"[,.]?\s+(?:(?:[a-z]+(?:s|ed)|said|told|thought|went\s+on)\s[^"%$€£\d]{2,120}?|'
    r'[^",%$€£\d]{2,60}?\s(?:[a-z]+(?:s|ed)|said)(?:,\s[^"%$€£\d]{2,80}?)?),\s+"(?=[a-z])'
)


def without_speaker(line: str) -> str:
    """Return speech of equal length without who is named amid it, and without its first marks.

    Example:
        >>> without_speaker('"It is young", says Ann Roe, "but grows by 4 %."')
        ' It is young ,                   but grows by 4 %."'
    """
    return _SPEAKER.sub(_only_said, line) if line.count('"') > 2 else line


def _only_said(speech: re.Match[str]) -> str:
    return f" {speech['said']} ,".ljust(len(speech[0]))
