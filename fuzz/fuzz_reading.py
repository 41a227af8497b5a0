"""Coverage-guided fuzzing of reading: any bytes give claims with exact spans or one typed error.

`make fuzz` runs it for a minute. Needs atheris; the options are libFuzzer's own, such as
`python fuzz/fuzz_reading.py -max_total_time=60`.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["cytonomics.claims"]):
    from cytonomics.claims.documents.document import readable
    from cytonomics.claims.documents.reading import read_bytes
    from cytonomics.claims.errors import DocumentError
    from cytonomics.claims.extraction import extract
    from cytonomics.claims.words.sentences import sentences


def one_input(data: bytes) -> None:
    """Fail on any other exception, and on spans that do not lie in order in the text."""
    try:
        document = read_bytes(data, "fuzz")
    except DocumentError:
        return
    assert len(readable(document)) == len(document.text)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        assert all(block.start <= first <= last <= block.end for first, last in block.cells)
        at = block.end
    at = 0
    for sentence in sentences(document):
        assert at <= sentence.start < sentence.end <= len(document.text)
        at = sentence.end
    for claim in extract(document):
        assert claim.quote == document.text[claim.start : claim.end] != ""


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
