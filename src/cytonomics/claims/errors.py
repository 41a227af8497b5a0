"""What can be wrong with a document, as one sentence a user can act on."""

from __future__ import annotations

from cytonomics.errors import CytonomicsError


class DocumentError(CytonomicsError):
    """A document that cannot be read: the message names the file and says what to do.

    Example:
        >>> str(DocumentError("is empty; paste the text of a report", file="report.txt"))
        'report.txt: is empty; paste the text of a report'
    """

    def __init__(self, message: str, *, file: str | None = None) -> None:
        """Put the file's name before the message."""
        super().__init__(f"{file}: {message}" if file else message)
