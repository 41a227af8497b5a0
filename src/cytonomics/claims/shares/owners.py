"""Whose share "its share" is: that of the subject of the sentence before, or of its own."""

from __future__ import annotations

import re

from cytonomics.claims.parts.parts import Part
from cytonomics.claims.parts.subjects import subject_part
from cytonomics.claims.words.clauses import subject
from cytonomics.claims.words.scene import Scene

_ITS_SHARE = re.compile(r"\W*(?:its|their)\s+(?:\w+\s+){0,2}(?:share|contribution)\b", re.I)
_AND_ITS_SHARE = re.compile(
    r"(?:,?\s+(?:and|but|though)|;|,\s+(?:while|with)|,)\s+(?:its|their)\s+(?:\w+\s+)?share\b", re.I
)


def owner_of_share(scene: Scene, whole: Part) -> Part | None:
    """Return the part that "its share" takes up: what the sentence before is about.

    Example:
        >>> from cytonomics.claims.parts.parts import whole_market
        >>> scene = Scene("Its share was 9 %.", 0, before="The gels segment grew.")
        >>> owner_of_share(scene, whole_market(scene, 0)).segment
        'gels'
    """
    above, later = scene.about or scene.before, _AND_ITS_SHARE.search(scene.text)
    if above and _ITS_SHARE.match(scene.text):
        owner = subject_part(scene, whole, subject(above, len(above)), 0)
    elif later:  # "The region's sales rose, and its share is 9 %"
        owner = subject_part(scene, whole, subject(scene.text, later.start()), later.start())
    else:
        return None
    return owner if owner is not None and owner.segment is not None else None
