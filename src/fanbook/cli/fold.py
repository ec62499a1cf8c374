"""`fanbook fold`: a PDF at trim size to sheets to print, fold and sew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fanbook.errors import OutputError, SourceError

File = Annotated[Path, typer.Argument(help="A PDF with single pages at trim size.")]
Out = Annotated[
    Path | None, typer.Option("--out", help="Where the sheets go. [default: beside FILE]", metavar="DIR")
]
Scheme = Annotated[
    str,
    typer.Option(
        "--scheme",
        help="booklet: all sheets in one fold; folio: signatures of sheets folded once; quarto: folded twice; octavo: three times.",
        metavar="HOW",
    ),
]
Signatures = Annotated[
    str,
    typer.Option(
        "--signatures",
        help="Sheets in a signature (3 to 8), or a list: 5,5,4. [default: 4; quarto 2; octavo 1]",
        metavar="N",
    ),
]
Sheet = Annotated[
    str,
    typer.Option("--sheet", help="Paper: letter, legal, tabloid, a4, a3 ..., or 250x353mm.", metavar="PAPER"),
]
Flip = Annotated[
    str,
    typer.Option(
        "--flip", help="The edge over which your printer turns sheets: short or long.", metavar="EDGE"
    ),
]
OneSided = Annotated[
    bool, typer.Option("--one-sided", help="For a printer that prints one side: fronts, then backs.")
]
Apart = Annotated[bool, typer.Option("--apart", help="A file for each signature.")]
Creep = Annotated[
    float,
    typer.Option("--creep", help="Thickness of the paper in mm: inner sheets move in by it.", metavar="MM"),
]
Rtl = Annotated[bool, typer.Option("--rtl", help="The book is read from right to left.")]
Flyleaves = Annotated[
    int, typer.Option("--flyleaves", help="Blank leaves before and after the book.", min=0, max=4)
]
Marks = Annotated[str, typer.Option("--marks", help="fold, sew, order; or none.", metavar="LIST")]
Scale = Annotated[str, typer.Option("--scale", help="100, another percentage, or fit.", metavar="PERCENT")]
Only = Annotated[
    str, typer.Option("--only", help="One sheet again: 7.2 is signature 7, sheet 2.", metavar="SHEET")
]
Test = Annotated[bool, typer.Option("--test", help="One sheet to try the printer with, and nothing else.")]
Guide = Annotated[bool, typer.Option("--guide/--no-guide", help="A page that says how to print and fold.")]


def fold(
    file: File,
    *,
    out: Out = None,
    scheme: Scheme = "folio",
    signatures: Signatures = "",
    sheet: Sheet = "",
    flip: Flip = "short",
    one_sided: OneSided = False,
    apart: Apart = False,
    creep: Creep = 0.1,
    rtl: Rtl = False,
    flyleaves: Flyleaves = 0,
    marks: Marks = "fold,sew,order",
    scale: Scale = "100",
    only: Only = "",
    test: Test = False,
    guide: Guide = True,
) -> None:
    """Put the pages of a PDF onto sheets, so that they are in order once folded.

    A signature is a few sheets folded together; signatures are sewn to each other through the fold.

    \b
    Examples:
      fanbook fold dist/pdf/soulmates.pdf
      fanbook fold book.pdf --sheet a4 --signatures 5 --flip long
      fanbook fold book.pdf --scheme booklet
      fanbook fold book.pdf --only 7.2
    """
    from fanbook.fold.plan import Wish

    kinds = () if marks == "none" else tuple(part.strip() for part in marks.split(","))
    wish = Wish(scheme, signatures, sheet, flip, creep, rtl, flyleaves, kinds, scale, only)
    for path in _write(
        file, out or file.parent, wish, apart=apart, one_sided=one_sided, test=test, guide=guide
    ):
        typer.echo(str(path))


def _write(
    file: Path, out: Path, wish: object, *, apart: bool, one_sided: bool, test: bool, guide: bool
) -> list[Path]:
    from fanbook import folding
    from fanbook.emit import write_whole

    try:
        data = file.read_bytes()
    except OSError as fault:
        raise SourceError("R001", f"cannot be read: {fault.strerror}", at=str(file)) from fault
    book, plan = folding.open_book(data, str(file), wish)  # type: ignore[arg-type]
    if test:
        made = [("test-sheet", folding.trial_print(plan))]
    else:
        made = list(folding.sheets(book, plan, apart=apart, one_sided=one_sided))
        if guide and not wish.only:  # type: ignore[attr-defined]
            made.append(("folding", folding.instructions(book, plan, file.stem)))
    paths = [out / f"{file.stem}.{ending}.pdf" for ending, _ in made]
    if file in paths:
        raise OutputError("O001", "would be written over itself", at=str(file), hint="say another --out")
    for path, (_, pdf) in zip(paths, made, strict=True):
        write_whole(path, pdf)
    return paths
