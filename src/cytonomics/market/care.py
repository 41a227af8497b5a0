"""The care around a cell product: who gets which component, and what it costs."""

from __future__ import annotations

import numpy as np

from cytonomics import vocabulary
from cytonomics.evidence import Fact
from cytonomics.market.assumptions import Draws, Parameters

# The dimension of care, whose parts are the product and what is around it.
CARE = "accompanying_care"
CELL_PRODUCT = "cell_product"
_SHARE, _COST = "care_share:", "care_cost:"
_PRICE_YEAR, _INFLATION = "care_price_year", "care_cost_inflation"
_TIL = "til"
# Unit costs are on record for cells that go into the blood after preparation; care around tissue,
# vaccines and stromal cells is not, and left out.
_PREPARED = frozenset({"car_t", "tcr_t", _TIL, "nk", "cik", "evst", "hsc_gene"})


def components(parameters: Parameters) -> tuple[str, ...]:
    """Return the components of care that table assumptions gives a share and a cost for.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> "tumour_surgery" in components(Parameters(assumptions(load()), 1, 1))
        True
    """
    return tuple(
        term.id for term in vocabulary.terms(CARE) if _SHARE + term.id in parameters.assumptions
    )


def applies(component: str, product: Fact) -> bool:
    """Say whether a product needs a component at all.

    Only cells that are infused after preparation of the patient have components on record. Tumour
    tissue is resected to make TIL products only; collection of blood cells and bridging
    belong to the other products that are made to order.

    Example:
        >>> from cytonomics.evidence import load
        >>> til = [f for f in load()["products"] if f["product_id"] == "amtagvi"][0]
        >>> applies("tumour_surgery", til), applies("leukapheresis", til)
        (True, False)
    """
    if product["modality"] not in _PREPARED:
        return False
    if component == "tumour_surgery":
        return bool(product["modality"] == _TIL)
    if component in ("leukapheresis", "bridging_chemotherapy", "bridging_radiotherapy"):
        return bool(product["application"] == "autologous" and product["modality"] != _TIL)
    return True


def cost_per_patient(component: str, year: int, parameters: Parameters) -> Draws:
    """Return the mean cost of a component over all patients of a product, nominal USD, (draw,).

    Share of patients times unit cost, moved from the price year of the unit cost to `year` by
    the assumed inflation of medical care.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> parameters = Parameters(assumptions(load()), 1, 100)
        >>> bool(20_000 < cost_per_patient("hospital_stay", 2024, parameters).mean() < 90_000)
        True
    """
    years = year - int(parameters.value(_PRICE_YEAR))
    growth: Draws = np.power(1.0 + parameters.draws(_INFLATION), years)
    return parameters.draws(_SHARE + component) * parameters.draws(_COST + component) * growth


def assumptions_of(component: str, parameters: Parameters) -> tuple[str, ...]:
    """Return the ids of the assumptions that a component's cost rests on.

    Example:
        >>> from cytonomics.evidence import load
        >>> from cytonomics.market.assumptions import assumptions
        >>> len(assumptions_of("hospital_stay", Parameters(assumptions(load()), 1, 1)))
        4
    """
    names = (_SHARE + component, _COST + component, _PRICE_YEAR, _INFLATION)
    return tuple(parameters[name].id for name in names)
