"""What every room's errors have in common: they say in one sentence what a user can mend."""

from __future__ import annotations


class CytonomicsError(ValueError):
    """Input that cannot be used; the command prints its message as one line and exits with 3.

    Example:
        >>> str(CytonomicsError("there is no fact 'x'"))
        "there is no fact 'x'"
    """


class OutputError(CytonomicsError):
    """A place that cannot be written to.

    Example:
        >>> issubclass(OutputError, CytonomicsError)
        True
    """
