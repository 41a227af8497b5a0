"""What regular expressions lack: the last match."""

from __future__ import annotations

import re
from collections import deque


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match of a pattern in a text, or None.

    Example:
        >>> last_match(re.compile("[0-9]+"), "2023 and 2024")[0]
        '2024'
    """
    found = deque(pattern.finditer(text), maxlen=1)
    return found[0] if found else None
