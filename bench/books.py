"""Books to measure setting on: sentences of the project's own sample stories, in another order, at any length.

Three kinds: prose in long paragraphs; dialogue in short ones; prose with verse and chat between. The same
every time. `latex` writes the same book for pdfTeX: same words, measure, size, leading and indent.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from fanbook.model.blocks import Block, Chat, Message, Paragraph, Verse, VerseLine
from fanbook.model.book import Book, ChapterPage, Section, TitlePage
from fanbook.model.inlines import Text
from fanbook.model.story import Chapter, ChapterKind
from fanbook.model.walk import block_texts
from fanbook.write.trim import Trim

SEEDS = Path(__file__).parents[1] / "seeds"
KINDS = ("prose", "dialogue", "verse and chat")
_SENTENCE = re.compile(r"(?<=[.!?] )[A-Z][a-z][^.!?\"“”<>@#_*\[\]{}\\^~$%&|/:]{18,220}[.!?](?= )")
_SPECIAL = {"—": "---", "–": "--", "…": r"\ldots{}", "“": "``", "”": "''", "‘": "`", "’": "'"}


def sentences() -> list[str]:
    """Whole sentences of the sample stories, quotes taken off, ASCII hyphens as dashes where they are dashes."""
    found = []
    for file in sorted(SEEDS.glob("*.txt")):
        data = file.read_bytes()
        try:
            text = re.sub(r"\s+", " ", data.decode())
        except UnicodeDecodeError:
            text = re.sub(r"\s+", " ", data.decode("cp1252", "ignore"))
        text = text.replace("--", "—").replace("'", "’").replace("...", "…")
        found += _SENTENCE.findall(text)
    return found


def make(kind: str, words: int, chapters: int = 10, seed: int = 11) -> Book:
    """A book of one kind and of about so many words."""
    dice, stock = random.Random(f"{kind}{seed}"), sentences()
    sections = [Section("title", TitlePage(f"A Book of {kind.title()}", ("Nobody",)))]
    for number in range(1, chapters + 1):
        blocks: list[Block] = []
        count = 0
        while count < words / chapters:
            block = _block(kind, dice, stock)
            count += sum(len(text.split()) for text in block_texts(block))
            blocks.append(block)
        chapter = Chapter(tuple(blocks), ChapterKind.CHAPTER, number, f"Chapter {number}")
        sections.append(
            Section(f"c{number}", ChapterPage(chapter, number == 1), f"Chapter {number}", 1, kind, "Nobody")
        )
    return Book(
        "story", "bench", "urn:bench", f"A Book of {kind.title()}", ("Nobody",), "en-US",
        datetime(2024, 1, 1, tzinfo=UTC), tuple(sections),
    )  # fmt: skip


def _block(kind: str, dice: random.Random, stock: list[str]) -> Block:
    lot = dice.random()
    if kind == "verse and chat" and lot < 0.08:
        lines = [VerseLine((Text(dice.choice(stock)[:44].rsplit(" ", 1)[0]),)) for _ in range(4)]
        return Verse((tuple(lines),))
    if kind == "verse and chat" and lot < 0.16:
        return Chat(tuple(Message((Text(dice.choice(stock)),), name) for name in ("wren", "robin", "much")))
    if kind == "dialogue" and lot < 0.75:
        said = " ".join(dice.choice(stock) for _ in range(dice.choice((1, 1, 1, 2))))
        after = dice.choice(("", "", f" {dice.choice(stock)}", " said the other."))
        return Paragraph((Text(f"“{said}”{after}"),))
    return Paragraph((Text(" ".join(dice.choice(stock) for _ in range(dice.randint(3, 8)))),))


def paragraphs(book: Book) -> Iterator[list[str]]:
    """The texts of each chapter."""
    for section in book.sections:
        if isinstance(section.page, ChapterPage):
            yield [text for block in section.page.chapter.blocks for text in block_texts(block)]


def latex(book: Book, trim: Trim, *, microtype: bool) -> str:
    """The book for pdfTeX, in TeX Gyre Pagella, pages and lines as fanbook sets them."""
    lines = [
        r"\documentclass[twoside]{book}",
        r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{tgpagella}",
        rf"\usepackage[paperwidth={trim.width}bp,paperheight={trim.height}bp,textwidth={trim.measure:.3f}bp,",
        rf"textheight={trim.lines * trim.leading}bp,inner={trim.inner}bp,top={trim.top}bp,headsep=12bp]{{geometry}}",
        r"\usepackage[american]{babel}",
        r"\usepackage{microtype}" if microtype else "",
        r"\pagestyle{headings}\raggedbottom" if not microtype else r"\pagestyle{headings}",
        rf"\AtBeginDocument{{\fontsize{{{trim.size}bp}}{{{trim.leading}bp}}\selectfont\parindent=1.35em\parskip=0pt",
        rf"\topskip={trim.leading}bp\frenchspacing}}",
        r"\begin{document}",
    ]
    for number, texts in enumerate(paragraphs(book), 1):
        lines.append(rf"\clearpage\thispagestyle{{plain}}\vspace*{{{7 * trim.leading}bp}}")
        lines.append(rf"\noindent\hfil Chapter {number}\hfil\par\vspace{{{2 * trim.leading}bp}}")
        lines += ["\n" + _tex(text) + "\n" for text in texts]
    return "\n".join([*lines, r"\end{document}"])


def _tex(text: str) -> str:
    for plain, code in _SPECIAL.items():
        text = text.replace(plain, code)
    return re.sub(r"([&%$#_])", r"\\\1", text)
