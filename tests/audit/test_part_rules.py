from __future__ import annotations

from tests.audit.shorthand import audited, cagr, claim, rules, share, size, tree

from cytonomics.audit import audit
from cytonomics.claims import extract, read_text

_USERS = tree("end_user", "Hospitals", "Clinics", "Homecare")


def _shares(*values, **fields):
    names = ("Hospitals", "Clinics", "Homecare")
    return [
        share(value, "end_user", name, **fields) for value, name in zip(values, names, strict=False)
    ]


def test_parts_exceed_whole():
    part = size(12, 2024, dimension="product", segment="Kymriah")
    assert rules(size(10, 2024), part) == ["parts_exceed_whole"]
    assert rules(size(10, 2024), size(12, 2024, dimension="region", segment="Europe")) == [
        "parts_exceed_whole"
    ]
    assert not rules(size(12, 2024), part)
    assert not rules(size(10, 2025), part)
    assert not rules(size(10, 2024, scope="nk"), part)
    assert not rules(size(11, 2024, bound="at_least"), part)


def test_parts_do_not_sum():
    assert rules(_USERS, *_shares(58.2, 20, 10)) == ["parts_do_not_sum"]
    assert not rules(_USERS, *_shares(58.2, 31.7, 10.1))
    assert not rules(_USERS, *_shares(58.2, 20))  # the list is not complete
    assert not rules(*_shares(58.2, 20, 10))  # nobody says that it is


def test_a_list_that_ends_with_others_is_complete():
    listed = [*_shares(58.2, 20), share(10, "end_user", "Others")]
    assert rules(*listed) == ["parts_do_not_sum"]


def _listed(sentence, **shares):
    return [share(v, "segment", name, sentence=sentence) for name, v in shares.items()]


def test_others_of_an_axis_that_nobody_names_close_their_own_list():
    assert rules(*_listed(1, Kits=45, Tools=35, Others=28)) == ["share_over_100"]
    assert rules(*_listed(1, Kits=45, Tools=35, Others=8)) == ["parts_do_not_sum"]
    assert not rules(*_listed(1, Kits=45, Tools=35, Others=20))
    two_lists = [*_listed(1, Kits=45, Tools=35, Others=20), *_listed(2, Farms=40, Mines=50)]
    assert not rules(*two_lists, *_listed(3, Others=10))
    assert not rules(*_listed(1, Kits=45, Tools=35), *_listed(2, Others=28))  # another list's


def _placed(**shares):
    return [share(v, "region", name.replace("_", " "), sentence=1) for name, v in shares.items()]


def test_continents_and_the_rest_of_the_world_do_not_overlap():
    assert rules(*_placed(North_America=45, Europe=35, Asia=30)) == ["share_over_100"]
    assert not rules(*_placed(North_America=45, Americas=60))
    assert not rules(*_placed(Asia=35, Asia_Pacific=40, Europe=35))
    rest = _placed(North_America=40, Europe=30, Japan=20, Rest_of_World=15)
    assert rules(*rest) == ["share_over_100"]
    assert not rules(*_placed(North_America=40, Europe=30, Japan=15, Rest_of_World=15))
    assert not rules(*_placed(North_America=40, Europe=30, Germany=15, Rest_of_World=30))


def test_countries_of_two_regions_may_hold_shares_of_their_regions():
    led = _rank("largest", "country", "China", unit="largest", period_start=2024, period_end=2024)
    china, states = share(69, "country", "China"), share(83, "country", "U.S.")
    assert not rules(led, china, states)
    assert rules(led, share(20, "country", "China"), share(31, "country", "Japan")) == [
        "leader_contradicted"
    ]
    sizes = size(4, 2024, geography="CHN"), size(6, 2024, geography="USA")
    assert rules(led, *sizes) == ["leader_contradicted"]


def test_a_country_is_not_larger_than_its_region():
    def market(value, place, year=2024):
        return size(value, year, geography=place)

    assert rules(market(3.1, "USA"), market(2.4, "north_america")) == ["parts_exceed_whole"]
    assert rules(market(8.4, "CHN"), market(7.2, "ASIA")) == ["parts_exceed_whole"]
    assert not rules(market(2.1, "USA"), market(2.4, "north_america"))
    assert not rules(market(3.1, "DEU"), market(2.4, "north_america"))
    assert not rules(market(3.1, "USA", 2023), market(2.4, "north_america"))


def test_a_place_that_a_figure_only_inherits_is_no_whole():
    said = "The German pump market was worth USD 9 billion in 2023. {} USD 4 billion in 2023."
    printed = read_text(said.format("The European pump market was worth"), "a")
    assert [f.rule for f in audit(printed.text, extract(printed), "a").findings] == [
        "parts_exceed_whole"
    ]
    inherited = read_text(said.format("Europe's pump market is old. Some say it was worth"), "a")
    assert not audit(inherited.text, extract(inherited), "a").findings


def test_sizes_that_do_not_add_up():
    names = ("Hospitals", "Clinics", "Homecare")
    parts = [size(value, 2024, dimension="end_user", segment=name)
             for value, name in zip((5.0, 3.0, 1.0), names, strict=True)]  # fmt: skip
    assert rules(_USERS, size(10, 2024), *parts) == ["parts_do_not_sum"]
    assert not rules(_USERS, size(9, 2024), *parts)


def test_share_over_100():
    assert rules(share(120, "end_user", "Hospitals")) == ["share_over_100"]
    assert rules(_USERS, *_shares(58.2, 51)) == ["share_over_100"]
    assert rules(*(share(v, "region", r) for v, r in ((60, "Europe"), (50, "North America")))) == [
        "share_over_100"
    ]
    assert not rules(*_shares(58.2, 51))  # may be two axes under one name
    assert not rules(share(60, "country", "U.S."), share(60, "region", "North America"))
    assert not rules(
        share(60, "region", "Europe", 2023), share(50, "region", "North America", 2024)
    )


def test_shares_without_a_year_are_one_list():
    assert rules(_USERS, *_shares(58.2, 51, year=None)) == ["share_over_100"]
    assert not rules(_USERS, *_shares(58.2, year=None), *_shares(40, year=None))


def test_share_times_total():
    total, part = size(10, 2024), size(5, 2024, dimension="end_user", segment="Hospitals")
    assert rules(total, part, *_shares(58.2)) == ["share_times_total"]
    assert not rules(total, part, *_shares(50))
    assert not rules(total, part, *_shares(58.2, year=2023))
    country = size(5, 2024, dimension="country", segment="U.S.")
    assert not rules(total, country, share(90, "country", "U.S."))


def _rank(quote, dimension="end_user", segment="Hospitals", **fields):
    return claim("rank", quote, dimension=dimension, segment=segment, **fields)


def test_leader_contradicted():
    assert rules(_rank("dominate"), *_shares(30, 45)) == ["leader_contradicted"]
    assert rules(_rank("largest"), share(55, "end_user", "Clinics")) == ["leader_contradicted"]
    assert not rules(_rank("dominate"), *_shares(45, 30))
    assert not rules(_rank("second largest"), *_shares(30, 45))
    assert not rules(_rank("largest"), share(45, "end_user", "Clinics"))
    assert not rules(_rank("dominate", period_start=2030), *_shares(30, 45))


def test_fastest_contradicted():
    rates = [cagr(rate, 2025, 2034, dimension="end_user", segment=name)
             for rate, name in ((8, "Hospitals"), (11, "Clinics"))]  # fmt: skip
    assert rules(_rank("fastest"), *rates) == ["leader_contradicted"]
    assert not rules(_rank("fastest", segment="Clinics"), *rates)


_SPLIT = "By product, A brought in 78, B 31 and C 14 billion in 2023, it is said."


def _split(*values, text=_SPLIT, **fields):
    parts = [
        size(value, 2023, 1, dimension="product", segment=name, sentence=1, **fields)
        for value, name in zip(values, ("Abecma", "Yescarta", "Kymriah"), strict=False)
    ]
    return parts, " " * 1001 + text


def test_parts_of_one_sentence_exceed_the_whole_only_together():
    parts, text = _split(78, 31, 14)
    found = audited(size(112, 2023, 1), *parts, text=text).findings
    assert [one.rule for one in found] == ["parts_exceed_whole"]
    assert "78 billion + USD 31 billion + USD 14 billion" in found[0].message
    assert not rules(size(123, 2023, 1), *parts, text=text)
    assert not rules(size(130, 2023, 1), *parts, text=text)


def test_parts_that_may_overlap_are_not_added_up():
    for text in ("A brought in 78, B 31 and C 14.", _SPLIT.replace("and C", "including C at")):
        parts, text = _split(78, 31, 14, text=text)
        assert not rules(size(112, 2023, 1), *parts, text=text)


def test_one_finding_for_a_tree_that_exceeds_its_whole():
    parts, _ = _split(78, 31, 14)
    products = tree("product", "Abecma", "Yescarta", "Kymriah")
    assert rules(size(112, 2023, 1), products, *parts) == ["parts_do_not_sum"]
    assert rules(size(100, 2023, 1), products, *parts[:2]) == ["parts_exceed_whole"]


def test_two_axes_of_one_sentence_are_not_one_list():
    text = " " * 1001 + "By product, A held 63% in 2024; by end user, hospitals held 71% in 2024."
    shares = [
        share(value, "product", name, sentence=1)
        for value, name in ((63, "Kymriah"), (71, "Hospitals"))
    ]
    assert not rules(*shares, text=text)
    assert rules(*shares, text=text.replace("; by end user,", ",")) == ["share_over_100"]
