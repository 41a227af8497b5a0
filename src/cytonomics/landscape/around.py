"""Conditions of opportunities and threats: what lies ahead of a company and around it."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from cytonomics.evidence import latest_day
from cytonomics.landscape.finding import Finding, amount, percent, some, unique
from cytonomics.landscape.holding import Candidate, candidates, holders
from cytonomics.landscape.moves import EXIT, WINDOW, events
from cytonomics.landscape.own import PROBABILITY
from cytonomics.landscape.standing import (
    COMPANY,
    LOOKED_AT,
    Standing,
    class_name,
    indication_name,
    sales_by,
)
from cytonomics.market import LAST_HISTORY, name_of
from cytonomics.market.offers import UNKNOWN

GAIN = "swot_rival_gain"
# Authorities that cover most of what is sold.
_AUTHORITIES = {"FDA": "USA", "EMA": "EMA", "PMDA": "JPN"}
_CHANGES = {
    "bought": "bought by {by}",
    "unit": "unit of {by}",
    "renamed": "renamed {name}",
    "insolvent": "insolvent",
    "wound_up": "wound up",
    "left_field": "left cell therapy",
}


def late_programmes(standing: Standing) -> Finding | None:
    """Find programmes of the company from which a filing may follow."""
    late = [one for one in standing.candidates if one.late]
    words = {"programmes": some([_said(one) for one in late])}
    return Finding(words, tuple(one.fact for one in late)) if late else None


def _said(one: Candidate) -> str:
    use = f" in {indication_name(one.indication)}" if one.indication else ""
    stage = f"phase {one.stage}" if one.stage[:1].isdigit() else one.stage
    when = f", expected {one.expected}" if one.expected else ""
    return f"{one.name}{use} ({stage}{when})"


def labels_elsewhere(standing: Standing) -> Finding | None:
    """Find indications that one large authority grants and another one does not."""
    said, facts = [], []
    for product in standing.products:
        own = [one for one in standing.labels if one.product == product]
        granted = {
            name: {one.indication for one in own if one.authority == name} for name in _AUTHORITIES
        }
        for name, region in _AUTHORITIES.items():
            if standing.company not in holders(
                standing.market.evidence, product, standing.now, region
            ):
                continue
            lacking = sorted(set().union(*granted.values()) - granted[name])
            if lacking:
                uses = ", ".join(indication_name(use) for use in lacking)
                said.append(f"{standing.name(product)} from {name} in {uses}")
                facts += [
                    one.fact
                    for one in own
                    if one.indication in lacking and one.authority in _AUTHORITIES
                ]
    return Finding({"labels": some(said)}, unique(facts)) if said else None


def forecast_growth(standing: Standing) -> Finding | None:
    """Find sales that are forecast to be higher than in the last year of history."""
    if standing.sales is None:
        return None
    now, then = standing.sales[:, standing.last], standing.sales[:, standing.ahead]
    if not then.any() or np.mean(then > now) < standing.setting(PROBABILITY):
        return None
    low, high = np.percentile(then, (5, 95))
    words = {
        "mean": amount(float(then.mean())),
        "low": amount(float(low)),
        "high": amount(float(high)),
        "year": str(LOOKED_AT),
        "before": amount(float(now.mean())),
        "last": str(LAST_HISTORY),
    }
    return Finding(words, figures=standing.figures(years=(LAST_HISTORY, LOOKED_AT)))


def rival_gains(standing: Standing) -> Finding | None:
    """Find rivals whose share of a class rose by more than counts as a gain."""
    market, at = standing.market, standing.last
    said: list[tuple[float, str]] = []
    figures: list[str] = []
    for kind, companies in sales_by(market).classes.items():
        if not companies.get(standing.company, np.zeros((1, at + 1)))[:, at].any():
            continue
        wholes = [sum(float(d[:, at - back].mean()) for d in companies.values()) for back in (1, 0)]
        if not all(wholes):
            continue
        for rival, draws in companies.items():
            before, now = (
                float(draws[:, at - back].mean()) / whole
                for back, whole in zip((1, 0), wholes, strict=True)
            )
            if rival not in (standing.company, UNKNOWN) and now - before > standing.setting(GAIN):
                name = name_of(market, COMPANY, rival)
                text = f"{name} in {class_name(kind)}, {percent(before)} to {percent(now)}"
                said.append((before - now, text))
                other = Standing(market, rival)
                products = [one for one in other.sold if other.kind(one) == kind]
                years = (LAST_HISTORY - 1, LAST_HISTORY)
                figures += other.figures(*products, years=years, own=False)
    if not said:
        return None
    words = {"rivals": some([text for _, text in sorted(said)]), "year": str(LAST_HISTORY)}
    return Finding(words, figures=unique(figures))


def pending_entrants(standing: Standing) -> Finding | None:
    """Find programmes of others in the classes of the products that the company has labelled."""
    kinds = {standing.kind(one.product) for one in standing.labels}
    own = {one.fact for one in standing.candidates}
    found = [
        one
        for one in candidates(standing.market)
        if one.late and one.kind in kinds and one.fact not in own
    ]
    words = {"entrants": some([_said(one) for one in found])}
    return Finding(words, tuple(one.fact for one in found)) if found else None


def setbacks(standing: Standing) -> Finding | None:
    """Find withdrawals and refusals of the last years."""
    evidence = standing.market.evidence
    since = standing.now - timedelta(days=round(365.25 * standing.setting(WINDOW)))
    said = [
        (latest_day(fact["date"]), f"{fact['fact']} ({fact['date']})", fact.id)
        for fact in events(evidence, standing.company)
        if fact["kind"] == EXIT
    ]
    for fact in evidence["approvals"]:
        day, product = latest_day(fact["approval_date"]), fact["product_id"]
        if fact["approval_type"] == "withdrawn" and standing.company in holders(
            # Who held it the day before, since rights often end with the authorisation.
            evidence,
            product,
            day.replace(day=1) - timedelta(days=1),
            fact["region"],
        ):
            text = f"{standing.name(product)} withdrawn from {fact['authority']}"
            said.append((day, f"{text} ({fact['approval_date']})", fact.id))
    recent = sorted((one for one in said if since < one[0] <= standing.now), reverse=True)
    if not recent:
        return None
    return Finding({"events": some([text for _, text, _ in recent])}, tuple(i for *_, i in recent))


def owner_changes(standing: Standing) -> Finding | None:
    """Find changes of the company itself and rights that ended in the last years."""
    evidence = standing.market.evidence
    since = standing.now - timedelta(days=round(365.25 * standing.setting(WINDOW)))
    said = []
    for fact in evidence["company_changes"]:
        day = latest_day(fact["date"])
        if fact["company_id"] == standing.company and fact["change"] != "renamed":
            said.append((day, f"{change_said(standing, fact.id)} ({fact['date']})", fact.id))
    for fact in evidence["ownership"]:
        end, product = fact["valid_to"], fact["product_id"]
        if fact["company_id"] != standing.company or end is None or fact["share"] == 0:
            continue
        if any(
            other["company_id"] == standing.company
            and other["role"] == fact["role"]
            and other["valid_from"] == end
            and (other["share"] or 0) >= (fact["share"] or 0)
            for other in evidence.of_product("ownership", product)
        ):
            continue
        role = fact["role"].replace("_", " ")
        said.append((end, f"{role} of {standing.name(product)} until {end}", fact.id))
    recent = sorted((one for one in said if since < one[0] <= standing.now), reverse=True)
    if not recent:
        return None
    texts = list(unique(text for _, text, _ in recent))
    return Finding({"changes": some(texts)}, tuple(key for *_, key in recent))


def change_said(standing: Standing, key: str) -> str:
    """Say a row of table company_changes in a few words.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> market = evaluate(load(), "til", draws=2)
        >>> change_said(Standing(market, "celgene"), "cch0001")
        'bought by Bristol-Myers Squibb'
    """
    fact = standing.market.evidence.fact(key)
    by, name = fact["by_company_id"], fact["name"] or ""
    buyer = name_of(standing.market, COMPANY, by) if by else name or "an owner not on record"
    # On an early day the buyer may have no row in table companies yet.
    buyer = by.replace("_", " ").title() if by and buyer == by else buyer
    return _CHANGES[fact["change"]].format(by=buyer, name=name)
