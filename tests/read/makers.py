"""Files in the shapes that sites and programs save, made here: the prose is ours, the shapes are theirs.

Each maker gives the bytes of one file. `FIXTURES` at the end names them all, with what has to be found in each.
"""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

ONE = (
    "The lantern at the ford had been out for three nights when Marian came down to see about it.",
    "“You are late,” said the ferryman.",
    "“I am never late,” she said. “I am only ever <em>expected</em> too soon.”",
    "He thought about that, and about the <strong>forty</strong> geese, and about H<sub>2</sub>O.",
)
TWO = (
    "By morning the river had risen over the second step, and nobody had seen Robin.",
    "“He will be in the oak,” said Much. “He is always in the oak.”",
    "She looked at the water. It was <s>green</s> brown, and it was in no hurry at all.",
)
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Runs of letters and digits of a text without its tags."""
    return WORD.findall(re.sub(r"</?(?:em|strong|s|sub|i|b)>", "", text))


def story_words(*chapters: tuple[str, ...]) -> list[str]:
    return [word for chapter in chapters for text in chapter for word in words(text)]


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def count(*chapters: tuple[str, ...]) -> str:
    return f"{len(story_words(*chapters)):,}"


def picture(width: int = 4, height: int = 3) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress((b"\0" + b"\x80" * min(width, 64)) * min(height, 64))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def zipped(files: Mapping[str, bytes | str], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, how)
    return out.getvalue()


# --- AO3 ----------------------------------------------------------------------------------------

_TAG = '<a href="https://archiveofourown.org/tags/x">{}</a>'


def _row(label: str, *tags: str) -> str:
    return f"<dt>{label}:</dt>\n<dd>{', '.join(_TAG.format(escape(tag)) for tag in tags)}</dd>\n"


def ao3_html(*, old: bool = False, one_shot: bool = False) -> bytes:
    """A download. `old`: before October 2025, headings are bare titles, labels are singular."""
    chapters = (ONE,) if one_shot else (ONE, TWO)
    many = "" if old else "s"
    heads = ("Down to the Ford", "The Oak") if old else ("Chapter 1: Down to the Ford", "Chapter 2: The Oak")
    body = ""
    if one_shot:
        body = (
            f'<h2 class="toc-heading">The Lantern, Again</h2>\n<div class="userstuff">{paragraphs(ONE)}</div>'
        )
    else:
        body = f"""<div class="meta group"><h2 class="heading">
      {heads[0]}
  </h2></div>
<!--chapter content--><div class="userstuff">
{paragraphs(ONE)}</div><!--/chapter content-->
<div class="meta group"><h2 class="heading">{heads[1]}</h2>
<p>Chapter Summary</p><blockquote class="userstuff"><p>In which the river rises.</p></blockquote>
<p>Chapter Notes</p><blockquote class="userstuff"><p>Sorry for the wait! The goose was ill.</p></blockquote>
<div class="endnote-link">See the end of the chapter for <a href="#endnotes2">more notes</a></div></div>
<!--chapter content--><div class="userstuff"><p>{TWO[0]}<br />\n&nbsp;<br />{TWO[1]}</p><p>&nbsp;</p><p>&nbsp;</p><p>&nbsp;</p><p>{TWO[2]}</p></div><!--/chapter content-->
<div class="meta" id="endnotes2"><p>Chapter End Notes</p><blockquote class="userstuff"><p>The oak is real. I have sat in it.</p></blockquote></div>"""
    stats = f"Published: 2011-04-01 Completed: 2011-05-02 Words: {count(*chapters)} Chapters: {len(chapters)}/{len(chapters)}"
    if old:
        stats = f"Published: 2011-04-01 Completed: 2011-05-02 Chapters: {len(chapters)}/{len(chapters)} Words: {count(*chapters).replace(',', '')}"
    scheme = "http" if old else "https"
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><head><meta charset="utf-8" />
<title>The Lantern, Again - fletcher - Robin Hood (Traditional)</title>
<style type="text/css">p.message {{ text-align: center; }} .toc-heading {{ display: none; }}</style></head><body>
<div id="preface"><h2 class="toc-heading">Preface</h2>
<p class="message"><b>The Lantern, Again</b><br />Posted originally on the <a href="{scheme}://archiveofourown.org/">Archive of Our Own</a> at
<a href="{scheme}://archiveofourown.org/works/1194">{scheme}://archiveofourown.org/works/1194</a>.</p>
<div class="meta"><dl class="tags">
{_row("Rating", "Teen And Up Audiences")}{_row(f"Archive Warning{many}", "Graphic Depictions Of Violence", "Underage")}
{_row("Category" if old else "Categories", "F/M", "Gen")}{_row(f"Fandom{many}", "Robin Hood (Traditional)", "The Ballads, Collected")}
{_row(f"Relationship{many}", "Marian | Maid Marian/Robin Hood", "Marian & Much", "past Marian/Guy of Gisborne")}
{_row(f"Character{many}", "Marian | Maid Marian", "Robin, Earl of Huntingdon", "Much")}{_row(f"Additional Tag{many}", "Rivers", "geese, so many geese")}
<dt>Language:</dt>\n<dd>English</dd>
<dt>Series:</dt>\n<dd>Part 2 of <a href="{scheme}://archiveofourown.org/series/7">Lanterns, and What They Saw</a>, Part 5 of <a href="{scheme}://archiveofourown.org/series/8">April</a></dd>
<dt>Collections:</dt>\n<dd>{_TAG.format("Greenwood Fest 2011")}</dd>
<dt>Stats:</dt>\n<dd>\n{stats}\n</dd></dl>
<h1>The Lantern, Again</h1><div class="byline">by <a rel="author" href="{scheme}://archiveofourown.org/users/f">fletcher</a>, <a rel="author" href="{scheme}://archiveofourown.org/users/w">Wren, of the Reeds [archived by <span>GreenwoodKeeper</span>]</a></div>
<p>Summary</p><blockquote class="userstuff"><p>A lamp goes out.</p><p>Somebody has to <em>see</em> to it.</p></blockquote>
<p>Notes</p><blockquote class="userstuff"><p>For the spring exchange.</p></blockquote>
<div class="endnote-link">See the end of the work for <a href="#endnotes">more notes</a></div>
<ul><li>For <a href="/users/k">kingfisher</a>.</li><li>Inspired by <a href="/works/3">The First Lamp</a> by <a rel="author" href="/users/o">oakleaf</a></li></ul>
</div></div>
<div id="chapters" class="userstuff">\n{body}\n</div>
<div id="afterword"><h2 class="toc-heading">Afterword</h2><div class="meta"><div id="endnotes"><p>End Notes</p>
<blockquote class="userstuff"><p>Thank you for reading.</p><blockquote class="userstuff"><p>And for the geese.</p></blockquote></blockquote></div>
<dl><dt>Works inspired by this one</dt><dd><a href="/works/9">A Goose Replies</a> by <a rel="author" href="/users/g">gander</a></dd></dl></div>
<p class="message">Please <a href="{scheme}://archiveofourown.org/works/1194/comments/new">drop by the Archive and comment</a> to let the creator know if you enjoyed their work!</p></div>
</body></html>""".encode()


def ao3_epub(*, old: bool = False, one_shot: bool = False) -> bytes:
    """The archive's EPUB: calibre cuts the download into pages and takes the classes away."""
    page = ao3_html(old=old, one_shot=one_shot).decode()
    body = page[page.index("<body>") + 6 : page.index("</body>")]
    body = re.sub(r'class="(?:meta group|meta)"', 'class="calibre1"', body).replace(
        "<p>", '<p class="calibre7">'
    )
    body = body.replace('<div id="chapters" class="userstuff">', '<div class="userstuff1" id="chapters">')
    body = re.sub(r"<!--/?chapter content-->", "", body).replace(
        '<div class="userstuff">', '<div class="userstuff2">'
    )
    cut = body.index("<h1>")
    preface, rest = (
        body[:cut] + "</div></div>",
        '<div id="preface" class="calibre1"><div class="calibre1">' + body[cut:],
    )
    front, _, rest = rest.partition('<div class="userstuff1" id="chapters">')
    story, _, after = rest.partition('<div id="afterword">')
    opening = '<div class="userstuff1" id="chapters">'
    chapters = re.split(r'(?=<div class="calibre1"><h2)', story.rpartition("</div>")[0])
    pages = [preface, f'{front}{opening}<div class="calibre1"></div></div>']
    pages += [f"{opening}{chapter}</div>" for chapter in chapters if chapter.strip()]
    pages.append(f'<div id="afterword" class="calibre1">{after}')
    names = [f"The_Lantern_Again_split_{n:03}.xhtml" for n in range(len(pages))]
    return epub(
        [
            (
                name,
                f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body class="calibre">{text}</body></html>',
            )
            for name, text in zip(names, pages, strict=True)
        ],
        metadata='<dc:title>The Lantern, Again</dc:title><dc:creator opf:role="aut">fletcher</dc:creator><dc:publisher>Archive of Our Own</dc:publisher>'
        "<dc:subject>Fanworks</dc:subject><dc:subject>Gen</dc:subject><dc:date>2011-05-02T00:00:00+00:00</dc:date>"
        '<meta name="calibre:series" content="Lanterns, and What They Saw"/><meta name="calibre:series_index" content="2.0"/>',
    )


def ao3_page(*, one_shot: bool = False) -> bytes:
    """A work's page, saved from a browser with "Entire work"."""
    chapters = (ONE,) if one_shot else (ONE, TWO)
    if one_shot:
        body = f'<h3 class="landmark heading" id="work">Work Text:</h3><div class="userstuff">{paragraphs(ONE)}</div>'
    else:
        body = f"""<div class="chapter" id="chapter-1"><div class="chapter preface group" role="complementary"><h3 class="title"><a href="/works/1194/chapters/1">Chapter 1</a>: Down to the Ford</h3></div>
<div class="userstuff module" role="article"><h3 class="landmark heading" id="work">Chapter Text</h3>{paragraphs(ONE)}</div></div>
<div class="chapter" id="chapter-2"><div class="chapter preface group"><h3 class="title"><a href="/works/1194/chapters/2">Chapter 2</a>: The Oak</h3>
<div id="summary" class="summary module"><h3 class="heading">Summary:</h3><blockquote class="userstuff"><p>In which the river rises.</p></blockquote></div>
<div id="notes" class="notes module"><h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>Sorry for the wait! The goose was ill.</p></blockquote></div></div>
<div class="userstuff module" role="article"><h3 class="landmark heading">Chapter Text</h3>{paragraphs(TWO)}</div>
<div class="chapter preface group"><div class="end notes module" id="chapter_2_endnotes"><h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>The oak is real. I have sat in it.</p></blockquote></div></div></div>"""
    stats = "".join(
        f"<dt class='{name.lower()}'>{name}:</dt><dd class='{name.lower()}'>{value}</dd>"
        for name, value in (
            ("Published", "2011-04-01"),
            ("Completed", "2011-05-02"),
            ("Words", count(*chapters)),
            ("Chapters", f"{len(chapters)}/{len(chapters)}"),
            ("Kudos", "12"),
            ("Hits", "345"),
        )
    )

    def row(name: str, label: str, *tags: str) -> str:
        items = "".join(f'<li><a class="tag" href="/tags/x">{escape(tag)}</a></li>' for tag in tags)
        return f'<dt class="{name} tags">{label}:</dt><dd class="{name} tags"><ul class="commas">{items}</ul></dd>'

    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The Lantern, Again - fletcher - Robin Hood (Traditional) [Archive of Our Own]</title></head>
<body class="logged-out"><div id="outer" class="wrapper"><ul id="skiplinks"><li><a href="#main">Main Content</a></li></ul><header id="header"><h1 class="heading"><a href="/"><span>Archive of Our Own</span></a></h1><nav id="greeting"><a href="/users/login">Log In</a></nav></header>
<div id="main" class="works-show region"><ul class="work navigation actions"><li>Chapter by Chapter</li><li class="share"><a href="/works/1194/share">Share</a></li></ul>
<div class="wrapper"><dl class="work meta group">{row("rating", "Rating", "Teen And Up Audiences")}{row("warning", "Archive Warnings", "Graphic Depictions Of Violence", "Underage")}
{row("category", "Categories", "F/M", "Gen")}{row("fandom", "Fandoms", "Robin Hood (Traditional)", "The Ballads, Collected")}
{row("relationship", "Relationships", "Marian | Maid Marian/Robin Hood", "Marian & Much", "past Marian/Guy of Gisborne")}{row("character", "Characters", "Marian | Maid Marian", "Robin, Earl of Huntingdon", "Much")}{row("freeform", "Additional Tags", "Rivers", "geese, so many geese")}
<dt class="language">Language:</dt><dd class="language" lang="en">English</dd><dt class="series">Series:</dt><dd class="series"><span class="series"><span class="position">Part 2 of <a href="/series/7">Lanterns, and What They Saw</a></span></span></dd>
<dt class="stats">Stats:</dt><dd class="stats"><dl class="stats">{stats}</dl></dd></dl></div>
<div id="workskin"><div class="preface group"><h2 class="title heading">The Lantern, Again</h2><h3 class="byline heading"><a rel="author" href="/users/f">fletcher</a>, <a rel="author" href="/users/w">Wren, of the Reeds</a></h3>
<div class="summary module"><h3 class="heading">Summary:</h3><blockquote class="userstuff"><p>A lamp goes out.</p><p>Somebody has to <em>see</em> to it.</p></blockquote></div>
<div class="notes module"><h3 class="heading">Notes:</h3><ul class="associations"><li>For <a href="/users/k">kingfisher</a>.</li></ul><blockquote class="userstuff"><p>For the spring exchange.</p></blockquote></div></div>
<div id="chapters" role="article">{body}</div>
<div class="afterword preface group"><div class="end notes module" id="work_endnotes"><h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>Thank you for reading.</p></blockquote></div></div></div>
<div id="feedback" class="feedback"><h3>Comments</h3><ol class="thread"><li class="comment"><blockquote class="userstuff"><p>I loved the ferryman so much.</p></blockquote></li></ol></div></div>
<div id="footer" class="region"><p>About the Archive</p></div></div></body></html>""".encode()


# --- EPUB ---------------------------------------------------------------------------------------


def epub(
    pages: list[tuple[str, str]],
    *,
    metadata: str = "",
    extra: Mapping[str, bytes | str] | None = None,
    ncx: Mapping[str, str] | None = None,
    nav: str = "",
    version: str = "2.0",
    folder: str = "",
) -> bytes:
    """An EPUB of these pages; `ncx` names pages in the contents, `nav` is a navigation page's name."""
    marked = {nav: ' properties="nav"'}
    items = [
        f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"{marked.get(name, "")}/>'
        for n, (name, _) in enumerate(pages)
    ]
    points = "".join(
        f'<navPoint id="n{n}"><navLabel><text>{escape(title)}</text></navLabel><content src="{name}"/></navPoint>'
        for n, (name, title) in enumerate((ncx or {}).items())
    )
    items.append('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>')
    items += [
        f'<item id="x{n}" href="{name}" media-type="image/png"/>'
        for n, name in enumerate(extra or {})
        if name.endswith(".png")
    ]
    refs = "".join(f'<itemref idref="p{n}"/>' for n, (name, _) in enumerate(pages) if name != nav)
    opf = f"""<?xml version='1.0' encoding='utf-8'?>
<package xmlns="http://www.idpf.org/2007/opf" version="{version}" unique-identifier="u"><metadata xmlns:opf="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="u">x</dc:identifier><dc:language>en</dc:language>{metadata}</metadata><manifest>{"".join(items)}</manifest><spine toc="ncx">{refs}</spine></package>"""
    files: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f'<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="{folder}content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        f"{folder}content.opf": opf,
        f"{folder}toc.ncx": f'<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>{points}</navMap></ncx>',
    }
    files |= {f"{folder}{name}": text for name, text in pages}
    files |= {f"{folder}{name}": data for name, data in (extra or {}).items()}
    return zipped(files)


def xhtml(body: str, *, attributes: str = "", title: str = "x") -> str:
    return f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head><body{attributes}>{body}</body></html>'


def generic_epub_named(title_page: str = "Title Page") -> bytes:
    """Chapters named in the contents, a picture, a cover page, a title page that the contents call so."""
    return epub(
        [
            ("cover.xhtml", xhtml('<img src="images/cover.png" alt="Cover"/>')),
            ("title.xhtml", xhtml("<h1>The Lantern, Again</h1><p>by fletcher</p>")),
            (
                "one.xhtml",
                xhtml(
                    f'<h2>Down to the Ford</h2>{paragraphs(ONE)}<p><img src="images/ford.png" alt="The ford"/></p>'
                ),
            ),
            ("two.xhtml", xhtml(f"<h2>The Oak</h2>{paragraphs(TWO)}")),
        ],
        metadata="<dc:title>The Lantern, Again</dc:title><dc:creator>fletcher</dc:creator><dc:description>&lt;p&gt;A lamp goes out.&lt;/p&gt;</dc:description>",
        extra={"images/ford.png": picture(), "images/cover.png": picture(8, 8)},
        ncx={
            "cover.xhtml": "Cover",
            "title.xhtml": title_page,
            "one.xhtml": "1. Down to the Ford",
            "two.xhtml": "2. The Oak",
        },
        folder="OEBPS/",
    )


def generic_epub_headless() -> bytes:
    """EPUB 3: headings stand in the contents only, pages lie in a folder of their own."""
    nav = '<nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops"><ol><li><a href="text/one.xhtml">Chapter 1: Down to the Ford</a></li><li><a href="text/two.xhtml">Chapter 2: The Oak</a></li></ol></nav>'
    return epub(
        [
            ("nav.xhtml", xhtml(nav)),
            ("text/one.xhtml", xhtml(paragraphs(ONE))),
            ("text/two.xhtml", xhtml(paragraphs(TWO))),
        ],
        metadata="<dc:title>The Lantern, Again</dc:title><dc:creator>fletcher</dc:creator>",
        nav="nav.xhtml",
        version="3.0",
    )


def fanficfare_epub(*, table: bool = False) -> bytes:
    """FanFicFare's, with its title page as lines or as a table."""
    facts = {"Series": "Lanterns [2]", "Category": "Robin Hood", "Genre": "Romance, Adventure", "Language": "English", "Characters": "Marian, Robin H.",
             "Relationships": "Marian/Robin Hood", "Status": "Completed", "Published": "2011-04-01", "Updated": "2011-05-02", "Packaged": "2020-01-01 10:00:00",
             "Rating": "T", "Warnings": "Violence", "Chapters": "2", "Words": count(ONE, TWO), "Publisher": "www.fanfiction.net", "Summary": "A lamp goes out."}  # fmt: skip
    head = '<h3><a href="https://www.fanfiction.net/s/1194/1/">The Lantern, Again</a> by <a class="authorlink" href="https://www.fanfiction.net/u/7/">fletcher</a></h3>'
    if table:
        rows = "".join(f"<tr><td><b>{name}:</b></td><td>{value}</td></tr>" for name, value in facts.items())
        front = f'{head}<table class="full">{rows}</table>'
    else:
        front = (
            f"{head}<div>{''.join(f'<b>{name}:</b> {value}<br />' for name, value in facts.items())}</div>"
        )

    def chapter(name: str, texts: tuple[str, ...], before: str = "", after: str = "") -> str:
        return xhtml(
            f'<h3 class="fff_chapter_title">{name}</h3>{before}{paragraphs(texts)}{after}',
            attributes=' class="fff_chapter"',
        )

    note = '<div class="fff_chapter_notes {}"><b>Author\'s Note:</b> <p>{}</p></div>'
    return epub(
        [
            ("OEBPS/title_page.xhtml", xhtml(front, attributes=' class="fff_titlepage"')),
            (
                "OEBPS/log_page.xhtml",
                xhtml(
                    "<h3>Update Log</h3><p class='log_entry'><b>Words:</b> <span id=\"numWords\">1</span></p>",
                    attributes=' class="fff_logpage"',
                ),
            ),
            (
                "OEBPS/file0001.xhtml",
                chapter(
                    "1. Down to the Ford",
                    ONE,
                    note.format("fff_head_notes", "Sorry for the wait! The goose was ill."),
                ),
            ),
            (
                "OEBPS/file0002.xhtml",
                chapter(
                    "2. The Oak", TWO, "", note.format("fff_foot_notes", "The oak is real. I have sat in it.")
                ),
            ),
        ],
        metadata="<dc:title>The Lantern, Again</dc:title><dc:creator>fletcher</dc:creator><dc:contributor>FanFicFare [https://github.com/JimmXinu/FanFicFare]</dc:contributor>"
        "<dc:source>https://www.fanfiction.net/s/1194/1/</dc:source><dc:subject>FanFiction</dc:subject>",
    )


def fanficfare_html() -> bytes:
    rows = "".join(
        f"<tr><td><b>{n}:</b></td><td>{v}</td></tr>"
        for n, v in (
            ("Category", "Robin Hood"),
            ("Status", "In-Progress"),
            ("Packaged", "2020-01-01"),
            ("Rating", "T"),
            ("Summary", "A lamp goes out."),
        )
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>The Lantern, Again by fletcher</title></head><body>
<h1><a href="https://www.fanfiction.net/s/1194/1/">The Lantern, Again</a> by <a class="authorlink" href="https://www.fanfiction.net/u/7/">fletcher</a></h1>
<table class="full">{rows}</table><p><b>Table of Contents</b></p><p><a href="#section0001">1. Down to the Ford</a><br /><a href="#section0002">2. The Oak</a></p>
<a name="section0001"><h2>1. Down to the Ford</h2></a>{paragraphs(ONE)}<a name="section0002"><h2>2. The Oak</h2></a>{paragraphs(TWO)}</body></html>""".encode()


def fanficfare_text(*, wrapped: bool = True) -> bytes:
    def plain(texts: tuple[str, ...]) -> str:
        texts = tuple(
            re.sub(r"</?(?:em|i)>", "_", re.sub(r"</?strong>", "**", re.sub(r"</?(?:s|sub)>", "", text)))
            for text in texts
        )
        return "\n\n".join(texts)

    text = f"""The Lantern, Again

by fletcher


Category: Robin Hood
Genre: Romance, Adventure
Language: English
Status: Completed
Published: 2011-04-01
Packaged: 2020-01-01 10:00:00
Rating: T
Chapters: 2
Story URL: https://www.fanfiction.net/s/1194/1/
Summary: A lamp goes out.

TABLE OF CONTENTS

\t1. Down to the Ford
\t2. The Oak


\t1. Down to the Ford

{plain(ONE)}

\t2. The Oak

{plain(TWO)}

End file.
"""
    return text.replace("\n", "\r\n" if wrapped else "\n").encode()


def fichub_epub(*, old: bool = False) -> bytes:
    dash = " - " if old else " "
    intro = f"""<h1>The Lantern, Again</h1><p><b>By: fletcher</b></p><p>A lamp goes out.</p>
<p>Status: complete{dash}Published: 2011-04-01{dash}Updated: 2011-05-02{dash}Words: {count(ONE, TWO)}{dash}Chapters: 2</p>
<p>Rated: Fiction T - Language: English - Genre: Romance</p><p>Original source: <a rel="noopener noreferrer" href="https://www.fanfiction.net/s/1194">https://www.fanfiction.net/s/1194</a></p>
<p>Exported with the assistance of <a href="https://fichub.net">FicHub.net</a></p>"""
    return epub(
        [
            ("introduction.xhtml", xhtml(intro)),
            ("chap_1.xhtml", xhtml(f"<h2>1. Down to the Ford</h2>{paragraphs(ONE)}")),
            ("chap_2.xhtml", xhtml(f"<h2>2. The Oak</h2>{paragraphs(TWO)}")),
        ],
        metadata="<dc:title>The Lantern, Again</dc:title><dc:creator>fletcher</dc:creator>",
        folder="EPUB/",
    )


def fichub_html() -> bytes:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>The Lantern, Again</title></head><body>
<h1><span class="title">The Lantern, Again</span></h1><h2>by <span class="author">fletcher</span></h2>
<nav id="contents-list"><ol><li><a href="#chap_1">Down to the Ford</a></li><li><a href="#chap_2">The Oak</a></li></ol></nav>
<div id="chap_1"><h2>1. Down to the Ford</h2>{paragraphs(ONE)}</div><div id="chap_2"><h2>2. The Oak</h2>{paragraphs(TWO)}</div></body></html>""".encode()


def fichub_zip() -> bytes:
    return zipped({"The_Lantern_Again.html": fichub_html()})


# --- Sites --------------------------------------------------------------------------------------


def fanfiction_net(*, old: bool = False) -> bytes:
    people = "Marian & Robin H." if old else "[Marian, Robin H.] Much"
    dates = (
        "Updated: 5-2-11 - Published: 4-1-11"
        if old
        else 'Updated: <span data-xutime="1304294400">5/2/2011</span> - Published: <span data-xutime="1301616000">4/1/2011</span>'
    )
    line = f'Rated: <a href="#">Fiction  T</a> - English - Hurt/Comfort/Humor - {people} - Chapters: 2 - Words: 1,234 - Reviews: 7 - {dates} - Status: Complete - id: 1194'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>The Lantern, Again Chapter 2: The Oak, a robin hood fanfic | FanFiction</title></head><body>
<div id="top"><div class="menulink">Just In Community Forum</div></div><div id="content_wrapper_inner">
<div id="pre_story_links"><span class="lc-left"><a href="/misc/">Misc</a><a href="/misc/Robin-Hood/">Robin Hood</a></span></div>
<div id="profile_top"><b class="xcontrast_txt">The Lantern, Again</b> By: <a class="xcontrast_txt" href="/u/7/fletcher">fletcher</a><div style="margin-top:2px" class="xcontrast_txt">A lamp goes out.</div><span class="xgray xcontrast_txt">{line}</span></div>
<SELECT id="chap_select" title="Chapter Navigation"><option value="1">1. Down to the Ford<option value="2" selected>2. The Oak</select>
<div role="main"><div class="storytext xcontrast_txt nocopy" id="storytext"><p><strong>Disclaimer: I own no outlaws.</strong></p>{paragraphs(TWO)}<hr size="1" noshade><p>A/N: Please review, it feeds the geese!</p></div></div>
<div id="review"><textarea>Type your review for this chapter here..</textarea></div></div><script>var storyid = 1194;</script></body></html>""".encode()


def wattpad_page(*, old: bool = False) -> bytes:
    texts = "".join(
        f'<p data-p-id="{n:032x}">{text}<span class="comment-marker">+</span></p>'
        if not old
        else f'<p data-p-id="{n:032x}">{text}</p>'
        for n, text in enumerate(ONE)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>The Lantern, Again - Down to the Ford - Wattpad</title>
<meta property="og:title" content="The Lantern, Again - Down to the Ford"><meta property="og:url" content="https://www.wattpad.com/1194-the-lantern"></head><body>
<nav><a href="/home">Browse</a></nav><div class="part-header"><h1 class="h2">Down to the Ford</h1><a href="/user/fletcher">fletcher</a></div>
<div class="panel panel-reading"><pre>{texts}</pre></div><div class="similar-stories">You'll also like</div></body></html>""".replace(
        '<span class="comment-marker">+</span>', ""
    ).encode()


def wattpad_json(*, nested: bool = True) -> bytes:
    story = {"id": "1194", "title": "The Lantern, Again", "user": {"name": "fletcher"} if nested else "fletcher", "description": "A lamp goes out.", "tags": ["rivers", "geese"],
             "mature": False, "completed": True, "language": {"id": 1, "name": "English"} if nested else "English", "createDate": "2011-04-01T10:00:00Z", "modifyDate": "2011-05-02T10:00:00Z",
             "url": "https://www.wattpad.com/story/1194", "parts": [{"id": 1, "title": "Down to the Ford", "text": paragraphs(ONE)}, {"id": 2, "title": "The Oak", "text": paragraphs(TWO)}]}  # fmt: skip
    return json.dumps(story, indent=1 if nested else None).encode()


_JOURNAL = "<b>Title:</b> The Lantern, Again<br /><b>Author:</b> fletcher<br /><b>Fandom:</b> Robin Hood<br /><b>Pairing:</b> Marian/Robin Hood<br /><b>Rating:</b> PG-13<br /><br />"


def livejournal(*, old: bool = False) -> bytes:
    soup = "<br /><br />".join(ONE) + "<br /><br />* * *<br /><br />" + "<br /><br />".join(TWO)
    if old:
        box = f'<table><tr><td class="sidebar">Recent Entries</td><td><div class="subject">Fic: The Lantern, Again</div><div class="entrytext">{_JOURNAL}{soup}</div><div class="comments">(3 comments | Leave a comment)</div></td></tr></table>'
    else:
        box = f'<article class="b-singlepost"><h1 class="b-singlepost-title">Fic: The Lantern, Again</h1><span class="i-ljuser-username">fletcher</span><article class="b-singlepost-body">{_JOURNAL}{soup}</article></article><div id="comments" class="b-grove"><p>lovely!</p></div>'
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Fic: The Lantern, Again: fletcher — LiveJournal</title></head><body><nav class="s-header">LiveJournal Find more</nav>{box}<footer>About us</footer></body></html>'.encode()


def dreamwidth(*, cut: bool = False) -> bytes:
    text = paragraphs(ONE) + "<p>***</p>" + paragraphs(TWO)
    if cut:
        text = f'<a name="cutid1"></a>{text}<a name="cutid1-end"></a>'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>fletcher | Fic: The Lantern, Again</title></head><body class="page-entry"><div id="content"><div class="entry"><h3 class="entry-title">Fic: The Lantern, Again</h3>
<div class="entry-content"><div class="contents"><p>{_JOURNAL}</p>{text}</div></div><ul class="entry-management-links"><li>Link</li><li>Reply</li></ul></div><div id="comments"><div class="comment"><p>Oh, the geese.</p></div></div></div></body></html>""".encode()


def plain_page(*, table: bool = False) -> bytes:
    """Somebody's own page of 2002: no classes, or a table for a frame."""
    inside = f"<center><h1>The Lantern, Again</h1><h3>by fletcher</h3></center><h2>Chapter 1</h2>{paragraphs(ONE)}<center>*~*~*</center><h2>Chapter 2</h2>{paragraphs(TWO)}<p align=center>THE END</p>"
    if table:
        inside = f"<table width=100%><tr><td><a href=index.htm>Back to the index</a></td><td>{inside}</td></tr></table>"
    return f"<HTML><HEAD><TITLE>The Lantern, Again</TITLE></HEAD><BODY BGCOLOR=#000000 onload='alert(1)'>{inside}</BODY></HTML>".encode(
        "cp1252"
    )


# --- Documents ----------------------------------------------------------------------------------


def markdown(*, front: bool = True) -> bytes:
    def plain(texts: tuple[str, ...]) -> str:
        return "\n\n".join(
            re.sub(r"</?em>", "*", re.sub(r"</?strong>", "**", re.sub(r"</?s>", "~~", text)))
            for text in texts
        )

    head = (
        "---\ntitle: \"The Lantern, Again\"\nauthor: fletcher\nfandom: Robin Hood\npairings:\n  - Marian/Robin Hood\ntags: [Rivers, 'geese, so many geese']\nsummary: >\n  A lamp\n  goes out.\n---\n\n"
        if front
        else "# The Lantern, Again\n\nby fletcher\n\n"
    )
    return f"{head}## Chapter 1: Down to the Ford\n\n{plain(ONE)}\n\n***\n\n    {plain(TWO[:1])}\n\n## Chapter 2: The Oak\n\n{plain(TWO[1:])}\n".encode()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def _word_runs(text: str) -> str:
    out = []
    for part in re.split(r"(<(\w+)>.*?</\2>)", text):
        match = re.fullmatch(r"<(\w+)>(.*)</\w+>", part)
        dress = (
            {
                "em": "<w:i/>",
                "strong": "<w:b/>",
                "s": "<w:strike/>",
                "sub": '<w:vertAlign w:val="subscript"/>',
            }.get(match[1], "")
            if match
            else ""
        )
        words_ = match[2] if match else part
        if part and part not in ("em", "strong", "s", "sub"):
            out.append(
                f'<w:r><w:rPr>{dress}</w:rPr><w:t xml:space="preserve">{escape(words_, quote=False)}</w:t></w:r>'
            )
    return "".join(out)


def docx(*, styled: bool = True, notes: bool = True, extra: Mapping[str, bytes | str] | None = None) -> bytes:
    def para(text: str, style: str = "", align: str = "", more: str = "") -> str:
        props = (f'<w:pStyle w:val="{style}"/>' if style and styled else "") + (
            f'<w:jc w:val="{align}"/>' if align else ""
        )
        return f"<w:p><w:pPr>{props}</w:pPr>{_word_runs(text)}{more}</w:p>"

    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>' if notes else ""
    body = (
        para("The Lantern, Again", "Title")
        + para("by fletcher", "Subtitle")
        + para("Chapter 1: Down to the Ford", "Heading1")
    )
    body += (
        "".join(para(text) for text in ONE[:3])
        + para(ONE[3], more=mark)
        + para("* * *", align="center")
        + para("Chapter 2: The Oak", "Heading1")
        + "".join(map(para, TWO))
        + para("Nottingham, in the rain", align="right")
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{name}"/></w:style>'
        for one, name in (("Title", "Title"), ("Subtitle", "Subtitle"), ("Heading1", "heading 1"))
    )
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0"?><w:document {_W}><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<?xml version="1.0"?><w:styles {_W}>{styles}</w:styles>',
        "word/footnotes.xml": f'<?xml version="1.0"?><w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r><w:t>There were forty-one.</w:t></w:r></w:p></w:footnote></w:footnotes>',
        "docProps/core.xml": '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title></dc:title><dc:creator>Jane Q. Realname</dc:creator></cp:coreProperties>',
    }
    return zipped({**files, **(extra or {})})


_ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odt(*, notes: bool = True, extra: Mapping[str, bytes | str] | None = None) -> bytes:
    def runs(text: str) -> str:
        for tag, style in (("em", "T1"), ("strong", "T2"), ("s", "T3"), ("sub", "T4")):
            text = text.replace(f"<{tag}>", f'<text:span text:style-name="{style}">').replace(
                f"</{tag}>", "</text:span>"
            )
        return text

    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>There were forty-one.</text:p></text:note-body></text:note>'
        if notes
        else ""
    )
    body = '<text:h text:outline-level="1">The Lantern, Again</text:h><text:p>by fletcher</text:p><text:h text:outline-level="2">Chapter 1: Down to the Ford</text:h>'
    body += (
        "".join(f"<text:p>{runs(text)}</text:p>" for text in ONE[:3])
        + f"<text:p>{runs(ONE[3])}{note}</text:p>"
        + '<text:p text:style-name="P1">* * *</text:p><text:h text:outline-level="2">Chapter 2: The Oak</text:h>'
    )
    body += "".join(f"<text:p>{runs(text)}</text:p>" for text in TWO)
    styles = '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style><style:style style:name="T2"><style:text-properties fo:font-weight="bold"/></style:style>'
    styles += '<style:style style:name="T3"><style:text-properties style:text-line-through-style="solid"/></style:style><style:style style:name="T4"><style:text-properties style:text-position="sub 58%"/></style:style><style:style style:name="P1" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/></style:style>'
    files: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<?xml version="1.0"?><office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>',
        "meta.xml": f'<?xml version="1.0"?><office:document-meta {_ODF}><office:meta><dc:title>The Lantern, Again</dc:title></office:meta></office:document-meta>',
    }
    return zipped({**files, **(extra or {})})


def rtf(*, unicode: bool = True) -> bytes:
    def runs(text: str) -> str:
        for tag, word in (("em", "i"), ("strong", "b"), ("s", "strike"), ("sub", "sub")):
            text = text.replace(f"<{tag}>", f"{{\\{word} ").replace(f"</{tag}>", "}")
        return "".join(_rtf_sign(sign, unicode=unicode) for sign in text)

    head = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}}{\info{\author Jane Q. Realname}}{\*\generator Writer;}\uc1"
        "\n"
    )
    body = r"\pard\qc\b The Lantern, Again\b0\par\pard by fletcher\par Chapter 1: Down to the Ford\par" + "\n"
    body += (
        "".join(f"\\pard {runs(text)}\\par\n" for text in ONE)
        + r"\pard\qc * * *\par"
        + "\n"
        + r"\pard Chapter 2: The Oak\par"
        + "\n"
        + "".join(f"{runs(text)}\\par\n" for text in TWO)
    )
    return (head + body + "}").encode("ascii")


def _rtf_sign(sign: str, *, unicode: bool) -> str:
    if sign.isascii():
        return sign
    return f"\\u{ord(sign)}?" if unicode else f"\\'{sign.encode('cp1252').hex()}"


def mht(*, picture_inside: bool = True) -> bytes:
    page = f"<html><head><title>The Lantern, Again</title></head><body><h1>The Lantern, Again</h1><p>by fletcher</p>{paragraphs(ONE)}{'<p><img src=3D=22https://a.example/f.png=22 alt=3D=22The ford=22></p>' if picture_inside else ''}{paragraphs(TWO)}</body></html>"
    import base64
    import quopri

    page = page.replace("=3D", "=").replace("=22", '"')
    body = quopri.encodestring(page.encode()).decode()
    image = base64.encodebytes(picture()).decode()
    return f"""From: <Saved by a browser>\r\nSubject: The Lantern, Again\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----cut"\r\n\r\n------cut\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/story.html\r\n\r\n{body}\r\n------cut\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.example/f.png\r\n\r\n{image}\r\n------cut--\r\n""".encode()


def pdf(*, pages: int = 2) -> bytes:
    """A PDF of plain lines, written here by hand."""
    lines = [re.sub(r"</?\w+>", "", text).replace("“", '"').replace("”", '"') for text in (*ONE, *TWO)]
    wrapped: list[str] = ["The Lantern, Again", "by fletcher", ""]
    for line in lines:
        row = ""
        for word in line.split():
            if len(row) + len(word) > 60:
                wrapped.append(row.strip())
                row = ""
            row += f" {word}"
        wrapped += [row.strip(), ""]
    size = -(-len(wrapped) // pages)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for n in range(pages):
        rows = wrapped[n * size : (n + 1) * size]
        escaped = [row.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for row in rows]
        content = (
            "BT /F1 11 Tf 14 TL 60 740 Td " + " ".join(f"({row}) Tj T*" for row in escaped) + " ET"
        ).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >> >>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        pages,
    )
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


# --- What has to be found -----------------------------------------------------------------------


@dataclass(frozen=True)
class Fixture:
    """A file with what its reader must find. `notes` are (place, first words)."""

    make: Callable[[], bytes]
    name: str
    facts: Mapping[str, str]
    chapters: tuple[str, ...]
    body: tuple[tuple[str, ...], ...] = (ONE, TWO)
    notes: tuple[tuple[str, str], ...] = ()
    codes: frozenset[str] = frozenset()
    romantic: tuple[tuple[str, ...], ...] = ()
    parsed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    in_body: tuple[str, ...] = ()
