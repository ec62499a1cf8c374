"""`fanbook build`: sources to books."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from msgspec import Struct
from msgspec.structs import replace

from fanbook.cli.terminal import print_json, progress
from fanbook.errors import ConfigError

if TYPE_CHECKING:
    from fanbook.device import Delivery
    from fanbook.library.workspace import Library
    from fanbook.pipeline import Order
    from fanbook.report import BuildReport

_Many = list[str] | None
Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Story files or folders of them. [default: seeds/, or the library you stand in]",
        show_default=False,
    ),
]
Out = Annotated[str | None, typer.Option("--out", help="Where the books go.", metavar="DIR")]
Formats = Annotated[
    _Many,
    typer.Option(
        "--format",
        help="epub, kepub, pdf, print (a cover, and sheets to fold): repeat, or separate by commas.",
        metavar="LIST",
    ),
]
For = Annotated[
    str | None,
    typer.Option(
        "--for", help="Settings for a purpose: kobo, kindle, phone, binding, archive.", metavar="WHAT"
    ),
]
Theme = Annotated[str | None, typer.Option("--theme", help="The look of the pages.", metavar="NAME")]
Trim = Annotated[
    str | None,
    typer.Option(
        "--trim", help="Page size of the PDF: half-letter, a5, 6x9 ..., or 148x210mm.", metavar="SIZE"
    ),
]
Style = Annotated[str | None, typer.Option("--cover-style", help="The look of the covers.", metavar="NAME")]
Bundle = Annotated[
    _Many,
    typer.Option(
        "--bundle",
        help="Anthologies by pairing, fandom, author, series, character, tag, rating, year; or none.",
        metavar="BY",
    ),
]
AllPairings = Annotated[
    bool | None,
    typer.Option(
        "--all-pairings/--primary-pairing",
        help="A story in the anthology of each of its pairings, or of its first.",
        show_default=False,
    ),
]
Friendships = Annotated[
    bool | None,
    typer.Option(
        "--friendships/--no-friendships", help="Anthologies of friends (A & B) too.", show_default=False
    ),
]
Volumes = Annotated[
    str | None,
    typer.Option(
        "--volumes",
        help='How thick a printed volume may be: auto (as binders bind), "150000 words", "400 pages".',
        metavar="SIZE",
    ),
]
Paper = Annotated[
    str | None,
    typer.Option(
        "--paper", help="What the block is printed on, for the spine: 80gsm, cream ...", metavar="NAME"
    ),
]
Spine = Annotated[
    str | None, typer.Option("--spine", help="The pressed block as measured: 12.5mm.", metavar="SIZE")
]
Press = Annotated[
    str | None,
    typer.Option(
        "--press",
        help="The print shop that prints the PDF: kdp, lulu, ingram. No outline, no links.",
        metavar="NAME",
    ),
]
Bleed = Annotated[
    bool | None,
    typer.Option(
        "--bleed/--no-bleed",
        help="With --press: paper about the page, for what runs to its edge.",
        show_default=False,
    ),
]
Pad = Annotated[
    int | None,
    typer.Option("--pad", help="Blank pages at the end, to a multiple of this: 16.", metavar="PAGES"),
]
Tagged = Annotated[
    bool | None,
    typer.Option(
        "--tagged/--untagged",
        help="PDFs for screen readers too: headings, paragraphs, pictures.",
        show_default=False,
    ),
]
EmbedFonts = Annotated[
    bool | None,
    typer.Option("--embed-fonts", help="EPUBs that bring their typefaces along.", show_default=False),
]
Notes = Annotated[
    str | None,
    typer.Option("--notes", help="Author's notes: keep, end (of chapter), appendix, drop.", metavar="WHERE"),
]
Typography = Annotated[
    str | None, typer.Option("--typography", help="on, or off to leave quotes and dashes alone.")
]
Name = Annotated[
    str | None, typer.Option("--name", help='File names, e.g. "{author} - {title}".', metavar="PATTERN")
]
Sidecars = Annotated[
    str | None, typer.Option("--sidecars", help="Where sidecars lie, if not beside the stories.")
]
Certified = Annotated[
    str | None,
    typer.Option(
        "--certified-by",
        help="Who vouches that the EPUBs meet WCAG 2.1 AA; nobody unless you say so.",
        metavar="NAME",
    ),
]
CopyTo = Annotated[
    Path | None,
    typer.Option("--copy-to", help="Copy what is new or changed to this folder of a reader.", metavar="DIR"),
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", help="Books made at once. [default: one a processor]", metavar="N")
]
Cover = Annotated[bool | None, typer.Option("--cover/--no-cover", help="Make covers.", show_default=False)]
Duplicates = Annotated[
    bool | None,
    typer.Option(
        "--keep-duplicates", help="A book of each copy of a story that was saved twice.", show_default=False
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Make everything again.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 on any warning.")]
Json = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print notes too.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be made, and write nothing.")]
Explain = Annotated[bool, typer.Option("--explain", help="Say why each book is made or not.")]


def build(
    sources: Sources = None,
    *,
    out: Out = None,
    format_: Formats = None,
    for_: For = None,
    theme: Theme = None,
    trim: Trim = None,
    cover_style: Style = None,
    paper: Paper = None,
    spine: Spine = None,
    press: Press = None,
    bleed: Bleed = None,
    pad: Pad = None,
    tagged: Tagged = None,
    embed_fonts: EmbedFonts = None,
    bundle: Bundle = None,
    all_pairings: AllPairings = None,
    friendships: Friendships = None,
    volumes: Volumes = None,
    notes: Notes = None,
    typography: Typography = None,
    name: Name = None,
    sidecars: Sidecars = None,
    certified_by: Certified = None,
    copy_to: CopyTo = None,
    jobs: Jobs = None,
    cover: Cover = None,
    keep_duplicates: Duplicates = None,
    force: Force = False,
    strict: Strict = False,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    dry_run: DryRun = False,
    explain: Explain = False,
) -> None:
    """Turn stories into books: EPUB, print-ready PDF, cover; and anthologies by pairing.

    \b
    Examples:
      fanbook build ~/stories --out ~/books --format epub
      fanbook build --for kobo --copy-to /media/KOBOeReader
    """
    flags = {"out": out, "format": format_, "theme": theme, "trim": trim, "cover_style": cover_style, "paper": paper, "spine": spine, "press": press, "bleed": bleed, "pad": pad, "tagged": tagged, "embed_fonts": embed_fonts, "bundle": bundle, "all_pairings": all_pairings, "friendships": friendships, "volumes": volumes, "notes": notes, "typography": _switch(typography), "name": name, "sidecars": sidecars, "certified_by": certified_by, "jobs": jobs, "cover": cover, "keep_duplicates": keep_duplicates}  # fmt: skip
    library, folder = open_sources(sources, flags, for_, copy_to)
    report = _made(library, folder, _order(library, force=force, dry_run=dry_run), shown=not (quiet or json))
    finish(report, deliver(report, folder, copy_to, dry_run=dry_run), Telling(json, quiet, verbose, explain or dry_run, strict))  # fmt: skip


def _made(library: Library, out: Path, order: Order, *, shown: bool) -> BuildReport:
    from fanbook import pipeline

    with progress(wanted=shown) as step:
        return pipeline.build(library, out, order, step)


class Telling(Struct, frozen=True):
    """How a build is reported."""

    json: bool
    quiet: bool
    verbose: bool
    why: bool
    strict: bool = False


def finish(report: BuildReport, sent: Delivery | None, how: Telling) -> NoReturn:
    """Report a build and end with its exit code."""
    if how.json:
        print_json(report.as_json() | ({"device": sent.as_json()} if sent else {}))
    _show(report, sent, quiet=how.quiet or how.json, verbose=how.verbose, why=how.why)
    raise typer.Exit(report.exit_code(strict=how.strict) or (1 if sent and sent.faults else 0))


def _order(library: Library, *, force: bool, dry_run: bool) -> Order:
    from fanbook.pipeline import Order

    return Order(library.settings, force, dry_run, epoch())


def deliver(report: BuildReport, out: Path, device: Path | None, *, dry_run: bool) -> Delivery | None:
    """What is new or changed, on a reader that is plugged in."""
    from fanbook import device as reader

    return reader.deliver(report, out, device, dry_run=dry_run) if device else None


def _show(report: BuildReport, sent: Delivery | None, *, quiet: bool, verbose: bool, why: bool) -> None:
    from fanbook.cli.show import show_delivery, show_report

    show_report(report, quiet=quiet, verbose=verbose, why=why)
    if sent:
        show_delivery(sent, quiet=quiet)


def open_sources(
    sources: list[Path] | None, flags: dict[str, Any], purpose: str | None, device: Path | None
) -> tuple[Library, Path]:
    """The library with its settings, and the output folder: flags beat --for, which beats the file."""
    from fanbook.library.config import checked
    from fanbook.library.config import purpose as meant
    from fanbook.library.workspace import open_library, sources_of
    from fanbook.write.binding import thickness
    from fanbook.write.trim import find_trim

    if device:
        from fanbook.device import find_device

        find_device(device)  # before hours of work, not after them
    here = Path.cwd()
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in flags.items()
        if value is not None
    }
    for folder in ("out", "sidecars"):  # said on the command line, they count from where it was said
        if (
            given.get(folder) == ""
        ):  # a variable of the shell that is not set: it means no folder, not this one
            raise ConfigError("C003", f"--{folder} names no folder", hint=f"--{folder} DIR, or leave it out")
        if folder in given:
            given[folder] = str(here / given[folder])
    library = open_library(sources_of(sources, here), here, Path(given["out"]) if "out" in given else None)
    settings = checked(replace(library.settings, **{**(meant(purpose) if purpose else {}), **given}))
    find_trim(settings.trim)  # a size that is none is an error before anything is built
    thickness(1, settings.paper, settings.spine)
    library = replace(library, settings=settings)
    return library, library.out(here)


def _switch(value: str | None) -> bool | None:
    if value is not None and value not in ("on", "off"):
        raise ConfigError("C003", f"--typography is on or off, not {value!r}", hint="--typography off")
    return None if value is None else value == "on"


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH. Raises `ConfigError` C003 where it is no number."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if value and not (value.isascii() and value.isdigit() and len(value) < 15):
        raise ConfigError("C003", f"SOURCE_DATE_EPOCH is no number: {value!r}", hint="seconds since 1970")
    return int(value) if value else None
