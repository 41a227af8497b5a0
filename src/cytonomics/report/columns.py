"""What the columns of the written tables mean, as their data package says it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "estimates": "Every figure of the market: mean, percentiles and support",
        "published": "What published pages make of the whole market, by page and year",
        "assumptions": "The assumptions that figures rest on",
        "facts_used": "The facts that figures rest on",
        "derivations": "The way of every figure back to facts and assumptions",
        "report": "The report as one page",
    }
)

_MONEY = "million USD, nominal"
UNITS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("mean", "p05", "p10", "p50", "p90", "p95"), _MONEY)
    | {"size": "million USD, nominal, as printed"}
    | dict.fromkeys(("supported_share", "allocated_share", "assumed_share"), "fraction")
    | dict.fromkeys(("value", "low", "high"), "see unit")
)
# Written as text, read as days.
DATES = frozenset({"known_from"})

DESCRIPTIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "estimates": {
            "figure_id": "Name of the figure: scope/measure/dimension/segment/year.",
            "scope": "Market scope.",
            "measure": "product_revenue (net sales of manufacturers) or episode_spend (with care).",
            "dimension": "Axis of the table.",
            "segment": "Segment on that axis.",
            "segment_name": "Name of the segment.",
            "year": "Calendar year.",
            "period_kind": "history or forecast.",
            "mean": "Mean over the draws; the means of an axis add up to the total.",
            "p05": "5th percentile over the draws.",
            "p10": "10th percentile over the draws.",
            "p50": "Median over the draws.",
            "p90": "90th percentile over the draws.",
            "p95": "95th percentile over the draws.",
            "unit": "Unit of the mean and the percentiles.",
            "currency": "ISO 4217 code.",
            "price_year": "nominal: prices of each year itself.",
            "support": "supported, allocated, assumed, or none where nothing is on record.",
            "supported_share": "Share of the figure that data observe.",
            "allocated_share": "Share that a stated key splits from an observed total.",
            "assumed_share": "Share that is assumed.",
        },
        "published": {
            "page": "Key of the published page.",
            "publisher": "Who publishes it.",
            "market_label": "The market as the page calls it.",
            "year": "Calendar year.",
            "size": "Size, million USD as printed.",
            "how": "Whether the year is printed, or follows from printed years or growth rates.",
            "claims": "Ids of the claims, separated by semicolons.",
        },
        "assumptions": {
            "id": "Id of the assumption.",
            "name": "Name by which it can be set.",
            "value": "Most likely value.",
            "low": "Low end of the range.",
            "high": "High end of the range.",
            "unit": "Unit of the three.",
            "reason": "Why this value and range.",
            "distribution": "pert, normal, lognormal: drawn; fixed: the value.",
            "rests_on": "Ids of facts, separated by semicolons.",
        },
        "facts_used": {
            "id": "Id of the fact.",
            "table": "Table of evidence.",
            "says": "What it states.",
            "source": "Document in which it was seen.",
            "address": "Address of that document; empty where no page was seen.",
            "confidence": "primary, secondary, recall or judgement.",
            "known_from": "Day on which it became public.",
            "note": "What to know before using it.",
            "origin": "shipped, or overlay where the user's folder gave it.",
        },
    }
)
