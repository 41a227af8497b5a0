"""The terms of every dimension, their place in a hierarchy, and the names they go by."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from cytonomics.vocabulary.errors import VocabularyError, suggestion
from cytonomics.vocabulary.tables import rows
from cytonomics.vocabulary.text import matching_key


class Term(NamedTuple):
    """One name of one dimension.

    Attributes:
        dimension: the dimension it belongs to, for example "indication".
        id: its identifier, unique within the dimension.
        name: the name shown to users.
        parent: identifier of the term it is part of, None at the top.
        parent_dimension: the dimension of that parent, None at the top.
        definition: what the term means; empty where the name says it all.

    Example:
        >>> term("report_group", "benelux").name
        'Benelux'
    """

    dimension: str
    id: str
    name: str
    parent: str | None
    parent_dimension: str | None
    definition: str


@cache
def dimensions() -> tuple[str, ...]:
    """List the dimensions in the order of the table.

    Countries, dated areas and scopes have tables of their own and are dimensions too.

    Example:
        >>> "modality" in dimensions() and "country" in dimensions()
        True
    """
    return tuple(_by_dimension())


def terms(dimension: str) -> tuple[Term, ...]:
    """List the terms of a dimension in the order of its table.

    Raises:
        VocabularyError: there is no such dimension.

    Example:
        >>> [term.id for term in terms("measure")]
        ['product_revenue', 'episode_spend']
    """
    return tuple(_of(dimension).values())


def term(dimension: str, id: str) -> Term:
    """Give one term by its exact identifier.

    Raises:
        VocabularyError: there is no such dimension or identifier.

    Example:
        >>> term("indication", "dlbcl").parent
        'nhl'
    """
    found = _of(dimension).get(id)
    if found is None:
        raise VocabularyError(
            f"{id!r} is not an id of dimension {dimension!r}; {suggestion(id, _of(dimension))}"
        )
    return found


def children(dimension: str, id: str) -> tuple[Term, ...]:
    """List the terms, of any dimension, whose parent is this one.

    Raises:
        VocabularyError: there is no such dimension or identifier.

    Example:
        >>> [child.id for child in children("indication", "b_all")]
        ['b_all_adult', 'b_all_paediatric']
        >>> [child.id for child in children("region", "north_america")]
        ['united_states', 'canada']
    """
    term(dimension, id)
    return _children().get((dimension, id), ())


def ancestors(dimension: str, id: str) -> tuple[Term, ...]:
    """List the terms above this one, nearest first, across dimensions.

    Raises:
        VocabularyError: there is no such dimension or identifier.

    Example:
        >>> [above.id for above in ancestors("indication", "dlbcl")]
        ['nhl', 'cancer']
        >>> [above.id for above in ancestors("country", "GBR")]
        ['united_kingdom', 'europe', 'world']
    """
    found: list[Term] = []
    here = term(dimension, id)
    while here.parent is not None and here.parent_dimension is not None:
        here = term(here.parent_dimension, here.parent)
        found.append(here)
    return tuple(found)


def resolve(dimension: str, text: str) -> Term:
    """Find the term that a text names, through identifiers, names and aliases.

    Case, accents, punctuation, blanks and plural endings make no difference.

    Raises:
        VocabularyError: there is no such dimension, or no term goes by that name.

    Example:
        >>> resolve("modality", "Tumor-Infiltrating Lymphocytes").id
        'til'
        >>> resolve("country", "Viet Nam").id
        'VNM'
    """
    known = names_by_key(dimension)
    found = known.get(matching_key(text))
    if found is None:
        spellings = [each.id for each in terms(dimension)]
        spellings += [each.name for each in terms(dimension)]
        spellings += [row["alias"] for row in rows("aliases") if row["dimension"] == dimension]
        raise VocabularyError(
            f"{text!r} names nothing in dimension {dimension!r}; {suggestion(text, spellings)}"
        )
    return found


def _of(dimension: str) -> dict[str, Term]:
    found = _by_dimension().get(dimension)
    if found is None:
        raise VocabularyError(
            f"{dimension!r} is not a dimension; {suggestion(dimension, _by_dimension())}"
        )
    return found


@cache
def _by_dimension() -> dict[str, dict[str, Term]]:
    found: dict[str, dict[str, Term]] = {}
    for row in rows("terms"):
        found.setdefault(row["dimension"], {})[row["id"]] = _term(row)
    found["country"] = {
        row["iso3"]: Term(
            "country", row["iso3"], row["name"], row["report_group"], "report_group", ""
        )
        for row in rows("countries")
    }
    for dimension, table, name in (("area", "areas", "id"), ("scope", "scopes", "name")):
        found[dimension] = {
            row["id"]: Term(dimension, row["id"], row[name], None, None, row["definition"])
            for row in rows(table)
        }
    return found


def _term(row: dict[str, str]) -> Term:
    # A parent of another dimension is written "dimension:id", one of the same as "id".
    before, colon, after = row["parent"].partition(":")
    parent = after if colon else before
    parent_dimension = before if colon else row["dimension"]
    return Term(
        row["dimension"],
        row["id"],
        row["name"],
        parent or None,
        parent_dimension if parent else None,
        row["definition"],
    )


@cache
def _children() -> dict[tuple[str, str], tuple[Term, ...]]:
    found: dict[tuple[str, str], tuple[Term, ...]] = {}
    for members in _by_dimension().values():
        for each in members.values():
            if each.parent is not None and each.parent_dimension is not None:
                above = (each.parent_dimension, each.parent)
                found[above] = (*found.get(above, ()), each)
    return found


@cache
def names_by_key(dimension: str) -> dict[str, Term]:
    """Give every identifier, name and alias of a dimension by its matching key.

    Raises:
        VocabularyError: there is no such dimension, or a name stands for two terms.

    Example:
        >>> from cytonomics.vocabulary import matching_key
        >>> names_by_key("region")[matching_key("APAC")].id
        'asia_pacific'
    """
    found: dict[str, Term] = {}
    for name, each in written_names(dimension):
        other = found.setdefault(matching_key(name), each)
        if other != each:
            raise VocabularyError(
                f"{name!r} names both {other.id!r} and {each.id!r} in dimension {dimension!r}"
            )
    return found


@cache
def written_names(dimension: str) -> tuple[tuple[str, Term], ...]:
    """Give every spelling of every term of a dimension: identifier, name and aliases.

    Raises:
        VocabularyError: there is no such dimension.

    Example:
        >>> ("APAC", "asia_pacific") in [(name, term.id) for name, term in written_names("region")]
        True
    """
    written = [(name, each) for each in terms(dimension) for name in (each.id, each.name)]
    written += [
        (row["alias"], term(dimension, row["id"]))
        for row in rows("aliases")
        if row["dimension"] == dimension
    ]
    return tuple(written)
