"""What a part of a market is called: the words of a holder without what hangs on them."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics.claims.words.names import clean_name
from cytonomics.claims.words.places import LANDS, REGIONS
from cytonomics.claims.words.verbs import TAKES_UP

# Verbs before which a holder stands.
HOLDS = re.compile(
    r"(?<![\w-])(?=\w)(?:held|holds?|holding|(?<!\bon\s)account(?:ed|s)?|accounting(?=\s+for\b)|captur(?:ed|es|ing)|contribut(?:ed|es|ing|e)|"
    r"represent(?:ed|s|ing)?|command(?:ed|s|ing)?|dominat(?:ed|es|ing|e)|(?-i:led)|leads?(?!\sacid)|leading(?!\s+(?!(?:the|with|in|at|by|its|all)\b)(?:[a-z-]+\s+)?[a-z-]+s\b)|"
    r"secur(?:ed|es|ing)|"
    rf"{TAKES_UP}|"
    r"took|takes?|taking|taken|controll(?:ed(?!\s+[a-z-]+\s)|ing)|compris(?:ed|es|ing|e)|constitut(?:ed|es|ing|e)|garner(?:ed|s|ing)?|record(?:ed|s)|emerge[ds]?|"
    r"retain(?:ed|s|ing)?|occup(?:ied|ies|y|ying)|claim(?:ed|s|ing)|generat(?:ed|es|ing|e)|"
    r"remain(?:ed|s)?|maintain(?:ed|s|ing)?|enjoy(?:ed|s)?|boast(?:ed|s)?|registered|stood|stands?|"
    r"deliver(?:ed|s|ing)?|ke(?:ep|eps|pt|eping)|won|wins?|(?<!its\s)(?<!their\s)own(?:ed|s)?|sold|sells?|supplied|"
    r"bought|buys?|purchas(?:ed|es)|earn(?:ed|s)?|got|gets?|had|has|have|having|was|were|is|are|be|will|would|should|"
    r"could|can|may(?!\s+(?:19|20)\d\d)|might|came|comes?|ranked|ranks|over(?:took|takes?|taken)|reach(?:ed|es|ing)?|attain(?:ed|s)?|"
    r"exceed(?:ed|s)?|provid(?:ed|es)|produc(?:ed|es)|absorb(?:ed|s)|consum(?:ed|es)|drew|draws|"
    r"form(?:ed|s)|ris(?:e|es|ing)|rose|fell|falls?(?!\s(?:detect|protect|arrest|prevent))|drop(?:s|ped)?|slip(?:s|ped)?|climb(?:s|ed)?|"
    r"(?:slid(?:es?)?|sinks?|sank|dips?|dipped|eases?|edge[sd]?|creeps?|crept|inch(?:es|ed)?)(?=\s(?:up\s|down\s|back\s)?to\s)|"
    r"declin(?:e|es|ed)|gr(?:ew|ows?)|soar(?:s|ed)|jump(?:s|ed)|surg(?:es|ed)|increas(?:e|es|ed)|decreas(?:e|es|ed)|shr(?:ank|inks?)|"
    r"responsible(?=\s+for\b)|went|goes|expected|br(?:ought|ings?|ing)\s+(?:in|up)|s[ai]ts?|covered|me(?:t|ets)|lost|saw(?!\s(?:blade|cutting))|sees?|spen(?:t|ds?)(?!\s+on\b)|operates?(?=\s+(?:\W?\d|about|around|over|nearly|$))|(?<=\bto\s)\w+(?=\s+(?:an?|the)\s(?:[\w-]+\s){0,2}share\b)|falling|dropping|slipping|climbing|"
    r"follow(?:s|ed)?(?!\s+by|:)|trail(?:s|ed)|(?:captur|control|claim)l?e?(?=\s+(?:$|\W?\d|an?\b|the\b|about|around|over|nearly|more|close|almost|up\s|at\s|roughly))|"
    r"projected|forecast(?!\s+(?:period|year|horizon|window|time))|estimated|anticipated|expanding|exhibit(?:s|ed)?|shows?|showed|continue[sd]?|serve[sd]?|following(?=\s+(?:at|with|on)\b)|"
    r"ma(?:de|kes?|king)\s+out|(?:make|form|satisf|meet|compos|fill|span|(?<!the\s)top(?!\s+(?:\d|two|three|four|five|ten)\s[a-z])|head|mark|add|handle|process|drive|forming|(?<!single\s)use|using|rule|absorb|consum(?:e|ing)|attract|employ|purchase|control|cover|suppl|concentrat)(?:s|es|y|ies)?(?=\s+(?:$|(?:the|an?|its|about|around|over|nearly|almost|most|more|up|some|close|roughly|less|at)\b|[~>]?\d))|"
    # Any other verb of the past: "acquired the", "absorbed 40", "prevailed with a", but not
    # "combined services".
    r"(?!aged\b)\w+ed(?=\s+(?:with\s+)?(?:the|an?|its|over|about|around|nearly|almost|more|roughly|approximately|some|close|up|"
    r"[~>$]?\d|USD)(?:[\s\d.,]|$)|,\s+(?:accounting|holding)\s|\s+in\s+(?:19|20)\d\d\s+with\s|\s+(?:with\s+)?$))\b(?!-\w)",
    re.IGNORECASE,
)
_LEAD_WORDS = re.compile(
    r"^(?:\W|[A-Z][a-z]{3,12}wise,|(?:and|then|while|whilst|whereas|with|plus|after(?!\ssales)|beside|besides|next\s+to|apart\s+from|alongside|the|followed|closely|by|as\s+well\s+as|or|"
    r"versus|against|ahead\s+of|behind|before|next(?!\s+generation)|second\s+(?:only\s+)?to|(?:second|third|fourth|fifth)(?=\s+(?-i:[A-Z]))|(?:up\s+to|until)\s+(?:now|today)|so\s+far|respectively|came|comes|both|where|therefore|thus|hence|thereby|following|together,?|collectively|only|(?:al)?though|because|since|but|yet)(?![\w-]))+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?<=\S)\s+(?:(?:sub[\s-]?)?segments?|divisions?|(?<!private\s)(?<!public\s)sectors?|(?:sub[\s-]?)?categor(?:y|ies)|classification|age\s+groups?|(?-i:groups?)(?!,?\s+(?:Inc|Ltd|LLC|PLC|AG|Corp|Co|\d\d)\b)|(?:type|brand|channel|region|portion|slice)(?=\W*\Z|\s+(?:in|of|with|for|by|to|at|on|that|which|who|where|was|is|were|are|has|had|will|alone|accounting|[a-z]+ing)\b)|section(?!s)|applications?(?!\s+(?:of|for)\b)|end[\s-]use(?:rs?)?|alone|"
    r"collectively|together|jointly|between\s+them|each|both|such\s+as|also|currently|still|as\s+(?!a\s+service\b)(?:an?\s+)?[\w\s-]+|"
    r"shares?|dominance|combined|(?<='s )contribution|who|which|that)\b.*$",
    re.IGNORECASE,
)
# "inhibitors--like those of …", "7Immunoglobulins" of a numbered list, "the company Arvena".
_INSERTED = re.compile(r"\s?--.*$|\s-\s.*$|\s\([\d.,]+\)?$")
_SEGMENT_OF = re.compile(
    r"^(?:.{0,80}\sthe\s|[\w-]+\s)?(?<!est\s)(?:segment|category|class)\s+(?:of|for)\s+",
    re.IGNORECASE,
)
# "products now", "kits currently": when or how far, not what.
_ADVERB = re.compile(
    r"\s+(?:by\s+itself|on\s+its\s+own|now|today|at\s+present|already|still|then|again|just|only|even|once\s+more|alone|first|second|third|fourth|fifth|next|"
    r"(?:current|present|recent|main|most|large|rough|near|approximate|like|"
    r"consistent|easi|steadi|clear|subsequent|collective|joint)ly|being|followed|and|or|but|while|whereas|with|at|on|(?:the\s+)?(?:larg|bigg|high)est)$",
    re.IGNORECASE,
)
_STUCK = re.compile(
    r"^(?:\d{1,2}(?=[A-Z][a-z])|(?:company|brand|product)\s+(?=[\w-]+$)|"
    r"[\w\s-]{0,40}\b(?:compan(?:y|ies)|(?:manufacturer|supplier|(?:drug)?maker|vendor|producer|retailer|operator|player)s?|chain|[Rr]ivals?|giant|pioneer|group|leader)\s+(?=[A-Z])|"
    r"(?!(?:Cell|Gene|Plasma|Protein|Virus|Vector|Lipid|Polymer|Antibody|Hospital|Home|Cloud|Web|Laser|Tissue|Blood|Plant|RNA|DNA)-)[A-Z][\w.&]+(?:(?:\s(?:and|&))?\s[A-Z][\w&]+)?(?:'s|(?<=[sS])'|-based(?!\s+[^,;]{0,40}\b(?:Medi(?:um|a)|Products?|Devices?|Systems?|Kits?|Therap(?:y|ies)|Vaccines?|Assays?|Tests?|Solutions?|Methods?|Techni(?:que|cs)s?|Drugs?|Platforms?|Tools?|Models?|Materials?|Scaffolds?|Vectors?|Cells?|Matri(?:x|ces)|Gels?|Inhibitors?)\b))\s+(?=[A-Z])|.{0,60}\bmarket's\s+|(?!(?:Elder|Fami|Assemb|Month|Week|Ear|Supp|Year)ly\b)[A-Z][a-z]{3,}ly\s+(?:the\s+)?(?=[A-Z](?![a-z]+ed\b))|(?:now|mainly|mostly|largely|primarily)\s+(?:for|in|from)?\s*)"
)
_FULL_STOP = re.compile(r"(?<![A-Z]\.[A-Z])(?<!\bInc)(?<!\bCorp)(?<!\bLtd)(?<!\bCo)\.$")
# "behind-the-ear models": the noun behind a compound says nothing more.
_KIND = re.compile(
    r"^((?:[a-z]{2,}-)+[a-z]+|Type\s\d)\s+(?:models?|patients?|types?)$",
    re.I,
)
# "versions of these drugs", "sprays indicated for both": what hangs on a name.
_OF_THESE = re.compile(
    r"\s+of\s+(?:this|these|those|its|their)\s.*$|,?\s+(?:and|with)\s+(?:all\s+)?the\s+(?:rest|remainder|balance|remaining)\b.*$|\s+of$|"
    r"\s+(?:indicated|intended|designed|approved)\s+(?:for|in|to|as)\b.*$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\s*\b(?:in|by|for|during|as\s+of)\s+(?:the\s+year\s+|(?:fiscal|calendar)\s+(?:year\s+)?)?(?:FY\s?)?(?:19|20)\d\d.*$",
    re.I,
)
DATED = re.compile(
    r"^(?:in|as\s+of|by|for|during|from|between)\s+(?:the\s+year\s+|(?:fiscal|calendar)\s+(?:year\s+)?)?(?:FY\s?)?(?:19|20)\d\d"
    r"(?:(?:\s+(?:to|and)\s+|-)(?:19|20)\d\d)?[,)]?\s+(?=\w)|^by\s+then,?\s+(?=\w)|"
    # "In that year clinics", "In both cases clinics"
    r"^(?:(?:in|by|for|during)\s+)?th(?:at|e\s+(?:same|following|previous|latter))\s+(?:same\s+)?year,?\s+(?=\w)|"
    r"^in\s+(?:both|n?either|each|all)\s+(?:cases?|scenarios?|years|events?),?\s+(?=\w)",
    re.I,
)
# "efficacy helped X to win"
_HELPED = re.compile(
    r"^.*(?<![\w-])(?:(?-i:[wW]e)\s+see|(?:help|allow|push|expect|say|think|reckon|lift|boost)(?:s|ed)|"
    r"(?:to|will|can|could|would|should|may|might|we|they|who)\s+(?:help|let|allow|enable|lead|push|expect|say|think|reckon|believe)|"
    r"said|gives?|gave|assign(?:s|ed)|allot(?:s|ted)|allocates?|credits|lets|leads|enables|thought|rais(?:es|ed)|believ(?:es|ed)|foresees?)\s+(?P<name>.+?)(?:\s+to)?$",
    re.IGNORECASE,
)
# What is left of a list is a part of the market like any other.
_OTHERS = re.compile(
    r"\W*(?:and\s+|the\s+)*(?P<name>(?:all\s+)?others?)(?:\s+(?:segment|category))?(?:\s+in\s+(?:19|20)\d\d.*)?\W*$",
    re.IGNORECASE,
)
_SALES_OF = re.compile(
    r"^(?:th(?:at|ose)\s+of|(?:(?:sales|retail|online|total|annual)\s+)?(?:revenues?|sales|demand|growth|dominance|adoption|uptake|consumption|usage|(?:the\s+)?use|shipments|purchases)\s+(?:from|of|for|in|through|via)|"
    r"(?:spend|spending|expenditure)\s+on|(?:[\w-]+\s+){1,2}includes?|"
    r"(?:[\w-]+\s+){1,3}(?:revenues?|sales|demand|spending)\s+(?:from|in)|(?:los(?:es?|ing|t)|g[ia]ves?|giving|ced(?:es?|ing|ed)|yield(?:s|ing|ed)?|gain(?:s|ing|ed)?|t[ao]kes?|took|taking)\s+(?:ground|way|share)\s+(?:to|on|from|over))\s+(?:the\s+)?",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?<![\w-])(?:market|industry|revenues?|share|proportion|report|year|period|USD|value|size|CAGR|(?:FY\s?)?(?:19|20)\d\d)\b"
    r"|%|^(?:[A-Z]{3}\s)?\d[\d.,]*\s?(?:[bmt]n|(?:tr|[bm])illion)?$|\b(?:this|these|they|(?-i:[Ii]t)|said|reported|billion|million)\b|[$€£]|^(?:up|down)\sfrom$|^(?:(?-i:[Ii]ts?)|they|them|their|which|that|those|whose?|there|is|are|was|were|has|have|had|will|both|each|equal|worth|or|and|of|in|to|up|we|he|she|"
    r"sales|i\.?e|e\.?g|we\s\w+|now|then|also|still|already|currently|globally|regionally|geographically|notably|further(?:more)?|overall|today|worldwide|moreover|however|meanwhile|similarly|half|some|just|only|roughly|approximately|almost|about|around|over|nearly|one|largest|the\s+largest|top|leader|lion|the\s+lion|compared|highest|dominant|dominating|pack|way|charge|major|majority|substantial|significant|bulk|second|third|fourth|fifth|rest|remaining|remainder|made|took|held|kept|rose|fell|grew|led|reached|climbed|declined|increased|total|volume|value|units|"
    rf"{LANDS}|{REGIONS}|"
    r"(?:annual\s+)?growth|maximum|greatest|biggest|\d+(?:st|nd|rd|th))$"
    # What is said to be the largest is described, not named; a firm "started in Oslo" is inserted.
    r"|^(?:its|their|our|his|per|should|would|could|may|might|must)(?:\s|$)"
    r"|^top\s+(?:[\w-]+\s+){0,3}(?:\w*makers|companies|players|vendors|suppliers|firms|producers|manufacturers|providers)$"
    r"|^(?:most|majority|bulk|half|much)\s+of\b|^\w+ed\s+(?:in|by|at|on|from|to|for|with|as)\s"
    r"|^(?:the\s+)?(?:[\w-]+'s\s+)?(?:single\s+)?(?:(?:second|third|next)[\s-])?(?:most\s+)?"
    r"(?:leader\s(?:in|of)|runner-up|number\s(?:one|two|three)|largest|biggest|highest|greatest|dominant|dominating|leading|fastest[\s-]growing)(?:\s|$)",
    re.IGNORECASE,
)

# Things as well as what is done with a share.
THINGS = re.compile(r"(?:cover|suppl(?=i)|control|drive|head|form|mark|concentrate)(?:s|ies)", re.I)

# "A Belloc analyst, says Peru"
_SAYS = re.compile(r"^(?:says?|said|notes?|noted|adds?|added)\s+(?:that\s+)?(?=[A-Z])")


# Several rules look at one name.
@lru_cache(maxsize=128)
def tidy(name: str) -> str | None:
    """Return the name of a part of a market without lead-in and tail words, or None.

    Example:
        >>> tidy("In 2023, the oncology application"), tidy("in-ear models"), tidy("that share")
        ('oncology', 'in-ear', None)
    """
    if left_over := _OTHERS.match(name):
        return left_over["name"]
    text = _SAYS.sub("", name.strip())
    text = _WHEN.sub("", _LEAD_WORDS.sub("", DATED.sub("", text)))
    text = _ADVERB.sub("", _SEGMENT_OF.sub("", _SALES_OF.sub("", text)))
    found = clean_name(_INSERTED.sub("", text))
    if found is None:
        return None
    found = _SALES_OF.sub("", _HELPED.sub(r"\g<name>", found))
    found = _TAIL.sub("", found).strip(" ,:-").removesuffix("'s")
    found = _FULL_STOP.sub("", _ADVERB.sub("", found))
    found = _OF_THESE.sub("", _KIND.sub(r"\1", found))
    found = clean_name(_STUCK.sub("", found)) or ""
    return None if len(found) < 2 or _NO_NAME.search(found) or _is_verb(found) else found


def _is_verb(name: str) -> bool:
    return HOLDS.fullmatch(name) is not None and THINGS.fullmatch(name) is None


_INDUSTRY = re.compile(r"(?P<name>(?!(?:the|this|its|whole|entire)\b)[a-z][\w-]+)\s+industry", re.I)


def industry_named(name: str) -> str | None:
    """Return an industry that buys, as in "the share of the chemical industry", or None.

    Example:
        >>> industry_named("chemical industry"), industry_named("the industry")
        ('chemical industry', None)
    """
    trade = _INDUSTRY.fullmatch(name)
    own = tidy(trade["name"]) if trade else None
    return f"{own} industry" if own else None
