"""Press releases put together at random: a market or two amid a company's own money.

As in `pages`, a form's claims stand beside it by the names of its blanks; a figure without claims
is the company's. The year "-" is none.
"""

from __future__ import annotations

from random import Random

from tests.claims.pages import MARKETS, Said, said_of

COMPANIES = ("Arvena", "Belloc Group", "Ostrom Inc.", "Norvia Bio", "Quill Energy")
HOUSES = ("Grand Vista Research", "Precise Insights", "MarketLens", "Allen Consulting")
TITLES = (
    "# {c} Announces Record Third Quarter Results",
    "# {c} (NASDAQ: ARVN) Launches New Platform",
    "# {c} Signs Agreement With {d} for ${i} Million",
    "# {c} (TSXV: BLC) Expands Into the {n} Market",
)
OPENINGS = (
    "LEEDS, March 4, 2025 (Newswire) -- {c}, a maker of {n} products, said that it has opened a "
    "plant with {d}.",
    "London, UK -- July 8, 2025 - {c} (OTCQB: OSTR) today announced a deal with {d}.",
)
# What is the company's own.
OWN = (
    "{c} reported revenue of ${i} million for the third quarter, up {j}% year over year.",
    "The company raised ${i} million in a Series B round led by {d}.",
    "Gross margin rose to {j}% from 21% a year earlier, and net loss was ${i} million.",
    "Under the agreement, {d} will pay ${i} million upfront and up to ${k} million in milestones.",
    "{c} expects full-year revenue of ${i} million to ${k} million.",
    "The product costs ${k} and cuts energy use by {j}%.",
    "Shares of {c} closed up 4.2% at ${i} on Tuesday.",
    "In a trial with {k} patients, {j}% responded.",
    "The company's market capitalization stands at ${k} million.",
    "{c} serves over 12 million users in 14 countries.",
    "{c} forecasts {b} revenue between ${i} million and ${k} million.",
    "The {n} unit contributed ${i} million to group sales, or {j}% of the total.",
    "Total transaction volume on the platform exceeded ${k} million.",
    "{c} had cash and cash equivalents of ${k} million as of September 30, {b}.",
    "Adjusted EBITDA rose {j}% to ${i} million, a margin of 18.4%.",
    "{c} was valued at ${k} million in its latest funding round, and owns a {j}% stake in {d}.",
    "Operating expenses were ${i} million, compared with ${k} million in the year-ago period.",
    "{c}'s contract with {d} is worth up to ${k} million over five years.",
    "The plant, a ${i} million investment, will employ {k} people.",
)
TOLD = (
    (
        "According to {h}, the global {n} market was valued at ${s} billion in {b} and is set "
        "to reach ${z} billion by {e}, growing at a CAGR of {g}%.",
        "size s b WW; size z e WW; cagr g b-e WW",
    ),
    (
        "The company targets the {n} market, which {h} expects to reach ${z} billion by {e}.",
        "size z e -",
    ),
    (
        "The move comes as the global {n} market is expected to grow at a compound annual growth "
        "rate of {g}% between {b} and {e}, according to a report from {h}.",
        "cagr g b-e WW",
    ),
    (
        '"With the global {n} market projected to hit ${z} billion by {e}, we see a runway," said '
        "Jane Doe, CEO of {c}.",
        "size z e WW",
    ),
    (
        "{c} is well positioned in the ${s} billion {n} market, which is growing at {g}% annually.",
        "size s - -; cagr g - -",
    ),
    (
        "{h} estimates the U.S. {n} market at ${s} billion in {b}, rising to ${z} billion in {e}.",
        "size s b USA; size z e USA",
    ),
    (
        "The {n} industry is booming: {h} puts it at ${s} billion in {b}, and sees it reaching "
        "${z} billion by {e}, a CAGR of {g}%.",
        "size s b -; size z e -; cagr g b-e -",
    ),
    (
        "By {e}, the worldwide {n} market could be worth more than ${z} billion, up from ${s} "
        "billion in {b} ({h}).",
        "size z e WW; size s b WW",
    ),
    (
        "Industry analysts at {h} project that the global market for {n} products will expand from "
        "${s} billion in {b} to ${z} billion in {e}.",
        "size s b WW; size z e WW",
    ),
    (
        "Valued at ${s} billion in {b}, the worldwide {n} market is forecast to expand {g}% "
        "annually through {e}.",
        "size s b WW; cagr g b-e WW",
    ),
    (
        "Demand for {n} products is rising: the global market is expected to grow from ${s} "
        "billion in {b} to ${z} billion in {e} (CAGR: {g}%).",
        "size s b WW; size z e WW; cagr g b-e WW",
    ),
    ('"{h} sizes the {n} market at ${s} billion in {b}, and we lead it," Doe added.', "size s b -"),
)
BESIDE = (
    ("", ""),
    (
        "The technology also applies to {m} makers. The {m} market is forecast to grow from ${t} "
        "billion in {b} to ${u} billion by {e}, {h} says.",
        "size t b -; size u e -",
    ),
)
CLOSINGS = (
    "About {c}\n\n{c} is a leader in {n} products, with 420 employees.",
    "This release contains statements about markets, growth and revenue that involve risks.",
)


def release(random: Random) -> tuple[str, list[Said]]:
    """Put a release together and return its text and its claims."""
    one, other = random.sample(MARKETS, 2)
    first, second = random.sample(COMPANIES, 2)
    year = random.randint(2022, 2025)
    blanks: dict[str, object] = {
        "n": one, "m": other, "c": first, "d": second, "h": random.choice(HOUSES), "b": year,
        "e": year + random.randint(5, 10), "i": random.randint(2, 90), "j": random.randint(30, 70),
        "k": random.randint(91, 900), "s": round(random.uniform(1, 40), 1),
        "z": round(random.uniform(41, 90), 1), "t": round(random.uniform(1, 40), 1),
        "u": round(random.uniform(41, 90), 1), "g": round(random.uniform(3, 25), 1),
    }  # fmt: skip
    own = random.sample(OWN, 4)
    told, beside = random.choice(TOLD), random.choice(BESIDE)
    blocks = [
        random.choice(TITLES),
        random.choice(OPENINGS),
        " ".join(own[:2]),
        told[0],
        beside[0],
        " ".join(own[2:]),
        random.choice(CLOSINGS),
    ]
    said = [each for claims in (told[1], beside[1]) for each in claims.split("; ") if each]
    return "\n\n".join(blocks).format(**blanks), [_said(each, blanks) for each in said]


def _said(claim: str, blanks: dict[str, object]) -> Said:
    *words, home = claim.split()
    return said_of(words, blanks, None, None if home == "-" else home)
