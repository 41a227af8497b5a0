"""The rules of an audit, one a file, in the order in which they may speak.

Where two rules would say the same of the same claims the earlier one speaks: a value in the wrong
unit also breaks its growth rate, and the reader needs to hear of the unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cytonomics.audit.gathered import Claims
from cytonomics.audit.model import Outcome
from cytonomics.audit.rules.base_year_jump import base_year_jump
from cytonomics.audit.rules.cagr_end_points import cagr_end_points
from cytonomics.audit.rules.concentration_contradicted import concentration_contradicted
from cytonomics.audit.rules.foreign_boilerplate import foreign_boilerplate
from cytonomics.audit.rules.growth_end_points import growth_end_points
from cytonomics.audit.rules.leader_contradicted import leader_contradicted
from cytonomics.audit.rules.parts_do_not_sum import parts_do_not_sum
from cytonomics.audit.rules.parts_exceed_whole import parts_exceed_whole
from cytonomics.audit.rules.period_mismatch import period_mismatch
from cytonomics.audit.rules.players_differ import players_differ
from cytonomics.audit.rules.segment_tree_misnames import segment_tree_misnames
from cytonomics.audit.rules.several_bases import several_bases
from cytonomics.audit.rules.several_growth_rates import several_growth_rates
from cytonomics.audit.rules.share_over_100 import share_over_100
from cytonomics.audit.rules.share_times_total import share_times_total
from cytonomics.audit.rules.two_end_years import two_end_years
from cytonomics.audit.rules.two_values import two_values
from cytonomics.audit.rules.unit_slip import unit_slip


class Rule(NamedTuple):
    """A rule: its id, how it checks, and which later rules it speaks for.

    `arithmetic` rules need figures only and hold for any table of claims; the others read words.

    Example:
        >>> RULES[0].id
        'unit_slip'
    """

    id: str
    check: Callable[[Claims], Iterable[Outcome]]
    speaks_for: tuple[str, ...] = ()
    arithmetic: bool = True


RULES = (
    Rule(
        "unit_slip",
        unit_slip,
        (
            "cagr_end_points",
            "growth_end_points",
            "two_values",
            "base_year_jump",
            "several_bases",
            "parts_exceed_whole",
            "share_times_total",
        ),
    ),
    Rule("cagr_end_points", cagr_end_points),
    Rule("growth_end_points", growth_end_points),
    Rule("base_year_jump", base_year_jump),
    Rule("two_values", two_values),
    Rule("two_end_years", two_end_years),
    Rule("several_bases", several_bases),
    Rule("several_growth_rates", several_growth_rates),
    Rule("period_mismatch", period_mismatch),
    Rule("parts_exceed_whole", parts_exceed_whole, ("share_times_total", "parts_do_not_sum")),
    Rule("share_over_100", share_over_100, ("parts_do_not_sum", "share_times_total")),
    Rule("parts_do_not_sum", parts_do_not_sum),
    Rule("share_times_total", share_times_total),
    Rule("leader_contradicted", leader_contradicted),
    Rule("concentration_contradicted", concentration_contradicted, arithmetic=False),
    Rule("players_differ", players_differ, arithmetic=False),
    Rule("segment_tree_misnames", segment_tree_misnames, arithmetic=False),
    Rule("foreign_boilerplate", foreign_boilerplate, arithmetic=False),
)

__all__ = ["RULES", "Rule"]
