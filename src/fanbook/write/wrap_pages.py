"""A printed cover's pages: the wrap, then the pieces that a home printer can make of it.

In: a book, an opened cover, sizes. Out: XHTML and style rules. Page one is the wrap with its bleed; then a jacket
in three pieces with a flap to paste, labels for a case in cloth, and the sizes to cut board and cloth to.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from fanbook.cover import HEIGHT, Opened
from fanbook.cover.fonts import is_cjk
from fanbook.cover.scene import Box
from fanbook.model.book import Book
from fanbook.write.binding import BLEED, MM, Case, Wrap, case_for, sheet_for
from fanbook.write.wrap_labels import LabelSheet
from fanbook.write.wrap_type import RULES, Spot
from fanbook.write.xhtml import text_direction

SHEET = "fanbook:cover.jpg"
_FLAP = 12 * MM
_MARGIN = 40.0  # points between a back's edge and its words
_LEADING = 1.36
_EM = 0.425  # mean width of a letter in text

_PAGE = Markup(
    '<section style="page:{name}"><div class="sheet" style="width:{width:.3f}pt;height:{height:.3f}pt">{body}</div></section>'
)
_PIECE = Markup(
    '<div class="piece" style="left:{x:.2f}pt;top:{y:.2f}pt;width:{width:.2f}pt;height:{height:.2f}pt">'
    '<div class="wrap" style="left:{left:.3f}pt;top:0">{body}</div></div>'
)
_LINE = Markup(
    '<div class="line" style="left:{x:.2f}pt;top:{y:.2f}pt;width:{width:.2f}pt;height:{height:.2f}pt"></div>'
)
_NOTE = Markup('<p class="note" style="left:{x:.2f}pt;top:{y:.2f}pt;width:{width:.2f}pt">{text}</p>')


class WrapPages(Struct, frozen=True):
    """The document: its markup, its rules, the sizes of its pages in order."""

    xhtml: str
    css: str
    sizes: tuple[tuple[float, float], ...]


def wrap_pages(
    book: Book, opened: Opened, wrap: Wrap, words: Markup, labels: tuple[LabelSheet, Markup]
) -> WrapPages:
    """All pages. `words` are the front's and the spine's, placed on the sheet; labels come with theirs."""
    whole = Markup(
        '<img src="{sheet}" style="width:{width:.3f}pt;height:{height:.3f}pt"/>{back}{words}'
    ).format(sheet=SHEET, width=wrap.width, height=wrap.height, back=_back(book, opened, wrap), words=words)
    pages = [
        (wrap.width, wrap.height, Markup('<div class="wrap" style="left:0;top:0">{}</div>').format(whole))
    ]
    pages += _pieces(wrap, whole)
    pages.append(_labels(*labels))
    pages.append(_measures(wrap, case_for(wrap.trim, wrap.spine)))
    body = Markup("").join(
        _PAGE.format(name=f"p{n}", width=width, height=height, body=content)
        for n, (width, height, content) in enumerate(pages)
    )
    sizes = tuple((width, height) for width, height, _ in pages)
    rules = "".join(
        f"@page p{n} {{ size: {w:.3f}pt {h:.3f}pt; margin: 0 }}\n" for n, (w, h) in enumerate(sizes)
    )
    markup = Markup('<html lang="{}"><head><title>{}</title></head><body>{}</body></html>')
    return WrapPages(str(markup.format(book.language, book.title, body)), rules + _CSS + RULES, sizes)


_CSS = """
body, p { margin: 0 }
section { break-after: page }
section:last-child { break-after: auto }
.sheet { position: relative; overflow: hidden }
.wrap, .piece { position: absolute }
.wrap img { position: absolute; left: 0; top: 0 }
.piece { overflow: hidden }
svg.drawn { position: absolute; left: 0; top: 0 }
.line { position: absolute; box-sizing: border-box; border: .4pt dashed #777 }
.note { position: absolute; font-size: 9pt; line-height: 1.4; color: #222 }
.blurb { position: absolute; box-sizing: border-box; text-align: start; hyphens: auto }
.blurb p { text-indent: 0 }
.blurb p + p { text-indent: 1.2em }
.blurb .facts { margin-top: 1em; text-indent: 0; font-size: .82em; font-feature-settings: "smcp" 1; letter-spacing: .08em }
"""


def blurb_of(book: Book) -> tuple[str, ...]:
    """The summary's paragraphs."""
    return tuple(line.strip() for line in book.summary.splitlines() if line.strip())


def _back(book: Book, opened: Opened, wrap: Wrap) -> Markup:
    """The summary on the back, in a field of its own over a pattern."""
    paragraphs = blurb_of(book)
    if not paragraphs:
        return Markup("")
    box = _place(opened, wrap)
    pad = 20.0 if opened.back == "panel" else 0.0
    size, lines = _fitted(paragraphs, box.width - 2 * pad, box.height - 2 * pad - 30)
    used = lines * size * _LEADING + 34
    top = (
        box.y0
        if opened.back == "head"
        else box.y1 - used
        if opened.back == "foot"
        else (box.y0 + box.y1 - used) / 2
    )
    ink = "rgb({},{},{})".format(*opened.ink)
    field = "background:rgb({},{},{});border:.8pt solid {};outline:.4pt solid {};outline-offset:-4pt;".format(
        *opened.ground, ink, ink
    )
    facts = " · ".join(fact for fact in (book.fandom, book.pairing) if fact)
    body = Markup("").join(Markup("<p>{}</p>").format(one) for one in paragraphs)
    body += Markup('<p class="facts">{}</p>').format(facts) if facts else ""
    panel = Markup("")
    if opened.back == "panel":
        panel = Markup('<div class="blurb" style="{}{}"></div>').format(_at(box, wrap), field)
    inner = Box(box.x0 + pad, top, box.x1 - pad, top + used)
    return panel + Markup(
        '<div class="blurb" dir="{}" style="{}font-size:{}pt;line-height:{};color:{}">{}</div>'
    ).format(text_direction(book.language), _at(inner, wrap), size, _LEADING, ink, body)


def _at(box: Box, wrap: Wrap) -> str:
    """A box on the back as style rules."""
    left, top = wrap.back + box.x0, BLEED + box.y0
    return f"left:{left:.2f}pt;top:{top:.2f}pt;width:{box.width:.2f}pt;height:{box.height:.2f}pt;"


def _place(opened: Opened, wrap: Wrap) -> Box:
    """Where the back has room for words, in points from its corner; over a pattern, at least where the front has."""
    width, height = wrap.trim.width, wrap.trim.height
    room = Box(_MARGIN, 50, width - _MARGIN, height - 50)
    if opened.back == "head":
        return Box(room.x0, room.y0, room.x1, 0.46 * height)
    if opened.back == "foot":
        return Box(room.x0, 0.56 * height, room.x1, room.y1)
    if opened.panel is None:
        return room
    scale = height / HEIGHT
    panel = opened.panel
    least = min(panel.y0 * scale, 0.22 * height), max(panel.y1 * scale, 0.70 * height)
    across = max(width - panel.x1 * scale, 24.0), min(width - panel.x0 * scale, width - 24.0)
    return Box(min(across[0], room.x0 + 14), least[0], max(across[1], room.x1 - 14), least[1])


def _fitted(paragraphs: tuple[str, ...], width: float, height: float) -> tuple[float, float]:
    """The size at which paragraphs fill no more than this height, and how many lines they take then."""
    size = 13.0
    while True:
        lines = sum(-int(-sum(1.0 if is_cjk(c) else _EM for c in one) * size // width) for one in paragraphs)
        if lines * size * _LEADING <= height or size <= 6:
            return size, float(lines)
        size -= 0.25


def _pieces(wrap: Wrap, whole: Markup) -> list[tuple[float, float, Markup]]:
    """Front, spine and back, each with its bleed and a flap of the neighbour to paste, on a sheet that holds it."""
    out = []
    edge = wrap.trim.width + BLEED
    parts = [
        ("left", 0.0, edge + _FLAP), ("right", wrap.width - edge - _FLAP, edge + _FLAP),
    ] if wrap.spine > 2 * _FLAP else [("left", 0.0, edge + wrap.spine + _FLAP), ("right", wrap.width - edge, edge)]  # fmt: skip
    if wrap.spine > 2 * _FLAP:
        parts.insert(1, ("spine", wrap.fold - _FLAP, wrap.spine + 2 * _FLAP))
    for n, (_, left, width) in enumerate(parts, 1):
        name, across, down = sheet_for(width, wrap.height, wrap.trim)
        x, y = (across - width) / 2, (down - wrap.height) / 2
        body = _PIECE.format(x=x, y=y, width=width, height=wrap.height, left=-left, body=whole)
        body += _LINE.format(x=x, y=y + BLEED, width=width, height=wrap.trim.height)
        text = f"Jacket, piece {n} of {len(parts)}: print at 100 % on {name}; cut along the dashes, paste the flaps under."
        body += _NOTE.format(x=18, y=max(4.0, y - 16), width=across - 36, text=text)
        out.append((across, down, body))
    return out


_CUT = Markup('<path d="{path}" fill="none" stroke="#000" stroke-width=".25"/>')
_DRAWN = Markup(
    '<svg class="drawn" xmlns="http://www.w3.org/2000/svg" width="{width:.2f}pt" height="{height:.2f}pt" '
    'viewBox="0 0 {width:.2f} {height:.2f}">{body}</svg>'
)
_FILLED = Markup('<path d="{path}" fill="rgb{rgb}"/>')


def _labels(sheet: LabelSheet, words: Markup) -> tuple[float, float, Markup]:
    """The sheet of labels: their frames and cut marks, their words, what to do with them."""
    across, down = sheet.size
    filled = Markup("").join(
        _FILLED.format(
            path="M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in shape.points) + "z",
            rgb=str((255, 255, 255) if shape.cut else sheet.rgb).replace(" ", ""),
        )
        for shape in sheet.shapes
    )
    cut = "".join(f"M{x0:.2f} {y0:.2f}L{x1:.2f} {y1:.2f}" for x0, y0, x1, y1 in sheet.marks)
    body = _DRAWN.format(width=across, height=down, body=filled + _CUT.format(path=cut)) + words
    rows = [f"Labels for a case in cloth: print at 100 % on {sheet.name}; cut along the marks."]
    boxes = {"front": sheet.front} | ({"spine": sheet.spine} if sheet.spine else {})
    for (place, box), pasted in zip(boxes.items(), sheet.pasted, strict=True):
        size = f"{box.width / MM:.1f} x {box.height / MM:.1f} mm"
        rows.append(f"For the {place}: {size}. Paste it on the cloth {pasted}.")
    if not sheet.spine:
        rows.append("No label for the spine: its title could not be read there.")
    top = max(box.y1 for box in boxes.values()) + 36
    for n, row in enumerate(rows):
        body += _NOTE.format(x=36, y=top + 18 * n, width=across - 72, text=row)
    return across, down, body


def _measures(wrap: Wrap, case: Case) -> tuple[float, float, Markup]:
    """A page that says what to cut for a case in cloth."""
    _, across, down = sheet_for(200, 200, wrap.trim)

    def size(pair: Iterable[float]) -> str:
        wide, high = (points / MM for points in pair)
        return f"{wide:.1f} x {high:.1f} mm"

    rows = (
        f"The block: {wrap.trim.width / MM:.1f} x {wrap.trim.height / MM:.1f} mm, {wrap.spine / MM:.1f} mm thick.",
        f"Two boards of 2 mm: {size(case.board)} each (width x height).",
        f"One spine strip: {size(case.strip)}. Leave joints of 7 mm at both its sides.",
        f"Cloth: {size(case.cloth)}, with a turn-in of 18 mm all round.",
        "Measure your pressed block before you cut: `spine` in fanbook.toml takes what you measured.",
    )
    body = Markup("").join(
        _NOTE.format(x=54, y=60 + 22 * n, width=across - 108, text=row) for n, row in enumerate(rows)
    )
    return across, down, body


def spots_of(opened: Opened, wrap: Wrap) -> tuple[Spot, ...]:
    """The front's words in points on the sheet."""
    scale = wrap.trim.height / HEIGHT
    return tuple(
        Spot(mark.run, wrap.front + mark.x * scale, BLEED + mark.y * scale, mark.run.size * scale, rgb)
        for mark, rgb in opened.front
    )
