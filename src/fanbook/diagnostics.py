"""What fanbook has to say about a source without stopping: a code, a place, a hint.

`EXPLANATIONS` is the one table of codes; `fanbook explain CODE` prints from it, and a test
checks that every code used in the package stands in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters: an error stops a book, a warning wants a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One remark about one source.

    `line` counts from 1 in the decoded source; 0 means the whole source.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    source: str = ""
    line: int = 0

    def place(self) -> str:
        """`path:line`, as far as known."""
        return f"{self.source}:{self.line}" if self.line else self.source


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means and how to settle it, in words for a person who is no programmer."""

    title: str
    text: str


EXPLANATIONS: dict[str, Explanation] = {
    "R001": Explanation(
        "The source cannot be read",
        "The file could not be opened: it does not exist, is no ordinary file, or may not be read. "
        "Check the path and its permissions.",
    ),
    "R002": Explanation(
        "The source is empty",
        "The file holds no text, or nothing but blank lines. Save the story again from where it came.",
    ),
    "R003": Explanation(
        "The source is no text",
        "The file holds bytes that no text encoding explains: it is a picture, an archive, or a "
        "document in a format that fanbook does not read. Save it as plain text first.",
    ),
    "R004": Explanation(
        "The source holds no story",
        "Everything in the file was recognised as header, note or site furniture, and nothing was "
        "left to be a story. Run `fanbook inspect FILE` to see what each line was taken for, and "
        "overrule it in the sidecar under [lines].",
    ),
    "R005": Explanation(
        "The source is too large",
        "A single text file of more than 64 MB is more likely to be something else than a story. "
        "Split it, or check that it is what you think it is.",
    ),
    "R010": Explanation(
        "Text was repaired",
        "The file had been saved in one encoding and read in another, so that quotes and accents "
        "came out as strange letters. fanbook put them right; each repaired line is counted.",
    ),
    "R011": Explanation(
        "Characters were removed",
        "The file holds control characters that no e-book or PDF can carry. They were removed; "
        "no letter or digit is among them.",
    ),
    "R012": Explanation(
        "The encoding was guessed",
        "The file is not UTF-8 and does not say what it is. fanbook chose the likeliest encoding. "
        "If accents look wrong, save the file as UTF-8.",
    ),
    "N001": Explanation(
        "No title was found",
        "The book is called by its file name or by its opening words, and says that this is a "
        'stand-in. Write `title = "..."` in the sidecar (`fanbook inspect FILE --write` makes one).',
    ),
    "N002": Explanation(
        "No author was found",
        "The book names nobody as its author and says so. Write "
        '`author = "..."` in the sidecar if you know who wrote it.',
    ),
    "N010": Explanation(
        "Straight or unbalanced quotes",
        "Some paragraphs open more quotation marks than they close. They were left as they are "
        "wherever the direction could not be told.",
    ),
    "N014": Explanation(
        "A line that looks like a chapter heading stands alone",
        'It was kept as text. Say `chapters = ["Part *"]` in the sidecar if it is a heading.',
    ),
    "N020": Explanation(
        "Private details were held back",
        "E-mail addresses and real names in mail headers are neither printed nor put into metadata. "
        "The report lists what was held back.",
    ),
    "N021": Explanation(
        "A sidecar's guard no longer matches",
        "A line named under [lines] does not begin with the words given there: the source has "
        "changed since. That rule was not applied. Correct the line number.",
    ),
    "N022": Explanation(
        "A fix found nothing",
        "The words of a [[fix]] do not occur in the story. Check the spelling in the sidecar.",
    ),
    "C001": Explanation(
        "Unknown key in the configuration",
        "A key in fanbook.toml or a sidecar is not one that fanbook knows, most often a slip of "
        "spelling. The message names the nearest known one.",
    ),
    "C002": Explanation(
        "The configuration cannot be read",
        "The file is not valid TOML, or a value has the wrong type. The message names the place.",
    ),
    "C003": Explanation(
        "Unknown option value",
        "A theme, trim size, format, style or other choice is not known. The message lists what is.",
    ),
    "W001": Explanation(
        "A character has no glyph",
        "No typeface at hand can draw it, so it would print as an empty box. For Chinese, Japanese "
        "and Korean install the extra: `pipx inject fanbook 'fanbook[cjk]'` or "
        "`uv tool install 'fanbook[cjk]'`.",
    ),
    "W002": Explanation(
        "PDF needs Pango",
        "WeasyPrint sets pages with the system library Pango, which is not installed. EPUBs and "
        "covers are built without it. `fanbook doctor` prints the exact command for this machine.",
    ),
    "W003": Explanation(
        "A format failed",
        "One of the book's files could not be made; the others were. The message says why.",
    ),
    "P001": Explanation(
        "A process that set a chapter was lost",
        "Long books are set by several processes at once. One of them died or ran out of memory, and the "
        "book with it; the others were built. Try again with `--jobs 1`, or close other programs.",
    ),
    "P002": Explanation(
        "A chapter took too long",
        "A process that set a chapter was ended because it did not come to an end. Most often one "
        "paragraph of the story is endless: look for a line of hundreds of thousands of letters.",
    ),
    "P010": Explanation(
        "The pages are larger than the sheet's part for them",
        "Each page gets a half or a quarter of the sheet, at its full size. Choose larger paper with "
        "`--sheet`, make the book at a smaller `--trim`, or let the pages be drawn smaller: `--scale fit`.",
    ),
    "P011": Explanation(
        "The book has no such signatures or sheets",
        "A list of signatures must hold all pages of the book, and `--only 7.2` must name a sheet that "
        "there is. The message says how many there are.",
    ),
    "P012": Explanation(
        "The file cannot be folded",
        "It is no PDF, is damaged, or is locked with a password. Print it to PDF again and try with that.",
    ),
    "P019": Explanation(
        "A file of a kind that cannot be checked",
        "`fanbook check` looks at finished books and tells their kind by the ending of the name. Point it at a .pdf, or at the folder that holds the books.",
    ),
    "P020": Explanation(
        "The PDF is damaged",
        "The file is no PDF, was cut short, or has errors in its structure. Printers may refuse it or lose pages. Make it again from what it was made from.",
    ),
    "P021": Explanation(
        "The PDF is locked",
        "The file asks for a password. Print shops and imposers cannot open it. Save it again without one.",
    ),
    "P022": Explanation(
        "Pages differ in size",
        "All pages of a book are cut to one size; here some differ, or they are not of the size asked for with `--trim`.",
    ),
    "P023": Explanation(
        "The page does not begin at nought",
        "The page's outer box has an origin other than 0 0, as some programs write it for bleed. Some printers and imposers then shift every page.",
    ),
    "P025": Explanation(
        "A font is not in the file",
        "Every font must be embedded, else the printer puts another in its place and the lines change.",
    ),
    "P026": Explanation(
        "Text cannot be copied or searched",
        "A font in the file has no map from its glyphs to letters. The page prints well, but searching, copying and screen readers fail.",
    ),
    "P027": Explanation(
        "A stand-in font was used",
        "The typeface that was meant was not found when the file was made, and another took its place without a word.",
    ),
    "P028": Explanation(
        "A letter has no glyph",
        "A box or nothing is printed where a letter should stand, because the typeface has no such letter.",
    ),
    "P029": Explanation(
        "Colour where black would do",
        "Text or rules are drawn in RGB or mixed inks. Printed, black text made of several inks has coloured edges and may cost the price of colour. fanbook's own interiors use black only.",
    ),
    "P031": Explanation(
        "A picture is too coarse",
        "A picture has fewer than 300 pixels for each inch that it takes on the page, and will look soft in print. Use a larger one, or print it smaller.",
    ),
    "P034": Explanation(
        "A claim that the file does not keep",
        "The file says that it is PDF/X or PDF/A, but lacks the description of its colours that both demand. A print shop that relies on it will refuse it.",
    ),
    "P035": Explanation(
        "Scripts, forms or attachments",
        "The file holds things that run, ask or are carried along. A book needs none, and print shops refuse them.",
    ),
    "P036": Explanation(
        "A link leads nowhere",
        "A link within the book, in its contents for example, points at a place that is not there.",
    ),
    "P037": Explanation(
        "The outline leads nowhere",
        "Lines of the outline (the bookmarks that a reader shows beside the pages) lead to no page.",
    ),
    "P038": Explanation(
        "A printed page number is wrong",
        "The number on the page is not the one by which the file calls that page, so the contents and `go to page` disagree with the paper.",
    ),
    "P040": Explanation(
        "Text too near to the spine or the edge",
        "What is nearer than 9 mm to the spine disappears in the binding; what is nearer than 6 mm to an edge may be cut off.",
    ),
    "P041": Explanation(
        "Type is too small",
        "Text of less than 8 points is hard to read, and print shops refuse type of less than 5 to 7 points.",
    ),
    "P042": Explanation(
        "The file does not say what it is",
        "Title, author or language is missing from the file's own description.",
    ),
    "P043": Explanation(
        "An odd number of pages",
        "The last leaf has nothing on its back. That is no fault; some print shops ask for an even number.",
    ),
    "P044": Explanation(
        "A paragraph is torn at a page's edge",
        "A page begins with the last line of a paragraph, or ends with the first line of one.",
    ),
    "P045": Explanation(
        "Too many hyphens one above the other",
        "More than two lines in a row end in a hyphen, which makes a ladder at the edge of the text.",
    ),
    "P046": Explanation(
        "Facing pages end at different heights",
        "Pages that face each other should be equally deep, unless a chapter begins or ends there.",
    ),
    "P047": Explanation(
        "Lines are torn apart",
        "Word spaces are much wider than they should be in more lines than a reader overlooks. Hyphenation, a wider measure or ragged setting helps.",
    ),
    "O001": Explanation(
        "The output cannot be written",
        "The output folder, or a file in it, refused to be written: no space, no permission, or a "
        "folder in the place of a file.",
    ),
    "O002": Explanation(
        "Another build is running",
        "Another fanbook holds the lock on this output folder. Wait for it, or choose another --out.",
    ),
    "O003": Explanation(
        "A file that is not ours stands in the way",
        "A file that fanbook did not make has the name of a book. It was left alone and the book was "
        "not written. Move it away, or pin another id or title in the sidecar.",
    ),
    "B001": Explanation(
        "A bug in fanbook",
        "Something happened that fanbook did not expect. The other stories were built. Please report "
        "the traceback, if you can with the source.",
    ),
}
