"""The last chapters: how the figures are worked out, what the model ignores, and the words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cytonomics import vocabulary
from cytonomics.market import dimensions
from cytonomics.report.blocks import Block, Chapter, Equation, Terms, Text
from cytonomics.report.estimates import Estimates
from cytonomics.report.numbers import number, percent

_WORDS = (
    ("measure", "Measures"),
    ("support", "Support"),
    ("confidence", "Confidence in a fact"),
    ("technology", "Technologies"),
    ("therapeutic_area", "Therapeutic areas"),
    ("end_user", "End users"),
    ("market_part", "Parts of the market"),
    ("modality", "Modalities"),
    ("application", "Applications"),
    ("indication", "Indications"),
    ("region", "Regions"),
    ("accompanying_care", "Accompanying care"),
    ("authorisation", "Authorisation"),
)
# Of these only what the report shows; the vocabulary holds many more.
_SHOWN_ONLY = frozenset({"technology", "market_part", "modality", "indication"})
_AXES = _SHOWN_ONLY | {"therapeutic_area", "end_user", "application"}


_TRANSFERS = (
    Equation(
        "ln(N_{k,c,y} / H_{c,y}) = X_{c,y} · b_{k} + u_{k,c} + d_{k,c}(y) + e",
        "Transplants and transfusions: the number N of technology k in country c and year y per "
        "head of its population H follows health spending, the share of old people, time and the "
        "region (X), a level u of the country and slow moves d about it; e is the error of a "
        "count with the chance of small numbers. Coefficients, levels and moves are pooled over "
        "countries (a Gaussian process); where a country counts, its own path goes through its "
        "counts. Autologous and allogeneic transplants are shares of all of them, pooled alike.",
    ),
    Equation(
        "V_{k,c,y} = N_{k,c,y} · w_{k,c} · I_{y} / I_{2024},   "
        "ln w_{k,c} = a_{k} + β · ln(spending_{c}) + v_{c} + v_{k,c}",
        "Their value: the number times the unit cost w in USD of 2024, moved by US consumer prices "
        "I. Costs on record are converted at the average rate of their price year; elsewhere they "
        "follow health spending per head, with levels v of country and technology. A unit of blood "
        "counts what providers pay for it and the work of giving it; a transplant counts its "
        "admission. Billed charges are not used.",
    ),
    Equation(
        "V_{k,s} = V_{k} · p_{k,s},   p_{k} ~ Dirichlet(n · p_{survey})",
        "Therapeutic areas and end users: each draw takes one survey of technology k, the latest "
        "of a country or region, and shares about it as if it had counted n cases.",
    ),
)


def method(estimates: Estimates, trail: Mapping[str, Any]) -> Chapter:
    """Write the chapter on method.

    Args:
        estimates: the figures.
        trail: what `cytonomics.market.trails` gives for the market.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate, trails
        >>> from cytonomics.report.estimates import estimates_of
        >>> market = evaluate(load(), "til", draws=4)
        >>> method(estimates_of(market), trails(market)).title
        'Method'
    """
    parameters = estimates.market.parameters
    threshold = percent(parameters.value("support_threshold"))
    blocks: list[Block] = [
        Text(
            (
                "The market is a cube of offers: a product in an area, by year, as "
                f"{parameters.size:,} draws. Every figure is a sum over that cube, so parts equal "
                "wholes in every draw. The forecast model is named "
                f"“{trail['model']}” and is deliberately simple.",
            )
        ),
        Equation(
            "S_{g,y} = Σ_{o} w_{g,o,y} · R_{o,y}",
            "Size S of segment g in year y: revenue R of each offer o times the share w of it "
            "that belongs to the segment. Shares are one or nought where the offer says it all, "
            "else they follow a stated key, and add up to one over the segments.",
        ),
        Equation(
            "Σ_{q in row} R_{o,q} = printed amount + e,   R_{o,q} − R_{o,q−1} small",
            "Reported sales. Printed sums hold within their error e, which depends on how the "
            "figure was seen; quarters and areas between them are filled so that quarterly "
            "changes stay small relative to the level (proportional first-difference "
            "benchmarking).",
        ),
        Equation(
            "R_{o,q} = N_{o} / 4 · min(1, (q − q_{0} + ½) / 4T) · P_{o,y}",
            "Products whose sales nobody reports: assumed yearly patients N, reached in a "
            "straight line over T years from the quarter of approval, times the net price P.",
        ),
        Equation(
            "P_{o,y} = list price × net-to-list ratio",
            "Net price of a treatment, from the list prices on record in the area at the year's "
            "exchange rate; where there is none, what payers paid, or a share of the US price.",
        ),
        Equation(
            "R_{p,r}(t) = Σ_{s} N_{s,r} / 4 · v_{p} / V · V^{λ} / (1 + V^{λ}) · c_{p,r},   "
            "v_{p} = w_{p}^{1/λ},  V = Σ v_{p}",
            "Forecast of the products that the fit knows, and of those to come. In segment s (an "
            "indication and the line of treatment) and region r, N patients a year choose cell "
            "therapy or none and then a product, which pulls with w = exp(a) (1 − exp(−((t − "
            "t_{0} + ½) / τ)^{k})): attraction a, ramp of τ quarters after the label of quarter "
            "t_{0}. Each treatment pays the latent net price c. Fitted to reported sales; sales "
            "go on from the last known quarter, deviations from the curve fading. Labels and "
            "products to come are drawn by the rates seen so far.",
        ),
        Equation(
            "ln R_{p,t+h} = ln R_{p,t} + b_{p} · Σ_{k=1…h} φ^{k} + Σ_{k=1…h} (u_{p,k} + v_{k})",
            "Forecast of the others (sold in one country, or sales reported by nobody), h quarters "
            "after the last known one: the recent growth b of product p, "
            "fading by the factor φ each quarter, with shocks u of the product and v of the "
            f"whole class. φ is {number(parameters.value('forecast_damping'))} at its most "
            f"likely; b is measured over {number(parameters.value('forecast_trend_quarters'))} "
            "quarters.",
        ),
        *(_TRANSFERS if estimates.market.transfers.offers else ()),
        Equation(
            "C_{c,y} = Σ_{o} (R_{o,y} / P_{o,y}) · s_{c} · k_{c} · (1 + π)^{y − y_{0}}",
            "Spending on component c of care: patients, which are revenue over net price, times "
            "the share s of them who need it, times its unit cost k in the price year "
            f"{number(parameters.value('care_price_year'))}, moved by the inflation π of care.",
        ),
        Text(
            (
                f"A figure is called supported where data observe at least {threshold} of it, "
                f"allocated where at least {threshold} is observed or split from an observed total "
                "by a stated key, else assumed. A forecast is always assumed. Where nothing is on "
                "record the figure is not supported by evidence, which is not the same as nought.",
                f"The forecast is the {estimates.market.version}. What the model does not know: "
                "limits of treatment capacity, changes of price, and withdrawals to come. "
                "Patients, attraction and price enter as a product and are not told apart by "
                "sales. Intervals hold the width of the stated assumptions and of the shocks, "
                "not the possibility that the model itself is wrong.",
                "Tables show means, because means add up. Numbers are rounded for reading, so "
                "that a column may differ from its total by one in the last place; the files "
                "beside this page hold full precision.",
            )
        ),
    ]
    return Chapter("method", "Method", tuple(blocks))


def glossary(estimates: Estimates) -> Chapter:
    """Write the glossary from the vocabulary.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market import evaluate
        >>> from cytonomics.report.estimates import estimates_of
        >>> glossary(estimates_of(evaluate(load(), "til", draws=4))).id
        'glossary'
    """
    blocks = []
    axes = dimensions(estimates.market)
    for dimension, title in _WORDS:
        if dimension in _AXES and dimension not in axes:
            continue
        shown = (
            frozenset(estimates.segments(estimates.main, dimension))
            if dimension in _SHOWN_ONLY
            else None
        )
        entries = tuple(
            (term.name, term.definition)
            for term in vocabulary.terms(dimension)
            if term.definition and (shown is None or term.id in shown)
        )
        if entries:
            blocks.append(Terms(title, entries))
    return Chapter("glossary", "Glossary", tuple(blocks))
