"""Where sentences of market reports end."""

from __future__ import annotations

import pytest

from cytonomics.claims.documents.reading import read_text
from cytonomics.claims.words.sentences import LONGEST_SENTENCE, sentences


def split(text: str) -> list[str]:
    document = read_text(text, "a")
    return [document.text[s.start : s.end] for s in sentences(document)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The U.S. market and the U.K. one hold 14.2 % of it.", "Asia grows."],
        ["It was USD 14.2 Bn.", "North America leads."],
        ["It was approx. 5 Bn vs. 4 Bn (see Fig. 3 and No. 7).", "It grew."],
        ["Acme Inc. and Pets Ltd. lead.", "J. Smith of Acme Corp. agrees."],
        ["It sells in the U.S.", "The rest is exported."],
        ["Is it big?", "Yes!", "It grew by 4.5 %, e.g. in 2024.", "48 % are dogs."],
        ["It grew...", "Then it fell."],
        ["It reached USD 5 billion by 2031.", "$3 billion came from dogs."],
        ["It is large.[1]", 'He said "it grows."', "So it did."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert split("Here it goes on and on. " + " ".join(parts))[1:] == parts


def test_a_number_is_not_split_and_a_list_number_is_no_sentence() -> None:
    assert split("The market was 14. 2 billion in 2024 and it grows.") == [
        "The market was 14. 2 billion in 2024 and it grows."
    ]
    assert split("1. Overview of it\n2. Size of it") == ["Overview of it", "Size of it"]


def test_a_break_of_a_page_ends_a_sentence_and_a_row_is_one() -> None:
    assert split("<p>Market size<br>USD 5 Bn</p>") == ["Market size", "USD 5 Bn"]
    assert split("<table><tr><td>Size in 2024.<td>USD 5 Bn</table>") == ["Size in 2024.\tUSD 5 Bn"]


def test_endless_sentences_are_cut_at_spaces() -> None:
    pieces = split("1234 " * 5_000)
    assert all(len(piece) <= LONGEST_SENTENCE for piece in pieces)
    assert {word for piece in pieces for word in piece.split()} == {"1234"}
