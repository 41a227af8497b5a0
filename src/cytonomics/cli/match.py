"""The verb `match`: which products are labelled for a patient somewhere on a day, and why."""

from __future__ import annotations

from pathlib import Path

import click

from cytonomics.cli.conventions import load_evidence, write_json
from cytonomics.errors import OutputError

_ALONE = "--patients takes everything from the table; leave out --{} or --patients"


@click.command()
@click.option("--indication", default="", metavar="NAME", help="Disease, such as dlbcl.")
@click.option("--region", default="", metavar="PLACE", help="A country or an authority: USA, EMA.")
@click.option("--line", default="", metavar="N", help="The line that the treatment would be.")
@click.option("--earlier-lines", default="", metavar="N", help="Number of lines before instead.")
@click.option("--age", default="", metavar="YEARS", help="Age in years.")
@click.option(
    "--date", "day", default="", metavar="DATE", help="Day (YYYY-MM-DD); else the evidence's last."
)
@click.option(
    "--marker",
    "markers",
    multiple=True,
    metavar="MARKER",
    help="Such as CD19, CD19-, MAGE-A4 or HLA-A*02:01; again for more.",
)
@click.option(
    "--prior",
    multiple=True,
    metavar="TREATMENT",
    help="Earlier treatment, such as 'BTK inhibitor'; again for more.",
)
@click.option("--product", default="", metavar="NAME", help="Ask about this product only.")
@click.option(
    "--patients",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Match every patient of this CSV file.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the answers for --patients as CSV.",
)
@click.option(
    "--evidence",
    "overlay",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Lay the tables (such as approvals.csv) of this folder over the shipped evidence.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
def match(
    indication: str,
    region: str,
    line: str,
    earlier_lines: str,
    age: str,
    day: str,
    markers: tuple[str, ...],
    prior: tuple[str, ...],
    product: str,
    patients: Path | None,
    out: Path | None,
    overlay: Path | None,
    as_json: bool,
) -> None:
    """List the products labelled for a patient, the evidence for each, and what is missing to say.

    Information from public facts, not medical advice.
    """
    if patients is not None:
        given = {"indication": indication, "region": region, "line": line, "age": age}
        given |= {"earlier-lines": earlier_lines, "date": day, "product": product}
        given |= {"marker": "".join(markers), "prior": "".join(prior)}
        for name, value in given.items():
            if value:
                raise click.UsageError(_ALONE.format(name))
        _match_table(patients, out, overlay, as_json)
        return
    if out is not None:
        raise click.UsageError("--out goes with --patients; without it the answer is on stdout")
    if not indication or not region:
        raise click.UsageError("name --indication and --region, or a table with --patients")
    from cytonomics.landscape import match_words, matching
    from cytonomics.landscape.patient import patient_of

    evidence = load_evidence(overlay, None)
    patient = patient_of(
        evidence,
        indication,
        region,
        day=day,
        line=line,
        earlier_lines=earlier_lines,
        age=age,
        markers=markers,
        prior=prior,
    )
    answer = matching.match(evidence, patient, product)
    if as_json:
        write_json(match_words.as_json(answer))
    else:
        click.echo("\n".join(match_words.told(answer)))


def _match_table(path: Path, out: Path | None, overlay: Path | None, as_json: bool) -> None:
    from cytonomics.landscape import match_words, patients
    from cytonomics.landscape.matching import NOTICE

    if out is not None and out.resolve() == path.resolve():
        raise OutputError(f"{str(out)!r} is the table of patients itself; name another file")
    evidence = load_evidence(overlay, None)
    answers = patients.matched(evidence, patients.read_patients(evidence, path))
    text = patients.answers_csv(answers)
    if out is not None:
        patients.write_whole(text, out)
    if as_json:
        told = [
            {"file_line": row.line, "name": row.name, **match_words.as_json(answer)}
            for row, answer in answers
        ]
        write_json({"notice": NOTICE, "patients": told})
    elif out is None:
        click.echo(text, nl=False)
    else:
        click.echo(f"matched: {out} ({len(answers)} patients). {NOTICE}")
