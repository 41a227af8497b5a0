"""Which axis of a market a part belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cytonomics import vocabulary
from cytonomics.claims.words.places import places
from cytonomics.claims.words.scene import Scene

_AXIS = re.compile(
    r"\b(?:by|based\s+on|in\s+terms\s+of|on\s+the\s+basis\s+of)\s+(?:the\s+)?"
    r"(?P<axis>[A-Za-z][\w/-]*(?:[\s-](?!segment|analysis|insights)[A-Za-z][\w/-]*)?)"
    r"\s*(?:analysis|insights|segment\w*)?\s*(?:,|:|(?<=\s)-|$|\n|the\s)",
    re.IGNORECASE,
)
# "By the end of", "in terms of value", "by Arbor Intelligence", "by China": no axis of parts.
_NO_AXIS = re.compile(
    r"end\s+of|value|volume|revenues?|sales|(?:global|market|segment)\w*(?:\s\w+)?|"
    r"\w+\s(?:intelligence|research|consulting|analytics)",
    re.IGNORECASE,
)
# "supported by telemedicine,": what does it, and no axis.
_DONE_BY = re.compile(
    r"\b(?!segment|split|divid|categor|classif|group|broken|sort|break)[a-z]+(?:ed|en|led|own|ught)\s+\Z"
)
# "By Meg Hollan", beneath a title: who wrote it, unless it is named as axes are.
_PERSON = re.compile(r"[A-Z][\w.'-]*\s[A-Z][\w.'-]*|[A-Z]{2,3}")
_AXIS_NOUN = re.compile(
    r"(?i)types?|class(?:es)?|groups?|channels?|users?|uses?|sources?|areas?|sites?|forms?|services?|"
    r"modes?|routes?|sizes?|grades?|levels?|models?|methods?|systems?|products?|applications?|"
    r"technolog(?:y|ies)|therap(?:y|ies)|indications?|materials?|components?|industr(?:y|ies)|"
    r"verticals?|categor(?:y|ies)|regions?|countr(?:y|ies)|stages?|deployment|functions?|ranges?|"
    r"vectors?|diseases?|cells?|targets?|devices?|treatments?|procedures?|gender|geography|platforms?"
)
_OF_PLACES = re.compile(r"countr(?:y|ies)|regions?|geograph(?:y|ies)")
_REST = re.compile(r"(?:rest|others?|remaining|all)\b", re.IGNORECASE)
# The axes whose members the vocabulary knows, and how they are called.
_KNOWN = (
    ("end_user", "end_user"),
    ("modality", "product"),
    ("indication", "indication"),
    ("therapeutic_area", "therapeutic_area"),
    ("technology", "technology"),
    ("application", "application"),
)


def place_dimension(place: str) -> str:
    """Return "region" or "country" for the id of a place.

    Example:
        >>> place_dimension("europe"), place_dimension("DEU"), place_dimension("7MM")
        ('region', 'country', 'region')
    """
    return "country" if is_country(place) else "region"


def is_country(place: str) -> bool:
    """Say whether the id of a place is that of one country.

    Example:
        >>> is_country("DEU"), is_country("europe")
        (True, False)
    """
    return place in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(country.iso3 for country in vocabulary.countries())


def dimension_of(scene: Scene, segment: str) -> str:
    """Return the axis a segment belongs to: named by the scene or its heading, else by its kind.

    Example:
        >>> dimension_of(Scene("By Technology: platelet transfusions led.", 0), "platelets")
        'technology'
    """
    for text in (scene.text, scene.heading):
        if named := list(_axes(text)):
            # "By type gels led, and by route creams": of several the one named before the part
            before = [name for end, name in named if end <= text.find(segment)]
            axis = _axis_name(before[-1] if before else named[0][1])
            if not (_OF_PLACES.fullmatch(axis) and _names_a_thing(segment)):
                return axis
    key = vocabulary.matching_key(segment)
    if key in ("other", "others"):
        return "segment"  # the rest of whatever the list is of
    known = (name for axis, name in _KNOWN if key in vocabulary.names_by_key(axis))
    return next(known, "segment")


def _names_a_thing(segment: str) -> bool:
    """Say whether a part is none of places: "Fastest-growing by country" is above another card."""
    return not (_REST.match(segment) or places(segment))


def _axes(text: str) -> Iterator[tuple[int, str]]:
    """The axes that a text names, each with its end."""
    for axis in _AXIS.finditer(text):
        name = axis["axis"]
        if _DONE_BY.search(text, max(0, axis.start() - 20), axis.start()):
            continue
        person = _PERSON.fullmatch(name) and not _AXIS_NOUN.search(name)
        told = not person and not _NO_AXIS.fullmatch(name)
        if told and vocabulary.find_geography(name) is None:
            yield axis.end(), name


def _axis_name(text: str) -> str:
    name = re.sub(r"[^a-z]+", "_", text.lower()).strip("_")
    if name in ("end_users", "end_use", "enduser", "endusers"):
        return "end_user"
    return name.removesuffix("_type") if name.endswith("_type_type") else name
