"""Whether the words beside an amount speak of a price, a deal or a budget, and not of a market."""

from __future__ import annotations

import re

from cytonomics.claims.patterns import last_match

# What an amount is where it is no market's value: who pays, buys, builds, owes or promises it; all
# in small letters, so that it need not be looked for in every case.
OTHER_MONEY = (
    r"cogs|issuances?|per\s+(?:patient|dose|treatment|unit|infusion|vial|capita|head|person)|"
    r"pric(?:e|es|ed|ing|tag)(?!\s(?:optimi|analy))|costs?(?!\s(?:management|accounting))|costing|licen[cs]e|subscription|fund(?:s|ed|ing)?|venture|vc|"
    r"m&a|fdi|outlays?|raised(?!\s+(?:to\b|(?:its|their|the|our)\s+(?:\w+\s+){0,3}(?:forecasts?|estimates?|projections?|outlook|figures?)\b))|raises(?!\s+(?:to|its|the|our|their)\b)|raising|raise|proceeds|trading\s+volumes?|fraud(?!\s+(?:detection|prevention|management|analytics))|fees?(?!\s+market)|(?:network|equity)\s+value|value\s+target|liquidity|round|seed|ipo|invest(?:s|ed|ing|ments?)?|grants?|granted|award(?:s|ed|ing)?|"
    r"placements?|acqui(?:re|res|red|ring|sitions?)|deals?|upfront|milestones?|buy(?:s|ing|out)?|bought|"
    r"purchas(?:e|es|ed|ing)|loan|fine|fined|salary|salaries|budgets?|donat(?:e|ed|ions?)|"
    r"enterprise\s+value|(?<!reach\sa\smarket\s)capitali[sz]ation|(?<!reach\sa\s)market\s+cap|shares?\s+price|(?:single|multi)[\s-]user|dividend|mergers?|"
    r"agreements?|(?:partnerships|collaborations|alliances)\s+worth|sold\s+to|stake|paid|"
    r"pay(?:s|ing)?|burn\w*\s+through|payments?(?!\s(?:process|gateway|terminal|card|app|system|solution|service|software))|reimburse(?:d|s|ments?)?|savings?|debt|net\s+(?:income|loss|profit)|profits?|"
    r"health(?:\s?care)?\s+spending(?!\s+on\s)|spending\s+on\s+(?:health(?:\s?care)?(?=\s+[a-z])(?!\s+it\b)|(?:long[\s-]term|elder\w*|social|primary|nursing)\s+care\b)|"
    r"(?<!drug\s)(?<!medicines\s)(?<!pharmaceutical\s)expenditures?|exports?|imports?|(?<!of\s)(?<!for\s)(?:ex|im)ported|(?:production|"
    r"output)\s+(?:\w+\s+)?(?:increas|rose|gr[eo]w|fell|totall?ed|amount|was|reach|stood|declin|"
    r"dropp)\w*|r&d|plants?|facility|facilities|"
    r"contracts?(?!\s+(?:manufactur|research|development|logistic|service)\w*)|"
    r"commit(?:s|ted|ments?)|cash|(?:was|were|being)\s+sold\s+(?:[\w\s]{1,20}\s)?for|allocat(?:ed|es|ions?)|prize|sav(?:es?|ed|ing)|loss(?:es)?|"
    r"los(?:e|es|t|ing)|damages|subsid(?:y|ies)|spent|dedicat(?:ed|es|ing)|earmark\w*|"
    r"pledg(?:ed|es|ing)|premium\s+income|premiums|announce(?:d|s|ments?)|cumulative(?:\s+(?:revenues?|sales)(?![^.;]{0,60}\bmarket))?|received|"
    r"average\s+(?:[\w-]+\s+){1,3}?(?:employs|generates|earns|makes|takes\s+in)|"
    r"economic\s+(?:contribution|impact|burden|output)|burden|"
    r"(?<!in\s)(?<!in\sthat\s)(?<!in\sthis\s)orders?(?:ed)?(?!\s+to\b|\s+of\b)|royalt(?:y|ies)|stimulus|expos(?:e|es|ed)|gdp|"
    r"sets?\s+aside|investors\s+(?:put|pour(?:ed)?|pump(?:ed)?|hand(?:ed)?)|transactions?(?!\s+(?:value|volume)s?\b(?!\s+on\s+(?:the|its|our)\s+platform))|(?:unit|division)\s+contributed|takeovers?|endow\w+|financ(?:ed|ings?)|"
    r"(?:systems|hospitals|insurers|payers|companies|firms|patients|consumers)\s+(?:(?:that|who|will|now|typically)\s+)?spends?|"
    r"sales\s+of\s+(?:the|its|their|that|this)\s+(?:[\w-]+\s+)?(?:asset|drug|medicine|vaccine|candidate|compound|blockbuster)(?!\s(?:class|market|segment))|"
    r"(?:top|leading|best-?selling|biggest|flagship)\s+(?:(?!(?:markets?|segments?|regions?|countr\w+|of|for|in|by)\b)[\w-]+\s+){0,3}?"
    r"(?:products|drugs|brands)|unlock(?:s|ed|ing)?|wip(?:es?|ed|ing)|shed(?:s|ding)?|"
    # What companies and their owners have: "at a pre-money valuation of", "shares should be worth".
    r"in\s+circulation|total\s+value\s+locked|tvl|valuations|initial\s+valuation|(?:(?:pre|post)-money|equity)\s+(?:[\w-]+\s+){0,2}?valuation|(?:pre|post)-money|implie[ds]\s+an?\s+valuation|(?:giant|unicorn|start-?up|company|firm)\s+(?:now\s+)?(?:valued|worth)|"
    r"(?:recurring|licensing|first-year)\s+(?:revenues?|sales)|revenue\s+(?:guidance|targets?|expectations?|goals?|mark)|guidance|backlog|"
    r"buy-?backs?|repurchas\w+|pre-?sales?|arrangements?|aum|assets\s+under|startups?\s+to|collections?\s+worth|tcv|contract\s+value|tax\s+credits?|"
    r"(?<!market\s)shares(?=\s+(?:should|could|currently|now|are|is|were|outstanding)\b)|(?:net|farm|interest)\s+income|operating\s+(?:income|revenues?)(?!\s+of\s+[a-z])|income\s+from|ebit(?:da|a)?|earnings|capex|capital\s+expenditures?|expenses?|net\s+debt|(?:free|operating)\s+cash|(?:total|net)\s+(?:assets|equity)|"
    r"sale\s+of\s+(?:one|its|their|his)|own\s+(?:revenues?|sales|turnover)|book\s+value|thresholds?|payouts?|disburs\w+|adv|"
    # What states, houses and funds take, give and owe.
    r"(?:trade|budget|current\s+account|fiscal)\s+(?:surplus(?:es)?|deficits?)|surplus\s+(?:of|exceeding|above|over|worth)|tariff\s+revenues?|tax\s+(?:receipts|revenues?)|(?:customs|import|export|excise)\s+duties|"
    r"(?:research|science|social\s+security|welfare|defen[cs]e)\s+(?:spending|outlays?)|spending\s+on\s+(?:[\w-]+\s+){0,3}?(?:research|science|r&d)\b(?!\s+(?:tools?|instruments?|reagents?|products?|services?))|"
    r"(?:research|charity|charitable|household|national|personal|disposable|tax)\s+income|(?:philanthropic|charitable|private)\s+gifts|philanthropy|"
    r"rents?(?!\s+(?:market|business))|wages?|(?:average|median)\s+deal\s+size|convertible\s+notes?|tenders?,|settlements?(?!\s+(?:service|system|platform|market))|(?:legal|insurance|malpractice)\s+claims|penalt(?:y|ies)|bond\s+issues?|inflows?|outflows?|remittances|"
    r"(?:pension|household|foreign)\s+assets|(?:medical|hospital|drug)\s+bills|(?<!reach\sa\s)net\s+worth|credit\s+lines?|lines?\s+of\s+credit|"
    r"(?:state|national|government|federal|public|(?:five|ten)-year)\s+(?:[\w-]+\s+)?(?:programme?s?|plans?|strateg(?:y|ies)|schemes?|initiatives?|packages?)|"
    r"(?:industrial|state|government|public)\s+support|revenues?\s+(?:for|of)\s+the\s+(?:hospital|company|firm|group|airline|bank|club)"
)
_STATE = r"governments?|ministry|congress|parliament|administration|agency|state"
_OTHER_BEFORE = re.compile(
    rf"\b(?=[a-z])(?:{OTHER_MONEY}|(?:{_STATE})\s+(?:\w+\s+){{0,4}}?(?:spends?|spending))\b"
)
# "a USD 9 trillion labor market": where money or work changes hands, and no trade
EXCHANGED = r"(?:labou?r|stock|equity|capital|bonds?|jobs?)"
_OTHER_BEHIND = re.compile(
    r"\W*+(?:per\s+(?!year|annum)\w+|(?:a|each)\s+(?:patient|dose|treatment|vial|month)|upfront|"
    r"series\s+[a-e]\b|"
    rf"{EXCHANGED}\s+markets?\b|"
    # "made USD 2 million in 2023 from its drug Arvena"
    r"(?:in\s+\d{4}\s+)?from\s+(?:the|its|their|this)\s+(?:drug|brand|medicine|vaccine|flagship)\b|"
    r"(?:goes|went|go)\s+(?:(?:in)?to\s+(?:[a-z]+\s+and\s+)?(?:treat|find|diagnos|car|research|prevent|manag|build)\w*|on\s)|"
    r"single|for\s+(?:a\s+)?(?:single|multi|corporate|enterprise)|launch\b|"
    r"on\s+(?:its|his|their)\s+(?:[\w-]+\s+){0,3}(?:sites?|works|plants?|facilit\w+|factor\w+|campus|cent(?:er|re)s?|trials?|program\w*|pipeline|research|r&d)\b|into\s+(?:the|its)\s|in\s+trailing\s|"
    r"to\s+(?:build|acquire|buy|develop|support|expand|produce|manufacture)|"
    r"(?:in\s+)?(?:\w+\s+)?(?:sales|revenues?)\s+(?:(?:is|are|was|were)\s+)?at\s+risk\b|"
    r"(?:was|were|is|are)\s+(?:\w+\s+)?spent\s+on\s+(?:r&d|research)\b|"
    r"(?:(?:of|in|(?<!,\s)as|at\s+an?|worth\s+of)\s+(?:(?!and\b)[\w.-]+\s+){0,2}?|venture\s+|vc\s+|"
    rf"(?:was|were|is|are|ha[sd]\s+been|have\s+been)\s+(?!spent\b))?(?:{OTHER_MONEY}|cash|venture|charged)\b|"
    # "with USD 2 million in bonds and notes"
    r"an?\s+(?:combined\s+|total\s+)?market\s+cap|of\s+(?:\w+\s+)?support\b|(?:or\s+more\s+)?in\s+(?:[\w-]+\s+){0,3}?(?:assets|notes|bonds|credits|shares|stock|equity|charges|liquidity)\b|(?:it|they|we|he|she)\s+(?:ha[sd]\s+|have\s+)?raised\b|"
    r"in\s+year\s+(?:one|two|three|\d)\b|in\s+(?:\w+\s+)?(?:revenues?|sales)\s+from\s+(?:its|their|our)\b|"
    rf"(?:level|mark|milestone)\s+in\s+(?:its|their|the)\s+(?:\w+\s+)?(?:{OTHER_MONEY})\b)"
)
# "USD 2 million Global Licensing Agreement"
_NAMED_DEAL = re.compile(
    r"\W*+(?:(?!(?:Following|After|Amid|With|In|By|On|As|And|To|For|From|Driven|Due|Thanks|Market|Industry)\b)[A-Z][\w-]*\s+){1,3}"
    r"(?i:agreement|acquisition|milestone|deal|contract|order)\b"
)
# Words that say outright that the amount before or behind them is a market's.
RIGHT_NOUN = re.compile(
    r"\b(?:(?:market|industry|segment)\s+(?:was|is|were)\s+(?:[a-z]+ed\s+(?:to\s+be\s+)?)?priced|markets?(?!\s+cap)|industry|"
    r"sizes?|revenues?|sales|valuation|sectors?|segments?)\b",
    re.IGNORECASE,
)
_RIGHT_VERB = re.compile(
    r"\b(?:valued|reach(?:es|ed|ing)?|sized|stood|hit|hitting|surpass(?:es|ing|ed)?|"
    r"attain(?:s|ing)?|total(?:s|ed|ing|led)?|touch(?:es|ing)?|generat(?:es|ed|ing))\b",
    re.IGNORECASE,
)
# "the market opportunity of its oncology pipeline could reach": what a company hopes to sell
_HOPED_FOR = re.compile(
    r"\bopportunit(?:y|ies)\s+(?:of|for)\s+(?:its|our|their)\s+(?:[\w-]+\s+){0,3}"
    r"(?:pipeline|candidates?|portfolio)\b",
    re.IGNORECASE,
)
# "Excluding staff costs, spending will exceed"
_EXCLUDING = re.compile(r"\W*(?:excluding|without|apart\s+from|besides)\s[^,;]{3,60},\s")
_COST = re.compile(r"(?:cost|saves?|saved|saving|thresholds?)\Z", re.IGNORECASE)
# "…, reaching", "…, and this figure is expected to reach": what moves stands in the clause before.
_TAKES_UP = re.compile(
    r"\s*(?:(?:and\s)?(?:which|th(?:is|at)\s(?:figure|sum|amount|total|cost|spending))\s[^,;]*)?",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?:\s+spend(?:ing)?)?(?:\s+(?:in|on|into)\s+[\w\s&/-]{2,40}?)?\s+", re.I)
_WITHIN = re.compile(
    r"\s+(?:(?!and\b)[\w-]+\s+){0,3}?(?:in|of|for|to|into|across|within|by)\s+[^,;:]*\Z",
    re.IGNORECASE,
)


def is_other_behind(words: str) -> bool:
    """Whether the words behind an amount speak of a price, a deal, a budget and not of a market.

    Example:
        >>> is_other_behind(" per patient"), is_other_behind(" in 2023")
        (True, False)
    """
    return bool(_OTHER_BEHIND.match(words.lower()) or _NAMED_DEAL.match(words))


def is_other_money(words: str) -> bool:
    """Whether the words before an amount speak of a price, a deal, a budget and not of a market.

    Example:
        >>> is_other_money("The plant cost the firm "), is_other_money("The market was worth ")
        (True, False)
    """
    if _HOPED_FOR.search(words):
        return True
    words = _EXCLUDING.sub("", words.lower())
    other = last_match(_OTHER_BEFORE, words)
    if other is None:
        return False
    noun, verb = last_match(RIGHT_NOUN, words), last_match(_RIGHT_VERB, words)
    within = noun is not None and other.start() <= noun.start() < other.end()  # "revenue target"
    if noun is not None and noun.end() >= other.end() and not within:
        # "funding in the pump industry" is still funding.
        if _COST.match(other[0]):
            return True  # "cost the industry"
        return bool(_WITHIN.match(words[other.end() : max(other.end(), noun.start())]))
    if not verb or verb.end() < other.end() or _HEAD.fullmatch(words, other.end(), verb.start()):
        return True  # "the industry's R&D spending reached"
    # "reached" says of whom it speaks by its subject: what stands first since the last comma.
    end, cut = verb.start(), max(words.rfind(mark, 0, verb.start()) for mark in ",;")
    while cut > 0 and _TAKES_UP.fullmatch(words, cut + 1, end):
        end, cut = cut, max(words.rfind(mark, 0, cut) for mark in ",;")  # of the clause before
    first = RIGHT_NOUN.search(words, cut + 1, verb.start())
    if first is not None and not words[first.end() : other.start()].strip():
        first = None  # "pump sector investment reached"
    return cut < other.start() and (first is None or first.start() > other.start())
