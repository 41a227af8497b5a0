"""The technologies of cell, tissue and organ transfer that are counted, and what counts them."""

from __future__ import annotations

from typing import NamedTuple

from cytonomics.vocabulary import Scope, includes

PREFIX = "bone_marrow_transplantation"
ALL_GRAFTS = PREFIX + "_total"
AUTOLOGOUS, ALLOGENEIC = "autologous", "allogeneic"
TRANSFUSION, TRANSPLANTATION = "transfusion", "transplantation"


class Technology(NamedTuple):
    """One thing that is transferred: a transplant of one kind, or a unit of a blood component.

    `id` is a term of the dimension technology, `segment` the term above it that reports print,
    `application` says whose cells they are, `kind` whether it is transfused or transplanted.

    Example:
        >>> TECHNOLOGIES[0].segment, TECHNOLOGIES[0].application
        ('bone_marrow_transplantation', 'autologous')
    """

    id: str
    segment: str
    application: str
    kind: str


def _organ(name: str) -> Technology:
    return Technology(
        f"organ_transplant_{name}", "organ_transplantation", ALLOGENEIC, TRANSPLANTATION
    )


# Left out: intestines, some 300 a year worldwide, for which no cost that is paid is on record, and
# islets, fewer still, whose registry prints cumulative counts only.
TECHNOLOGIES = (
    Technology(f"{PREFIX}_autologous", PREFIX, AUTOLOGOUS, TRANSPLANTATION),
    Technology(f"{PREFIX}_allogeneic", PREFIX, ALLOGENEIC, TRANSPLANTATION),
    Technology("platelet_transfusion", "platelet_transfusion", ALLOGENEIC, TRANSFUSION),
    Technology("red_cell_transfusion", "packed_red_cell_transfusion", ALLOGENEIC, TRANSFUSION),
    *map(_organ, ("kidney", "liver", "heart", "lung", "pancreas")),
)


def technologies_in(scope: Scope) -> tuple[Technology, ...]:
    """Return the technologies that a scope contains; one that names none contains none.

    Example:
        >>> from cytonomics.vocabulary import scope
        >>> [one.segment for one in technologies_in(scope("hsct"))]
        ['bone_marrow_transplantation', 'bone_marrow_transplantation']
        >>> technologies_in(scope("car_t"))
        ()
    """
    named = any(row.dimension == "technology" for row in scope.membership)
    return tuple(one for one in TECHNOLOGIES if named and includes(scope, technology=one.id))
