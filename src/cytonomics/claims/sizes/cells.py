"""What a bare number of a table says by the unit, the head and the name that stand away from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cytonomics.claims.figures.periods import Years, years
from cytonomics.claims.figures.quantities import Quantity, quantities
from cytonomics.claims.growth.multiples import SHARE
from cytonomics.claims.model import Claim, Measure
from cytonomics.claims.parts.making import Period, measured
from cytonomics.claims.parts.parts import Part, dimension_of, place_dimension, whole_market
from cytonomics.claims.patterns import by_first
from cytonomics.claims.words.labels import scope_of
from cytonomics.claims.words.names import clean_name
from cytonomics.claims.words.place_names import WORLD
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Outline, Scene

_RATE = re.compile(r"\bCAGR\b|compound\s+annual|growth\s+rate", re.IGNORECASE)
_ONE_YEAR = re.compile(r"\byo?y\b|\by-o-y\b|\byear[\s-]on[\s-]year\b", re.IGNORECASE)
# "2022 growth (%)", "Change in 2023, %"
_OF_YEAR = re.compile(
    r"(?:FY\s?)?(?:19|20)\d\d\s+(?:sales\s+|market\s+)?(?:growth|change)\W*|"
    r"(?:sales\s+|market\s+)?(?:growth|change)\W*(?:in\s+|for\s+)?(?:FY\s?)?(?:19|20)\d\d\W*",
    re.IGNORECASE,
)
# "Foreign patients | 248,000", "Copper price | 9,150", "Biosimilars expected | 6"
_COUNTED = re.compile(
    r"\b(?:patients|people|population|inhabitants|prices?|costs?|employees|staff|headcount|trials|program(?:me)?s|"
    r"approvals|procedures|doses|units|volumes?|shipments|tonn?es|respondents|(?:units|installations)\s\w+|"
    r"expected|approved|launched|sold|treated|shipped|enrolled)\W*(?:\([^()]*\))?\W*\Z",
    re.IGNORECASE,
)
# "Base year | 2023", "Pages | 145"
_NO_SIZE = re.compile(
    r"\b(?:(?:base|forecast|historical|study)\s+years?|pages|tables|figures|charts)\b", re.I
)
# "Added revenue 2025-2035", "Absolute $ opportunity": what is to come on top
ADDED = re.compile(
    r"\b(?:incremental|added|additional|absolute|(?:net\s+)?new)\s+(?:[$\w]+\s+){0,2}?(?:revenues?|value|sales|growth|opportunit(?:y|ies)|"
    r"increase|change|gain|market)\b|\b(?:revenue|value|sales)\s+(?:gains?|added|increase|growth)\b|"
    r"\b(?:increase|gain|rise|growth|change)\s+in\s+(?:market\s+)?(?:revenues?|value|sales|size)\b",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"\bCAGR\b|compound|average", re.IGNORECASE)
_CURRENCY = by_first(
    str.split(
        r"US\s?\$ U\.S\.\s?\$ USD (?:U\.?S\.?\s)?dollars? \$ EUR € euros? GBP £ INR ₹ Rs\.? rupees "
        r"JPY ¥ yen CNY RMB yuan KRW won AUD CAD CHF BRL"
    )
)
_SCALE = by_first(
    str.split(
        "trillions? millions? mn mlns? mio m billions? bn blns? b thousands? crores? cr lakhs?"
    )
)
# A unit that stands for numbers elsewhere, with no number of its own: "(USD million)".
UNIT = re.compile(
    rf"(?<![A-Za-z\d])(?=[a-z$€£₹¥])(?:(?:{_CURRENCY})[\s,(-]{{0,3}}(?:in\s)?(?:{_SCALE})\b(?!\s{{0,3}}\d(?!\d{{3}}(?!\d)))|"
    rf"(?<!\d\s)(?<!\d-)(?:millions?|billions?|[mb]il\.?|mn|bn|mio|crores?)\s(?:of\s)?(?:{_CURRENCY})(?![\w]))",
    re.IGNORECASE,
)
# "Europe (USD million)", "Sales in US$ million": the name stands before the unit.
UNIT_AT_END = re.compile(
    rf"\s*(?:[(,]|\bin\b)\s*(?:in\s+)?{UNIT.pattern}\s*\)?\s*\Z", re.IGNORECASE
)
_SIZE = re.compile(r"\b(?:revenues?|sales|value|size|market|total)\b", re.IGNORECASE)
# "Revenue share (%)", and no sentence above the table that tells one: "a share of 41.2%."
_IN_PERCENT = re.compile(r"(?<!\d)(?<!\d\s)%")
_IN_WORDS = re.compile(r"(?<!\d\s)\bper\s?cent(?:age)?\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\s?[AEFPaefp]?")
# "Percentage of sales by channel", "Revenue split (%)"
_SHARED = re.compile(
    rf"{SHARE.pattern}|(?:%|\bper\s?cent(?:age)?)\s+of\s+(?:the\s+)?(?:total\s+|market\s+)?(?:sales|revenues?|value|market|demand)\b|"
    r"\b(?:revenue|sales|value|market)\s+(?:split|mix|break-?down|distribution)\b",
    re.IGNORECASE,
)
# "Earnings per share", "Shares outstanding": of stock; "Average selling price": of one thing.
_NO_MEASURE = re.compile(
    r"\bper\s+share\b|\bshares?\s+(?:outstanding|price|held)|#\s*shares|\b(?:selling|unit|average|list)\s+prices?\b|\bASPs?\b",
    re.IGNORECASE,
)
# What a first cell says when the row speaks of the whole market.
_WHOLE = re.compile(
    r"\W*(?:(?:grand\s+)?totals?|overall|global|worldwide|world|(?:[\w-]+\s){0,6}?market|revenues?|"
    r"values?|sizes?|sales|years?|amount|USD|US\$)\b[\w\s(),$-]{0,30}\Z",
    re.IGNORECASE,
)
# "Others", "Others (Arva, Belor)"
_REST = re.compile(r"(?P<name>(?:all\s+)?others?)\s*(?:\([^()]*\)\s*)?\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """What the head of a column, or of the table, says about the numbers below it.

    Example:
        >>> Column("share", 1.0, None, None).measure
        'share'
    """

    measure: Measure
    factor: float
    currency: str | None
    years: Years | None


def column_of(head: str, title: str) -> Column | None:
    """Return what the head of a column says of its numbers, with the unit of the table's title.

    Example:
        >>> column_of("2024", "Pump sales (USD million)").factor
        1000000.0
    """
    if _NO_MEASURE.search(head):
        return None
    year = next(years(head), None)
    if _ONE_YEAR.search(head) and not _COMPOUND.search(head):
        return Column("growth", 1.0, None, year)
    if _OF_YEAR.fullmatch(head):
        return Column("growth", 1.0, None, year)
    if _RATE.search(head):
        # "2022 growth rate" is that of the year.
        single = year is not None and not year.is_range and not _COMPOUND.search(head)
        return Column("growth" if single else "cagr", 1.0, None, year)
    unit = UNIT.search(head)
    by_title = "%" in head or (
        year
        and not unit
        and (_IN_PERCENT.search(title) or (_YEAR.fullmatch(head) and _IN_WORDS.search(title)))
    )
    if _SHARED.search(head) or (by_title and _SHARED.search(title)):
        return Column("share", 1.0, None, year)
    unit = unit or (UNIT.search(title) if year or _SIZE.search(head) else None)
    column = value_column(unit[0], year) if unit else None
    return replace(column, measure="growth") if column and ADDED.search(head) else column


def in_shares(title: str) -> bool:
    """Say whether the title of a table makes its bare numbers shares.

    Example:
        >>> in_shares("Revenue share by region (%)"), in_shares("Market share report")
        (True, False)
    """
    return bool(_SHARED.search(title) and (_IN_PERCENT.search(title) or _IN_WORDS.search(title)))


def value_column(unit: str, year: Years | None) -> Column | None:
    """Return what a unit such as "USD million" or "billions of dollars" says of bare numbers.

    Example:
        >>> value_column("billions of dollars", None)
        Column(measure='size', factor=1000000000.0, currency='USD', years=None)
    """
    # The unit is read by the same code as everywhere, with a number put behind or before it.
    plain = re.sub(r"\b(?:of|in)\s|[(,-]", " ", unit)
    plain = " ".join(plain.split())
    for text in (f"{plain} 1", f"1 {plain}"):
        money = next(quantities(text), None)
        if money and money.currency and money.scaled:
            return Column("size", money.low, money.currency, year)
    return None


def row_part(label: str, title: str, outline: Outline, measure: Measure) -> Part:
    """Return which part of the title's market the first cell of a row names.

    Example:
        >>> row_part("Europe", "Pump Market, by Region", Outline(), "size").geography
        'europe'
    """
    scene = Scene(title, 0, outline=outline)
    whole = whole_market(scene, len(title))
    place = next((place for place in places(label) if place.id != WORLD), None)
    if place is not None and place.end - place.start > len(label) // 2:
        return Part(whole.market, whole.scope, place_dimension(place.id), label, place.id)
    rest = _REST.match(label)
    name = rest["name"] if rest else clean_name(label)
    dated = next(years(label), None) is not None
    if name is None or dated or (measure != "share" and _WHOLE.fullmatch(label)):
        world = WORLD if any(place.id == WORLD for place in places(label)) else None
        return replace(whole, geography=whole.geography or world)
    return Part(whole.market, whole.scope, dimension_of(scene, name), name, whole.geography)


def row_market(label: str, title: str, outline: Outline, measure: Measure) -> Part:
    """Return the market that the first cell of a row names in a table of several markets.

    Example:
        >>> row_market("Gene therapy", "Global markets", Outline(), "size").scope
        'other'
    """
    part = row_part(label, title, outline, measure)
    name = clean_name(label)
    return Part(name, scope_of(name), "total", None, part.geography) if name else part


def cell_claim(
    scene: Scene, number: Quantity, at: int, column: Column, year: Years | None, part: Part
) -> Claim:
    """Return the claim of a number that was read from `at` of a row on; its id is left empty.

    Example:
        >>> column, part = Column("share", 1.0, None, None), Part(None, None, "total", None, None)
        >>> number = next(quantities("27.0"))
        >>> cell_claim(Scene("Europe | 27.0", 100), number, 9, column, None, part).start
        109
    """
    quantity = replace(
        number,
        start=at + number.start,
        end=at + number.end,
        low=number.low * column.factor,
        high=number.high * column.factor,
        step=number.step * column.factor,
    )
    return measured(
        scene,
        quantity,
        column.measure,
        part,
        _period(column, year),
        unit="money" if column.currency else "percent",
        currency=column.currency,
    )


def _period(column: Column, year: Years | None) -> Period:
    """The years of a cell; a rate below "CAGR through 2032" has an end alone."""
    if year is None:
        return None, None
    return None if column.measure == "cagr" and not year.is_range else year.first, year.last


def counts_others(
    column: Column, own: Column | None, names: tuple[str, str], cell: str, signed: bool
) -> bool:
    """Say whether a cell counts or prices what is no market, below a title that gives all a unit.

    `names` are the head of its column and the label of its row; `own` is the unit that the row
    gives itself. In a table whose shares bear a sign (`signed`) a number without one is none.

    Example:
        >>> size = Column("size", 1e6, "USD", None)
        >>> counts_others(size, None, ("2023", "Patients"), "248", False)
        True
        >>> counts_others(size, None, ("2023", "Europe"), "248", False)
        False
    """
    if _NO_SIZE.search(" ".join(names)):
        return True
    if own is not None or column.measure not in ("size", "share"):
        return False
    bare = column.measure == "share" and signed and "%" not in cell
    return bare or _COUNTED.search(names[1]) is not None
