"""Whose a figure of a segment is: sales of it, rates set against others, names taken up in turn."""

from __future__ import annotations

import pytest

from cytonomics.claims import extract, read_text

FIGURES = ("size", "cagr", "share", "growth")


def owners(text: str) -> list[tuple[str, str | None]]:
    """The figures of a text with the segments they are given to."""
    found = extract(read_text(text, "told"))
    return [(claim.quote, claim.segment) for claim in found if claim.measure in FIGURES]


IN_ITS_MARKET = (
    ("Sales of wound gels in the pet care market came to USD 310 million in 2022.", "wound gels"),
    ("Revenue from home visits in the spa market totaled USD 2 million in 2023.", "home visits"),
    ("Demand for clay tiles within the flooring market stood at USD 2 billion.", "clay tiles"),
    ("Sales of at-home kits in the dye market will grow at a CAGR of 9%.", "at-home kits"),
    ("The dental care market size for whitening kits was USD 2 billion.", "whitening kits"),
    ("The robotics market size for logistics will grow at an 18% CAGR.", "logistics"),
    ("In the plant milk market, oat milk sales grew at a CAGR of 9%.", "oat milk"),
    ("In the plant milk market, online sales grew at a CAGR of 9%.", "online sales"),
    ("Sales in the toy market amounted to USD 640 million in 2023.", None),
    ("Sales of elevators in the elevator market reached USD 4 billion.", None),
    ("The market size for gene therapies was USD 7 billion in 2023.", None),
)
TOLD_AHEAD = (
    ("Clinics lose buyers to web shops, a channel that will grow at a CAGR of 9%.", "web shops"),
    ("Makers turn to silicone, a material projected to post a CAGR of 7%.", "silicone"),
    ("The sealants market relies on silicone, a category which earned USD 2 billion.", "silicone"),
    ("Bedding market firms are moving to latex, a material that held 18% of sales.", "latex"),
    ("Growth comes from drinks, the format expected to grow fastest, at a CAGR of 7%.", "drinks"),
    ("Vinyl tiles, up 6.4% annually to 2028, lead the US flooring market.", "Vinyl tiles"),
    ("Oat flakes, at 2.4% a year over 2024-2030, drag the cereal market.", "Oat flakes"),
    ("Even though robots are loved, hand tools hold 80% of the mill market.", "hand tools"),
    ("Even though robots are loved, hand tools grow at a CAGR of 3%.", "hand tools"),
    ("It is steel bolts that lead the fastener market, with 34% of revenue.", "steel bolts"),
    ("Injections brought the pet health market USD 1.7 billion in 2023.", "Injections"),
    ("Contributing USD 510 million to the spa market in 2024, oils overtook salts.", "oils"),
    ("At USD 6 billion in 2025, tires were ahead of brakes in the car parts market.", "tires"),
    ("At USD 6 billion in 2025, the car parts market is mature.", None),
    ("New rules brought the safety wear market to USD 5 billion in 2022.", None),
    ("It is expected that the fastener market will grow at a CAGR of 5%.", None),
    ("The bedding market, a sector that should grow at a CAGR of 4%, is split.", None),
)
TAKEN_UP = (
    (
        "Glass and tin held 41% and 22% of the can market, in that order. "
        "The two materials will register CAGRs of 3% and 4%, respectively.",
        ("Glass", "tin", "Glass", "tin"),
    ),
    (
        "Bikes earned the hire market USD 2 billion in 2023, whereas boats earned USD 1 billion. "
        "The gap will close, the two segments growing at CAGRs of 4% and 9%, respectively.",
        ("Bikes", "boats", "Bikes", "boats"),
    ),
    (
        "Tablets and capsules lead the pill market. They held 44% and 31% of it, respectively.",
        ("Tablets", "capsules"),
    ),
    (
        "Steel frames form the oldest part of the eyewear market. Their share stood at 21% in "
        "2023 and will probably ease to 18% by 2030, though their sales will climb 4% a year.",
        ("Steel frames",) * 3,
    ),
    (
        "Needles lead the syringe market. Pens, priced at USD 15 each, are few, but they should "
        "expand at a CAGR of 12% from 2025 to 2030.",
        ("Pens",),
    ),
    (
        "Oats gain ground in the cereal market, whereas wheat flakes lose it. "
        "The latter will hold 44% by 2035.",
        ("wheat flakes",),
    ),
    (
        "Blankets held 44% of the bedding market in 2024, and analysts expect that the same "
        "segment will grow at a CAGR of 5%.",
        ("Blankets", "Blankets"),
    ),
    ("The eyewear market is mature. Its sales will grow at a CAGR of 4%.", (None,)),
)
BESIDE = (
    (
        "In the lab robot market, hospitals (CAGR: 14%) will outgrow drug makers (CAGR: 8%).",
        ("hospitals", "drug makers"),
    ),
    (
        "Gummies will grow at an 8% CAGR in the vitamins market, outpacing tablets at 3%.",
        ("Gummies", "tablets"),
    ),
    (
        "In the eyewear market, lenses' CAGR for 2025-2029, 6%, is below that of cases, at 9%.",
        ("lenses", "cases"),
    ),
    (
        "Supermarkets lead the pet food market, but their CAGR of 3% is lower than web shops' 9%.",
        ("Supermarkets", "web shops"),
    ),
    (
        "Demand for steel doors will climb 4% annually to $8 billion in 2027, making them the "
        "leader of the US door market.",
        ("steel doors", "steel doors"),
    ),
    (
        "Of the USD 4 billion that the hearing aid market earned in 2023, USD 2 billion fell to "
        "clinics and USD 1 billion to web shops.",
        (None, "clinics", "web shops"),
    ),
    (
        "In the phone case market, kiosks hold 55%, shops less than 30% and web stores no more "
        "than 12%.",
        ("kiosks", "shops", "web stores"),
    ),
    (
        "After wheat (30%), the second-largest crop in the starch market was potatoes, with 23%.",
        ("wheat", "potatoes"),
    ),
    (
        "Half of the seed market in 2024 belonged to cereals; one quarter went to oilseeds and "
        "the rest to vegetables.",
        ("cereals", "oilseeds"),
    ),
)


@pytest.mark.parametrize(("text", "owner"), (*IN_ITS_MARKET, *TOLD_AHEAD))
def test_a_figure_is_that_of_the_part_its_sentence_names(text: str, owner: str | None) -> None:
    """A part is sold in a market, told more of behind a comma, or set off by an opening."""
    assert [segment for _, segment in owners(text)] == [owner]


@pytest.mark.parametrize(("text", "segments"), (*TAKEN_UP, *BESIDE))
def test_each_figure_has_its_own_name(text: str, segments: tuple[str | None, ...]) -> None:
    """Names taken up from before, or set beside each other, have one figure each."""
    assert [segment for _, segment in owners(text)] == [*segments]
