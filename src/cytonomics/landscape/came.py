"""The numbers of entry and exit as figures with ids: how sure a move is, and counts by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from cytonomics.landscape.entries import ENTRY, EXIT, Move, moves
from cytonomics.landscape.firms import EVERYWHERE, REGION, Place, places, sales
from cytonomics.landscape.held import SALES, firm_dimension, firm_figure, held
from cytonomics.landscape.presence import Arrival, arrivals
from cytonomics.market import Kind, Market, Working, figure_id
from cytonomics.market.workings import FRACTION, made

AUTHORITY = "authority"
SELLS = Kind(
    "sells",
    "Draws in which it sells",
    FRACTION,
    "Draws in which its sales there are above nought, over all draws; from more than half on it "
    "counts as a seller of the year.",
)
_BEGAN = "in which more than half of the draws have it sell, after one in which they do not"
FIRMS = {
    ENTRY: Kind("entries", "Firms that began to sell", "firms", f"Counted by the year {_BEGAN}."),
    EXIT: Kind(
        "exits", "Firms that ceased to sell", "firms", "Counted by the first year without sales."
    ),
}
PRODUCTS = {
    ENTRY: Kind(
        "products_in",
        "Products that came",
        "products",
        "Products whose first approval by the authority, or a sale printed before it, is of the "
        "year.",
    ),
    EXIT: Kind(
        "products_out",
        "Products that went",
        "products",
        "Products whose last approval by the authority was withdrawn in the year.",
    ),
}


def move_places(market: Market) -> tuple[Place, ...]:
    """Return the places that moves of firms are told of: the world and its regions.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> [one.id for one in move_places(evaluate(load(), "til", draws=2))][:2]
        ['world', 'north_america']
    """
    return (EVERYWHERE, *(one for one in places(market) if one.kind == REGION))


def move_figure(market: Market, move: Move) -> str:
    """Return the id of how many draws have a firm sell in the year of a move.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> move_figure(market, moves(market)[0])
        'til/sells/firm.world/iovance/2024'
    """
    return firm_figure(market, SELLS, move.place, move.firm, move.year)


def sold_figure(market: Market, move: Move) -> str:
    """Return the id of the sales a move is told with: of its year, or of the last with sales.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=4)
        >>> sold_figure(market, moves(market)[0])
        'til/product_revenue/firm.world/iovance/2024'
    """
    year = move.year if move.kind == ENTRY else move.year - 1
    return firm_figure(market, SALES, move.place, move.firm, year)


def count_figure(market: Market, kind: Kind, place: Place, year: int) -> str:
    """Return the id of a count of moves, whether there is one or not.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> count_figure(evaluate(load(), "til", draws=2), FIRMS["entry"], EVERYWHERE, 2024)
        'til/entries/world/world/2024'
    """
    return figure_id(market.scope.id, kind.measure, place.kind, place.id, year)


def approved(market: Market) -> tuple[Arrival, ...]:
    """Return the products that came and went by an approval on record and within its years.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> len(approved(evaluate(load(), "til", draws=2)))
        2
    """
    first = market.years[0]
    return tuple(one for one in arrivals(market) if one.presence.approved and one.year >= first)


def authority_place(arrival: Arrival) -> Place:
    """Return the authority that a product with an approval came to as a place.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> authority_place(approved(evaluate(load(), "til", draws=2))[0]).name
        'United States (FDA)'
    """
    one = arrival.presence
    same = one.place_name == one.authority
    name = f"{one.authority} members" if same else f"{one.place_name} ({one.authority})"
    return Place(AUTHORITY, one.authority, name)


@lru_cache(maxsize=4)
def came(market: Market) -> tuple[Working, ...]:
    """Return the workings of moves of firms by region and of products by authority.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = {one.id: one for one in came(evaluate(load(), "til", draws=4))}
        >>> found["til/products_in/authority/FDA/2024"].facts
        ('apr0021', 'sal0075')
    """
    known = frozenset(one.id for one in held(market))
    return (
        *(one for place in move_places(market) for one in _firms(market, place, known)),
        *_products(market),
    )


def _firms(market: Market, place: Place, known: frozenset[str]) -> Iterator[Working]:
    own = sales(market)[place.kind, place.id]
    found = moves(market, place)
    for move in found:
        at, k = market.years.index(move.year), own.firms.index(move.firm)
        behind = (
            firm_figure(market, SALES, place, move.firm, year)
            for year in (move.year, move.year - 1)
        )
        yield made(
            market.scope.id,
            SELLS,
            firm_dimension(place),
            move.firm,
            move.year,
            f"{move.name}, {place.name}",
            (own.known[:, at, k] > 0).astype(float),
            figures=(name for name in behind if name in known),
            facts=move.facts,
            said=f"{move.kind.capitalize()}: {move.how}.",
        )
    for kind, year in sorted(Counter((move.kind, move.year) for move in found)):
        figures = tuple(
            move_figure(market, move) for move in found if (move.kind, move.year) == (kind, year)
        )
        yield _counted(market, FIRMS[kind], place, year, figures=figures)


def _products(market: Market) -> Iterator[Working]:
    found: dict[tuple[str, Place, int], list[Arrival]] = {}
    for one in approved(market):
        found.setdefault((one.kind, authority_place(one), one.year), []).append(one)
    for (kind, place, year), own in found.items():
        facts = tuple(dict.fromkeys(fact for one in own for fact in one.facts))
        names = ", ".join(one.presence.name for one in own)
        yield _counted(
            market, PRODUCTS[kind], place, year, facts=facts, number=len(own), said=f"{names}."
        )


def _counted(
    market: Market,
    kind: Kind,
    place: Place,
    year: int,
    *,
    figures: tuple[str, ...] = (),
    facts: tuple[str, ...] = (),
    number: int = 0,
    said: str = "",
) -> Working:
    value = float(number or len(figures))
    return Working(
        count_figure(market, kind, place, year),
        place.name,
        kind,
        value,
        None,
        None,
        None,
        figures,
        facts,
        (),
        said,
    )
