"""The clause that a number stands in, and its subject."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics.claims.documents.document import Span
from cytonomics.claims.patterns import Cued, last_match
from cytonomics.claims.words.finite import FINITE, REAL_VERB, first_verb
from cytonomics.claims.words.labels import market_labels
from cytonomics.claims.words.names_behind import name_behind
from cytonomics.claims.words.openings import opening
from cytonomics.claims.words.verbs import ASIDE, BACKED, BE, BESIDE

# "silicone, a material that", "latex, the segment": what more is told of the name ahead
APPOSED = (
    r"(?:an?|the|one)\s+(?:[\w-]+\s+){0,2}?(?:(?:sub-?)?segment|category|channel|material|format|class|group|"
    r"type|area|field|niche|technology|product(?:\s+(?:line|group|type))?|application|technique|method|"
    r"modality|region|country|form|use)(?:\s+(?:that|which))?"
)
# A clause is looked for in this many characters before its number.
_REACH = 700
# "…; close to USD 4 bn is forecast", ", with an annual rate of": the subject stands before.
_NO_SUBJECT = re.compile(
    r"(?i)^(?:an?\s+)?(?:\w+\s)?shares?\s+of\b|^(?:sales|revenues?)\s+up\b|^(?:an?|the|further|i\.e\.?|then|thereafter|subsequently|later|so|thus|hence|therefore|thereby|consequently|accordingly|eventually|ultimately|finally|(?:from\s+)?close|(?:(?:after|since)\s+)?having)$|"
    r"^(?:an?\s+)?\d[\d.]*\s?(?:%|per\s?cent)|"
    # "…, and calculated at USD 4 bn in 2025 is expected": a participle, and no seed or bed
    r"^(?-i:(?![a-z]*(?:[efnw]eed|reed|speed|bed|red)$)[a-z]{4,}ed)$|"
    # What goes on about what the clause before is of: "with sales set to rise", "this lead".
    r"^(?:its|their|whose)\s+(?:market\s+)?(?:value|size|valuation)$|"
    r"^(?:its|their|whose)?\s*(?:sales|revenues?|demand|growth|gains|consumption|turnover|spending)$|^(?:this|that|such|its|their)\s+"
    r"(?:[\w-]+\s+)?(?:dominance|lead(?:ership)?|growth|trend|momentum|expansion|surge|position|strength|edge|rank|"
    r"preference|success|status|popularity|[a-z]+(?:ance|ence|ity|ness|ship))$|^(?:projections?|forecasts?|"
    r"estimates?)(?:\s+(?:indicate|suggest|show|imply|point\s+to)(?:\s+an?)?)?$|^\W*\d[\d.,]*\W*$|"
    r"^(?:an?|the|its|their)?\s*(?:[\w-]+\s+){0,5}?(?:CAGR|AAGR|rates?|pace|increase|gain|jump|"
    r"rise|(?:sales|revenues?|turnover|value|size|volume|valuation)(?=\s+of\b))"
    r"(?:\s+(?:of|at|in(?:\s+the)?|is|being))?(?:\s+(?:nearly|about|around|over|almost|some|roughly|close\s+to|"
    r"more\s+than|up\s+to|approximately|an?\s+estimated))?$"
)
# "clinics, together worth", "USD 2 bn of pumps": nor is what holds such words.
_NO_NAME = re.compile(
    r"(?i),\s+(?:collectively|together|jointly)\s+(?:valued|worth|estimated)$|[$€£¥₹]\s?\d|"
    r"\b(?:USD|EUR|INR|GBP|Rs)\.?\s?\d"
)
_BRACKETS = re.compile(r"\((?:[^()]|\([^()]{1,60}\)){1,200}+\)")
# "Pumps - made of steel - grew", "drugs-which heal, and cost less-are", where a dash is a hyphen
_ASIDE = re.compile(
    rf"(?i)\s-{{1,2}}\s(?:[^.;:]|\.(?=\d)){{3,140}}?\s-{{1,2}}\s(?={REAL_VERB.pattern})|"
    r"(?<=\w)-{1,2}(?:which|including|such\s+as|or|an?|the|one)\s[^.;:%]{3,140}?-{1,2}(?=(?:is|are|was|were|will|has|have)\b)"
)
# “Pumps: Japan to Grow Fastest”, and no speech that ends with its sentence
TITLE = re.compile(
    r"[\"“][^\"“”]{20,300}[\"”](?=[,\s]+(?!(?:said|says|told|added|adds|according)\b)\w)"
)
# "a small but growing part of the market": no turn
SMALL_BUT = (
    r"\sbut\s(?:[a-z]+ly\s|fast[\s-])?[a-z-]+\s(?:part|share|portion|slice|segment|market|region|"
    r"country|contributor|player|base|niche|area|piece|one)\b"
)
# Where a new statement with its own subject begins.
_TURN = re.compile(
    r"(?=[\s,;.:])(?:"
    rf"(?!{SMALL_BUT})"
    r"[,\s]\s*(?:while|whilst|whereas|although|though|yet|followed\s+(?:closely\s+)?by|led\s+by|but)\s|"
    # "Growth to Go On, the pump market was": a clause of its own, whatever stands before
    rf",\s+(?=the\s(?:[\w&/'()-]+\s){{1,8}}?(?:market|industry)\s(?:size\s|value\s)?(?:is|was|has|had|will|would|stood|grew|rose|[a-z]{{3,}}ed)\b)|"
    r";\s|,\s+(?:and|with|as|since|because)\s+|(?-i:(?<![A-Z])\.\s+(?=[A-Z]))|:\s+|\n|\s-{1,2}\s|"
    r"(?<!\bsuch)\s(?:with|as)\s+(?=(?:the\s+)?(?-i:[A-Z]))|"
    rf"\sas\s+(?=the\s(?:[\w-]+\s){{0,5}}?market\s(?:for\s[\w\s-]{{3,40}}\s)?(?:grows|grew|{BE})\b)|"
    # "a trend in which sales of pumps are to grow"
    rf"(?<!,)\sin\swhich\s|\s(?=and\s+(?:also\s+|is\b|are\b|was\b|were\b|will\b|would\b|has\b|have\b|{BE})\b))",
    re.IGNORECASE,
)
# Another thing grows behind it.
_CONTRAST = re.compile(
    r"\b(?:whereas|while|and\s+(?:the|that)\s+(?:[\w-]+\s+){1,4}?(?:market|segment|industry)|(?<=[,;]\s)th(?:at|ose)\s+(?:of|in|for|from))\b",
    re.IGNORECASE,
)
_PARTICIPLE_ALONE = re.compile(r"[a-z]{3,}ed(?:\Z|\s+(?:at|to|by)\b)")
_MOST = re.compile(r"(?:the\s+)?(?:(?:second|third)[\s-])?(?:[a-z]{2,}est|most)", re.IGNORECASE)
# "While pumps grow at 4 %, …": the main clause begins behind the comma.
_SUBORDINATE = re.compile(
    r"\W{0,4}(?:while|although|though|whereas|as)\s(?:[^,]|,(?=\d)){5,200}?(?:%|per\s?cent|\b(?:19|20)\d\d|"
    r"\w),\s",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:,\s*|\s)(?:which|that)\s*$", re.IGNORECASE)
# "Clinics, backed by low prices, new tests, and cheap loans, are"
_BACKED = rf"(?:{BACKED})"
# "Steel pumps, valued at": what is inserted behind the subject.
_INSERTED = re.compile(
    r"(?i),\s+(?:with|valued|worth|estimated|representing|accounting|holding|forming|making\s+up|however|meanwhile|"
    r"in\s+turn|on\s+the\s+other|by\s+contrast|despite|though|although|while|once|not|unlike|"
    rf"{ASIDE}|"
    r"(?:in|by|as\s+of)\s+(?:19|20)\d\d|"
    r"where|whose|being|until|of\s+all|led\s+by|(?:for|of|in|by)\s+which|an?\s+[A-Z$€£¥₹]{1,4}\s?\d|"
    rf"{BESIDE})\b(?:[^,]|,(?=\d)){{0,80}}$|"
    r",\s+(?:sold|marketed|developed|known|used|made|launched)\s+(?:[a-z]+ly\s+)?(?:as|in|for|under|by|ex|at)\s.{0,80}$|"
    # "Foams, up 5 % a year", "pens, priced at USD 9"
    rf",\s+(?:up|down|[a-z]{{4,}}ed)$|,\s+{_BACKED}\s+by\s[^;%]{{2,220}}$"
)
# ", driven by low prices, new tests, and cheap loans, with a CAGR"
_REASONS = (
    rf",\s+{_BACKED}\s+by\s[^,;%]{{2,80}}(?:,\s[^,;%]{{2,60}}){{0,3}}?,?\s+and\s"
    r"(?:(?!(?:is|are|was|were|leads?|led|holds?|held|grew|grows?|follows?|will|has|have)\b)[\w-]+\s?){1,5}"
    r"(?=,\s+(?:with|at|registering|recording)\s)"
)
# "Steel pumps, by material, are to reach"
BESIDE_NAME = re.compile(rf",\s(?=(?:{BESIDE})\s)(?:[^,]|,(?=\d)){{3,90}},\s", re.IGNORECASE)
_WITH_INSERTED = re.compile(
    rf"(?i)(?:{_REASONS}|,\s+(?:{_BACKED}\s+by\s[^,;%]{{2,80}}(?:,\s[^,;%]{{2,60}}){{0,3}}|(?:though|although|while|once|not|unlike|{ASIDE})\s[^,;]{{2,80}}|(?:including|(?:together|along)\s+with)\s[^;%]{{2,80}}|(?:with|led\s+by|driven\s+by|where|whose|being|of\s+all|until|so\s+far|for\s+now|(?:for|of|in|by)\s+which|the|an?|{BESIDE})\s(?:[^,;%]|,(?=\d)){{2,80}}|(?:sold|marketed|developed|known|used|made|launched|such)\s+(?:[a-z]+ly\s+)?(?:as|in|for|under|by|ex|at)\s[^;%]{{2,80}})"
    rf"(?=,\s+(?:(?:likewise|also|still)\s+)?(?:{BE}|shows?|keeps?|displays?|stood|held|holds?|grew|rose|led|leads|account(?:ed|s)|captured|generated|recorded|reached|remain(?:s|ed)|represent(?:s|ed)|contribut(?:es|ed)|dominat(?:es|ed)|follow(?:s|ed)|came|comes|took|takes|made|makes|brought|earned|posted|saw)\b))"
)
# "Hospitals, worth USD 2 bn, or 40 % of the pump market, will grow at"
_SHARE_INSERTED = re.compile(
    r"(?i),\s(?:worth\s[^;%]{2,60},\s)?(?:or\s)?(?:[a-z]+\s){0,2}\d[\d.]{0,5}\s?(?:%|per\s?cent)\s(?:share\s)?of\s[^,;%]{2,60}\Z"
)
# "if trials succeed and insurers pay, the market": what stands before its comma is no subject.
_THE_MARKET = re.compile(
    r"^.*,\s+(?=(?:the|this|its)\s+(?:\w+\s+)?(?:market|industry)(?:\s+(?:size|value))?$)", re.I
)
# "Ortano serves clients in the pump market, expected to": the participle tells of the market
_TOLD_OF_MARKET = re.compile(
    r"(?:\S+\s){3,14}?(?:in|within|into|across|on)\s(?P<market>(?:the|an?)\s(?:[\w&/'-]+\s){1,7}?(?:market|industry|sector|economy)(?:\s\([^()]{1,20}\))?)\Z"
)
# "The smallest group, while new, likewise keeps"
_LIKEWISE = re.compile(r",\s+(?:likewise|also|still)\Z")
# "Europe as a whole", "Implants as a segment"
_AS_A = re.compile(r"\s+as\s+an?\s+(?:whole|segment|group|category)\Z", re.IGNORECASE)
# "with one report predicting that it will", "Arvena Research puts it at"
_THAT_IT = re.compile(
    r"^.*\b(?:that|puts?|pegs?|sees?|values?|sizes?|expects?|projects?|forecasts?)\s+(?=(?:it|they)$)",
    re.IGNORECASE,
)
_WHICH = re.compile(
    rf",\s+(?:which|{APPOSED})\s+(?:\w+\s+)?(?=(?:{REAL_VERB.pattern}|worth\b|valued\b))",
    re.IGNORECASE,
)
_IS_APPOSED = re.compile(rf",\s+{APPOSED}\Z", re.IGNORECASE)
# ", the segment expected to grow fastest, at": the rest of what is told of it
_TOLD_ON = re.compile(r",(?!\s+(?:at|with|by)\s)")
# "… slower than Peru, whose rate is put at": of Peru
_WHOSE = Cued(
    "whose",
    r",\s+whose\s+(?:[a-z-]+\s+){0,2}(?:CAGR|AAGR|growth|rate|pace|revenues?|sales|turnover|spending|demand|share)\b[^,;%]*\Z",
)
BEFORE_NAME = re.compile(
    r"\b(?:by|from|of|in|to|for|with|(?<!-)(?:up)?on|is|are|was|were|than|(?<!-\s)and|include[sd]?|including|"
    r"towards?|into|onto|as|like)\s+(?:the\s+)?",
    re.IGNORECASE,
)


# "Kiosks cut costs, save time, and are growing at": verbs that are nouns as well, but not here
_PLAINLY = re.compile(
    r"\W*(?:the\s+)?(?P<name>[A-Z][\w&/-]*(?:\s[\w&/-]+){0,3}?)\s+(?:improve|benefit|offer|leverage|provide|"
    r"help|allow|enable|reduce|lower|cut|save|require|deploy|adopt|combine|deliver|simplify)\s+(?!(?:in|of|for)\b)"
)


# The clauses of a sentence are asked for by every figure in it.
@lru_cache(maxsize=64)
def _contrasts(text: str) -> tuple[int, ...]:
    return tuple(turn.start() for turn in _CONTRAST.finditer(text))


def own_clause(text: str, at: int) -> tuple[int, int]:
    """Return the span around a position in which no other thing's growth is told.

    Example:
        >>> own_clause("It grows, while tubes shrink", 20)
        (10, 28)
    """
    turns = _contrasts(text)
    if not turns:
        return 0, len(text)
    since = max((turn for turn in turns if turn < at), default=0)
    return since, min((turn for turn in turns if turn > at), default=len(text))


@lru_cache(maxsize=1024)
def subject(text: str, at: int) -> str:
    """Return the subject of the clause that a position of a sentence stands in, or "".

    A clause without a subject of its own ("… and is set to grow") has that of the clause before;
    a relative clause has the name before "which".

    Example:
        >>> text = "Hospitals held 40 %, while home care is forecast to grow at 9 %."
        >>> subject(text, text.index("9")), subject(text, text.index("40"))
        ('home care', 'Hospitals')
    """
    left = text[max(0, at - _REACH) : at]
    # What brackets hold turns no clause.
    plain = _BRACKETS.sub(lambda held: f"({re.sub(r'[^ ]', 'x', held[0][1:-1])})", left)
    plain = TITLE.sub(lambda title: "_" * len(title[0]), plain)
    # "The aerospace advanced polymers market": no verb stands within a name.
    for label in market_labels(left):
        # "The pump market for cats, dogs and mice": one name, list and all
        behind = name_behind(left, label.end + len(" market")) if "," in left else None
        end = behind[1] if behind else label.end
        name = FINITE.sub(lambda verb: "_" * len(verb[0]), plain[label.start : end])
        plain = plain[: label.start] + name.replace(",", "_") + plain[end:]
    plain = _ASIDE.sub(lambda aside: "\0" * len(aside[0]), plain) if "-" in plain else plain
    plain = _WITH_INSERTED.sub(lambda held: "," + "_" * (len(held[0]) - 1), plain)
    turns = [turn.span() for turn in _TURN.finditer(plain)]
    whose = _WHOSE.search(plain)
    if whose and (
        owner := _last_name(
            left, plain, max((b for _, b in turns if b <= whose.start()), default=0), whose.start()
        )
    ):
        return owner
    subordinate = _SUBORDINATE.match(plain)
    if subordinate:
        turns = sorted([*turns, (subordinate.end() - 2, subordinate.end())])
    cuts = [0, *(first for first, _ in turns), len(left)]
    ends = [0, *(last for _, last in turns)]
    goes_on = True
    for k in range(len(ends) - 1, -1, -1):
        clause = plain[ends[k] : cuts[k + 1]]
        # "…, which was USD 2 bn and is to reach": "and" joins what is told of the same.
        goes_on = goes_on and plain[cuts[k + 1] : (*ends, len(left))[k + 1]] in ("", " ")
        # "…, while pumps, with": what the insertion is of has its verb behind.
        inserted = k == len(ends) - 2 and plain.startswith(", with ", cuts[k + 1])
        at_end = k == len(ends) - 1 or (inserted and FINITE.search(clause) is None)
        first, last = _of_clause(clause, last=at_end, goes_on=goes_on)
        last -= len(span := plain[ends[k] + first : ends[k] + last]) - len(span.rstrip(" \0"))
        found = left[ends[k] + first : ends[k] + last].strip(" ,:-*|(")
        if "," in found:
            found = _LIKEWISE.sub("", found)
            found = _THE_MARKET.sub("", _INSERTED.sub("", found))
        found = _THAT_IT.sub("", found) if found.lower().endswith(("it", "they")) else found
        found = _SHARE_INSERTED.sub("", found) if "," in found else found
        found = _AS_A.sub("", found)
        told = _TOLD_OF_MARKET.match(found) if span.rstrip(" \0").endswith(",") else None
        found = told["market"] if told else found
        if found and _is_subject(found):
            return found
    plainly = _PLAINLY.match(plain) if len(ends) > 1 else None
    return plainly["name"] if plainly and _is_subject(plainly["name"]) else ""


def _last_name(left: str, plain: str, start: int, end: int) -> str:
    """The name right before a relative clause, behind the verb or preposition that leads to it."""
    cuts = [*BEFORE_NAME.finditer(plain, start, end), *FINITE.finditer(plain, start, end)]
    first = max((cut.end() for cut in cuts), default=start)
    return left[first:end].strip(" ,:-*|(").removeprefix("the ")


def _is_subject(name: str) -> bool:
    return not (_NO_SUBJECT.match(name) or _NO_NAME.search(name))


def _of_clause(clause: str, *, last: bool, goes_on: bool) -> Span:
    """Where the subject of a clause stands in it; an empty span where it has none."""
    start = opening(clause, 0)
    verb = first_verb(clause, start)
    if verb is None:
        return (start, len(clause)) if last and len(clause.split()) < 7 else (0, 0)
    joined = clause.rfind(" and ")
    # "cell- and gene-based kits": the hyphen tells that one name goes on.
    if last and verb.start() <= joined and clause[joined - 1] != "-":
        # "A held 54 % of the market and B is set to rise"
        behind = opening(clause, joined + 5)
        own = REAL_VERB.search(clause, behind)
        relative = _RELATIVE.search(clause, behind, own.start()) if own else None
        ends = relative.start() if relative else own.start() if own else behind
        name = clause[behind:ends].strip()
        # "and calculated at USD 4 bn in 2025 is expected": a participle is no subject.
        # "in terms of growth and value, growing at": the comma ends what "and" joins.
        # "the largest and fastest growing segment": nor is what is joined to a superlative.
        plain = not (name.endswith(",") or _PARTICIPLE_ALONE.match(name) or _MOST.fullmatch(name))
        if own and name and ends - behind < 70 and plain:
            return behind, ends
    late = last_match(_WHICH, clause) if last or goes_on else None
    if late and verb.end() < late.start() and not _TOLD_ON.search(clause, late.end()):
        # "The main driver is home care, which is set to": the name right before "which".
        name = clause[verb.end() : late.start()]
        cut = last_match(BEFORE_NAME, name)
        return verb.end() + (cut.end() if cut else 0), late.start()
    relative = _RELATIVE.search(clause[start : verb.start()])
    if relative:
        name = clause[start : start + relative.start()]
        apposed = _IS_APPOSED.search(name)
        name = name[: apposed.start()] if apposed else _INSERTED.sub("", name)
        at = name.rfind(",") + 1
        cut = last_match(BEFORE_NAME, name[at:])
        return start + at + (cut.end() if cut else 0), start + len(name)
    return start, verb.start()
