"""Tagged interiors: read back by pdfium, which knows nothing of how they were written."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from functools import cache

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import samples
from printed import printed

from fanbook.check.pdf import examine
from fanbook.check.verdict import Options
from fanbook.diagnostics import Severity
from fanbook.resources import find_typefaces, load_theme
from fanbook.write.pdf import Helpers, write_pdf
from fanbook.write.trim import find_trim

BOOKS = ("novel", "marked")


@cache
def tagged(name: str) -> bytes:
    book = getattr(samples, name)()
    return write_pdf(book, load_theme(), find_trim(), find_typefaces(), Helpers(tagged=True)).pdf


def elements(data: bytes) -> Iterator[tuple[str, str]]:
    """Kind and alternative text of every element that a screen reader is told of, page by page."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        top = [
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, n)
            for n in range(pdfium.FPDF_StructTree_CountChildren(tree))
        ]
        waiting = top[::-1]
        while waiting:
            one = waiting.pop()
            yield (
                _words(pdfium.FPDF_StructElement_GetType, one),
                _words(pdfium.FPDF_StructElement_GetAltText, one),
            )
            kids = range(pdfium.FPDF_StructElement_CountChildren(one))
            found = [pdfium.FPDF_StructElement_GetChildAtIndex(one, n) for n in kids]
            waiting += [kid for kid in reversed(found) if kid]
        pdfium.FPDF_StructTree_Close(tree)


def _words(ask, element) -> str:
    size = ask(element, None, 0)
    room = ctypes.create_string_buffer(size)
    ask(element, room, size)
    return room.raw.decode("utf-16-le").rstrip("\0")


@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_every_mark_on_a_page_belongs_to_an_element(name: str) -> None:
    with pikepdf.open(io.BytesIO(tagged(name))) as pdf:
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        assert bool(pdf.Root.MarkInfo.Marked)
        for page in pdf.pages:
            marks = [
                int(operands[1].MCID)
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC" and "/MCID" in operands[1]
            ]
            if "/StructParents" not in page.obj:
                assert not marks
                continue
            owners = tree[int(page.obj.StructParents)]
            assert sorted(marks) == list(range(len(owners)))
            assert all(owner.Pg.objgen == page.obj.objgen for owner in owners)
            for note in page.obj.get("/Annots", ()):
                kids = [kid for kid in tree[int(note.StructParent)].K if isinstance(kid, pikepdf.Dictionary)]
                assert note.objgen in {kid.Obj.objgen for kid in kids if "/Obj" in kid}


@pytest.mark.slow
def test_headings_paragraphs_and_links_are_told_apart() -> None:
    kinds = [kind for kind, _ in elements(tagged("novel"))]
    chapters = [one for one in samples.novel().sections if one.id.startswith("chapter")]
    assert sum(kind in {"H1", "H2"} for kind in kinds) >= len(chapters)
    assert kinds.count("P") > 50
    assert kinds.count("Link") >= len(chapters)
    assert kinds[0] == "Document"


def test_a_picture_has_its_words() -> None:
    alts = [alt for kind, alt in elements(tagged("marked")) if kind == "Figure"]
    assert alts
    assert all(alts)


@pytest.mark.slow
def test_pages_look_as_they_do_without_tags() -> None:
    plain, told = pypdfium2.PdfDocument(printed("marked").result.pdf), pypdfium2.PdfDocument(tagged("marked"))
    assert len(plain) == len(told)
    for at in (0, 1, len(plain) // 2, len(plain) - 1):
        assert plain[at].render(scale=0.5).to_pil().tobytes() == told[at].render(scale=0.5).to_pil().tobytes()


def test_who_claims_tags_has_to_have_them() -> None:
    def codes(data: bytes) -> set[str]:
        return {one.code for one in examine(data, "a.pdf", Options()).found if one.severity is Severity.ERROR}

    assert codes(tagged("novel")) == set()
    assert "P048" not in codes(tagged("marked"))
    with pikepdf.open(io.BytesIO(tagged("novel"))) as pdf:
        del pdf.Root["/StructTreeRoot"]
        out = io.BytesIO()
        pdf.save(out)
    assert codes(out.getvalue()) == {"P048"}
    with pikepdf.open(io.BytesIO(tagged("marked"))) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one:
                del one["/Alt"]
        out = io.BytesIO()
        pdf.save(out)
    assert "P048" in codes(out.getvalue())


def test_the_same_bytes_every_time() -> None:
    book = samples.one_piece()
    twice = {
        write_pdf(book, load_theme(), find_trim(), find_typefaces(), Helpers(tagged=True)).pdf
        for _ in range(2)
    }
    assert len(twice) == 1
