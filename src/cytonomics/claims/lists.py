"""The lists of a document: its main players, and its segments by axis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cytonomics.claims.document import Block, Document
from cytonomics.claims.model import Claim
from cytonomics.claims.patterns import last_match

_AXIS = re.compile(
    r"^\W*(?:(?:global\s+)?[\w\s&/()-]{0,90}?(?:market|industry)\s*[,:-]?\s*(?:segmentation\s*)?[,:-]?\s*)?"
    r"(?:segmentation\s+|snapshot,?\s+|market\s+segments?\s+|analysis\s+)?"
    r"by\s+(?P<axis>[A-Za-z][\w/&-]*(?:\s+(?!analysis|outlook|insights|forecast|segment)[A-Za-z&/-]+){0,3}?)"
    r"\s*(?:(?:segment\s*)?(?:analysis|outlook|insights|segments?|overview)\b.*)?(?:[,:(]\s*.*)?$",
    re.IGNORECASE,
)
_INTO = re.compile(
    r"\b(?:segmented|categori[sz]ed|divided|classified|bifurcated|split|segregated|segments?\s+the\s+[\w\s-]{0,60}?market)\s+"
    r"(?:(?:on\s+the\s+basis\s+of|based\s+on|by)\s+(?:the\s+)?(?P<axis1>[\w\s/&-]{2,50}?)\s*,?\s*)?(?:into|as|includes?|including)\s*:?\s*"
    r"(?P<items>[^.;]{3,400})",
    re.IGNORECASE,
)
_BASED = re.compile(
    r"\b(?:by|based\s+on|on\s+the\s+basis\s+of|in\s+terms\s+of)\s+(?:the\s+)?(?P<axis>[\w/&-]+(?:\s+(?!the\b|market\b)[\w/&-]+){0,3}?)\s*,",
    re.IGNORECASE,
)
_PLAYERS = re.compile(
    r"\bcompanies\s+(?:profiled|covered|mentioned|analy[sz]ed)\b|"
    r"\b(?:key|major|leading|top|prominent|main|notable|market)\s+(?:market\s+|industry\s+|global\s+)?"
    r"(?:players?|names|companies|vendors?|participants|manufacturers?|competitors?)\b(?!\s+(?:are\s+)?(?:focus|adopt|invest|intensif|such\s+strateg))",
    re.IGNORECASE,
)
# "Key Players: a, b, c" and the cell beside "Key Players" of a table.
_KEYED = re.compile(
    r"\s*(?:profiled|covered|mentioned|analy[sz]ed|included)?\s*(?::|\||\t)\s*(?P<items>[^|\t]{3,900})",
    re.IGNORECASE,
)
_SUBJECTS = re.compile(
    r"(?:^|[.:]\s+)(?P<items>[A-Z0-9][^.:]{5,400}?)\s+(?:are|were|remain)\s+(?:(?:among|some\s+of)\s+)?(?:the\s+)?\Z"
)
_INLINE = re.compile(
    r"\bby\s+(?P<axis>[A-Za-z][\w/&-]*(?:\s+[A-Za-z&/-]+){0,2}?)\s*(?::|-\s)\s*(?P<items>[A-Z][^:;.|]{3,400})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:includes?|including|are|such\s+as|namely|comprise|consist\s+of|like|profiled[\w\s]{0,30}?(?:are|include))\s*:?\s*(?P<items>[^;]{3,900})",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,\s*(?:and\s+|&\s+|or\s+)?|;\s*|\s+and\s+(?=[A-Z(])|\s\|\s|\s•\s)\s*")
_NOT_PLAYERS = re.compile(
    r"\b(?:profile|information|strateg|following\s+(?:details|information))\w*\s+(?:of|provides)",
    re.I,
)
_FURNITURE = re.compile(
    r"^(?:competitive|company\s+profiles?|drivers?\b|restraints?|opportunit|pest|porter|research|executive|"
    r"introduction|market\s+(?:dynamics|segmentation|definition|overview|snapshot)|analyst|methodology|abbreviations|"
    r"appendix|conclusion|future|recent|key\s+(?:findings|takeaways|developments))",
    re.IGNORECASE,
)
# A line of shares is no list of segments.
_FIGURES = re.compile(r"\d\s?%|[$€£]|,\s*\d")
# What no line with a company's name alone holds.
_PROSE = re.compile(
    r"[.:;?!%|]\s*\Z|[:%|$€]|\b(?:19|20)\d\d\b|\b(?:markets?|segments?|regions?|overview|report|share|size|growth|"
    r"analysis|period|cagr)\b",
    re.IGNORECASE,
)
_TOGETHER = (
    "Middle East and Africa",
    "Middle East & Africa",
    "Australia and New Zealand",
    "Latin America and the Caribbean",
    "Latin America and Caribbean",
)
_LEGAL = re.compile(
    r"^(?:inc|ltd|llc|co|corp|plc|gmbh|ag|sa|s\.a|n\.v|limited|corporation)\.?$", re.IGNORECASE
)


def lists(document: Document, text: str) -> Iterator[Claim]:
    """Yield the player lists and segment trees of a document; ids are left empty.

    A list is a lead-in ("Key players include:", "By Product") with the items below it, or a
    sentence that names them.
    """
    blocks = document.blocks
    for i, block in enumerate(blocks):
        line = text[block.start : block.end]
        if len(line) > 4000:
            continue
        if not _NOT_PLAYERS.search(line):
            for cue in _PLAYERS.finditer(line):
                found = list(_player_list(text, blocks, i, line, cue))
                yield from found
                if found:
                    break
        plain = len(line) < 140 and not re.search(r"snapshot", line, re.IGNORECASE)
        axis = _AXIS.match(line) if plain else None
        items = _below(text, blocks, i) if axis else []
        if axis and len(items) >= 2:
            yield _tree(text, block, _axis(axis["axis"]), items)
        else:
            yield from _inline_trees(line, block)
        yield from _sentence_trees(line, block)


def _inline_trees(line: str, block: Block) -> Iterator[Claim]:
    """Segments behind a colon: "By End User: Hospitals, Clinics"."""
    for match in _INLINE.finditer(line):
        names = _names(match["items"], 6)
        if len(names) < 2 or _FIGURES.search(match["items"]):
            continue
        start = block.start + match.start("items")
        quote = match["items"].rstrip(" *-|")
        yield Claim(
            id="",
            measure="segmentation",
            quote=quote,
            start=start,
            end=start + len(quote),
            context=(block.start, block.end),
            dimension=_axis(match["axis"]),
            items=tuple(names),
        )


def _sentence_trees(line: str, block: Block) -> Iterator[Claim]:
    """Segments told in a sentence: "segmented by product into a, b and c"."""
    for match in _INTO.finditer(line):
        names = _names(match["items"], 6)
        if len(names) < 2:
            continue
        lead = None if match["axis1"] else last_match(_BASED, line[: match.start()])
        named = match["axis1"] or (lead["axis"] if lead else "segment")
        yield Claim(
            id="",
            measure="segmentation",
            quote=match["items"],
            start=block.start + match.start("items"),
            end=block.start + match.end("items"),
            context=(block.start, block.end),
            dimension=_axis(named),
            items=tuple(names),
        )


def _player_list(
    text: str, blocks: tuple[Block, ...], i: int, line: str, cue: re.Match[str]
) -> Iterator[Claim]:
    block = blocks[i]
    named = (
        _KEYED.match(line, cue.end())
        or _NAMED.match(line, cue.end())
        or _NAMED.search(line, cue.end(), cue.end() + 90)
        or _SUBJECTS.search(line[: cue.start()])
    )
    if named:
        items = _names(named["items"], 8)
        if len(items) >= 3:
            start, end = block.start + named.start("items"), block.start + named.end("items")
            yield Claim(
                id="",
                measure="players",
                quote=text[start:end].strip(),
                start=start,
                end=start + len(text[start:end].strip()),
                context=(block.start, block.end),
                items=tuple(items),
            )
            return
    if len(line) > 160:
        return
    below = _below(text, blocks, i)
    if not below and not line[cue.end() :].strip(" :."):
        below = _lines_below(text, blocks, i)
    if len(below) >= 3:
        start, end = below[0].start, below[-1].end
        yield Claim(
            id="",
            measure="players",
            quote=text[start:end],
            start=start,
            end=end,
            context=(block.start, end),
            items=tuple(text[b.start : b.end].strip(" -*•") for b in below),
        )


def _below(text: str, blocks: tuple[Block, ...], i: int) -> list[Block]:
    """The short items right under a block."""
    found: list[Block] = []
    for block in blocks[i + 1 : i + 61]:
        words = text[block.start : block.end].split()
        line = text[block.start : block.end]
        if block.kind != "item" or len(words) > 9 or _AXIS.match(line) or _FURNITURE.match(line):
            break
        if found and block.level < found[0].level:
            break
        if not found or block.level == found[0].level:
            found.append(block)
    return found


def _lines_below(text: str, blocks: tuple[Block, ...], i: int) -> list[Block]:
    """The short plain lines under a label, where a page lost the marks of its list."""
    found: list[Block] = []
    for block in blocks[i + 1 : i + 31]:
        line = text[block.start : block.end]
        plain = len(line.split()) <= 5 and line[:1].isupper() and not _PROSE.search(line)
        if not plain or _AXIS.match(line) or _FURNITURE.match(line):
            break
        found.append(block)
    return found


def _tree(text: str, block: Block, axis: str, items: list[Block]) -> Claim:
    start, end = block.start, items[-1].end
    return Claim(
        id="",
        measure="segmentation",
        quote=text[start:end],
        start=start,
        end=end,
        context=(start, end),
        dimension=axis,
        items=tuple(text[b.start : b.end].strip(" -*•:") for b in items),
    )


def _axis(text: str) -> str:
    name = re.sub(r"[^a-z]+", "_", text.lower()).strip("_")
    return {
        "end_users": "end_user",
        "end_use": "end_user",
        "enduser": "end_user",
        "geography": "region",
    }.get(name, name)


def _names(text: str, longest: int) -> list[str]:
    items: list[str] = []
    text = text.strip(" .:").rpartition(": ")[2]
    for phrase in _TOGETHER:
        text = re.sub(re.escape(phrase), phrase.replace(" ", "\u2007"), text, flags=re.IGNORECASE)
    for part in _SPLIT.split(text):
        name = re.sub(r"^(?:and|the|or)\s+", "", part.strip(" .")).strip().replace("\u2007", " ")
        if _LEGAL.match(name) and items:
            items[-1] = f"{items[-1]}, {name}"
        elif name and len(name.split()) <= longest:
            items.append(name)
        elif items:
            break
    last = items[-1] if items else ""
    if " and " in last and last not in _TOGETHER and len(last.split()) <= longest:
        items[-1:] = [piece.strip() for piece in last.split(" and ", 1)]
    return items
