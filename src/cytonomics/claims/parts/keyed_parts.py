"""Which part a line's key names, where its words bring no subject of their own: "Tubes: Set to"."""

from __future__ import annotations

import re

from cytonomics.claims.parts.named_parts import named_part
from cytonomics.claims.parts.parts import Part
from cytonomics.claims.words.clauses import FINITE
from cytonomics.claims.words.scene import Scene

# "Peru: Growing at", "Peru: The most dynamic with", "Tubes: This young segment grows at"
_KEYED = re.compile(
    r"(?i)[\s*•-]*(?P<name>(?-i:[A-Z])[^:|.;%\d]{1,50}?)(?:\s*:|\s-)\s+(?=(?:\w+ly\s+)?(?:\w{2,20}(?:ing|ed)|set|likely|on\s+track|"
    r"(?:the\s+|an?\s+)?(?:most\s|(?:fast|quick|larg|bigg|strong|high)est|leading)|this|these|its?|they|with|at)\b|\d[\d.]*\s?%\s(?:share|of\s))"
)
_NOTHING_NEW = re.compile(
    r"(?i)(?:(?:this|these|its?|they)\b.*|(?:the\s+|an?\s+)?(?:most\s+)?[\w-]+|on\s+track.*)?"
)


def keyed_part(scene: Scene, whole: Part, named: str, at: int) -> Part | None:
    """Return what a line's key names, where the words before a number have no subject of their own.

    Example:
        >>> whole = Part("pump", None, "total", None, None)
        >>> keyed_part(Scene("Tubes: Expected to reach", 0), whole, "", 24).segment
        'Tubes'
    """
    keyed = _KEYED.match(scene.text, 0, at) if _NOTHING_NEW.fullmatch(named) else None
    if keyed is None or FINITE.search(keyed["name"]):
        return None
    return named_part(scene, whole, keyed["name"])
