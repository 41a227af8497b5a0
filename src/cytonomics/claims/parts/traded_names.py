"""What is sold, of a subject that names its sales: "oat milk sales" are those of oat milk."""

from __future__ import annotations

import re

# "Sales of gels", "the demand for gels"
SOLD = re.compile(
    r"(?:the\s+)?(?:(?:total|annual|global|worldwide)\s+)?(?:sales|demand|revenues?|spending|consumption)\s+(?:of|for|from|on)\s+(?:the\s+)?(?!all\b|[^,]*\s(?:through|via|from)\s)",
    re.IGNORECASE,
)
_TRADE = re.compile(r"(?P<name>.+)\s(?:sales|revenues?|demand|spending)", re.IGNORECASE)
# "Online sales", "hospital sales": how or to whom it is sold, and not what
_CHANNEL = re.compile(
    r"(?:[\w-]+\s){0,3}(?:retail|online|offline|total|domestic|foreign|overseas|export|unit|direct|after|wholesale|"
    r"net|gross|annual|monthly|store|product|e-commerce|counter|b2[bc]|mobile|internet|hospital|pharmacy|clinic|"
    r"private|public|tender|second-hand|government|institutional|consumer|world|global|same-store)",
    re.IGNORECASE,
)


def sold_name(name: str) -> str:
    """Return what is sold where a subject names its sales, else the subject itself.

    Example:
        >>> sold_name("oat milk sales"), sold_name("online sales"), sold_name("oat milk")
        ('oat milk', 'online sales', 'oat milk')
    """
    trade = _TRADE.fullmatch(name)
    return name if trade is None or _CHANNEL.fullmatch(trade["name"]) else trade["name"]
