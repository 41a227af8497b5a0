"""A document becomes typed claims, each with the exact span it was read from.

`read` makes a document of a file, `extract` its claims. Nothing here judges them: that is the
business of `audit`. From the page up: `documents` are read, `figures` and `words` found in them,
`markets`, `parts` and `years` say what a figure belongs to, and `growth`, `shares`, `sizes` and
`statements` make claims of it, which `outline` and `extraction` do from top to bottom of a text.
"""

from cytonomics.claims.documents.document import Block, Document
from cytonomics.claims.documents.reading import read, read_bytes, read_text
from cytonomics.claims.errors import DocumentError
from cytonomics.claims.extraction import extract
from cytonomics.claims.model import Claim

__all__ = [
    "Block",
    "Claim",
    "Document",
    "DocumentError",
    "extract",
    "read",
    "read_bytes",
    "read_text",
]
