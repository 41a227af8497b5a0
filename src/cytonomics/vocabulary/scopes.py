"""What each published market contains, on which measure, and why."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from cytonomics.vocabulary.errors import VocabularyError, suggestion
from cytonomics.vocabulary.tables import rows
from cytonomics.vocabulary.terms import Term, ancestors, names_by_key, term
from cytonomics.vocabulary.text import matching_key

# A golf cart is spelt as CAR-T is without its hyphen.
_CART = re.compile(r"\b(?!CART\b)[Cc]arts?\b(?!-?\s?[Cc]ell)")
# "T-cell (CAR-T, TCR and TIL) therapy": the members of what stands around the bracket.
_MEMBERS = re.compile(r"\([^()]*,[^()]*\)")
_TOKEN = re.compile(r"[^\W_]+|&")
# Fewer letters than these hide in other words: TIL in "until", CGT in a longer abbreviation.
_SHORT = 5
_MOST_WORDS = 4


class Membership(NamedTuple):
    """One row of the published scope table.

    Attributes:
        dimension: the dimension the row speaks of.
        term: identifier of the term, which stands for everything below it too.
        included: whether the market contains it.
        reason: why.

    Example:
        >>> scope("nk").membership[0].term
        'nk'
    """

    dimension: str
    term: str
    included: bool
    reason: str


class Scope(NamedTuple):
    """What a market contains.

    Attributes:
        id: identifier.
        name: the name shown to users.
        measures: the measures the market is counted on; empty where none of ours fits.
        definition: what publishers or this project mean by it.
        dated: the day on which definition and membership were last changed.
        membership: the rows of the scope table.

    Example:
        >>> scope("adoptive_cell_therapy").measures
        ('product_revenue', 'episode_spend')
    """

    id: str
    name: str
    measures: tuple[str, ...]
    definition: str
    dated: date
    membership: tuple[Membership, ...]


class ScopeWord(NamedTuple):
    """A word that moves a market's name from one scope to another.

    Attributes:
        word: one or more words of the name.
        among: the scopes it moves a name out of.
        scope: the scope it moves the name to; None for a market without one.
        reason: why.

    Example:
        >>> scope_words()[0].word, scope_words()[0].scope
        ('manufacturing', 'manufacturing')
    """

    word: str
    among: tuple[str, ...]
    scope: str | None
    reason: str


@cache
def scope_words() -> tuple[ScopeWord, ...]:
    """List the words that move a market's name to another scope, in the order they are tried.

    Example:
        >>> [each.word for each in scope_words() if each.scope == "other"][0]
        'banking'
    """
    return tuple(
        ScopeWord(row["word"], tuple(row["among"].split(";")), row["scope"] or None, row["reason"])
        for row in rows("scope_words")
    )


@cache
def scopes() -> tuple[Scope, ...]:
    """List every scope in the order of its table.

    Example:
        >>> [scope.id for scope in scopes()][:2]
        ['adoptive_cell_therapy', 'personalized_cell_therapy']
    """
    return tuple(
        Scope(
            row["id"],
            row["name"],
            tuple(measure for measure in row["measures"].split(";") if measure),
            row["definition"],
            date.fromisoformat(row["dated"]),
            _membership(row["id"]),
        )
        for row in rows("scopes")
    )


def scope(id: str) -> Scope:
    """Give one scope by its exact identifier.

    Raises:
        VocabularyError: there is no such scope.

    Example:
        >>> scope("car_t").name
        'CAR-T cell therapy'
    """
    by_id = {each.id: each for each in scopes()}
    if id not in by_id:
        raise VocabularyError(f"{id!r} is not a scope; {suggestion(id, by_id)}")
    return by_id[id]


@lru_cache(maxsize=4096)
def scope_named(label: str) -> str | None:
    """Give the scope of the market that a label names, by its sense; None for an unknown one.

    The longest name of a scope that the label contains says what the market is about. A word of
    the table of scope words may then say that the market sells something else around it. A name
    that is listed with the word market is that of a market only where it is all of the label:
    blood, but not blood cancer.

    Example:
        >>> scope_named("multiple myeloma CAR T-cell therapy")
        'car_t'
        >>> scope_named("cell therapy raw materials"), scope_named("stem cell banking")
        ('manufacturing', 'other')
        >>> scope_named("biologics CDMO") is None, scope_named("pet food") is None
        (True, True)
        >>> scope_named("blood"), scope_named("blood cancer")
        ('transfusion', None)
        >>> scope_named("CAR-T manufacturing"), scope_named("box manufacturing")
        ('manufacturing', None)
        >>> scope_named("golf carts"), scope_named("CART cell therapy")
        (None, 'car_t')
        >>> scope_named("T-cell (CAR-T, TCR and TIL) therapy")
        't_cell_therapy'
    """
    label = _CART.sub(" ", _MEMBERS.sub(" ", label))
    key = matching_key(label)
    words = [matching_key(word[0]) for word in _TOKEN.finditer(label)]
    phrases = {
        "".join(words[first : first + size])
        for size in range(1, _MOST_WORDS + 1)
        for first in range(len(words) + 1 - size)
    }
    alone = names_by_key("scope").get(f"{key}market")
    if alone is not None:
        return alone.id
    names = _telling_names()
    found = [(len(phrase), names[phrase].id) for phrase in phrases if phrase in names]
    # "Stem cell" is no part of "system cell", though "immunooncology" may go on behind a name.
    starts = {sum(map(len, words[:first])) for first in range(len(words))}
    for at in starts:
        sizes = _name_lengths().get(key[at : at + _SHORT], ())
        parts = (key[at : at + size] for size in sizes)
        found += [(len(part), names[part].id) for part in parts if part in names]
    if not found:
        return None
    about = max(found)[1]
    return next((scope for word, scope in _moved_from(about) if word in phrases), about)


@cache
def _telling_names() -> dict[str, Term]:
    """The names of scopes, without the bare word that tells what is done: box manufacturing."""
    words = {matching_key(each.word) for each in scope_words()}
    names = names_by_key("scope").items()
    return {key: each for key, each in names if not (key == each.id and key in words)}


@cache
def _name_lengths() -> dict[str, set[int]]:
    """How long the names of scopes are that may go on behind a word's end, by how they begin."""
    lengths: dict[str, set[int]] = {}
    for name in _telling_names():
        if len(name) > _SHORT:
            lengths.setdefault(name[:_SHORT], set()).add(len(name))
    return lengths


@cache
def _moved_from(scope: str) -> list[tuple[str, str | None]]:
    """The keys of the words that move a name out of a scope, each with where to."""
    return [(matching_key(each.word), each.scope) for each in scope_words() if scope in each.among]


def includes(scope: Scope, **named: str) -> bool:
    """Say whether a market contains what has all the named terms.

    A term is decided by its own row or by the row of the nearest term above it. A dimension
    with rows contains only what they include; a dimension without rows restricts nothing. A
    scope that includes no term at all contains nothing.

    Args:
        scope: the market.
        **named: dimension and identifier of a term, for example modality="car_t".

    Raises:
        VocabularyError: no dimension is named, or a dimension or term is unknown.

    Example:
        >>> market = scope("adoptive_cell_therapy")
        >>> includes(market, modality="car_t", indication="dlbcl")
        True
        >>> includes(market, modality="car_t", therapeutic_area="inflammatory")
        False
        >>> includes(market, modality="dc")
        False
    """
    if not named:
        raise VocabularyError(f"name at least one term to look for in scope {scope.id!r}")
    lines = [_line(term(dimension, id)) for dimension, id in named.items()]
    if not any(row.included for row in scope.membership):
        return False
    return all(_contains(scope, line) for line in lines)


def _line(named: Term) -> tuple[Term, ...]:
    return (named, *ancestors(named.dimension, named.id))


def _contains(scope: Scope, line: tuple[Term, ...]) -> bool:
    decided = {(row.dimension, row.term): row.included for row in scope.membership}
    for each in line:
        if (each.dimension, each.id) in decided:
            return decided[each.dimension, each.id]
    # No row decides: closed where the scope lists the dimension, open where it does not.
    listed = {row.dimension for row in scope.membership}
    return listed.isdisjoint(each.dimension for each in line)


def _membership(id: str) -> tuple[Membership, ...]:
    return tuple(
        Membership(row["dimension"], row["term"], row["membership"] == "in", row["reason"])
        for row in rows("scope_membership")
        if row["scope"] == id
    )
