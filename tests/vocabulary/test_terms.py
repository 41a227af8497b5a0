"""Terms and aliases: every id in use resolves, every alias names one term, hierarchies end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.vocabulary import (
    VocabularyError,
    ancestors,
    children,
    dimensions,
    matching_key,
    members,
    resolve,
    term,
    terms,
)
from cytonomics.vocabulary.tables import rows

# The identifiers that evidence tables use, so that none is lost when the vocabulary changes.
IN_USE = {
    "modality": "car_t tcr_t til evst nk cik dc msc hsc_gene cord_blood graft tissue ipsc_derived "
    "in_vivo_car_t other",
    "application": "autologous allogeneic",
    "therapeutic_area": "cancer haematological_genetic inflammatory neurological other "
    "cardiovascular diabetes ophthalmic",
    "indication": "dlbcl mm b_all fl mcl tdt hsct_hem_malignancy hsct_cord_blood scd crohn_fistula "
    "prostate acute_gvhd cald ischemic_cardiomyopathy melanoma mld cartilage_defect ptld pcnsl cll "
    "mzl synovial_sarcoma saa t1d rdeb was lad1 nasolabial_folds burns athymia limbal_deficiency "
    "ada_scid spinal_cord_injury tbi_motor parkinson gastric hcc ami als any b_all_adult "
    "all_car_t_indications b_all_paediatric b_cell_nhl nhl all malt_mzl nsclc leukaemia lung "
    "hodgkin colorectal cervical all_cancers_excl_nmsc soft_tissue_sarcoma aml all_cancers cml "
    "leukaemia_lymphoma_myeloma all_blood_cancers sarcoma colorectal_gi other",
    "line_of_therapy": "1 2 3 4 5 1L 2L 2L+ 3L+ 4L+ 1L-2L 2L-4L 3L-5L",
    "technology": "bone_marrow_transplantation_total bone_marrow_transplantation_allogeneic "
    "bone_marrow_transplantation_autologous bone_marrow_transplantation_autologous_myeloma "
    "bone_marrow_transplantation_autologous_lymphoma organ_transplant_all organ_transplant_kidney "
    "organ_transplant_liver organ_transplant_heart organ_transplant_lung organ_transplant_pancreas "
    "organ_transplant_lung_double organ_transplant_lung_single organ_transplant_intestine "
    "islet_transplantation red_cell_transfusion red_cell_collection platelet_transfusion "
    "platelet_distribution plasma_transfusion blood_donation advanced_cellular_therapy car_t "
    "car_t_all car_t_lymphoma car_t_myeloma car_t_other_malignancy car_t_autoimmune msc_therapy "
    "donor_lymphocyte_infusion",
    "scope": "car_t other cell_and_gene_therapy manufacturing cell_therapy transfusion "
    "t_cell_therapy adoptive_cell_therapy immunotherapy stem_cell_therapy til "
    "regenerative_medicine autologous_cell_therapy hsct nk personalized_cell_therapy",
    "confidence": "primary secondary recall",
    "support": "supported allocated assumed",
    "measure": "product_revenue episode_spend",
    "currency": "USD EUR GBP CNY JPY KRW INR CHF CAD AUD SEK DKK NOK BRL MXN SGD TWD HKD ILS ZAR "
    "NZD PLN CZK HUF TRY RUB THB MYR SAR AED",
    "accompanying_care": "cell_product tumour_surgery lymphodepleting_chemotherapy "
    "bridging_chemotherapy bridging_radiotherapy leukapheresis hospital_stay toxicity_management",
}
PLACES = (
    "USA EU27 JPN CHN CAN KOR GBR AUS IND BRA CHE ESP WW europe DEU ROW BEL north_america SWE NLD "
    "latin_america FRA THA TUR VNM ARG ITA asia_pacific middle_east_africa US exUS EU EU5 7MM EU4 "
    "asean australia_and_new_zealand benelux gcc nordic rest_of_asia_pacific rest_of_europe "
    "rest_of_latin_america rest_of_middle_east_and_africa PRI"
)
ALIASES = [
    ("country", "U.S.", "USA"),
    ("country", "United States of America", "USA"),
    ("country", "the Netherlands", "NLD"),
    ("country", "Viet Nam", "VNM"),
    ("country", "Türkiye", "TUR"),
    ("country", "Côte d'Ivoire", "CIV"),
    ("country", "UK", "GBR"),
    ("region", "Asia-Pacific", "asia_pacific"),
    ("region", "MEA", "middle_east_africa"),
    ("region", "Middle East and Africa", "middle_east_africa"),
    ("report_group", "US", "united_states"),
    ("report_group", "ASEAN (Association of South East Asian Countries)", "asean"),
    ("report_group", "Australia & New Zealand", "australia_and_new_zealand"),
    ("modality", "chimeric antigen receptor T-cell", "car_t"),
    ("modality", "CAR-T", "car_t"),
    ("modality", "CAR T cell therapy", "car_t"),
    ("modality", "tumor infiltrating lymphocytes", "til"),
    ("modality", "Tumour-Infiltrating Lymphocytes", "til"),
    ("application", "off-the-shelf", "allogeneic"),
    ("application", "Autologous Adoptive T Cell Therapy", "autologous"),
    ("indication", "DLBCL", "dlbcl"),
    ("indication", "large B-cell lymphoma", "dlbcl"),
    ("indication", "multiple myeloma", "mm"),
    ("indication", "acute lymphocytic leukemia", "all"),
    ("indication", "Non-Hodgkin's Lymphoma", "nhl"),
    ("line_of_therapy", "third line and beyond", "3L+"),
    ("line_of_therapy", "second-line", "2"),
    ("technology", "Platelet Transfusions", "platelet_transfusion"),
    ("technology", "bone marrow transplant", "bone_marrow_transplantation"),
    ("technology", "packed red cells", "packed_red_cell_transfusion"),
    ("end_user", "hospitals", "hospital"),
    ("end_user", "Home care", "homecare"),
    ("end_user", "specialty clinics", "specialty_clinic"),
    ("therapeutic_area", "oncology", "cancer"),
    ("therapeutic_area", "Neurological Disorders", "neurological"),
    ("accompanying_care", "Radiotherapy", "radiotherapy"),
    ("currency", "US$", "USD"),
    ("currency", "€", "EUR"),
    ("currency", "RMB", "CNY"),
    ("scope", "natural killer (NK) cell therapeutics", "nk"),
    ("scope", "Cell & Gene Therapy", "cell_and_gene_therapy"),
]


@pytest.mark.parametrize("dimension", IN_USE)
def test_ids_in_use_resolve(dimension: str) -> None:
    for id in IN_USE[dimension].split():
        assert resolve(dimension, id).dimension == dimension


@pytest.mark.parametrize("place", PLACES.split())
def test_places_in_use_are_expressions(place: str) -> None:
    assert bool(members(place)) is (place != "PRI")


@pytest.mark.parametrize(("dimension", "text", "id"), ALIASES)
def test_aliases_as_pages_write_them(dimension: str, text: str, id: str) -> None:
    assert resolve(dimension, text).id == id


@pytest.mark.parametrize("dimension", dimensions())
def test_no_name_or_alias_means_two_terms(dimension: str) -> None:
    meaning: dict[str, str] = {}
    written = [(name, each.id) for each in terms(dimension) for name in (each.id, each.name)]
    written += [
        (row["alias"], row["id"]) for row in rows("aliases") if row["dimension"] == dimension
    ]
    for name, id in written:
        key = matching_key(name)
        assert key, name
        assert meaning.setdefault(key, id) == id, name
        assert resolve(dimension, name).id == id


def test_tables_hold_no_row_twice_and_no_stray_alias() -> None:
    for table, key in (
        ("terms", ("dimension", "id")),
        ("countries", ("iso3",)),
        ("scopes", ("id",)),
    ):
        keys = [tuple(row[name] for name in key) for row in rows(table)]
        assert len(keys) == len(set(keys)), table
    aliases = [(row["dimension"], matching_key(row["alias"])) for row in rows("aliases")]
    assert len(aliases) == len(set(aliases))
    for row in rows("aliases"):
        assert term(row["dimension"], row["id"])


@pytest.mark.parametrize("dimension", dimensions())
def test_hierarchies_end_and_agree_both_ways(dimension: str) -> None:
    for each in terms(dimension):
        above = ancestors(dimension, each.id)
        assert each not in above
        if above:
            assert each in children(above[0].dimension, above[0].id)
        for below in children(dimension, each.id):
            assert (below.parent_dimension, below.parent) == (dimension, each.id)


def test_every_disease_ends_in_a_therapeutic_area() -> None:
    for each in terms("indication"):
        if each.id not in ("any", "other"):
            assert ancestors("indication", each.id)[-1].dimension == "therapeutic_area"


def test_acute_lymphoblastic_leukaemia_keeps_its_children() -> None:
    assert [child.id for child in children("indication", "all")] == ["b_all"]
    assert [above.id for above in ancestors("indication", "b_all_adult")] == [
        "b_all",
        "all",
        "leukaemia",
        "cancer",
    ]


def test_published_care_segments_have_parts() -> None:
    assert {term("accompanying_care", id).parent for id in IN_USE["accompanying_care"].split()} == {
        None,
        "surgery",
        "chemotherapy",
        "radiotherapy",
        "hospital_care",
    }


@given(st.sampled_from(rows("aliases")), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_and_blanks_make_no_difference(
    row: dict[str, str], change: Callable[[str], str]
) -> None:
    assert resolve(row["dimension"], f"  {change(row['alias'])} ").id == row["id"]


@given(st.text(max_size=30))
def test_any_text_resolves_or_is_refused_in_one_sentence(text: str) -> None:
    try:
        found = resolve("modality", text)
    except VocabularyError as refused:
        assert "names nothing in dimension 'modality'" in str(refused)
    else:
        assert found in terms("modality")


@pytest.mark.parametrize(
    ("dimension", "text", "message"),
    [
        ("modality", "CAR-X", "'CAR-X' names nothing in dimension 'modality'; nearest: "),
        ("modality", "", "'' names nothing in dimension 'modality'; allowed: car_t, tcr_t"),
        ("modalities", "car_t", "'modalities' is not a dimension; nearest: modality"),
        ("currency", "US dolar", "nearest: US dollar"),
        ("region", "???", "allowed: north_america, europe"),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(
    dimension: str, text: str, message: str
) -> None:
    with pytest.raises(VocabularyError) as refused:
        resolve(dimension, text)
    assert message in str(refused.value)


def test_unknown_ids_are_refused() -> None:
    with pytest.raises(
        VocabularyError, match="'dlbc' is not an id of dimension 'indication'; near"
    ):
        term("indication", "dlbc")
    for look in (children, ancestors):
        with pytest.raises(VocabularyError, match="is not an id of dimension 'modality'"):
            look("modality", "car")
