"""How likely a programme is to be approved: published transition rates, wide as sources disagree.

Transition rates by phase are published for fields of medicine, those of cell therapies only from
the first phase to approval. So the steps of the field are moved together on the log odds scale
until they multiply to the rate of the kind of therapy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cytonomics import vocabulary
from cytonomics.evidence import Evidence, Fact
from cytonomics.market.assumptions import Draws, Parameters
from cytonomics.market.errors import MarketError

STEPS = ("phase1_to_2", "phase2_to_3", "phase3_to_filing", "filing_to_approval")
# How many steps lie behind a programme. A combined first and second phase counts as the second; a
# study that the filing is to rest on counts as the third, whatever it is called; after a refusal
# a programme has to file again.
BEHIND = {"1": 0, "1/2": 1, "2": 1, "pivotal": 2, "3": 2, "refused": 2, "filed": 3}
_WHOLE = "phase1_to_approval"
_BLOOD = frozenset({"nhl", "leukaemia", "mm", "hodgkin", "ptld", "lymphoma"})
_ENGINEERED_T_CELLS = frozenset({"car_t", "tcr_t"})


@dataclass(frozen=True)
class Chance:
    """The chance of approval of a programme, as draws follow from it.

    `steps` are log odds of the four transitions of its `field`, `behind` how many of them it has
    passed; `level` and `width` are mean and standard deviation of the log odds from the first
    phase to approval; `facts` are the rates.

    Example:
        >>> sure = Chance("a", (0.0, 0.0, 0.0, 0.0), 3, float(np.log(1 / 15)), 0.0, ())
        >>> sure.draws(np.zeros(1)).round(3).tolist()  # four even steps make one in sixteen
        [0.5]
    """

    field: str
    steps: tuple[float, ...]
    behind: int
    level: float
    width: float
    facts: tuple[str, ...]

    def draws(self, z: Draws) -> Draws:
        """Return chances of approval, (draw,); `z` are unit normal draws of the field's level."""
        left = np.array(self.steps[self.behind :])[:, None]
        moved = _moved(self.steps, self.level, self.width, z.tobytes())
        return np.asarray(_chance(left + moved).prod(axis=0))


def is_blood_cancer(indication: str) -> bool:
    """Whether an indication is a cancer of the blood or lymph.

    Example:
        >>> is_blood_cancer("dlbcl"), is_blood_cancer("melanoma")
        (True, False)
    """
    known = {term.id: term.parent for term in vocabulary.terms("indication")}
    name: str | None = indication
    while name in known:
        if name in _BLOOD:
            return True
        name = known[name]
    return False


@lru_cache(maxsize=256)
def chance_of(
    evidence: Evidence, modality: str, indication: str, phase: str, floor: float
) -> Chance:
    """Return the chance of approval of a programme from the rates that are known.

    The field is haematologic or solid oncology. The level is that of CAR-T for engineered T cells
    in blood cancer, else the mean of the field and of cell and gene therapies in oncology; before
    such rates were known, that of the field. Sources are averaged as log odds; their standard
    deviation is added to `floor`. That a programme is a label extension, has a randomised trial
    or a strong sponsor changes nothing: no rates for these were found.

    Args:
        evidence: the facts of the day.
        modality: of the programme.
        indication: of the programme.
        phase: one of `BEHIND`.
        floor: least standard deviation of the log odds (`pipeline_rate_width`).

    Raises:
        MarketError: where the evidence holds no rates for the field.

    Example:
        >>> from cytonomics.evidence import load
        >>> blood = chance_of(load(), "car_t", "mm", "3", 0.35)
        >>> solid = chance_of(load(), "til", "nsclc", "pivotal", 0.35)
        >>> one = np.zeros(1)
        >>> bool(solid.draws(one)[0] < 0.35 < blood.draws(one)[0] < 0.75)
        True
    """
    blood = is_blood_cancer(indication)
    field = "oncology_haematologic" if blood else "oncology_solid"
    levels = (
        _rates(evidence, _WHOLE, {"car_t"}) if blood and modality in _ENGINEERED_T_CELLS else ()
    )
    levels = levels or _rates(evidence, _WHOLE, {field, "cell_gene_therapy_oncology"})
    steps = [_rates(evidence, step, {field}) for step in STEPS]
    if not levels or not all(steps):
        raise MarketError(
            f"the pipeline cannot be weighed: table success_rates has no steps for {field!r}"
        )
    odds = [_log_odds(fact["value"]) for fact in levels]
    return Chance(
        f"{field}:{'+'.join(sorted({fact['field'] for fact in levels}))}",
        tuple(float(np.mean([_log_odds(one["value"]) for one in step])) for step in steps),
        BEHIND[phase],
        float(np.mean(odds)),
        float(np.hypot(floor, np.std(odds))),
        tuple(fact.id for fact in (*levels, *(one for step in steps for one in step))),
    )


def level_draws(chance: Chance, parameters: Parameters) -> Draws:
    """Return unit normal draws of the level, (draw,), the same for all programmes of a field.

    Example:
        >>> chance = Chance("a", (0.0,) * 4, 0, -2.0, 0.3, ())
        >>> level_draws(chance, Parameters({}, 1, 5)).shape
        (5,)
    """
    return parameters.generator(f"fitted:success:{chance.field}").standard_normal(parameters.size)


@lru_cache(maxsize=16)
def _moved(steps: tuple[float, ...], level: float, width: float, z: bytes) -> Draws:
    """By how much all steps move for their product to be the whole, (draw,); `z` are its draws.

    Programmes of a field share it, whatever steps are behind them.
    """
    odds = np.array(steps)[:, None]
    whole = _chance(level + width * np.frombuffer(z))
    low, high = np.full(whole.shape, -20.0), np.full(whole.shape, 20.0)
    # The product of the steps rises with what moves them; halving finds where it meets.
    for _ in range(60):
        middle = (low + high) / 2
        below = _chance(odds + middle).prod(axis=0) < whole
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return low


def _rates(evidence: Evidence, transition: str, fields: set[str]) -> tuple[Fact, ...]:
    """The known rates of a transition; a rate of nought or one has no log odds and is left out."""
    return tuple(
        fact
        for fact in evidence["success_rates"]
        if fact["transition"] == transition and fact["field"] in fields and 0 < fact["value"] < 1
    )


def _log_odds(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


def _chance(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)))
