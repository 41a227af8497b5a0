"""Strategy as dated moves: what a company did in the last years, counted by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from cytonomics.evidence import Evidence, Fact, latest_day
from cytonomics.landscape.holding import holders, product_name, today
from cytonomics.landscape.standing import indication_name
from cytonomics.market import Market

WINDOW = "landscape_move_years"
ACQUISITION, LICENCE, SITE, MONEY = "acquisition", "licence", "facility", "financing"
FIRST_LABEL, EXPANSION = "first_label", "label_expansion"
SALE, EXIT = "divestment", "withdrawal"
# Announcement and closing of one purchase lie within this time.
_ONE_DEAL = timedelta(days=730)
_BEFORE_SALE = timedelta(days=365)
_NAME = re.compile(r"(?<=\s)(?:[A-Z][a-z]+|[0-9][a-z]+)")
_COMMON = frozenset({"Therapeutics", "Pharma", "Bio", "Biotech", "Biopharma", "First", "Kite"})

# Kind, one of it, several, and what it says of a company when no kind is more frequent.
KINDS: tuple[tuple[str, str, str, str], ...] = (
    (ACQUISITION, "purchase", "purchases", "it grows by buying"),
    (LICENCE, "licence or alliance", "licences or alliances", "it shares risk with partners"),
    (SITE, "step in building plants", "steps in building plants", "it builds capacity"),
    (FIRST_LABEL, "first label", "first labels", "it brings new products to patients"),
    (EXPANSION, "label expansion", "label expansions", "it widens the use of what it has"),
    (MONEY, "financing", "financings", "it raises money"),
    (SALE, "sale of assets", "sales of assets", "it gives up assets"),
    (
        EXIT,
        "withdrawal or refusal",
        "withdrawals or refusals",
        "it meets refusals or withdraws",
    ),
)


class Move(NamedTuple):
    """One move: `facts` are several where rows tell of one deal twice.

    Example:
        >>> Move("acquisition", date(2024, 1, 1), "Bought X", ("dev0001",)).kind
        'acquisition'
    """

    kind: str
    day: date
    what: str
    facts: tuple[str, ...]


class Strategy(NamedTuple):
    """Moves since a day, newest last, and the one sentence read from their counts.

    Example:
        >>> Strategy(date(2023, 1, 1), (), "None.").moves
        ()
    """

    since: date
    moves: tuple[Move, ...]
    sentence: str

    @property
    def counts(self) -> Mapping[str, int]:
        """How many moves of each kind, in the order of `KINDS`; kinds without any are left out."""
        kinds = [move.kind for move in self.moves]
        return {kind: kinds.count(kind) for kind, *_ in KINDS if kind in kinds}


def units(evidence: Evidence, company: str) -> tuple[str, ...]:
    """Return a company and those that are units of it by table company_changes.

    Example:
        >>> from cytonomics.evidence import load
        >>> units(load(), "johnson_johnson")
        ('johnson_johnson', 'janssen')
    """
    inside = [
        fact["company_id"]
        for fact in evidence["company_changes"]
        if fact["change"] == "unit" and fact["by_company_id"] == company
    ]
    return (company, *sorted(set(inside)))


def events(evidence: Evidence, company: str) -> tuple[Fact, ...]:
    """Return the developments of a company and its units, first ones first.

    Example:
        >>> from cytonomics.evidence import load
        >>> events(load(), "gilead")[0]["date"]
        '2017-08-28'
    """
    own = units(evidence, company)
    found = [fact for fact in evidence["developments"] if fact["company_id"] in own]
    return tuple(sorted(found, key=lambda fact: (latest_day(fact["date"]), fact.id)))


def strategy(market: Market, company: str) -> Strategy:
    """Count the moves of a company over the last years and read one sentence from them.

    Purchases, licences, plants, financings, sales of assets and withdrawals are rows of table
    developments; first labels and expansions are rows of table approvals for what the company
    held on the day. Two purchases within two years whose rows share a proper name are one deal;
    a purchase in the year before the company was bought itself is that of its buyer. The kinds
    with the highest count say what the moves amount to. The assumption landscape_move_years says
    how many years count.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "adoptive_cell_therapy", draws=2)
        >>> strategy(market, "us_worldmeds").sentence
        'Since 20 November 2023: 1 purchase; it grows by buying.'
    """
    evidence = market.evidence
    now = today(evidence)
    since = _years_before(now, market.parameters.value(WINDOW))
    found = sorted(
        [*dealings(evidence, company), *_labels(evidence, company)],
        key=lambda move: (move.day, move.facts),
    )
    moves = tuple(move for move in found if since < move.day <= now)
    counted = Strategy(since, moves, "")
    return counted._replace(sentence=_sentence(counted))


def _years_before(day: date, years: float) -> date:
    return day - timedelta(days=round(365.25 * years))


def _sentence(counted: Strategy) -> str:
    start = spoken(counted.since)
    counts = counted.counts
    if not counts:
        return f"No move since {start} is on record."
    parts, readings = [], []
    most = max(counts.values())
    for kind, one, several, reading in KINDS:
        if kind in counts:
            parts.append(f"{counts[kind]} {one if counts[kind] == 1 else several}")
        if counts.get(kind) == most:
            readings.append(reading)
    # Everything alike often says nothing of a direction.
    direction = f"; {readings[0]}" if len(readings) == 1 else "; no kind stands out"
    return f"Since {start}: {', '.join(parts)}{direction}."


def spoken(day: date) -> str:
    """Write a day as a sentence does.

    Example:
        >>> spoken(date(2024, 2, 3))
        '3 February 2024'
    """
    return f"{day.day} {day:%B %Y}"


def dealings(evidence: Evidence, company: str) -> Iterator[Move]:
    """Yield what a company and its units did by table developments, rows of one deal together.

    Example:
        >>> from cytonomics.evidence import load
        >>> [move.facts for move in dealings(load(), "astrazeneca") if move.kind == ACQUISITION]
        [('dev0074', 'dev0081'), ('dev0105',)]
    """
    bought = [
        latest_day(fact["date"])
        for fact in evidence["company_changes"]
        if fact["company_id"] == company and fact["change"] == "bought"
    ]
    deals: list[Move] = []
    for fact in events(evidence, company):
        kind, day = fact["kind"], latest_day(fact["date"])
        if kind not in (ACQUISITION, LICENCE, SITE, MONEY, SALE, EXIT):
            continue
        if kind != ACQUISITION:
            yield Move(kind, day, fact["fact"], (fact.id,))
        elif not any(end - _BEFORE_SALE <= day <= end for end in bought):
            deals.append(Move(kind, day, fact["fact"], (fact.id,)))
    while deals:
        move = deals.pop(0)
        same = [
            one for one in deals if one.day - move.day <= _ONE_DEAL and _names(one) & _names(move)
        ]
        for one in same:
            deals.remove(one)
            move = Move(move.kind, one.day, move.what, (*move.facts, *one.facts))
        yield move


def _names(move: Move) -> frozenset[str]:
    return frozenset(_NAME.findall(move.what)) - _COMMON


def _labels(evidence: Evidence, company: str) -> Iterator[Move]:
    for fact in evidence["approvals"]:
        day = latest_day(fact["approval_date"])
        kind = EXPANSION if fact["approval_type"] == "label_extension" else FIRST_LABEL
        if fact["approval_type"] == "withdrawn":
            continue
        if company in holders(evidence, fact["product_id"], day, fact["region"]):
            name = product_name(evidence, fact["product_id"])
            use = indication_name(fact["indication_id"])
            what = f"{name}: label from {fact['authority']} in {use}"
            yield Move(kind, day, what, (fact.id,))
