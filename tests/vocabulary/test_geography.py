"""Places: the country table partitions the world, expressions are set algebra, areas are dated."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.vocabulary import (
    VocabularyError,
    children,
    countries,
    country,
    members,
    region_of,
    report_group_of,
    reporter_area,
    resolve_geography,
    terms,
)
from cytonomics.vocabulary.tables import rows

WORLD = frozenset(each.iso3 for each in countries())
TOKENS = [
    place.id for each in ("world", "country", "region", "report_group") for place in terms(each)
]
TOKENS += [place.id for place in terms("area")]
GREATER_CHINA_ABROAD = {"CHN", "HKG", "TWN"}

token = st.sampled_from(TOKENS)


def test_the_country_table_is_complete() -> None:
    assert len(countries()) == len(WORLD) == 197
    assert len(terms("report_group")) == 25
    assert len(terms("region")) == 5


def test_report_groups_keep_the_order_of_the_report() -> None:
    assert [group.name for group in terms("report_group")][:4] == [
        "United States",
        "Canada",
        "Germany",
        "United Kingdom",
    ]
    assert [group.id for group in children("region", "middle_east_africa")] == [
        "gcc",
        "israel",
        "south_africa",
        "rest_of_middle_east_and_africa",
    ]


@pytest.mark.parametrize("dimension", ["report_group", "region"])
def test_every_country_lies_in_exactly_one(dimension: str) -> None:
    parts = [members(place.id) for place in terms(dimension)]
    assert all(parts)
    assert sum(map(len, parts)) == len(WORLD)
    assert frozenset().union(*parts) == WORLD == members("world") == members("WW")


def test_groups_partition_their_region() -> None:
    for region in terms("region"):
        groups = [members(group.id) for group in children("region", region.id)]
        assert sum(map(len, groups)) == len(members(region.id))
        assert frozenset().union(*groups) == members(region.id)


def test_country_knows_its_group_and_region() -> None:
    for each in countries():
        assert country(each.iso3) == each
        assert each.iso3 in members(report_group_of(each.iso3)) & members(region_of(each.iso3))


def test_place_ids_are_unique_over_dimensions() -> None:
    assert len(TOKENS) == len(set(TOKENS))


@given(st.lists(token, min_size=1, max_size=5), st.lists(token, max_size=4))
def test_expressions_are_set_algebra(included: list[str], excluded: list[str]) -> None:
    expression = "-".join([";".join(included), *excluded])
    inside = frozenset().union(*map(members, included))
    outside = frozenset().union(*map(members, excluded))
    assert members(expression) == inside - outside <= WORLD


def test_expressions_of_filings() -> None:
    assert members("WW-CHN-HKG-MAC-TWN") == WORLD - GREATER_CHINA_ABROAD
    assert members("CHN;HKG") == {"CHN", "HKG"}
    assert members("MAC") == members("PRI") == frozenset()
    assert members("7MM") == {"USA", "JPN", "DEU", "FRA", "ITA", "ESP", "GBR"}
    assert len(members("EU27")) == 27
    assert members("exUS") | members("US") == WORLD
    assert members("US") | members("EUROPE") | members("ROW") == WORLD


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("europe", ["WESTERN_EUROPE", "EASTERN_EUROPE"]),
        ("asia_pacific", ["ASIA", "OCEANIA"]),
        ("middle_east_africa", ["MIDDLE_EAST", "AFRICA", "ARM;AZE;GEO"]),
        ("AMERICAS", ["north_america", "latin_america"]),
    ],
)
def test_areas_of_reports_split_a_region(whole: str, parts: list[str]) -> None:
    inside = [members(part) for part in parts]
    assert sum(map(len, inside)) == len(members(whole))
    assert frozenset().union(*inside) == members(whole)


@pytest.mark.parametrize(
    ("area", "day", "inside", "size"),
    [
        ("EMA", date(2012, 6, 30), True, 30),
        ("EMA", date(2019, 6, 30), True, 31),
        ("EMA", date(2020, 12, 31), True, 31),
        ("EMA", date(2021, 1, 1), False, 30),
        ("EMA", date(2022, 6, 30), False, 30),
        ("EMA", None, False, 30),
        ("EU", date(2012, 6, 30), True, 27),
        ("EU", date(2020, 1, 31), True, 28),
        ("EU", date(2020, 2, 1), False, 27),
        ("EU27", date(2019, 6, 30), False, 27),
    ],
)
def test_dated_areas(area: str, day: date | None, inside: bool, size: int) -> None:
    assert ("GBR" in members(area, on=day)) is inside
    assert len(members(area, on=day)) == size


@pytest.mark.parametrize(
    ("table", "key"), [("areas", ("id",)), ("reporter_areas", ("company_id", "label"))]
)
def test_dated_rows_neither_overlap_nor_leave_gaps(table: str, key: tuple[str, ...]) -> None:
    dated: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows(table):
        assert row["definition"].endswith(".")
        dated.setdefault(tuple(row[name] for name in key), []).append(row)
    for versions in dated.values():
        assert versions[-1]["valid_to"] == ""
        for before, after in pairwise(versions):
            gap = date.fromisoformat(after["valid_from"]) - date.fromisoformat(before["valid_to"])
            assert gap.days == 1


@pytest.mark.parametrize(
    "row", rows("reporter_areas"), ids=lambda row: f"{row['company_id']}-{row['label']}"
)
def test_reporter_areas_name_places_within_the_world(row: dict[str, str]) -> None:
    day = date.fromisoformat(row["valid_from"] or row["valid_to"] or "2024-06-30")
    assert frozenset() < reporter_area(row["company_id"], row["label"], day) <= WORLD


def test_what_reporters_mean() -> None:
    assert reporter_area("gilead", "EU") == members("europe")
    assert reporter_area("gilead", "ROW") == WORLD - members("europe") - {"USA", "CHN"}
    assert reporter_area("gilead", "Rest of World") == reporter_area(
        "gilead", "Other International"
    )
    assert "JPN" not in reporter_area("gilead", "ROW", date(2022, 6, 30))
    assert "JPN" in reporter_area("gilead", "ROW", date(2024, 6, 30))
    assert reporter_area("johnson_johnson", "exUS") == WORLD - GREATER_CHINA_ABROAD - {"USA"}
    assert reporter_area("johnson_johnson", "International") == reporter_area(
        "johnson_johnson", "exUS"
    )
    assert reporter_area("novartis", "Rest of World") == WORLD - {"USA"}
    assert reporter_area("jw_therapeutics", "CHN") == {"CHN"}


@pytest.mark.parametrize(
    "company", ["gilead", "bristol_myers_squibb", "johnson_johnson", "novartis"]
)
@pytest.mark.parametrize("day", [date(2022, 6, 30), None])
def test_parts_of_a_reporter_add_up(company: str, day: date | None) -> None:
    abroad = reporter_area(company, "exUS", day)
    assert reporter_area(company, "US", day) == {"USA"}
    assert abroad | {"USA"} == reporter_area(company, "WW", day)
    if company == "gilead":
        parts = reporter_area(company, "EU", day), reporter_area(company, "ROW", day)
        assert parts[0] | parts[1] == abroad
        assert not parts[0] & parts[1]


def test_a_company_without_a_row_means_the_generic_area() -> None:
    assert reporter_area("some_company", "ex-U.S.") == members("exUS")
    assert reporter_area("some_company", "EU", date(2019, 1, 1)) == members("EU27;GBR")
    assert reporter_area("medipost", "Europe") == members("europe")
    assert reporter_area("iovance", "Germany") == {"DEU"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Asia-Pacific", "asia_pacific"),
        ("LATAM", "latin_america"),
        ("Türkiye", "TUR"),
        ("South Korea", "KOR"),
        ("EU5", "EU5"),
        ("EU4 & UK", "EU5"),
        ("Rest of the Middle East and Africa", "rest_of_middle_east_and_africa"),
        ("global", "world"),
        ("Middle East", "MIDDLE_EAST"),
        ("Middle East and Africa", "middle_east_africa"),
        ("South America", "latin_america"),
        ("Central America", "CENTRAL_AMERICA"),
        ("the Americas", "AMERICAS"),
        ("Europe", "europe"),
    ],
)
def test_texts_name_places(text: str, place: str) -> None:
    found = resolve_geography(text)
    assert found.id == place
    assert members(found.id)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("", "'' in '' is not one place"),
        ("WW-", "'' in 'WW-' is not one place"),
        ("CHN;;HKG", "'' in 'CHN;;HKG' is not one place"),
        ("WW-CHN;HKG", "is not one place; write 'include;include-exclude-exclude'"),
        ("XYZ", "'XYZ' in 'XYZ' is no country, group, region or area"),
        ("eu5", "'eu5' in 'eu5' is no country, group, region or area; nearest: EU5"),
        ("USA-benelx", "nearest: benelux"),
    ],
)
def test_bad_expressions_are_refused(expression: str, message: str) -> None:
    with pytest.raises(VocabularyError) as refused:
        members(expression)
    assert message in str(refused.value)


def test_bad_places_are_refused() -> None:
    with pytest.raises(VocabularyError, match="'UK' is not an id of dimension 'country'"):
        country("UK")
    with pytest.raises(VocabularyError, match="'Atlantis' names no place"):
        reporter_area("gilead", "Atlantis")
    with pytest.raises(VocabularyError, match="no members on 2001-01-01; it is defined from 2007"):
        members("EMA", on=date(2001, 1, 1))
