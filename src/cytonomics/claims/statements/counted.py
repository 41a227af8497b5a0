"""What is counted, and in which forms: nouns beside numbers, stages of approval, lists."""

from __future__ import annotations

import re

from cytonomics.claims.figures.numerals import NUMERAL
from cytonomics.claims.patterns import Cued

# Always countable for a market.
_MADE = (
    r"(?:trials|candidates|approvals|program(?:me)?s|infusions|transplant(?:ation)?s|donations|developers|surgeries|procedures|"
    r"launches|collections|transfusions|clearances|implantations|replacements|initiations|(?-i:HS?CTs?|[ab]?BMTs?|ASCTs?|INDs|BLAs|ATMPs))"
)
# Countable where the sentence says that they are sold, approved, in development or treated.
_THINGS = (
    r"(?:therapies|products|studies|drugs|patients|people|infants|children|adults|individuals|cases(?!\s+of\b)|treatments|assets|vaccines|devices|biologics|biosimilars|generics|(?:(?<=clinical\s)|(?<=pipeline\s))projects|medicines|medications|"
    r"formulations|kits|units|bags|doses|implants|tests|compounds|antibodies|agents|inhibitors|designations|applications|submissions|grafts|"
    r"cent(?:er|re)s|(?:treatment|collection|transplant(?:ation)?|donor|donation|apheresis|infusion|plasma|CAR[\s-]T|certified|qualified|authori[sz]ed)\s+(?:(?:treatment|cancer)\s+)?(?:cent(?:er|re)s|sites|hospitals)|(?:hospitals|clinics)(?=\s+(?:accredited|certified|qualified|authori[sz]ed)\b))"
)
_WORD = (
    r"(?:phase\s+[1-4][ab]?(?:[/-][1-4][ab]?)?|U\.S\.|[A-Za-z][\w+/'-]*(?:\s\([A-Z][\w-]{1,8}\))?)"
)
_START = rf"\b(?<![.,/-])(?=\w){NUMERAL}\+?\s+"
# What parts a number from what it counts.
_BREAK = (
    r"(?!(?:and\s+the|in|of|the|to|or|are|is|was|were|for|on|with|have|had|has|at|by|from|that|which|as|under|times|years?|months?|weeks?|days?|percent|countries|companies|annually|million|billion|use[ds]?)\b|"
    r"perform|conduct|offer|receiv|undergo|need|support)"
)
COUNT = re.compile(
    rf"(?i){_START}(?:or\s+more\s+)?(?:of\s+(?:the|these|those)\s+(?:\d[\d,]*\s+)?(?=(?:{_WORD}\s+){{0,2}}(?:developers|(?:clinical\s+)?trials|programmes|programs|candidates)\b(?!')))?(?P<noun>(?:{_BREAK}(?:{_WORD},?|&)\s+){{0,7}}?(?:{_MADE}|{_THINGS})(?:\s+(?:clinical\s+)?(?:{_MADE}|{_THINGS}|centers|centres|sites))*)(?!\w)"
)
_STAGE = (
    r"(?:approved|launched|licensed|authori[sz]ed|cleared|marketed|commerciali[sz]ed|recruiting|ongoing|under\s?way|in\s+(?:[a-z-]+\s+){0,3}?(?:development|trials?|testing|clinic|pipelines?|phase)|"
    r"on\s+the\s+market|under\s+(?:[a-z-]+\s+)?(?:development|investigation|evaluation|review)|performed|carried\s+out|done|undertaken|sold|shipped|implanted|donated|dispensed|administered|"
    r"(?:received|gained|won|obtained|secured)\s+(?:[\w-]+\s+){0,2}?(?:approval|clearance|authori[sz]ation))\b"
)
# What is approved or in development is counted, whatever it is called: "21 checkpoint inhibitors".
STAGED = Cued(
    "approv launch licens authori clear market commerc recruit ongo under develop trial testing "
    "clinic pipeline phase perform carried done sold shipped implanted donated dispensed administ",
    rf"{_START}(?P<noun>(?:{_BREAK}{_WORD}\s+){{0,5}}?[A-Za-z][\w-]*[a-rt-z]s)\s+(?:(?:that|which)\s+)?(?:(?:have|has|had)\s+(?:now\s+|already\s+)?been\s+|(?:are|were|being|have|has)\s+)?"
    rf"(?:(?:there|now|currently|presently|already|actively|newly)\s+)?{_STAGE}",
)
CLEARED = Cued(
    "approv clear authori licens launch perform sold shipped implanted introduc market grant",
    r"\b(?:approv(?:ed|es|ing|als?\s+(?:of|for))|clear(?:ed|s|ing)|(?:authori[sz]|licens|introduc)(?:ed|es|ing)|launch(?:ed|es|ing)|perform(?:ed|s|ing)?|sold|shipped|implanted|market(?:s|ed)|granted)\s+"
    r"(?:(?:an?|the|its|first|total|of|record|about|around|over|nearly|some|only|just|estimated|approximately|more|than|at|least|up|to)\s+){0,4}"
    rf"{NUMERAL}\+?\s+(?P<noun>(?:{_BREAK}{_WORD}\s+){{0,5}}?(?:[a-z][a-z-]*[a-rt-z]s|[A-Za-z]+[A-Z]s))(?![\w-]|\s(?!is|was|has|as|does|its|this)[a-z]+[a-rt-z]s\b)",
)
# Those are no products: "approved in two countries", "launched five partnerships".
NO_PRODUCT = re.compile(
    r"(?i)\b(?:years?|months|weeks|days|times|hours|countries|states|regions|markets|companies|firms|players|facilities|plants|sites|offices|partnerships|collaborations|deals|initiatives|campaigns|reports|"
    r"areas|segments|stages|phases|types|steps|ways|is|was|has|as|us|hospitals|clinics|employees|researchers|patents|factors|genes|lines|points|others|jobs|members|laws|rules|guidelines|awards|grants|loans|"
    r"extensions|investors|stores|shares|dollars|pounds|cents|participants|volunteers|subjects|interviews|surveys|tons|tonnes|lit(?:er|re)s|businesses|stakes|copies|beds|rounds|sources|groups|categories|cancers|diseases|(?<!clinical\s)projects|indications|molecules|targets|stations)\Z"
)
_NAMED = rf"(?P<noun>(?:[A-Za-z][\w+/-]*\s+){{0,5}}?(?:{_MADE}|{_THINGS}))\b"
_NEARLY = (
    r"(?:(?:about|over|nearly|almost|around|approximately|more\s+than|some|"
    r"roughly|just|only|an?|estimated|record|at\s+least|up\s+to|fewer\s+than|less\s+than)\s+)*"
)
_CAME_TO = (
    r"(?:number(?:ed|s)?|(?:(?:increas|decreas|climb|jump|amount)(?:ed|es|s)|rose|grew|fell|dropped|came|up)(?:\s+(?:by\s+)?[\d.]+\s?(?:%|per\s?cent))?\s+to|(?:reach|"
    r"exceed|surpass|totall?)(?:ed|e?s|ing)?|stood\s+at|topped|hit)"
)
# "Number of approved products: 11", "Active trials: 640", "| Approved products | 17 |"
KEYED = Cued(
    ": | \t",
    rf"(?:\bnumber\s+of\s+|^|[;|•\t(]\s*){_NAMED}(?:\s+(?:in|under|by|approved|treated|performed|launched|sold|implanted|collected|infused)\b[^:|\d]{{0,30}}(?:(?:19|20)\d\d)?)?(?:\s*\([^()]{{2,20}}\))?"
    rf"\s*[:|\t][\s|]*{_NEARLY}{NUMERAL}\+?(?=\s*(?:$|[;|,.(]|in\s+(?:19|20)\d\d))",
)
# "Products approved to date: Japan 12, Korea 17": the head of a list of places, and one of them
BY_PLACE = Cued(
    ":",
    rf"^\W*(?:number\s+of\s+)?{_NAMED}(?:\s+{_STAGE})?(?:\s+(?:to\s+date|worldwide|by\s+country|by\s+region|in\s+(?:19|20)\d\d|\((?:19|20)\d\d\)))*:\s(?=[A-Z])",
)
OF_PLACE = re.compile(
    rf"(?i)[A-Z][A-Za-z.&' -]{{1,30}}?:?\s+\(?{NUMERAL}\)?(?=[,;.]|\s+and\s|\s*$)"
)
# "the number of trials rose from 90 in 2019 to 120 in 2020"
MOVED = Cued(
    "number",
    rf"\bnumber\s+of\s+{_NAMED}\s[^.;\d]{{0,60}}?\b(?:from|was|is|crossed|{_CAME_TO}|to)\s+{_NEARLY}{NUMERAL}",
)
# "stem cell transplants reached 94,000", "registered trials now number 640"
SUBJECT = Cued(
    "trials candidates approvals program infusions transplant donations developers surgeries "
    "procedures launches collections transfusions replacements initiations studies treatments hct "
    "bmts asct starts sold shipped",
    rf"(?<![\w-])(?P<noun>(?:[A-Za-z][\w+/-]*\s+){{0,3}}?(?:{_MADE}|collections\s+of\s+\w+|studies|treatments|(?:units|doses)\s+(?:sold|shipped)|(?:trial|study)\s+starts))(?:\s+[a-z]+){{0,6}}?\s+(?:{_CAME_TO}|(?:rose|grew|increased|climbed|jumped|surged|fell|dropped|slipped|slid|declined|decreased|went\s+(?:up|down))\s+from)\s+"
    rf"{_NEARLY}{NUMERAL}(?!\s+(?:per\s?cent|countries|patients|years|months|usd|dollars))",
)
# "Europe 540 trials and Asia 355": a number that leaves out what the one before it counts.
AGAIN = re.compile(
    rf"(?i)(?:[^.;]|(?<=\b[A-Z])\.){{0,60}}?(?:\b(?:and|vs\.?|versus|against|to|with|by|from|for|surpass|exceed|reach|accounting\s+for)\s|,\s|:\s|\()\s*(?:[a-z]+\s+){{0,3}}?{NUMERAL}\+?"
    r"(?=\s+(?:in|by|at|an?\s+(?:year|quarter|month|decade)\s+(?:earlier|ago|before)|across|for|approved|launched|marketed|being|under)\b|\s+(?!percent\b)[a-z-]*(?:[a-rt-z]|ous)(?=\s+and\s+\d|[,.;)]|$)|\s+\(\d|\s+and\s+(?:(?:phase|in)\b|\d)|\s*[.,;)]|\s*$)"
)
OF_THEM = re.compile(
    rf"(?i)(?:\b(?P<which>of\s+which)|\b(?:with|and|while|whereas|but)|,)\s+{_NEARLY}{NUMERAL}\s+(?(which)(?:[a-z]+)|(?:of\s+(?:them|these|those|which)|are|were|being))\b"
)
# "12 in phase 1, 8 phase 2 and 3 phase 3 trials": numbers in front that share its noun.
SHARING = re.compile(
    rf"(?i){_START}(?:(?!\w+s\b){_WORD}\s+){{0,2}}?(?!\w+s\b){_WORD}(?:,\s+(?:and\s+)?|\s+and\s+)\Z"
)
# "400 companies that develop gene therapies" are developers.
DEVELOPING = Cued(
    "compan firms organi players start biotech manufacturers",
    rf"{_START}(?P<noun>(?:(?!(?:of|the|in|and)\b){_WORD}\s+){{0,4}}?(?:companies|firms|organi[sz]ations|players|start-?ups|biotechs|manufacturers))\s+(?:(?:worldwide|globally|that|which|are|were|currently|actively|now)\s+){{0,4}}"
    r"(?:develop(?:ing)?|working\s+on|evaluating|(?:active|involved)\s+in|and\s+(?:over\s+)?\d+\+?\s+(?:pipeline|drugs|therap)|engag(?:ed|ing)\s+in\s+(?:[a-z]+\s+){0,3}?(?:research|develop\w+))\b",
)
# "Six drugs and one device under development": a second noun beside the first
AND_ONE = re.compile(
    rf"(?i)(?:\s\([^()]{{1,80}}\))?,?\s+and\s+{NUMERAL}\s+(?P<noun>(?:(?:medical|diagnostic|combination|novel|vaccine|drug)\s+)?(?:devices?|drugs?|therap(?:y|ies)|products?|candidates?|vaccines?|biologics?|diagnostics?|biosimilars?))"
    rf"(?=\s+(?:\([^()]{{1,120}}\)\s+)?(?:(?:that|which)\s+)?(?:(?:are|is|now|currently|being)\s+){{0,3}}{_STAGE})"
)
# "Of these, 45 are gene therapies": the sentence before says of what.
OF_THESE = re.compile(
    rf"(?i)\W*(?:(?:as\s+of\s[\w\s]{{3,20}}|in\s[\w\s]{{3,20}}|currently|today),\s+)?(?P<of>(?:of|among|out\s+of)\s+(?:these|them|those|the)\b(?:\s+\d[\d,]*)?(?P<these>[^,.;\d]{{0,60}}),\s+)?{_NEARLY}{NUMERAL}\+?\s+"
    r"(?(of)(?!percent|per\s+cent|%|of\b)|(?=(?:have|has|had|are|were|remain)\s+(?:now\s+|already\s+|also\s+)?(?:been\s+(?:approved|launched)|entered|reached|in\s+(?:(?:late|clinical|the\s+clinic)\b|phase)|approved|authori[sz]ed|licensed|recruiting|under\s?way|on\s+the\s+market)\b))"
)
# "Europe accounts for 48,000 of these"
HAS_OF_THEM = Cued(
    "these them those", rf"{_START}of\s+(?P<these>these|them|those)(?=[.,;]|\s[a-z]+ed\b)"
)
# "Now the figure stands at 153": what the sentence before counts
NOW = re.compile(
    rf"(?i)\W*(?:(?:now|today|currently|by\s+then|since\s+then|as\s+of\s[\w\s]{{3,20}}),?\s+)?(?:the|that|this)\s+(?:figure|number|count|total)(?P<these>)\s+(?:(?:has|had|now)\s+){{0,2}}"
    rf"(?:is|was|stands|stood|rose|risen|grew|grown|climbed|increased|fell|reache[sd]|reached|hit)(?:\s+(?:at|to|now))*\s+{_NEARLY}{NUMERAL}(?=\s*(?:[,.;]|$)|\s+(?:in|by|at|as|now|today)\b)"
)
THEMSELVES = re.compile(rf"(?!(?:are|were|is)\b){_NAMED}")
# What heads a column, a row or a table of numbers: "Phase II trials", "Robots sold"
TABLED = re.compile(
    rf"(?i)(?P<noun>(?:[A-Za-z][\w+/'-]*\s+){{0,5}}?(?:(?P<made>{_MADE})|{_THINGS}|[A-Za-z][\w-]*[a-rt-z]s(?=\s+{_STAGE})))(?:\s+(?:currently\s+|newly\s+)?(?P<stage>{_STAGE}|treated|infused|transplanted|dosed|collected))?"
)
KNOWN = re.compile(rf"(?i)\b(?P<noun>{_MADE}|(?!patients|people|individuals|cases){_THINGS})\b")

_STATE = re.compile(
    r"(?i)^(?:(?:newly|registered|active|ongoing|approved|marketed|commercial|distinct|unique|new|novel|certified|different|"
    r"separate|currently|about|total|approved|FDA-approved|EMA-approved|[A-Z]{2,4}-approved|licensed|authori[sz]ed|available|successful|additional|recruiting|launched)\s+)+"
)
# What is done has its kind in front of the name, what is made has it in the name.
_HEAD = re.compile(
    r"(?:(?:transplant|donat|transfus|infus)\w*s|procedures|surgeries|program(?:me)?s|developers|candidates|studies)\Z"
)


def counted_as(name: str) -> str:
    """Return the name of what is counted without what is said of its state.

    Example:
        >>> counted_as("active clinical trials"), counted_as("stem cell transplants")
        ('clinical trials', 'transplants')
    """
    head = _HEAD.search(name)
    return head[0] if head else _STATE.sub("", name) or name
