"""What a company holds on a day: products, labels and programmes, by dated ownership."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact, holds_on, latest_day
from cytonomics.market import Market
from cytonomics.market.offers import PRODUCTS, class_of

OWNER, SELLER = "owner", "seller"
# The stages of a trial from which a filing may follow.
LATE_STAGES = ("filed", "filing", "pivotal", "3", "2 pivotal", "2 registrational", "resubmission")


class Held(NamedTuple):
    """A product that a company holds or held; `until` is the first day on which it no longer did.

    Example:
        >>> Held("p", ("owner",), date(2024, 1, 1), None, ("own0001",)).until is None
        True
    """

    product: str
    roles: tuple[str, ...]
    since: date
    until: date | None
    facts: tuple[str, ...]


class Label(NamedTuple):
    """A use that an authority allows: `line` is the line of treatment from which it does.

    Example:
        >>> Label("kymriah", "FDA", "USA", "b_all", 2, date(2017, 8, 30), "apr0001").line
        2
    """

    product: str
    authority: str
    region: str
    indication: str
    line: int
    day: date
    fact: str


class Candidate(NamedTuple):
    """A label that somebody works towards; `indication` and `expected` may be empty.

    `kind` is the class of the product, its modality with its antigen.

    Example:
        >>> Candidate("a", "a", "car_t CD19", "mm", "USA", "3", "2028", "pgm0001").stage
        '3'
    """

    product: str
    name: str
    kind: str
    indication: str
    region: str
    stage: str
    expected: str
    fact: str

    @property
    def late(self) -> bool:
        """Whether it is filed or in a trial that a filing may follow.

        Example:
            >>> Candidate("a", "a", "car_t CD19", "mm", "USA", "1/2", "", "pgm0001").late
            False
        """
        return self.stage.startswith(LATE_STAGES)


def today(evidence: Evidence) -> date:
    """Return the day the evidence is of: the day asked for, else that of its newest event.

    Example:
        >>> from cytonomics.evidence import load
        >>> today(load(as_of=date(2024, 1, 1)))
        datetime.date(2024, 1, 1)
    """
    if evidence.as_of is not None:
        return evidence.as_of
    newest: date = max(
        fact.known_from for table in ("companies", "developments") for fact in evidence[table]
    )
    return newest


def held(evidence: Evidence, company: str) -> tuple[Held, ...]:
    """Return every product that a company holds or held, in order of the day it began.

    Example:
        >>> from cytonomics.evidence import load
        >>> [(one.product, str(one.until)) for one in held(load(), "adaptimmune")]
        [('tecelra', '2025-07-31')]
    """
    rows: dict[str, list[Fact]] = {}
    for fact in evidence["ownership"]:
        # A share of nought says that somebody else takes the profit.
        if fact["company_id"] == company and fact["share"] != 0:
            rows.setdefault(fact["product_id"], []).append(fact)
    found = []
    for product, facts in rows.items():
        ends = [fact["valid_to"] for fact in facts]
        found.append(
            Held(
                product,
                tuple(sorted({fact["role"] for fact in facts})),
                min(fact["valid_from"] for fact in facts),
                None if None in ends else max(ends),
                tuple(fact.id for fact in facts),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.since, one.product)))


def holders(evidence: Evidence, product: str, day: date, region: str = "") -> dict[str, str]:
    """Return who owns or sells a product on a day, and the fact that says so.

    Args:
        evidence: where table ownership is looked up.
        product: product id.
        day: the day asked about.
        region: only rows that cover a part of this area; empty for any.

    Example:
        >>> from cytonomics.evidence import load
        >>> list(holders(load(), "tecelra", date(2025, 7, 30)))
        ['adaptimmune']
        >>> list(holders(load(), "tecelra", date(2025, 7, 31)))
        ['us_worldmeds']
    """
    return {
        fact["company_id"]: fact.id
        for fact in evidence.of_product("ownership", product)
        if fact["role"] in (OWNER, SELLER)
        and holds_on(fact, day)
        and (not region or _overlap(fact["territory"], region, day))
    }


@lru_cache(maxsize=4096)
def _overlap(territory: str, region: str, day: date) -> bool:
    return bool(vocabulary.members(territory, day) & vocabulary.members(region, day))


def labels(evidence: Evidence, product: str, day: date) -> tuple[Label, ...]:
    """Return the labels of a product that hold on a day, first ones first.

    An indication counts once an authority, at its earliest line; a later withdrawal ends it.

    Example:
        >>> from cytonomics.evidence import load
        >>> "EMA" in {one.authority for one in labels(load(), "provenge", date(2024, 1, 1))}
        False
    """
    valid: dict[tuple[str, str], Label] = {}
    rows = [
        (latest_day(fact["approval_date"]), fact)
        for fact in evidence.of_product("approvals", product)
    ]
    for when, fact in sorted(rows, key=lambda row: (row[0], row[1].id)):
        if when > day:
            continue
        key = fact["authority"], fact["indication_id"]
        if fact["approval_type"] == "withdrawn":
            valid.pop(key, None)
        elif key not in valid or fact["line_of_therapy"] < valid[key].line:
            valid[key] = Label(
                product,
                fact["authority"],
                fact["region"],
                fact["indication_id"],
                fact["line_of_therapy"],
                when,
                fact.id,
            )
    return tuple(sorted(valid.values(), key=lambda one: (one.day, one.fact)))


@lru_cache(maxsize=8)
def candidates(market: Market) -> tuple[Candidate, ...]:
    """Return the labels that somebody works towards within a market and has not got yet.

    From table programmes; from table products where it has a product in trials that no programme
    names. What ended, was refused or has been granted is left out.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> found = candidates(evaluate(load(), "adoptive_cell_therapy", draws=2))
        >>> sorted({one.stage for one in found if one.product == "anito_cel"})
        ['3', 'filed']
    """
    return tuple(sorted(_candidates(market), key=lambda one: (one.product, one.fact)))


def _candidates(market: Market) -> Iterator[Candidate]:
    evidence, now = market.evidence, today(market.evidence)
    named = set()
    for fact in evidence["programmes"]:
        product = fact["listed_as"] or fact["product_id"]
        named |= {product, fact["product_id"]}
        if fact["phase"] in ("ended", "refused") or not _inside(market, fact):
            continue
        granted = {
            (label.region, label.indication)
            for name in (product, fact["product_id"])
            for label in labels(evidence, name, now)
            if label.line <= fact["line_of_therapy"]
        }
        if (fact["region"], fact["indication_id"]) not in granted:
            yield Candidate(
                product,
                product_name(evidence, product),
                kind_of(fact),
                fact["indication_id"],
                fact["region"],
                fact["phase"],
                fact["expected"] or "",
                fact.id,
            )
    for fact in evidence["products"]:
        product = fact["product_id"]
        if fact["status"] == "pipeline" and product not in named and _inside(market, fact):
            year = fact["expected_launch_year"]
            yield Candidate(
                product,
                product_name(evidence, product),
                kind_of(fact),
                "",
                "",
                str(fact["phase"] or ""),
                str(year) if year else "",
                fact.id,
            )


def _inside(market: Market, fact: Fact) -> bool:
    return vocabulary.includes(
        market.scope,
        technology=PRODUCTS,
        modality=fact["modality"],
        therapeutic_area=fact["therapeutic_area"],
        application=fact["application"],
    )


def product_name(evidence: Evidence, product: str) -> str:
    """Return the name a product is sold under, or the one it is tried under.

    Example:
        >>> from cytonomics.evidence import load
        >>> product_name(load(), "yescarta"), product_name(load(), "anito_cel")
        ('Yescarta', 'anito-cel')
    """
    fact = products_by_id(evidence).get(product)
    brand = fact["brand"] if fact else None
    return str(brand).split(" (")[0] if brand else product.replace("_", "-")


def kind_of(product: Mapping[str, Any] | Fact) -> str:
    """Return the class of a product or programme: its modality with its antigen.

    Example:
        >>> kind_of({"modality": "car_t", "target": "CD19"})
        'car_t CD19'
    """
    return class_of(product.values if isinstance(product, Fact) else product)


@lru_cache(maxsize=4)
def products_by_id(evidence: Evidence) -> Mapping[str, Fact]:
    """Return the rows of table products by product id.

    Example:
        >>> from cytonomics.evidence import load
        >>> products_by_id(load())["kymriah"]["target"]
        'CD19'
    """
    return {fact["product_id"]: fact for fact in evidence["products"]}
