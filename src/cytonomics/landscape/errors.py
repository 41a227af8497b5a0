"""What the landscape cannot answer, as one sentence a user can act on."""

from cytonomics.errors import CytonomicsError


class LandscapeError(CytonomicsError):
    """A question that the landscape cannot answer: the message says what is wrong and what to do.

    Example:
        >>> str(LandscapeError("there is no company 'x'"))
        "there is no company 'x'"
    """
