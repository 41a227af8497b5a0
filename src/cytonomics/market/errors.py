"""What a market cannot be built from, as one sentence a user can act on."""

from cytonomics.errors import CytonomicsError


class MarketError(CytonomicsError):
    """A question the market cannot answer: the message says what is wrong and what to do.

    Example:
        >>> str(MarketError("there is no assumption 'x'"))
        "there is no assumption 'x'"
    """
