"""Names of a scenario looked up: products, indications, places and quarters of a forecast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from cytonomics import vocabulary
from cytonomics.evidence import Evidence
from cytonomics.market.allocation import health_spending
from cytonomics.market.assumptions import Parameters
from cytonomics.market.eligibility import pooled
from cytonomics.market.errors import MarketError
from cytonomics.market.fitted import levers as lever
from cytonomics.market.fitted.labels import REGIONS, Segment, segment_size
from cytonomics.market.fitted.levers import Lever, NewLabel, When, Where
from cytonomics.market.fitted.panel import FIRST, Panel
from cytonomics.market.offers import class_of
from cytonomics.market.prices import HOME
from cytonomics.market.scenarios.reading import ALTERNATIVE, LABEL, TABLES, Entry, Scenario
from cytonomics.vocabulary import Quarter
from cytonomics.vocabulary.errors import VocabularyError, suggestion


class Names:
    """Names of a scenario looked up in the facts and in the forecast it is to change.

    Args:
        panel: what the forecast knows.
        evidence: the facts.
        scenarios: all that are laid over one another; labels may name products of another.
    """

    def __init__(self, panel: Panel, evidence: Evidence, scenarios: Iterable[Scenario]) -> None:
        """Gather the names that scenarios may use."""
        self.panel, self.evidence = panel, evidence
        # A programme may lack a row of its own among the products.
        programmes = evidence.tables.get("programmes", ())
        self.on_record = {fact["product_id"]: fact for fact in (*programmes, *evidence["products"])}
        self.named = {
            entry.values["product"]: entry
            for scenario in scenarios
            for entry in scenario.entries
            if entry.table == LABEL
        }
        coming = {one.product for one in panel.pipeline}
        self.forecast = {*panel.products, *coming, *self.named}
        self.indications = {
            *(one.indication for one in panel.segments),
            *(one.segment.indication for one in panel.pipeline),
            *(entry.values["indication"] for entry in self.named.values()),
        }

    def facts(self, place: str, identifiers: Iterable[str]) -> None:
        """Refuse ids that are no facts."""
        for identifier in identifiers:
            if identifier not in self.evidence.by_id:
                raise MarketError(
                    f"{place}: evidence {identifier!r} is no fact; `cytonomics evidence search` "
                    "finds the ids of facts"
                )

    def levers(self, entry: Entry, end: str) -> list[Lever]:
        """Return what an entry does, one lever for each weight of regions."""
        values, when = entry.values, self.when(entry)
        times, kind = entry.size(end), TABLES[entry.table].kind
        if entry.table == ALTERNATIVE:
            times = 1.0 / times
        component = values.get("component", "")
        if component:
            _term("accompanying_care", component, "component", entry.place)
        products, classes = self.products(entry)
        if entry.table == lever.SUCCESS:
            self.programmes(entry, products)
        weights = self.regions(entry)
        # A part of a region moves the region by its part; the whole moves it as written.
        return [
            Lever(
                kind,
                Where(
                    products,
                    classes,
                    self.indication(entry),
                    _lines(values),
                    frozenset(regions) if len(regions) < len(REGIONS) else None,
                ),
                when,
                _weighted(kind, times, weight),
                component,
            )
            for weight, regions in _by_weight(weights)
        ]

    def labels(self, entry: Entry, end: str) -> list[NewLabel]:
        """Return the labels that an entry dates, one for each region."""
        product, when = entry.values["product"], self.when(entry)
        _term("indication", entry.values["indication"], "indication", entry.place)
        segment = Segment(entry.values["indication"], pooled(entry.values["line"]))
        kind = entry.values.get("class", "")
        if product in self.panel.products:
            kind = self.panel.classes[self.panel.products.index(product)]
        elif product in self.on_record:
            kind = class_of(self.on_record[product].values)
        elif not kind:
            raise MarketError(
                f"{entry.place}: no product {product!r} is on record; add its 'class', such as "
                f"'car_t CD19', or take one that is: {suggestion(product, self.on_record)}"
            )
        size = segment_size(self.evidence, segment, Parameters(self.panel.assumptions, 0, 1))
        size = replace(size, patients=size.patients * entry.values.get("share", 1.0))
        found = []
        for region in self.regions(entry):
            for label in self.panel.labels:
                if (label.product, label.segment, label.region) == (
                    product, segment, REGIONS[region],
                ):  # fmt: skip
                    raise MarketError(
                        f"{entry.place}: {product} has had the label {segment} in "
                        f"{REGIONS[region]} since {label.quarter}; take the entry out"
                    )
            chance = entry.size(end)
            found.append(NewLabel(product, kind, segment, size, region, when.start, chance))
        return found

    def when(self, entry: Entry) -> When:
        """Return the quarters of an entry, counted from the first one of the model."""
        first = self.panel.last.shift(1)
        start = self._quarter(entry, "from") or first
        until = self._quarter(entry, "until")
        if start < first:
            raise MarketError(
                f"{entry.place}: 'from' is {start}, but sales are known until {self.panel.last}; "
                f"take {first} or a later quarter, or leave it out"
            )
        if until is not None and until < start:
            raise MarketError(
                f"{entry.place}: 'until' is {until}, before the change begins in {start}; mend one"
            )
        return When(
            float(start.index - FIRST.index),
            float("inf") if until is None else float(until.index - FIRST.index),
            entry.values.get("phase_in_quarters", 0),
        )

    def _quarter(self, entry: Entry, key: str) -> Quarter | None:
        text = entry.values.get(key)
        try:
            return None if text is None else Quarter.parse(text)
        except VocabularyError as error:
            raise MarketError(f"{entry.place}: key {key!r}: {error}") from None

    def products(self, entry: Entry) -> tuple[frozenset[str] | None, frozenset[str] | None]:
        """Products by name, and the classes whose unnamed entrants are meant as well."""
        values, place = entry.values, entry.place
        asked = {key: values[key] for key in ("product", "class", "modality", "application")
                 if key in values}  # fmt: skip
        if not asked:
            return None, None
        known = {
            name: (class_of(fact.values), fact["modality"], fact["application"])
            for name, fact in self.on_record.items()
        }
        for name, made in self.named.items():
            kind = made.values.get("class", "")
            known.setdefault(name, (kind, kind.split(" ")[0], ""))
        for key in ("modality", "application"):
            if key in asked:
                _term(key, asked[key], key, place)
        kinds = {kind for kind, _, _ in known.values()}
        for key, names in (("product", set(known)), ("class", kinds)):
            if key in asked and asked[key] not in names:
                raise MarketError(
                    f"{place}: there is no {key} {asked[key]!r}; "
                    f"{suggestion(asked[key], sorted(names))}"
                )
        found = {
            name
            for name, (kind, modality, application) in known.items()
            if (asked.get("product", name), asked.get("class", kind)) == (name, kind)
            and asked.get("modality", modality) == modality
            and asked.get("application", application) == application
        }
        # Nobody knows the name or the application of what comes unannounced.
        classes = (
            frozenset()
            if {"product", "application"} & set(asked)
            else frozenset(
                kind
                for kind in self.panel.classes
                if asked.get("class", kind) == kind
                and asked.get("modality", kind.split(" ")[0]) == kind.split(" ")[0]
            )
        )
        if not found & self.forecast and not classes:
            said = " and ".join(f"{key} {value!r}" for key, value in asked.items())
            raise MarketError(
                f"{place}: no product of this forecast has {said}; it holds "
                f"{', '.join(sorted(self.forecast))}"
            )
        return frozenset(found), classes

    def programmes(self, entry: Entry, meant: frozenset[str] | None) -> None:
        """Refuse an entry that means no programme of the pipeline."""
        known = {one.product for one in self.panel.pipeline}
        if not (known if meant is None else known & meant):
            raise MarketError(
                f"{entry.place}: no programme that this forecast knows is meant; name a product "
                f"of its pipeline, which holds {', '.join(sorted(known)) or 'none'}"
            )

    def indication(self, entry: Entry) -> frozenset[str] | None:
        """Return the indications of the forecast that an entry means."""
        text = entry.values.get("indication")
        if text is None:
            return None
        _term("indication", text, "indication", entry.place)
        found = frozenset(
            one
            for one in self.indications
            if one == text or text in {up.id for up in vocabulary.ancestors("indication", one)}
        )
        if not found:
            raise MarketError(
                f"{entry.place}: nothing in this forecast is given for {text!r}; it holds "
                f"{', '.join(sorted(self.indications))}"
            )
        return found

    def regions(self, entry: Entry) -> dict[int, float]:
        """The regions a geography lies in, with its part of each, 0 to 1."""
        if "geography" not in entry.values:
            return dict.fromkeys(range(len(REGIONS)), 1.0)
        found: dict[int, float] = {}
        spending = health_spending(self.evidence)
        for text in entry.values["geography"]:
            if text in REGIONS:
                countries = _countries(text)
            else:
                try:
                    countries = vocabulary.members(text)
                except VocabularyError as error:
                    raise MarketError(f"{entry.place}: key 'geography': {error}") from None
            for position, region in enumerate(REGIONS):
                own = _countries(region)
                part = sum(spending[c][0] for c in sorted(countries & own) if c in spending)
                whole = sum(spending[c][0] for c in sorted(own) if c in spending)
                if own <= countries:
                    part = whole
                if part:
                    found[position] = min(found.get(position, 0.0) + part / whole, 1.0)
        if not found:
            raise MarketError(
                f"{entry.place}: key 'geography' names no country of this forecast, which tells "
                f"apart {', '.join(REGIONS)}; name one of these or a country in them"
            )
        return found


def _countries(region: str) -> frozenset[str]:
    """The countries of a region; the last one takes what no other has."""
    if region == HOME:
        return frozenset({HOME})
    if region != REGIONS[-1]:
        return vocabulary.members(region)
    others = frozenset[str]().union(*(_countries(other) for other in REGIONS[:-1]))
    return vocabulary.members("WW") - others


def _weighted(kind: str, times: float, weight: float) -> float:
    if kind == lever.DELAY:
        return times * weight
    return 1.0 + weight * (times - 1.0)


def _by_weight(weights: Mapping[int, float]) -> list[tuple[float, list[int]]]:
    found: dict[float, list[int]] = {}
    for region, weight in weights.items():
        found.setdefault(weight, []).append(region)
    return list(found.items())


def _lines(values: Mapping[str, Any]) -> frozenset[int] | None:
    return frozenset({pooled(values["line"])}) if "line" in values else None


def _term(dimension: str, text: str, key: str, place: str) -> None:
    try:
        vocabulary.term(dimension, text)
    except VocabularyError as error:
        raise MarketError(f"{place}: key {key!r}: {error}") from None
