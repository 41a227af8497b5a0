"""Reading: whatever is not a well-formed table of its schema is refused, place and reason named."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cytonomics.errors import CytonomicsError
from cytonomics.evidence import EvidenceError, table_names, table_schema
from cytonomics.evidence.reading import OVERLAY, Fact, latest_day, read_facts, read_file
from cytonomics.evidence.schema import data_folder

SALES = table_schema("sales")
GOOD = {
    "id": "own1",
    "product_id": "kymriah",
    "period": "2024",
    "region": "US",
    "amount": "100",
    "currency": "USD",
    "company_id": "novartis",
    "revenue_basis": "net_sales",
    "derivation": "reported",
    "rounding": "1",
    "source_title": "my note",
    "confidence": "primary",
    "known_from": "2025-01-31",
    "known_from_basis": "printed",
}


def text(*changes: dict[str, str], without: str = "") -> str:
    names = [name for name in GOOD if name != without]
    lines = [",".join(names)]
    lines += [",".join({**GOOD, **change}[name] for name in names) for change in changes]
    return "\n".join(lines) + "\n"


def read(content: str) -> tuple[Fact, ...]:
    return read_facts(content, SALES, "sales.csv", OVERLAY)


def test_a_good_row_is_typed() -> None:
    (fact,) = read(text({}))
    assert (fact["amount"], fact["note"], fact.known_from.isoformat(), fact.origin) == (
        100.0,
        None,
        "2025-01-31",
        "overlay",
    )


def test_order_of_columns_blank_lines_and_line_ends_do_not_matter() -> None:
    names = sorted(GOOD)
    content = "\r\n".join([",".join(names), "", ",".join(GOOD[name] for name in names), ",,,", ""])
    assert dict(read(content)[0].values) == dict(read(text({}))[0].values)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "sales.csv: is empty; the first row must name the columns id, product_id"),
        ("\n\n", "sales.csv: is empty"),
        ("id,amount\n", "sales.csv, row 1: the header lacks product_id, period"),
        (text().replace("region", "country"), "has unknown 'country'"),
        (text().replace("region", "id"), "row 1: column 'id' stands twice"),
        (text({}) + "own2,kymriah\n", "sales.csv, row 3: has 2 cells where the header has 14"),
        (text({}, {}), "sales.csv, row 3, field id: id 'own1' stands twice"),
        (text({}) + 'own2,"unclosed', "row 3: is not well-formed CSV"),
        ("id\0," + text(), "sales.csv: holds NUL bytes"),
        (text({"id": "Own 1"}), "field id: 'Own 1' is not an id"),
        (text({"id": ""}), "sales.csv, row 2, field id: must not be empty"),
        (text({"amount": ""}), "sales.csv, row 2, field amount: must not be empty"),
        (text({"amount": "-1"}), "field amount: -1 is negative; the least allowed is 0"),
        (text({"amount": "12 m"}), "field amount: '12 m' is not a number; write it with"),
        (text({"amount": "1_000"}), "'1_000' is not a number"),
        (text({"amount": "\uff11\uff12"}), "'\uff11\uff12' is not a number"),
        (text({"amount": "nan"}), "'nan' is not a number"),
        (text({"amount": "inf"}), "'inf' is not a number"),
        (text({"amount": "1e999"}), "'1e999' is too large a number"),
        (text({"amount": "9" * 5000}), "9'… is too large a number"),
        (text({"known_from": "2024-02-30"}), "field known_from: '2024-02-30' is not a date"),
        (text({"known_from": "2024-13-01"}), "'2024-13-01' is not a date; write YYYY-MM-DD"),
        (text({"known_from": "20240101"}), "'20240101' is not a date"),
        (text({"known_from": "2024-W01-1"}), "is not a date"),
        (text({"confidence": "sure"}), "'sure' is not one of primary, secondary, recall"),
        (text({"period": "2024Q5"}), "field period: '2024Q5' is not a period"),
    ],
)
def test_what_is_refused(content: str, message: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        read(content)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize("year", ["2022.5", "x", "1" * 400, "9" * 17])
def test_whole_numbers_are_whole_and_bounded(year: str) -> None:
    schema = table_schema("burden")
    shipped = (data_folder() / "burden" / "burden.csv").read_text(encoding="utf-8").splitlines()
    fact = read_facts("\n".join(shipped[:2]), schema, "burden.csv", OVERLAY)[0]
    with pytest.raises(EvidenceError, match=r"field year: .* is (not a whole|too large a) number"):
        row = shipped[1].replace(f",{fact['year']},", f",{year},", 1)
        read_facts(f"{shipped[0]}\n{row}", schema, "burden.csv", OVERLAY)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (text({"source_title": "Müller"}).encode("latin-1"), "sales.csv: is not UTF-8 (byte "),
        (text({}).encode("utf-16"), "sales.csv: is not UTF-8 (byte 1); save the table as UTF-8"),
        (text({}).encode("utf-16-le"), "sales.csv: holds NUL bytes"),
        (b"", "sales.csv: is empty"),
    ],
)
def test_files_of_another_encoding_are_refused(
    content: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "sales.csv"
    path.write_bytes(content)
    with pytest.raises(EvidenceError) as refused:
        read_file(path, SALES, OVERLAY)
    assert message in str(refused.value)


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_bytes(text({}).encode("utf-8-sig"))
    assert read_file(path, SALES, OVERLAY)[0].id == "own1"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(EvidenceError, match="cannot be read"):
            read_file(path, SALES, OVERLAY)


@pytest.mark.parametrize(
    ("written", "day"),
    [("2024", "2024-12-31"), ("2023-02", "2023-02-28"), ("2024-12", "2024-12-31")],
)
def test_partial_dates_mean_their_last_day(written: str, day: str) -> None:
    assert latest_day(written).isoformat() == day


@pytest.mark.parametrize("written", ["2024-02-30", "2024-13", "24", "2024-1", "0000", ""])
def test_impossible_partial_dates_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        latest_day(written)


cells = st.one_of(
    st.sampled_from(["", "1", "-1", "1e400", "nan", "2024", "2024-02-30", "2024Q1-2023Q1", "yes"]),
    st.sampled_from([*GOOD.values(), "USA-", ";", "EU-GBR", "WW;WW", '"', "own1"]),
    st.text(max_size=12),
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_cells_under_a_good_header_are_read_or_refused(data: st.DataObject) -> None:
    schema = table_schema(data.draw(st.sampled_from(table_names())))
    width = len(schema.names)
    rows = data.draw(st.lists(st.lists(cells, min_size=width - 1, max_size=width), max_size=4))
    content = "\n".join([",".join(schema.names), *(",".join(row) for row in rows)])
    try:
        facts = read_facts(content, schema, "some.csv", OVERLAY)
    except EvidenceError as error:
        assert str(error).startswith("some.csv")
    else:
        assert len({fact.id for fact in facts}) == len(facts)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8"))))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with TemporaryDirectory() as home:
        path = Path(home) / "sales.csv"
        path.write_bytes(content)
        try:
            facts = read_file(path, SALES, OVERLAY)
        except CytonomicsError as error:
            assert str(error).startswith("sales.csv")
        else:
            assert facts == ()
