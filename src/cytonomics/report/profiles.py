"""The chapter of company profiles: an overview of all, then one table a company."""

from __future__ import annotations

from collections.abc import Iterable

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, latest_day
from cytonomics.landscape.finding import unique
from cytonomics.landscape.holding import product_name, today
from cytonomics.landscape.moves import spoken
from cytonomics.landscape.profiles import NO_FACT, Profile, profiles
from cytonomics.landscape.standing import COMPANY, LOOKED_AT, indication_name
from cytonomics.landscape.swot import RULES
from cytonomics.report.blocks import (
    Block,
    Cell,
    Chapter,
    FactTable,
    Item,
    Link,
    Terms,
    Text,
)
from cytonomics.report.company_sales import overview, sales, shown_years
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import between, listed, money, percent

_ROLES = {
    "originator": "develops products of its own",
    "big_pharma": "large pharmaceutical company",
    "cdmo": "contract manufacturer",
    "commercial": "sells or finances products of others",
    "academic": "academic maker",
}
_MOST_LINKS, _MOST_EVENTS = 6, 5
# The 95th percentile over the 5th from which an interval is printed.
_WIDE = 1.05
_COLUMNS = ("", "On record or computed", "Rule", "Rests on")


def company_profiles(estimates: Estimates) -> Chapter:
    """Write the chapter on the companies of a market.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> estimates = estimates_of(evaluate(load(), "adoptive_cell_therapy", draws=4))
        >>> company_profiles(estimates).id
        'profiles'
    """
    every = profiles(estimates.market)
    shown = [one for one in every if one.inside]
    evidence = estimates.market.evidence
    named = [one for one in shown if one.printed]
    selling = [
        one
        for one in shown
        if (year := one.of(estimates.last_history)) is not None and year.mean > 0
    ]
    blocks: list[Block] = [
        Text(
            (
                f"{len(every)} companies are on record; {len(selling)} of them book sales in this "
                f"market in {estimates.last_history}. {_named(named, selling)} Evidence of "
                f"{spoken(today(evidence))}.",
                "Sales belong to whoever books them on 1 July of the year by table ownership; "
                "shares are of the sales of all products in the market, worked out in each draw. "
                "Strategy is a count of dated moves; each strength, weakness, opportunity and "
                "threat follows from the rule named beside it, which the list of rules states. "
                "Where a rule finds nothing, nothing is said.",
            )
        ),
        overview(estimates, every),
        sales(estimates, [one for one in shown if one.sales]),
        Terms("Rules", tuple((rule.name, f"{rule.side}: {rule.demands}") for rule in RULES)),
        *(_profile(evidence, estimates, one) for one in shown),
    ]
    return Chapter("profiles", "Company profiles", tuple(blocks))


def _named(named: list[Profile], selling: list[Profile]) -> str:
    if not named:
        return "No published report of this market is at hand that names any."
    booking = {one.company for one in named} & {one.company for one in selling}
    companies = "company" if len(named) == 1 else "companies"
    start = (
        f"The published report names {len(named)} {companies}; of these, {len(booking) or 'none'} "
        f"{'books' if len(booking) == 1 else 'book'} sales."
    )
    changed = [f"{one.name}: {one.status}" for one in named if one.changes]
    if not changed:
        return f"{start} None is known to have been bought, renamed or to have left."
    return f"{start} No longer what they were: {'; '.join(changed)}."


def _profile(evidence: Evidence, estimates: Estimates, one: Profile) -> FactTable:
    rows = [
        _about(evidence, one),
        _products(evidence, one),
        _pipeline(evidence, one),
        _revenue(estimates, one),
        ("Finances", one.finances, "", _links(evidence, [one.overview.id] if one.overview else [])),
        _developments(evidence, one),
        (
            "Strategy",
            one.strategy.sentence,
            "moves counted by kind",
            _links(
                evidence, [fact for move in reversed(one.strategy.moves) for fact in move.facts]
            ),
        ),
        *(
            (
                item.side.capitalize(),
                item.sentence,
                item.rule,
                (*_links(evidence, item.facts), *_figures(estimates, item.figures)),
            )
            for item in one.swot
        ),
    ]
    return FactTable(
        f"company-{one.company}",
        one.name,
        _COLUMNS,
        tuple(row for row in rows if row[1]),
        wide=frozenset({1}),
    )


_Line = tuple[Item, ...]


def _about(evidence: Evidence, one: Profile) -> _Line:
    overview = one.overview
    said = [f"{one.status[:1].upper()}{one.status[1:]}."]
    if overview is None:
        said.append("Nothing is known of it but the name that the report prints.")
    else:
        code, founded = overview["headquarters_country"], overview["founded"]
        place = vocabulary.country(code).name if code else "place not on record"
        when = f"founded {founded}" if founded else "year of founding not on record"
        said.append(f"{place}; {when}; {_ROLES.get(overview['role'] or '', NO_FACT)}.")
    if one.printed:
        said.append(f"The report names it as “{one.printed}”.")
    facts = [*(change.fact for change in one.changes), *([overview.id] if overview else [])]
    return "Overview", " ".join(said), "", _links(evidence, facts)


def _products(evidence: Evidence, one: Profile) -> _Line:
    said = []
    for item in one.products:
        roles = listed([role.replace("_", " ") for role in item.roles])
        span = f"from {item.since}" + (f" until {item.until}" if item.until else "")
        said.append(f"{product_name(evidence, item.product)} ({roles}, {span})")
    facts = [fact for item in one.products for fact in item.facts[:1]]
    return "Products", "; ".join(said) or "No product on record.", "", _links(evidence, facts)


def _pipeline(evidence: Evidence, one: Profile) -> _Line:
    said = []
    for item in one.candidates:
        use = f" in {indication_name(item.indication)}" if item.indication else ""
        stage = f"phase {item.stage}" if item.stage[:1].isdigit() else item.stage
        place = f", {item.region}" if item.region else ""
        when = f", expected {item.expected}" if item.expected else ""
        said.append(f"{item.name}{use} ({stage}{place}{when})")
    facts = [item.fact for item in one.candidates]
    return "Pipeline", "; ".join(said), "", _links(evidence, facts)


def _revenue(estimates: Estimates, one: Profile) -> _Line:
    said = []
    for year in shown_years(estimates):
        found = one.of(year)
        if found is None or found.mean == 0:
            continue
        wide = found.p95 > _WIDE * found.p05
        interval = f", {between(found.p05, found.p95)}" if wide else ""
        said.append(f"{year}: {money(found.mean)} ({percent(found.share, 1)}{interval})")
    years = [found for year in (estimates.last_history, LOOKED_AT) if (found := one.of(year))]
    ends = [("product_revenue", found.year) for found in years if found.mean]
    ends += [("share", found.year) for found in years if found.mean]
    cells = tuple(
        Cell(
            f"{measure}/{one.company}/{year}", (estimates.id(measure, COMPANY, one.company, year),)
        )
        for measure, year in ends
    )
    return "Sales and share", "; ".join(said), "books the sales", cells


def _developments(evidence: Evidence, one: Profile) -> _Line:
    newest = sorted(one.developments, key=lambda fact: latest_day(fact["date"]), reverse=True)
    said = [f"{fact['date']}: {fact['fact']}" for fact in newest[:_MOST_EVENTS]]
    left = len(newest) - len(said)
    if left > 0:
        said.append(f"earlier ones in table developments: {left}")
    facts = [fact.id for fact in newest[:_MOST_EVENTS]]
    return "Developments", "; ".join(said), "", _links(evidence, facts)


def _links(evidence: Evidence, facts: Iterable[str]) -> tuple[Link, ...]:
    ids = unique(facts)
    links = [Link(key, evidence.fact(key)["source_url"] or "") for key in ids[:_MOST_LINKS]]
    if len(ids) > _MOST_LINKS:
        links.append(Link(f"and {len(ids) - _MOST_LINKS} more", ""))
    return tuple(links)


def _figures(estimates: Estimates, figures: Iterable[str]) -> tuple[Link | Cell, ...]:
    ids = list(figures)
    links: list[Link | Cell] = [
        Cell("/".join(name.split("/")[-3:]), (name,) if name in estimates.by_id else ())
        for name in ids[:_MOST_LINKS]
    ]
    if len(ids) > _MOST_LINKS:
        links.append(Link(f"and {len(ids) - _MOST_LINKS} more", ""))
    return tuple(links)
