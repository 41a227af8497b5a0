"""What the label of a row says of the row's numbers: "Europe, share of sales", "Value (EUR m)"."""

from __future__ import annotations

import re

from cytonomics.claims.sizes.cells import UNIT, UNIT_AT_END, Column, column_of

_WORTH = (
    r"(?:the\s+)?(?:global\s+|total\s+|overall\s+)?(?:market(?:\s+(?:value|revenues?|sales))?|revenues?|sales|"
    r"value|turnover|spending|total|demand|volume)"
)
_PERCENT = r"(?:%|per\s?cent(?:age)?)"
# "Europe, share of revenue", "Kits (% of sales)", "Peru's market share, %"
_BEHIND = re.compile(
    rf"(?P<name>[^\W_].*?)(?:'s)?[\s,;:(-]+(?:{_PERCENT}\s+(?:share\s+)?of\s+{_WORTH}|"
    rf"(?:(?:market|revenues?|sales|value|volume)\s+)?share(?:\s+of\s+{_WORTH})?)[\s,(]*(?:in\s)?{_PERCENT}?[\s)]*",
    re.IGNORECASE,
)
# "Share of Europe", "Share of revenue: kits", "% of sales from Peru"
_AHEAD = re.compile(
    rf"(?:(?:market|revenue|sales|value)\s+)?(?:share|{_PERCENT})\s+(?:of\s+{_WORTH}(?:\s*[:,(-]\s*|\s+(?:from|in|by|for|of)\s+)|"
    rf"(?:of|for|held\s+by|from)\s+)(?!{_WORTH}\b)(?:the\s+)?(?P<name>[^\W\d_].*?)[\s,(]*{_PERCENT}?[\s)]*",
    re.IGNORECASE,
)
# "Market share", "Value (% of total)": of no part
_NO_NAME = re.compile(
    rf"{_WORTH}|(?:market|revenue|sales|value|our|company|average|largest|leading|top|dominant)(?:\s.*)?",
    re.IGNORECASE,
)
# "Growth on previous year", "YoY growth (%)": of the year that heads each column
_GROWTH = re.compile(
    rf"(?:(?:annual|yearly|market|revenue|sales|yoy|y-o-y|year[\s-]on[\s-]year)\s+)*(?:growth|change)(?:\s+rate)?"
    rf"(?:,?\s+(?:on|over|from|vs\.?|against)\s+(?:the\s+)?(?:previous|prior|preceding|last)\s+year|,?\s+(?:yoy|y-o-y|"
    rf"year[\s-]on[\s-]year))?[\s,(]*(?:in\s)?{_PERCENT}?[\s)]*",
    re.IGNORECASE,
)
_SHARED = re.compile(rf"share|{_PERCENT}", re.IGNORECASE)


def row_column(label: str, *, turned: bool) -> tuple[str, Column | None]:
    """Return a row's label without what it says of the row's numbers, and that.

    `turned` says that each row tells another measure, whatever it is called.

    Example:
        >>> label, column = row_column("Clinics, share of sales", turned=False)
        >>> label, column.measure
        ('Clinics', 'share')
        >>> row_column("Europe", turned=False)
        ('Europe', None)
    """
    if _SHARED.search(label):
        for form in (_AHEAD, _BEHIND):
            said = form.fullmatch(label)
            if said and not _NO_NAME.fullmatch(said["name"]):
                return said["name"], Column("share", 1.0, None, None)
    if _GROWTH.fullmatch(label):
        return "", Column("growth", 1.0, None, None)
    own = column_of(label, "") if turned or UNIT.search(label) else None
    return (UNIT_AT_END.sub("", label) if own else label), own
