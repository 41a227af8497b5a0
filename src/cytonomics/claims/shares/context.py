"""Whether a percentage is a share where no word says of what: by its verb, list or neighbour."""

from __future__ import annotations

import re

from cytonomics.claims.patterns import Cued, last_words
from cytonomics.claims.shares.holders import name_before, name_behind, name_beside
from cytonomics.claims.shares.splits import GROWING, MARKET, NO_SHARE, SPLIT, is_listed, of_split
from cytonomics.claims.shares.view import View, around, place_in, right_in
from cytonomics.claims.shares.wholes import Whole
from cytonomics.claims.words.scene import Scene
from cytonomics.claims.words.verbs import HELD, HOLDING, TAKES_UP

# "Clinics, at 52 %, were the largest end user", "Tubes (46 %) and valves (23 %) were the largest"
_IS_FIRST = re.compile(
    r"(?i)(?:\)(?:,|,?\sand)\s[^()%]{2,60}\(\s*\d[\d.]*\s?%)*\s*(?:[,)]?\s+(?:is|are|was|were|remain(?:s|ed)?)\s+(?:the|its)\s+(?:[\w'-]+\s+){0,2}(?:largest|leading|biggest|top)\b|"
    r"[,)]\s+(?:(?:is|are|was|were|will)\s+)?(?:(?:[a-z]+(?:ed|ly)|continues?)\s+to\s+)?(?:dominat\w+|leads?|led|follow(?:s|ed)|rank(?:s|ed)?|c[ao]mes?)\b|"
    r"[,)]\s+(?:is|are|was|were)\s+(?:(?:the|in|a|far|close|next|not)\s+){0,2}(?:runners?-up|second|third|next|behind|ahead)\b)"
)
# "Peru comes first (37 %)", "clinics are the main users (66 %)"
_PLACED = re.compile(
    r"\b(?:(?:comes?|came|ranks?|ranked)\s(?:first|second|third|next|last)|(?:is|are|was|were)\sthe\s(?:main|key|\w+est|leading|top)\s(?:[a-z]+\s)?(?:buy|us|consum|contribut|custom|mark)[a-z]+)\s\($|"
    r"^\W*(?:largest|leading|dominant|top)\s+(?:\w+\s+)?(?:segment|region|country|user|application|product|type|category|channel)[^|:%]{0,30}[|:]\s*[^|:%()]{2,50}\s\($",
    re.I,
)
# Verbs that say who has how much; weak ones do so only of a market that is at hand.
_HELD = re.compile(
    rf"\b(?:{HELD}|(?!lead){HOLDING}|{TAKES_UP}|acquired|enjoy(?:s|ed)|obtained|possess(?:es|ed)|"
    r"(?:dominat\w+|rule[sd]?|led|leads?|leading|trail(?:s|ed)|tops|topped|heads|headed|ranks?|ranked|ahead|first|second|third)\b[^;%]{0,60}(?:\b(?:with|at|by)\b|,)|keeps?|kept|buys?|bought|consum(?:es|ed)|concentrates|purchas(?:es|ed))\b"
    r"[^;%]{0,60}$",
    re.I,
)
_LEADS = re.compile(r"\b(?:dominat|lead)\w*\s+with\s+(?:[a-z]+\s+){0,2}$", re.I)
# "hoses (15 %), patient aids (": one more of a list of shares, whatever it is called.
_NEXT_ITEM = re.compile(r"\)(?:,|;|,?\s+and)\s[^()%]{2,60}\(\s*")
# "Arvena Inc. commanded 7 % in bone screws": what a company holds of what is traded.
_HELD_IN = re.compile(r"\b(?:command|captur|occup)\w+\s+(?:[\w~>-]+\s+){0,3}$", re.I)
_COMPANY_NAME = re.compile(r"\b(?:Inc|Corp|Ltd|LLC|PLC|plc|AG|GmbH|S\.A|Corporation|Company)\b")
_HAD = re.compile(
    r"\b(?:had|has|have|with|at|got|for|is|are|was|were)\s+(?:(?!(?:in|de)creas|ris|grow)[\w~>-]+\s+){0,3}[>~]?$",
    re.I,
)
_AXIS_OF_PEOPLE = re.compile(r"\bby\s+(?:age|gender|sex|patient|customer)\b", re.I)
# "USD 2 bn, or less than 3 % of the total"
_SET_BEHIND = re.compile(r",\s*(?:(?:or|only|about|nearly|some|over|less\s+than)\s+)*$", re.I)
# "The margin of the segment was 22 %"
_RATE_OF = re.compile(r"\b(?:margin|growth|rate|yield|cost|price|profit)s?\s+(?:of|in|for)\s", re.I)
# "Gels held 44 % of this."
SHARE_SAID = re.compile(
    rf"(?i)\b(?:shares?|{HELD}|{HOLDING}|slice)\b"
    r"(?:[^.;%]|\.(?=\d))*\d\s?(?:%|per\s?cent)(?:\s+of|\W*\Z|\s+in\s)|\d\s?(?:%|per\s?cent)\s+(?:(?:\w+\s)?share\b|of\s+(?:[\w-]+\s+){0,7}?(?:market|total|sales|revenues?|demand)\b)"
)
# "It was worth USD 2 bn. Of that, 30 % went to pumps"
_OF_THAT = re.compile(r"\W*of\s+(?:that|this|it|th(?:at|is|e)\s+(?:total|sum|amount)),\s", re.I)
_MONEY = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:[bm]illion|trillion|[bm]n|crore)\b", re.I)
_WITH = re.compile(r"\bwith\s+(?:[a-z]+\s+){0,2}$", re.I)
_SEGMENT = re.compile(r"\b(?:sub-?)?(?:segments?|categor(?:y|ies))\b", re.I)
AXIS = re.compile(r"\W*(?:by|based\s+on|in\s+terms\s+of|among)\s[\w\s/&-]{2,40}[,:]\s", re.I)
_CHANGE = re.compile(
    r"\b(?:drop|fall|fell|ris|rose|climb|grow|grew|shrink|shrank|slip|declin|increas|decreas|expand|go|went|move)\w*\s+"
    r"(?:from\s+)?(?:[\w~>]+\s+){0,2}$",
    re.I,
)
ONWARD = re.compile(
    r"(?:^|,|\b(?:(?:19|20)|FY\s?)\d\d|\b(?:market|industry|sales|revenues?)(?=\s+(?:against|versus|compared)\s))\s*,?\s*(?:and\s+)?(?:(?:up|down)\s+from|compared\s+(?:with|to)|to|from|versus|(?:as\s+)?against)\s+"
    r"(?-i:[a-z~>]+\s+){0,2}$|\s->\s*$|"
    # "held 9 % in 2020 but are set to hold"
    r"(?:^\s*|\s(?:and|but|yet)\s+)(?:is|are|was|were|will|would|should|could|may)\s+(?:(?!(?:and|or)\b)(?-i:[a-z~>]+)\s+){0,6}$",
    re.I,
)
# "compared with Peru's 9 % and Chile's 4 %"
_THEIRS = re.compile(
    r"(?:\b(?:compared\s+(?:with|to)|versus|against|and)|^,)\s+(?:the\s+)?[^,;%]{2,50}?(?:'s|(?<=s)')\s+(?:[a-z]+\s+)?$"
)
# "64 % was held by reagents, and 35 % by instruments", "…, with 11 % from pharmacies"
AND = re.compile(
    r"(?:^(?:\s*(?:by|from|(?:in|for)(?!\s+(?:19|20)\d\d)|to)\s[^,;%]{2,50}?)?|"
    r"\s(?:from|to|by|with)\s[^,;%]{2,50}?(?=\sand\s)|,)\s*(?:and\s*)?(?:the\s+(?:rest|remainder|balance),?\s*)?(?:with\s*|leaving\s*(?:about\s*)?)?(?:(?:another|a\s+further|the\s+(?:other|remaining))\s*)?(?:(?:about|around|over|nearly|almost|some|up\s+to)\s*)?$",
    re.I,
)
BY = re.compile(
    r"[\s,]*(?:(?:(?:is|are|was|were)\s+)?(?:came|comes?|coming|going|falling|held|taken|was|is|are|were|went|goes)\s+)?"
    r"(?:(?:by|from|in|to|for)|(?:is|are|was|were)(?!\s+(?:\w+(?:ed|ly)|held|made|taken|sold|bought|the|an?)\b))\s+"
    r"(?!(?:the\s+)?(?:(?:FY\s?)?(?:19|20)\d\d|(?:terms\s+of\s+)?(?:value|volume|revenues?|sales|units)\b))(?P<name>[a-z][^,;:.]{1,50})",
    re.I,
)
# "40 % is still controlled by dealers"
_HELD_BY = re.compile(
    r"\s*(?:is|are|was|were|being)?\s*(?:\w+\s+){0,2}(?:held|controlled|owned|captured|commanded|"
    r"accounted\s+for|contributed|dominated|occupied|taken|supplied|earned|made\s+up)\s+by\b|"
    r"\s*(?:attributed|attributable)\s+to\b",
    re.I,
)
_BY_VALUE = re.compile(
    r"\s*(?:by|in)\s+(?:terms\s+of\s+)?(?:value|volume|revenues?|sales|units)\b", re.I
)
# "By volume it held 40 %, by value 30 %"
BY_VALUE_AHEAD = re.compile(
    r"(?:(?:\A[\s,]*|,\s+)(?:(?:and|but|while)\s+)?(?:by|in)\s+(?:terms\s+of\s+)?(?:value|volume|revenues?|sales|units?)"
    r"(?:\s+terms)?,?\s+|\A[\s,]*)(?:(?:but|and|yet|only|just|about|around|over|nearly|it(?:\s+was)?)\s+){0,4}\Z",
    re.I,
)
# "A held 60 %; the other 40 % was B": the rest of the sentence before
_REST = re.compile(r"\W*(?:and\s+)?the\s+(?:other|remaining|rest|remainder|balance)\b", re.I)
# "The market will be USD 2 bn; 60 % will stem from suits"
_COMES_FROM = re.compile(
    r"\s+(?P<of>of\s+(?:which|it|that|this)\s+)?(?:(?:will|would|should|(?:is|was)\s+to)\s+)?"
    r"(?:stem(?:s|med)?|c[ao]mes?|deriv(?:es?|ed)|originat(?:es?|ed)|(?:is|was)\s+(?:earned|generated))\s+(?:from|in|by)\b"
)
_WORTH = re.compile(
    r"\b(?:or|equal\s+to|equivalent\s+to|representing)\s+(?:\w+\s+){0,2}$|,\s+an?\s+$", re.I
)
# "- of which Peru 22 %": an item below what it is of
_OF_WHICH = re.compile(
    r"\W*(?:o\s+)?(?:thereof|(?:out\s+)?of\s+(?:which|this|these|that))[,:]?\s+[^,;:%]{2,50}?[\s:(,-]*\Z",
    re.I,
)
# "Peru - USD 2 bn (2024), 22 %", below or behind such a line that calls its number a share
_KEYED = re.compile(r"\W*[A-Z][^,;:.%]{1,40}?(?::|\s-)\s[^;%]{2,60},\s(?:about\s|~)?\Z")
_ENDED = re.compile(r"\W*\Z")
_BRACKETED = re.compile(r"\(\s*(?:[a-z~>]+\s+){0,2}$", re.I)
_ENDS = re.compile(
    # A fragment of a word stands where an excerpt was cut.
    # Words that say of what stand behind "of", "in" or "to" alone.
    r"^\s*(?:$|[.,;)|—–]|\((?:[a-z~]+\s){0,2}(?:(?:USD|US\$|[$€£₹])\s?\d|\d[\d.,]*\s[bm]illion)|-\s|(?!CAG?\b)[a-z]{1,3}\s*$|(?:and|or|while|whereas|respectively|against|versus|but|"
    r"according|as|thanks|owing|due|because|since|when|where|which|who|on|at|"
    r"across|with|without|despite|after|before|ahead|behind|followed|compared|"
    r"(?:led|fuell?ed|supported|anchored|headed|propelled|bolstered|aided|helped|backed|underpinned|spearheaded|"
    r"boosted|reinforced|strengthened|sustained|powered|buoyed)\s+by|driven|globally|"
    r"worldwide|overall|today|now|so|if|alone|each|only)\b|to\s+\d|share\b|in\s+terms\b|"
    r"(?:in|by|for|during)\s+(?:FY\s?)?(?:19|20)\d\d|"
    r"(?:(?:in|by|for|during)\s+)?(?:the\s+(?:same|latter|former)|that(?:\s+same)?|th[eo]se)\s+(?:years?|period)\b|in\s+the\s+(?:latter|former)\s*(?:[.,;]|$)|of\s+(?:it|the\s+total)\b|"
    r"(?:in|by)\s+(?:revenue|value|volume|(?:[a-z]+\s)?(?:type|product|application|region|indication|source|material|form|channel|end[\s-]?user|country|technology|age|component|disease|grade|route|setting))\b)",
    re.I,
)
_STOCK = Cued(
    "share stock buyback buy-back proportion percentage part quarter year-ago mix cap",
    r"\b(?=[a-z])(?:share\s+prices?|\bper\s+share|\bshareholders?|\bstocks?\b(?!\s+(?:at\s+least|the|a|an|more|it|them)\b)|\bbuy-?back|\b(?:legacy|outstanding|issued)\s+shares\b|"
    # What a company's books tell: "80 % of revenue in the quarter", "its asset mix"
    r"\bof\s+(?:(?:its|our|total)\s+){0,2}revenues?\b(?:[^.;]|\.\d){0,60}\b(?:quarter|year-ago)\b|\bits\s+(?:asset|product|sales)\s+mix\b|(?<!market\s)\bshares\s+(?:(?:of|in)\s+[\w\s]{2,40}?)?"
    r"(?:ha(?:ve|d)\s+|are\s+(?:now\s+)?)?(?:rose|fell|down|up|slipp(?:ed|ing)|fallen|falling|closed|traded|jump(?:ed)?|gained|lost|dropped|climb(?:ed)?|slid|sliding|soar(?:ed|ing)?|skyrocket\w*|"
    r"surged?|leapt|leap|plunged?|plunging|tumbled?|sank)\b|\b(?:small|mid|large|micro)[- ]caps?\b|"
    # "R&D as a proportion of sales fell from 22 %", "the patient share in Peru, 39 %"
    r"\b(?:r&d|costs?|expen[a-z]+|spending|investments?|exports?|profits?)\s[^.;%]{0,40}?\bas\s+an?\s+"
    r"(?:share|percentage|proportion|part)\s+of\s|\b(?:patient|case|donor|job|staff|employment)\s+shares?\b)",
)
# "30 % of all transplants", "57 % of procedures performed": of a market for transplants
_OF_PROCEDURES = re.compile(
    r"\s*of\s+(?:(?:all|total)\s+)?(?:procedures|transplant(?:ation)?s|transfusions|surgeries)\b",
    re.I,
)
_PROCEDURE = re.compile(r"\b(?:transplant(?:ation)?|transfusion|surgery)\Z", re.IGNORECASE)


def in_context(scene: Scene, view: View, whole: Whole | None, carried: bool) -> bool:
    """Say whether a percentage is a share by its place in a sentence or list about a market.

    Example:
        >>> scene = Scene("Pump market: hospitals held 40 %.", 0)
        >>> view = View(scene.percents[0], " hospitals held ", ".", True, ".", 32)
        >>> in_context(scene, view, None, carried=False)
        True
    """
    left, right = view.left, view.right
    if of_split(scene):
        return True
    of_segment = _SEGMENT.search(left) and not _RATE_OF.search(left)
    segment = of_segment or _AXIS_OF_PEOPLE.search(scene.text)
    behind = _WITH.search(left) and name_behind(right)  # "with 77 % of demand met by imports"
    subject = (
        ""
        if segment or behind or (carried and _NEXT_ITEM.fullmatch(left))
        else last_words(left, 60)
    )
    ended = whole is not None or _ENDS.match(right) or right_in(scene, view.quantity)
    if NO_SHARE.search("" if ended else re.split(r",|\band\b", right[:45])[0]):
        return False
    if NO_SHARE.search(subject):
        return False
    # "of the mix", "of demand": a part of a market where somebody is said to hold it.
    if whole is not None and whole.kind == "unknown" and _HELD_IN.search(left):
        return bool(_COMPANY_NAME.search(left)) and scene.outline.market is not None
    # "Among these, 12 % of all gene, cell and RNA therapies" counts them.
    by_axis = AXIS.match(scene.text) is not None and not right.startswith(" of all ")
    traded = by_axis or of_procedures(scene, right)
    loose = whole is not None and (whole.kind == "maybe" or traded)
    rest = _REST.match(left) and SHARE_SAID.search(scene.before)
    told_by = bool((carried or rest) and AND.search(left) and BY.match(right))
    if whole is not None and not loose and not (told_by and whole.kind == "unknown"):
        return False
    if not (scene.outline.market or MARKET.search(around(scene))):
        return False
    ends = loose or bool(ended)
    if loose and (
        _HELD.search(left)
        or (_BRACKETED.search(left) and name_beside(left))  # "demand for pumps (41 % of …"
        or name_before(left)
        or name_behind(right)
    ):
        return True
    if not view.start and _OF_THAT.match(left) and BY.match(right) and MARKET.search(scene.before):
        return _MONEY.search(scene.before) is not None
    sized = scene.amounts and scene.amounts[0].end <= view.start and MARKET.search(scene.text)
    if told_by or (sized and _COMES_FROM.match(right)):
        return True
    if _HELD_BY.match(right) and (carried or MARKET.search(around(scene))):
        return True
    if carried and (_BY_VALUE.match(right) or BY_VALUE_AHEAD.search(left)):
        return True
    named = _THEIRS.search(left) or (len(left.split()) <= 12 and name_before(left))
    if carried and (ONWARD.search(left) or (ends and named)):
        return True
    if _HELD.search(left) and ends:
        told = MARKET.search(around(scene)) or AXIS.match(scene.text) or _LEADS.search(left)
        told = told or SHARE_SAID.search(scene.before)
        plain = scene.outline.market and not scene.amounts
        # "In 2024:", and below it "- Pumps held 40 %"
        listed = scene.item and re.fullmatch(r"\D{0,20}20\d\d:", scene.lead)
        return bool(told or plain or listed) or place_in(scene, view) is not None
    if _CHANGE.search(left) and re.search(r"\bin\s+(?:the\s+)?[^,;]{2,60}\bmarket,", left, re.I):
        return True
    if _PLACED.search(left) and scene.outline.market:
        return place_in(scene, view) is not None or name_before(left) is not None
    set_apart = _HAD.search(left) or left.endswith("(")
    first = set_apart and _IS_FIRST.match(scene.text, view.quantity.end)
    if first and MARKET.search(around(scene)):
        return name_before(left) is not None
    if _HAD.search(left) and ends:
        if place_in(scene, view) is not None or re.search(r"(?:19|20)\d\d", scene.text):
            return True
        goes_on = SHARE_SAID.search(scene.before) is not None
        head, colon, _ = left.partition(":")  # "The pump market is a duopoly: A has 40 %"
        goes_on = goes_on or bool(SPLIT.search(left) or (colon and MARKET.search(head)))
        return goes_on and name_before(left.rpartition(":")[2]) is not None
    apposed = _WORTH.search(left) or (loose and _SET_BEHIND.search(left))
    if apposed and scene.amounts and ends:
        return not GROWING.search(left)
    if ends and _OF_WHICH.match(left):
        return MARKET.search(around(scene)) is not None
    if (
        scene.amounts
        and _ENDED.match(right)
        and _KEYED.match(left)
        and SHARE_SAID.search(scene.before)
    ):
        return True
    return whole is None and is_listed(scene, view)


def of_procedures(scene: Scene, right: str) -> bool:
    """Say whether a percentage is of the procedures that the document's market is made of.

    Example:
        >>> from cytonomics.claims.words.scene import Outline
        >>> scene = Scene("", 0, outline=Outline("bone marrow transplant"))
        >>> of_procedures(scene, " of all transplants"), of_procedures(scene, " of donors")
        (True, False)
    """
    market = scene.outline.market or ""
    return bool(_PROCEDURE.search(market) and _OF_PROCEDURES.match(right))


def comes_from(scene: Scene, view: View) -> bool:
    """Say whether a percentage of a market comes from somewhere: "40 % of which came from Peru".

    Example:
        >>> scene = Scene("A USD 2 bn market, 40 % of which comes from Peru", 0)
        >>> behind = " of which comes from Peru"
        >>> comes_from(scene, View(scene.percents[0], ", ", behind, True, behind, 23))
        True
    """
    sized = bool(scene.amounts) and scene.amounts[0].end <= view.quantity.start
    told = sized and MARKET.search(scene.text)
    comes = _COMES_FROM.match(scene.text, view.quantity.end) if told else None
    return comes is not None and comes["of"] is not None


def about_stock(text: str) -> bool:
    """Say whether a sentence is about shares of a company that are traded, or of spending.

    Example:
        >>> about_stock("Shares of Arvena rose 6.2% to $31.40.")
        True
    """
    return _STOCK.search(text) is not None
