"""Boxes of facts put together at random: keys, values, orders and layouts of report pages."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

# What each key is told with; "{end}" and "{now}" are the two sizes.
KEYS = {
    "end": [
        "2031 Value Projection", "Value Projection 2031", "Market Size in 2031",
        "Revenue Forecast in 2031", "Projected Market Size (2031)", "2031 Market Size",
        "Forecast Market Value in 2031", "Market Value by 2031", "Market Forecast in 2031",
        "Estimated Value by 2031", "Market Value Forecast (2031F)", "Market Size Forecast by 2031",
    ],
    "now": [
        "Market Size in 2024", "Market Size Value in 2024", "2024 Value", "Market Size (2024E)",
        "Estimated Market Value (2024)", "Market Revenue in 2024", "Base Year Value (2024)",
    ],
    "base": ["Base Year", "Base Year for Estimation", "Base Year Considered"],
    "forecast": ["Forecast Period", "Forecast Years"],
    "history": ["Historical Data", "Historical Period"],
    "rate": ["CAGR", "CAGR (2024 to 2031)", "Growth Rate (CAGR)", "CAGR during 2024 to 2031"],
    "pages": ["No. of Pages", "Pages"],
    "unit": ["Quantitative Units"],
}  # fmt: skip
VALUES = {
    "base": ["2023"],
    "forecast": ["2024 to 2031", "2024-2031", "2024 - 2031"],
    "history": ["2020 to 2022", "2018-2022"],
    "rate": ["9.8%"],
    "pages": ["145"],
    "unit": ["Revenue in USD Million"],
}
AMOUNTS = ["USD {} Billion", "US$ {} Bn", "USD {} billion"]

Facts = list[tuple[str, str]]
_HEAD = "| Report Attribute | Details |\n| --- | --- |\n"
LAYOUTS: dict[str, Callable[[Facts], str]] = {
    "lines": lambda facts: "\n".join(f"{key}\n{value}" for key, value in facts),
    "paragraphs": lambda facts: "\n\n".join(f"{key}\n\n{value}" for key, value in facts),
    "bars": lambda facts: "\n".join(f"{key} | {value}" for key, value in facts),
    "table": lambda facts: _HEAD + "\n".join(f"| {key} | {value} |" for key, value in facts),
    "colons": lambda facts: "\n".join(f"{key}: {value}" for key, value in facts),
    "bullets": lambda facts: "\n".join(f"• {key}: {value}" for key, value in facts),
    "dashes": lambda facts: "\n".join(f"- {key} – {value}" for key, value in facts),
    "tabs": lambda facts: "\n".join(f"{key}\t{value}" for key, value in facts),
    "spaces": lambda facts: "\n".join(f"{key}    {value}" for key, value in facts),
    "numbers": lambda facts: "\n".join(f"{i}. {k}: {v}" for i, (k, v) in enumerate(facts, 1)),
    "one line": lambda facts: "; ".join(f"{key}: {value}" for key, value in facts) + ".",
    "cells in a line": lambda facts: "| " + " | ".join(f"{k} | {v}" for k, v in facts) + " |",
    "run together": lambda facts: " ".join(f"{key} {value}" for key, value in facts),
    "a row": lambda facts: "\t".join(k for k, _ in facts) + "\n" + "\t".join(v for _, v in facts),
    "a row of a table": lambda facts: "\n".join((
        f"| {' | '.join(key for key, _ in facts)} |",
        f"|{' --- |' * len(facts)}",
        f"| {' | '.join(value for _, value in facts)} |",
    )),
}  # fmt: skip


class Box(NamedTuple):
    """A box of facts on the pump market, with what was put into it.

    USD 0.74 billion in 2024 and USD 1.42 billion in 2031, at 9.8 % from 2024 to 2031.
    """

    text: str
    rated: bool  # whether it prints a rate whose years it tells


def boxes(layout: str, count: int, seed: int) -> list[Box]:
    """Return boxes of one layout; the same seed gives the same boxes."""
    drawn = random.Random(f"{layout} {seed}")
    return [_box(layout, drawn) for _ in range(count)]


def _box(layout: str, drawn: random.Random) -> Box:
    amount = drawn.choice(AMOUNTS)
    facts: Facts = []
    kinds = [kind for kind in KEYS if kind in ("end", "now") or drawn.random() < 0.85]
    drawn.shuffle(kinds)
    rate = ""
    for kind in kinds:
        key = drawn.choice(KEYS[kind])
        rate = key if kind == "rate" else rate
        sizes = {"end": amount.format("1.42"), "now": amount.format("0.74")}
        facts.append((key, sizes.get(kind) or drawn.choice(VALUES[kind])))
    above = drawn.choice(["The pump market is projected to grow.", "Pump Market Report Scope"])
    rated = bool(rate) and ("2024" in rate or "forecast" in kinds)
    return Box(f"{above}\n\n{LAYOUTS[layout](facts)}", rated)


ENDS = [
    "Market Size in {}", "Market size, {}", "Projected Market Size {}", "Market Forecast ({})",
    "Revenue, {}", "{} Market Size", "Market Size by {}", "{}", "Market Value in {}",
]  # fmt: skip
RATES = ["CAGR, 2025 - 2031", "CAGR (2025-2031)", "CAGR 2025-2031", "CAGR from 2025 to 2031"]
SHARES = [
    "Europe Market Share, 2024", "Europe Revenue Share in 2024", "Share of Europe, 2024",
    "Largest Region Share: Europe",
]  # fmt: skip


def cards(above: bool, count: int, seed: int) -> list[str]:
    """Return cards of a page: figures alone on their lines, each label above or below its own."""
    drawn = random.Random(f"{above} {seed}")
    return ["\n".join(_card(above, drawn)) for _ in range(count)]


def _card(above: bool, drawn: random.Random) -> list[str]:
    amount = drawn.choice(["${}B", "USD {} Billion", "US$ {} Bn"])
    end = drawn.choice(ENDS)
    facts = [
        (end.replace("Projected ", "").replace("Forecast", "Size").format(2024), "0.74"),
        (end.format(2031), "1.42"),
    ]
    facts = [(label, amount.format(value)) for label, value in facts]
    facts += [(drawn.choice(RATES), "9.8%"), (drawn.choice(SHARES), "41.8%")]
    drawn.shuffle(facts)
    lines = [
        line for label, value in facts for line in ((label, value) if above else (value, label))
    ]
    return [drawn.choice(["Pump Market Size, 2021-2031", "Pump Market Summary"]), "", *lines]
