"""A scenario file is read or refused in one sentence with file, key and what to do."""

from __future__ import annotations

import pytest

from cytonomics.market import MarketError
from cytonomics.market.scenarios import parsed, read_scenario

HEAD = 'title = "Test"\nreason = "To test."\n'


def test_what_is_written_is_what_is_read():
    text = (
        HEAD
        + """
    stands_for = "driver"
    called = "a test"
    evidence = ["acc0001"]
    [assumptions]
    fit_launch_rate = 2
    [[patients]]
    times = 1.5
    low = 1
    high = 2.0
    geography = "USA"
    indication = "mm"
    line = 2
    from = "2028Q2"
    phase_in_quarters = 4
    reason = "why"
    [[label]]
    product = "carvykti"
    indication = "mm"
    line = 1
    from = "2028Q1"
    reason = "why"
    """
    )
    one = parsed(text, "test")
    assert (one.name, one.title, one.stands_for) == ("test", "Test", "driver")
    assert one.assumptions == {"fit_launch_rate": 2.0}
    patients, label = one.entries
    assert [patients.size(end) for end in ("low", "value", "high")] == [1.0, 1.5, 2.0]
    assert patients.values["geography"] == ("USA",)
    assert label.size() == label.size("low") == 1.0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[[patient]]\ntimes = 2", "my.toml: there is no table [[patient]]; nearest: patients"),
        ("tilte = 3", "my.toml: there is no key 'tilte'; nearest: title"),
        ("[patients]\ntimes = 2", "my.toml: write 'patients' as [[patients]]"),
        ("[[patients]]\ntime = 2\nreason='x'", "number 1: there is no key 'time'; nearest: times"),
        ("[[patients]]\nreason='x'", "number 1: key 'times' is missing; add it"),
        ("[[patients]]\ntimes = 2", "number 1: key 'reason' is missing"),
        ("[[patients]]\ntimes = -1\nreason='x'", "key 'times' holds -1; write a multiple above 0"),
        ("[[patients]]\ntimes = nan\nreason='x'", "key 'times' holds nan; write a number"),
        ("[[patients]]\ntimes = true\nreason='x'", "key 'times' holds True; write a number"),
        ("[[patients]]\ntimes = '2'\nreason='x'", "key 'times' holds '2'; write a number"),
        ("[[patients]]\ntimes = 2\nlow = 3\nreason='x'", "'times' is 2, outside of 3 to 2"),
        ("[[delay]]\nquarters = -2\nreason='x'", "key 'quarters' holds -2; write 0 to 40 quarters"),
        ("[[net_price]]\ntimes = 2\nindication='mm'\nreason='x'", "there is no key 'indication'"),
        ("[[patients]]\ntimes = 2\nfrom = 2028\nreason='x'", "write a quarter such as '2027Q1'"),
        ("[[patients]]\ntimes = 2\nline = 0\nreason='x'", "write a whole number from 1 to 9"),
        ("[[patients]]\ntimes = 2\ngeography = 3\nreason='x'", "write a list of texts"),
        ("[[launches]]\ntimes = 2\nproduct = 'x'\nreason='x'", "there is no key 'product'"),
        ("[assumptions]\nx = 'a'", "[assumptions]: key 'x' holds 'a'; write a number"),
        ("assumptions = 3", "write [assumptions] as a table of name = value"),
        ("stands_for = 'hope'", "key 'stands_for' holds 'hope'; allowed: driver"),
        ("[[patients]\n", "my.toml is not TOML: "),
        ("[[label]]\nreason='x'\nline=1\nindication='mm'\nproduct='a'", "key 'from' is missing"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_refused(body, said):
    with pytest.raises(MarketError) as caught:
        parsed(HEAD + body, "my", "my.toml")
    assert said in str(caught.value)
    assert str(caught.value).startswith("my.toml") and "\n" not in str(caught.value)


def test_a_file_needs_a_title_and_a_reason_and_to_be_there(tmp_path):
    with pytest.raises(MarketError, match="key 'title' needs a text"):
        parsed("reason = 'x'", "my")
    with pytest.raises(MarketError, match="cannot be read"):
        read_scenario(tmp_path / "nothing.toml")
    file = tmp_path / "cut.toml"
    file.write_text(HEAD, encoding="utf-8")
    assert read_scenario(file).name == "cut"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(MarketError, match="not UTF-8 text"):
        read_scenario(file)
