"""Whose share it is where a clause says it: the name that is the subject of the clause's verb."""

from __future__ import annotations

import re
from functools import lru_cache

from cytonomics.claims.patterns import last_match
from cytonomics.claims.shares.names import DATED, HOLDS, tidy
from cytonomics.claims.words.clauses import APPOSED
from cytonomics.claims.words.names import clean_name
from cytonomics.claims.words.openings import reported
from cytonomics.claims.words.verbs import HELD, HOLDING, IN, TELLS_THAT

# What may stand between a name and its number.
LINK = re.compile(
    r"(?:[\s:(,|>~=-]|\b(?:with|at|for|by|a|an|the|share|of|market|revenue|about|around|over|above|"
    r"no|not|quite|well|far|mere(?:ly)?|barely|hardly|slightly|fewer|as|little|much|slim|modest|meag(?:re|er)|full|paltry|solid|hefty|whopping|in\s+excess|upwards?|"
    r"more|than|nearly|almost|least|up|to|roughly|approximate(?:ly)?|some|estimated|just|only|another|"
    rf"remaining|the\s+other|further|lead|under|below|less|close|{HOLDING}|being|i\.e\.|ca\.|approx\.?|"
    r"est\.)(?=\W|$))+$",
    re.IGNORECASE,
)
# Where a new subject comes in.
CLAUSE = re.compile(
    rf"\b(?=[a-z])(?:{TELLS_THAT}|"
    r"(?:data|reports?|study|analysis|survey|research|figures?|estimates?|analysts?|experts?|researchers?)\s+"
    r"(?:shows?|found|finds?|says?|said|suggests?|indicates?|reveals?|believes?|notes?)\s+(?:that\s+)?|"
    r"(?:wherein|so\s+that|(?:of|among|in)\s+which)\s+|(?:with|by)\s+(?=[^,;%]{3,60}\s"
    rf"(?:{HOLDING}|responsible)\b))|"
    # "Arvena looks east, as clinics account for": but not "as they account for".
    r",\s+(?:as|since|because)\s+(?!(?:it|they|this|that|these|those|there|both|"
    r"(?:the|its|their)\s+(?:segment|region|country|market|company|sector|category))\s)(?=[^,;%()]{2,60}?"
    rf"\s{HELD}\s)",
    re.IGNORECASE,
)
# What opens a sentence and is no subject, up to its comma: a phrase behind a preposition or
# participle, a subordinate clause.
_OPENING = re.compile(
    r"\W*(?:(?:and|but)\s+)?(?:(?:even\s+)?(?:though|as|when|if)|although|while|whereas|because|since|given|despite|"
    rf"amid(?:st)?|with(?:in|out)?|{IN}|on(?!-)|at|by|for|from|of|"
    r"out\s+of|during|(?:over|under)(?!-|\s+\d\d\s)|after|before|among(?:st)?|across|between|through(?:out)?|"
    r"per|according|due|owing|thanks|un?like|besides|beyond|considering|"
    r"(?:[a-z]{3,}(?:ed|ing)|driven|led|made|seen)\s+(?:by|at|(?:up)?on|in|from|to|for|with|as|"
    r"against|the|an?|its))\b(?:[^,;]|,(?=\d)){1,150},\s+"
    r"(?!(?:which|who|with|up|down|from|to)\s|[a-z]+ing\s+(?:(?:from|to|at|by|for|up|an?|the|more|over|about|nearly)\b|[a-z~>]*\s?\d))(?=\S)",
    re.IGNORECASE,
)
# "After the merger Arvena commands": without a comma, too.
_SINCE = re.compile(
    r"\W*(?:after|since|following|before|with)\s+(?:the|its|this)\s+[a-z]+\s+(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
# "…, which together account for": what is meant stands before.
_RELATIVE = re.compile(
    rf"(?:\s\([^()]{{0,90}}\))?,\s*(?:which|who|{APPOSED}(?:(?<=that)|(?<=which)))\s(?=[^,;]{{0,120}}$)",
    re.IGNORECASE,
)
# "Biopsy remains the leading test, which holds": what is so called is the subject.
_CALLED = re.compile(
    r"\s+(?:is|are|was|were|remain(?:s|ed)?|became|stay(?:s|ed))\s+(?:the|its|an?)\s+(?:[\w-]+\s){0,2}?"
    r"(?:(?:larg|bigg|fast)est|leading|dominant|top|main|primary)\s[^,;]{2,60}\Z",
    re.IGNORECASE,
)
# "good business for Europe, which holds", "It will hurt Arvena, which has"
_PROPER = re.compile(
    r"(?:\b[a-z][a-z'-]*\sof(?=\s[A-Z][^,;]*\sand\s[A-Z])|(?<![\w'-])[a-z][a-z'-]*(?<!\bof)(?<!\band)(?<!\bor))\s"
    r"(?P<name>(?:the\s)?[A-Z](?:[\w.&'-]|,?\s(?:(?:and|&)\s)?(?=[A-Z\d]))*+)\Z"
)
# "tests for HIV, which account for": the tests, since HIV is one thing
_MANY = re.compile(
    r"(?:[a-z]+ly\s+|now\s+)?(?:account|hold|have|make|represent|command|control|contribute|take|own|are|were)\b"
)
# "The shift from glass to plastic, which now accounts for"
_SHIFT = re.compile(
    r"^\W*(?:\w+\s+){0,2}?(?:shift|move|switch|transition|migration)\s[^,;]{0,90}?\b(?:to|towards?|into)\s+",
    re.IGNORECASE,
)
# "Gels will add to their share, which may reach": the share of the gels
_ITS_SHARE = re.compile(r"\b(?:its|their)\s+(?:[a-z]+\s+)?share\s*,?\Z", re.IGNORECASE)
# "The pump market, which holds tubes, was": what is set between commas names nothing itself.
_ASIDE = re.compile(
    r"(?:,| -|--)\s(?:which|who|where|including|such\s+as|like|namely|consisting\s+of)\s",
    re.IGNORECASE,
)
_INTO = re.compile(
    r"^.{0,120}\b(?:(?:especially|particularly|notably|mainly|chiefly|above\s+all|first\s+of\s+all|mostly|largely|primarily)\s+(?:in|among|by|for|from|with|thanks\s+to|due\s+to|because\s+of|owing\s+to|"
    r"on\s+account\s+of|through|on)|(?:due|owing|thanks)\s+(?:[a-z]+\s+){0,2}to|on\s+account\s+of|because\s+of)\s+|"
    r"^.{0,40}\b(?:shift|move|switch|transition)(?:ed|ing|s)?\s+(?:away\s+)?from\s.{2,60}?\sto\s+|"
    r"^\s*[a-z]+ing\s[^,;]{0,30}?\b(?:to|by|from|for|in|on)\s+|"
    r"^\s*(?:[a-z]+ed\s+)?(?:among|in|by|with|on|from|to|for)\s+",
    re.IGNORECASE,
)
STRAY = re.compile(
    rf"^(?:based\s+on|according\s+to|of|{IN}|by|to|at|for|on(?!-)|from|during|as)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"[\s,-]+(?:together|collectively|jointly|combined|cumulatively|(?:in\s+)?total)\s*$",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r"(?:[\s,-]+(?:still|also|now|then|alone|again|already|just|thus|therefore|however|"
    r"(?:current|present|recent|consistent|subsequent|likewise|traditional|historical)(?:ly)?))+"
    r"\s*$",
    re.IGNORECASE,
)
# The name of a list is its members: "two giants, A and B,".
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|both)\b", re.IGNORECASE)
# "Four types - A, B, C and D": the names stand behind the dash.
_COUNTED_HEAD = re.compile(
    r"^\W*(?:all\s+)?(?:two|three|four|five|six|seven)\s[\w\s]{2,40}?-\s*(?=[A-Z])",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s(?:such\s+as|like)\s+(?=[^,]{2,60},\s)", re.IGNORECASE)
# "Firms such as A and B" are these firms; "tubes such as A and B" are tubes.
_WHO = re.compile(
    r"(?i)\b(?:compan(?:y|ies)|players|firms|giants|\w*makers|(?:manufactur|suppli|produc)ers|brands|leaders|vendors|names|countries|regions|nations|economies|markets|states|segments|areas|categories|types|products|applications)\Z"
)
_MARKS = re.compile(r"(?:,(?!\s(?:Inc|Ltd|LLC|Corp|Co|Pvt)\b)|[;:|(])\s+|^\W+|\s-\s")
# "The third-generation, self-healing tyres segment": two adjectives and no list
_ADJECTIVES = re.compile(
    r"(?P<first>\bthe\s+(?:[a-z]+\s+)?\w+-[\w-]+),(?=\s[\w-]+(?:\s[\w-]+){0,3}\ssegment\b)",
    re.IGNORECASE,
)
_LIST_END = re.compile(r"(?:\s|^)(?:and|&)\s", re.IGNORECASE)
_LONGEST_MEMBER = 6
_OWN_MARKET = re.compile(
    r"\W*(?:the\s+)?(?:(?P<name>[^,;:]{3,60}?)\s+(?:market|industry|business)|"
    r"market\s+for\s+(?:the\s+)?(?P<what>[^,;:]{3,60}?))\s*(?:\([^()]{3,60}\)\s*)?",
    re.IGNORECASE,
)
# "Tablet market, currently"
_APPOSED = re.compile(r",\s+(?:(?:now|currently|with|at|about|around|over|nearly)\s+)+\Z")
# "The largest group is tablets, with": the name of what is ranked stands behind "is".
_RANKED = re.compile(
    r"\b(?:larg|bigg|great|high|strong|top|lead|domin|main|major|princip|first|second|third|most)",
    re.IGNORECASE,
)
# "The most common tube is glass": the rank alone would be taken for a name.
_MOST = re.compile(r"\W*(?:the\s+)?most\s+[a-z]+\s", re.IGNORECASE)
_IS = re.compile(
    r"(?:is|are|was|were|remain(?:s|ed)?|be(?:came|comes?|ing)?)\s+(?:the\s+)?"
    r"(?P<name>[^,;:()%]{2,60}?)(?=,|\s+(?:with|at|by|in|holding|accounting|having|which)\b|\s*\(|$)",
    re.IGNORECASE,
)


def subject_name(clause: str) -> str | None:
    """Return the name that is the subject of a clause cut off before its number.

    Openings and what is inserted between a subject and its verb are passed over; the members of a
    list are one subject.

    Example:
        >>> subject_name("Driven by demand, tablets, the oldest form, still make up ")
        'tablets'
        >>> subject_name("By form, tablets, gels, and patches held ")
        'tablets, gels, and patches'
        >>> subject_name("The largest group was tablets with ")
        'tablets'
    """
    relative = _antecedent(clause)
    if relative and (found := _last_name(relative)):
        return found
    body, head = _clause_head(clause)
    verb = head != body
    bare = without_insertion(head)
    ranked = _IS.match(body, len(head)) if verb and _RANKED.search(bare) else None
    told = tidy(ranked["name"]) if ranked else None
    if told and _MOST.match(bare):
        return told
    if verb and (found := _last_name(bare)):
        return found
    if told:
        return told
    if verb and _ASIDE.match(head, len(bare)):
        return None
    head = head if verb else LINK.sub("", body)
    return _last_name(head) or (None if verb else _last_name(clause.removesuffix(body)))


# A clause without a name before its verb is looked through for that of a market, too.
@lru_cache(maxsize=16)
def _clause_head(clause: str) -> tuple[str, str]:
    """The main clause, and the words before its verb, or all of them where it has none."""
    clause = DATED.sub("", clause)  # "In 2023 gels were the main use, at": the date alone opens
    while opening := _OPENING.match(clause) or _SINCE.match(clause):
        clause = clause[opening.end() :]
    clause = reported(clause)
    verb = next((v for v in HOLDS.finditer(clause) if _is_verb(clause, v)), None)
    return clause, clause[: verb.start()].removesuffix(" to ") if verb else clause


def _is_verb(clause: str, word: re.Match[str]) -> bool:
    """Whether a word is the verb of its clause: not in "Eye drops held", nor the first of all.

    "The leading use" has none before its end.
    """
    if word[0].endswith("ing") and clause[: word.start()].lower().endswith(("the ", " its ")):
        return False
    noun = word[0].endswith("s") and word[0] not in ("is", "was", "has")
    if noun and (after := HOLDS.match(clause, word.end() + 1)) and after[0][-3:] != "ing":
        return False
    return bool(clause[: word.start()].strip(" ,-*|"))


def market_name(left: str) -> str | None:
    """Return the name of the market that is the subject of the words before a percentage.

    Example:
        >>> market_name("In 2023, the coated tablet market made up ")
        'coated tablet'
    """
    body, head = _clause_head(CLAUSE.split(left)[-1])
    head = without_insertion(head) if head != body else _APPOSED.sub(" ", body)
    head = re.sub(r"(?:^|\s)\([^()]{0,60}\)", "", head)
    named = _OWN_MARKET.fullmatch(head)
    return clean_name(named["name"] or named["what"]) if named else None


def _antecedent(clause: str) -> str:
    """What "which" stands for: "spending is concentrated in X and Y, which hold"."""
    relative = _RELATIVE.search(clause)
    if relative is None or _ITS_SHARE.search(clause, 0, relative.start()):
        return ""
    main = clause[: relative.start()]
    called = _CALLED.search(main)
    if called:
        return main[: called.start()]
    proper = _PROPER.search(main)
    if proper and (" and " in proper["name"] or not _MANY.match(clause, relative.end())):
        return proper["name"]
    verb = last_match(HOLDS, main)
    return _INTO.sub("", main[verb.end() :]) if verb else _SHIFT.sub("", main)


def without_insertion(head: str) -> str:
    """Return a subject without what stands between commas or dashes before its verb.

    Example:
        >>> without_insertion("Gels, the oldest form, still")
        'Gels'
    """
    plain = _ADVERBS.sub(",", head).rstrip()
    joint = _TOGETHER.search(plain)
    plain = plain[: joint.start() + 1] if joint else plain
    if not plain.endswith((",", " -", "--")):
        return head
    plain = plain.rstrip(" ,-")
    aside = _ASIDE.search(plain)
    if aside:
        return plain[: aside.start()]
    cut = max(plain.rfind(", "), plain.rfind(" - "), plain.rfind("--"))
    if cut < 0 or tidy(plain[:cut]) is None or _COUNTED.search(plain[:cut]):
        return plain
    return plain[:cut]


def _last_name(head: str) -> str | None:
    """The last name before a verb, with those that "and" joins to it."""
    listed = _LISTED.search(head)
    if listed:  # "four firms such as A, B and C" are the four
        ahead = head[: listed.start()]
        head = ahead if _COUNTED.search(ahead) or not _WHO.search(ahead) else head[listed.end() :]
    head = _COUNTED_HEAD.sub("", _TOGETHER.sub("", head))
    found = [piece for piece in pieces(head) if tidy(piece)]
    if not found:
        return None
    names = found[-1:]
    if _LIST_END.search(found[-1]):
        for piece in reversed(found[:-1]):
            if len(piece.split()) > _LONGEST_MEMBER or f"{piece}, {names[0]}" not in head:
                break
            names.insert(0, piece)
    first, *rest = names
    return ", ".join([tidy(first) or first, *rest[:-1], *(_tail(name) for name in rest[-1:])])


def _tail(name: str) -> str:
    joined = re.match(r"(?:and|&)\s+", name)
    return f"{joined[0]}{tidy(name)}" if joined else tidy(name) or name


def pieces(head: str) -> list[str]:
    """Return what marks set apart in the words before a number, without loose ends.

    Example:
        >>> pieces("In 2023, of revenue and reusable pens, clinics ")
        ['reusable pens', 'clinics']
    """
    found = []
    for piece in _MARKS.split(_ADJECTIVES.sub(r"\g<first>\0", head) if "-" in head else head):
        piece = DATED.sub("", piece.replace("\0", ",").strip())
        if STRAY.match(piece):
            # " of revenue and reusable pens": the rest of the last statement, then the next name.
            piece = piece.rpartition(" and ")[2] if " and " in piece else ""
        if piece:
            found.append(piece)
    return found
