"""Tables of patients: what each patient gives alone, and every broken table in a sentence."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cytonomics.errors import CytonomicsError
from cytonomics.evidence import load
from cytonomics.landscape.match_words import COLUMNS
from cytonomics.landscape.matching import NOTICE, match
from cytonomics.landscape.patient import MatchError, patient_of
from cytonomics.landscape.patients import (
    answers_csv,
    matched,
    patients_of,
    read_patients,
    write_whole,
)

EVIDENCE = load()
HEADER = "patient,indication,line,age,region,date,markers,prior\n"
ROWS = """A,dlbcl,3,62,USA,2026-01-01,CD19,
"B
senior",synovial_sarcoma,2,40,USA,2026-01-01,HLA-A*02:01; HLA-A*02:05-; MAGE-A4,chemotherapy

C,b_all,2,9,Japan,2020-01-01,CD19,
D,hodgkin,,,FRA,,,
"""


def test_a_table_gives_what_each_patient_gives_alone():
    rows = patients_of(EVIDENCE, HEADER + ROWS, "p.csv")
    assert [row.line for row in rows] == [2, 3, 6, 7]
    text = answers_csv(matched(EVIDENCE, rows))
    table = list(csv.DictReader(io.StringIO(text)))
    assert list(table[0]) == list(COLUMNS)
    assert all(line["notice"] == NOTICE for line in table)
    for row in rows:
        own = [line for line in table if line["file_line"] == str(row.line)]
        alone = match(EVIDENCE, row.patient).matches
        assert [line["product"] or None for line in own] == [m.product for m in alone] or [None]
        for line, found in zip(own, alone, strict=False):
            assert line["status"] == found.status
            assert line["facts"].split() == list(found.facts)
        again = patient_of(
            EVIDENCE, own[0]["indication"], own[0]["region"], day=own[0]["date"],
            line=own[0]["line"], age=own[0]["age"], markers=own[0]["markers"].split(";")
            if own[0]["markers"] else [], prior=own[0]["prior"].split(";"),
        )  # fmt: skip
        assert again == row.patient


def test_every_bad_row_is_named_by_its_line():
    text = HEADER + ROWS + "E,dlbcl,3,62,USA,1990-01-01,,\nF,nothing,3,62,USA,,,\n"
    with pytest.raises(MatchError) as refused:
        patients_of(EVIDENCE, text, "p.csv")
    said = str(refused.value)
    assert said.startswith("p.csv, line 8: no product was approved")
    assert "line 9: 'nothing' names nothing" in said
    assert "2 of 6 rows cannot be used" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "lacks indication and region"),
        ("indication,marker,region\n", "'marker' is no column of patients; nearest: markers"),
        ("indication,region,region\n", "'region' twice"),
        ("indication,region\n", "no patient below its header"),
        ("indication,region\ndlbcl\n", "line 2: has 1 cells where the header has 2"),
        ('indication,region\n"dlbcl,USA\n', "line 2: is not well-formed CSV"),
        ("indication,region\ndlbcl,\0\n", "NUL"),
    ],
)
def test_a_broken_table_is_refused_in_a_sentence(text, said):
    with pytest.raises(MatchError, match=said):
        patients_of(EVIDENCE, text, "p.csv")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["dlbcl", "mm", "dlbc", "", "ΔLBCL", "any"]),
            st.sampled_from(["USA", "EMA", "europe", "", "U.S."]),
            st.one_of(st.sampled_from(["", "1", "3", "-1", "²", "1e3"]), st.text(max_size=5)),
            st.one_of(st.sampled_from(["", "62", "١٢", "200"]), st.text(max_size=5)),
            st.one_of(st.sampled_from(["", "2024-01-01", "0001-01-01"]), st.text(max_size=10)),
            st.one_of(st.sampled_from(["CD19;CD19-", "HLA-A*02", ";;", "-"]), st.text(max_size=9)),
        ),
        max_size=4,
    )
)
def test_any_table_is_read_wholly_or_refused_with_file_and_line(rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("indication", "region", "line", "age", "date", "markers"))
    writer.writerows(rows)
    try:
        read = patients_of(EVIDENCE, text.getvalue(), "p.csv")
    except MatchError as error:
        assert str(error).startswith("p.csv")
        return
    assert 0 < len(read) <= len(rows)
    assert len(matched(EVIDENCE, read)) == len(read)


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "p.csv"
    path.write_bytes(data)
    with pytest.raises(MatchError):
        read_patients(EVIDENCE, path)


def test_a_file_is_whole_or_not_there(tmp_path):
    write_whole("new", tmp_path / "a.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    with pytest.raises(CytonomicsError, match="cannot be written"):
        write_whole("new", tmp_path / "no" / "a.csv")
