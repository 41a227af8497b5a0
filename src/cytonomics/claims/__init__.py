"""A document becomes typed claims, each with the exact span it was read from.

`read` makes a document of a file, `extract` its claims. Nothing here judges them: that is the
business of `audit`.
"""

from cytonomics.claims.document import Block, Document
from cytonomics.claims.errors import DocumentError
from cytonomics.claims.extraction import extract
from cytonomics.claims.model import Claim
from cytonomics.claims.reading import read, read_bytes, read_text

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
