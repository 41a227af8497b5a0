"""How lists are laid out: lead-ins, and the short items or lines below them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cytonomics.claims.documents.document import Block
from cytonomics.claims.patterns import Cued

AXIS_LINE = Cued(
    "by outlook segments regional geographical",
    r"^\W*(?:(?:chapter|section|part)\s+[\d.]+:?\s+)?(?:(?:global\s+)?[\w\s&/()-]{0,90}?(?:market|industry)(?:\s+(?:size|value|revenues?|share|"
    r"estimates?|analysis|breakdown|forecasts?|trends|and|&)){0,6}\s*[,:-]?\s*(?:segmentation\s*)?[,:-]?\s*)?"
    r"(?:segmentation\s+|snapshot,?\s+|(?:market\s+)?segments?(?:\s+percentages)?,?\s+|analysis\s+)?"
    r"(?:by\s+(?P<axis>[A-Za-z][\w/&-]*(?:\s+(?!analysis|outlook|insights|forecast|segment)[A-Za-z&/-]+){0,3}?)"
    r"\s*(?:(?:segment\s*)?(?:analysis|outlook|insights|segments?|overview)\b.*)?(?:[,:(]\s*.*)?"
    r"|(?P<outlook>[A-Za-z][\w/&-]*(?:\s+[A-Za-z&/-]+){0,3}?)\s+outlook\s*\((?:revenue|volume|usd|us\$|value).*"
    r"|(?!key|market|major|top|other|covered|main|report)(?P<kind>[A-Z][a-z-]+(?:\s+[a-z]+)?)\s+segments\W*|(?P<place>regional|geographical)\s+(?:outlook|analysis|segmentation|breakdown|overview)\W*)$",
)
FURNITURE = re.compile(
    r"^(?:competitive|company\s+profiles?|drivers?\b|restraints?|opportunit|pest|porter|research|executive|"
    r"introduction|market\s+(?:dynamics|segmentation|definition|overview|snapshot)|analyst|methodology|abbreviations|"
    r"appendix|conclusion|future|recent|key\s+(?:findings|takeaways|developments))",
    re.IGNORECASE,
)
# What no line with a company's name alone holds.
_PROSE = re.compile(
    r"[.:;?!%|]\s*\Z|[:%|$€]|\b(?:19|20)\d\d\b|\b(?:markets?|segments?|regions?|overview|report|share|size|growth|"
    r"analysis|period|cagr)\b",
    re.IGNORECASE,
)
# A figure set alone on its line, and what its label says.
_LONE = re.compile(
    r"[~<>+]?\s?(?:(?:USD|US\$|[$€£])\s?\d[\d.,]*(?:\s?[BMbm](?:[Nn]|illion)?)?|\d[\d.,]*\s?%|"
    r"\d[\d.,]*\s?(?:\(?(?:in )?(?:USD|US\$|EUR)\s[BMbm](?:[Nn]|illion)\)?|"
    r"[BMbm](?:[Nn]|illion)\s(?:USD|EUR))|\d[\d.,]*\s?[BMTbmt]r?illion)\+?"
)
_SAYS = re.compile(
    r"(?=.{1,80}\Z)(?=\W*(?:\d+\W+)?[a-z]).*"
    r"\b(?:CAGR|compound\s+annual\s+growth(?:\s+rate)?|share|market (?:size|value)|"
    r"(?:19|20)\d\d[AEF]?)\b.*(?<![:.])\Z|"
    r"\W{0,2}(?:19|20)\d\d[AEF]?\W{0,2}\Z",
    re.IGNORECASE,
)
# Of a label that tells a rate or a share the figure is a percentage, of any other it is money.
_OF_PERCENT = re.compile(r"\b(?:CAGR|growth|share)\b", re.IGNORECASE)
# The mark of a numbered item, and a bracket behind its name
_MARK_NUMBER = re.compile(r"(?:\A|\n)\s*\d{1,2}[.)]\s+\Z")
_NOTE_BEHIND = re.compile(r"\s+\([^()]*\)\s*\Z")
_LONGEST_NAME = 60
_LEGAL_END = re.compile(r"\b(?:inc|ltd|co|corp|llc|plc|s\.a|n\.v)\.\Z", re.IGNORECASE)


def items_below(text: str, blocks: tuple[Block, ...], i: int) -> list[Block]:
    r"""Return the short items right under a block.

    Example:
        >>> text = "By Product\n- A\n- B"
        >>> blocks = (Block("heading", 0, 10), Block("item", 11, 14, 1), Block("item", 15, 18, 1))
        >>> len(items_below(text, blocks, 0))
        2
    """
    found: list[Block] = []
    for block in blocks[i + 1 : i + 61]:
        words = text[block.start : block.end].split()
        line = text[block.start : block.end]
        if block.kind != "item" or len(words) > 9 or AXIS_LINE.match(line):
            break
        if FURNITURE.match(line):
            if blocks[i].kind == "item" and block.level > blocks[i].level:
                continue  # "5.1 Introduction" of a table of contents
            break
        if found and block.level < found[0].level:
            break
        if not found or block.level == found[0].level:
            found.append(block)
    return found


def lines_below(text: str, blocks: tuple[Block, ...], i: int) -> list[Block]:
    r"""Return the short plain lines under a label, where a page lost the marks of its list.

    Example:
        >>> text = "Key players\nAlpha Bio\nBeta"
        >>> blocks = tuple(Block("paragraph", a, b) for a, b in ((0, 11), (12, 21), (22, 26)))
        >>> len(lines_below(text, blocks, 0))
        2
    """
    found: list[Block] = []
    for block in blocks[i + 1 : i + 31]:
        line = text[block.start : block.end]
        ended = _PROSE.search(line) and not _LEGAL_END.search(line)
        if len(line.split()) > 6 or not line[:1].isupper() or ended:
            break
        if AXIS_LINE.match(line) or FURNITURE.match(line):
            break
        found.append(block)
    return found


def indented_below(text: str, blocks: tuple[Block, ...], i: int) -> list[Block]:
    r"""Return the short lines under a label that are set in as far as the first of them.

    Example:
        >>> text = "By Type\n  Steel\n    Cast\n  Glass\nMakers"
        >>> spans = ((0, 7), (10, 15), (20, 24), (27, 32), (33, 39))
        >>> blocks = tuple(Block("paragraph", a, b) for a, b in spans)
        >>> [text[b.start : b.end] for b in indented_below(text, blocks, 0)]
        ['Steel', 'Glass']
    """
    found: list[Block] = []
    first = 0
    least = _indent(text, blocks[i]) + 2
    for block in blocks[i + 1 : i + 61]:
        indent = _indent(text, block)
        prose = len(text[block.start : block.end].split()) > 9 or text[block.end - 1] in ".:;"
        if indent < max(least, first) or (
            prose and not _LEGAL_END.search(text, block.start, block.end)
        ):
            break
        first = first or indent
        if indent == first:
            found.append(block)
    return found


def _indent(text: str, block: Block) -> int:
    return block.start - text.rfind("\n", 0, block.start) - 1


def names_in(text: str, blocks: Iterable[Block]) -> list[str]:
    r"""Return the names of a list's items; of plain lines each is a name, wrapped or not.

    Example:
        >>> names_in("Alpha\nbeta", [Block("paragraph", 0, 10)])
        ['Alpha', 'beta']
    """
    found: list[str] = []
    for block in blocks:
        item = text[block.start : block.end]
        lines = item.split("\n") if block.kind == "paragraph" else [item]
        found += [" ".join(line.strip(" -*•:").split()) for line in lines]
    return found


def head_of_items(text: str, blocks: tuple[Block, ...], i: int) -> str | None:
    r"""Return the name that a numbered item is, where items with other marks stand below it.

    Example:
        >>> text = "2. Raw material (berries)\n- Valued at USD 2 bn"
        >>> blocks = (Block("item", 3, 25, 1), Block("item", 28, 46, 1))
        >>> head_of_items(text, blocks, 0), head_of_items(text, blocks, 1)
        ('Raw material', None)
    """
    block = blocks[i]
    if block.kind != "item" or block.end - block.start > 2 * _LONGEST_NAME or i + 1 == len(blocks):
        return None
    name = _NOTE_BEHIND.sub("", text[block.start : block.end])
    if len(name) > _LONGEST_NAME or _PROSE.search(name) or re.search(r"\d", name):
        return None
    marks = [_MARK_NUMBER.search(text, max(0, b.start - 6), b.start) for b in blocks[i : i + 2]]
    below = blocks[i + 1].kind == "item" and not marks[1]
    return name.strip() if marks[0] and below else None


def labels_below(text: str, blocks: tuple[Block, ...]) -> dict[int, str]:
    r"""Return the label of each figure alone on its line, by its block, where labels stand below.

    Example:
        >>> text = "57 %\nKits share, 2024"
        >>> labels_below(text, (Block("paragraph", 0, 4), Block("paragraph", 5, 21)))
        {0: 'Kits share, 2024'}
    """
    lone = [_LONE.fullmatch(text, block.start, block.end) is not None for block in blocks]
    lines = [text[block.start : block.end] for block in blocks] if True in lone else []
    said = [_SAYS.match(line) is not None for line in lines]
    found: dict[int, str] = {}
    first = 0
    while first < len(said):
        last = first
        while last + 1 < len(said) and lone[last] and said[last + 1]:
            last += 2
        # The label before a first or a last figure could be its own as well.
        pairs = range(first, last, 2)
        either = True in lone[last : last + 1] or (first and said[first - 1])
        if not either or (
            _fit([(lines[k], lines[k + 1]) for k in pairs])
            and not _fit([(lines[k], lines[k - 1]) for k in pairs if k])
        ):
            found |= {number: lines[number + 1] for number in pairs}
        first = max(last, first + 1)
    return found


def _fit(pairs: list[tuple[str, str]]) -> bool:
    """Whether each figure is of the kind that its label tells."""
    return all(("%" in figure) == bool(_OF_PERCENT.search(label)) for figure, label in pairs)
