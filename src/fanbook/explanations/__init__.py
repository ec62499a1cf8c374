"""What each code means and how to put it right: the one table of them, for `fanbook explain CODE`.

A letter says who speaks: C configuration, R reading, N recognition, T the table, and for finished books W writing,
E and P checking, O the output folder, B a bug.
"""

from __future__ import annotations

from msgspec import Struct

from fanbook.explanations.library import LIBRARY
from fanbook.explanations.print import PRINT
from fanbook.explanations.settings import SETTINGS


class Explanation(Struct, frozen=True):
    """What a code means and how to settle it, in words for a person who is no programmer."""

    title: str
    text: str


EXPLANATIONS: dict[str, Explanation] = {
    **{code: Explanation(*row) for code, row in (SETTINGS | PRINT | LIBRARY).items()},
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
    "R030": Explanation(
        "The markup cannot be read",
        "The file says that it is HTML or XML and is not: most often a download that broke off. Save the "
        "story again from where it came.",
    ),
    "R031": Explanation(
        "Nested too deep",
        "Its parts stand inside each other hundreds or thousands of times, as no story's do. Save the "
        "story again from where it came, or as plain text.",
    ),
    "R032": Explanation(
        "The document declares entities",
        "It defines shorthands of its own, with which a small file can grow beyond all measure or reach for "
        "other files. No story needs them, so it is not opened. Save it again from where it came.",
    ),
    "R033": Explanation(
        "The file is damaged",
        "A part of it is missing or broken, most often since a download broke off. Save it again; a book that "
        "opens elsewhere can be exported from there.",
    ),
    "R034": Explanation(
        "The archive is no story",
        "It holds far more files, or far more when unpacked, than any story has. Check what it is.",
    ),
    "R035": Explanation(
        "The file is locked",
        "A password or the shop's copy protection (DRM) locks it. fanbook opens no locks: save the story from "
        "where it came, or save the file without its password.",
    ),
    "R036": Explanation(
        "No story that fanbook knows",
        "The file is of a known kind and holds no story's text: data, a list of parts, an archive of several "
        "files. Unpack an archive first and give fanbook the folder.",
    ),
    "R037": Explanation(
        "Another program is needed",
        "Kindle books and old Word documents are converted by calibre and LibreOffice, where they are "
        "installed. The hint gives the command. A locked book cannot be converted.",
    ),
    "R038": Explanation(
        "Reading takes too much",
        "The file was given up after it took more time or memory than a story needs; the others were read. "
        "Check what it is, or save it as EPUB, HTML or plain text.",
    ),
    "R039": Explanation(
        "A PDF without text",
        "Its pages are pictures: it is a scan. Run it through text recognition (OCR) first, for instance "
        "`ocrmypdf IN.pdf OUT.pdf`.",
    ),
    "R040": Explanation(
        "The words do not add up",
        "The archive states how many words the work has, and more than one in a hundred are missing or too "
        "many. The download may be incomplete, or somebody edited it. Get it again, or compare.",
    ),
    "R041": Explanation(
        "Chapters are missing",
        "The source says that the story has more chapters than the file holds, or fewer. Download the entire "
        "work; single chapters saved side by side are separate stories to fanbook.",
    ),
    "R042": Explanation(
        "A picture was left out",
        "It is not in the file that was saved, is no picture that a book can hold, or is too large. fanbook "
        "fetches nothing from the web. Save the page complete, or as an EPUB.",
    ),
    "R043": Explanation(
        "Something that no book can hold",
        "A video, a sound, a frame with another page: it was left out, and stands in no book.",
    ),
    "R044": Explanation(
        "Text out of a PDF",
        "A PDF says where letters stand and not what is a paragraph. The text was put together again as well "
        "as it can be; read the book before you print it, and use any other format if you have one.",
    ),
    "R020": Explanation(
        "Marks were removed",
        "Some letter carries more than 32 combining marks, accents over accents: no typeface can set that, "
        "and the attempt can end the whole program. The marks beyond were removed; every letter and digit "
        "is there.",
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
        "A quotation mark without its partner",
        "Some paragraphs open a quotation that nothing closes, or close one that nothing opened. A speech "
        "over several paragraphs is not meant: it opens in each. Every mark was set as its neighbours tell, "
        "and none was added or removed. If it is a slip, mend it in the sidecar: [[fix]] with `find` and "
        "`replace`.",
    ),
    "N014": Explanation(
        "A line that looks like a chapter heading stands alone",
        'It was kept as text. Say `chapters = ["Part *"]` in the sidecar if it is a heading.',
    ),
    "N015": Explanation(
        "The file holds several stories",
        "Mastheads (a title with author, rating and the like) begin one story after the other, so each becomes a book "
        "of its own. If the file is one story, say `digest = false` in its sidecar.",
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
    "N023": Explanation(
        "A sidecar names a part of a paragraph",
        "A rule under [lines] names a blank line, or only some lines of a paragraph that runs over several. "
        "It was not applied. Name all lines of the paragraph; `fanbook inspect FILE` shows where it begins "
        "and ends.",
    ),
    "T001": Explanation(
        "This is no table",
        "The file given to `fanbook table --apply` is no table that fanbook made: its first row must name the columns, and one of them must be `file`. Make one with `fanbook table --out library.csv`, and save it as CSV in your spreadsheet program.",
    ),
    "T002": Explanation(
        "A table is torn",
        "A row of the table cannot be read: a quotation mark is never closed, or a cell stands outside the named columns. Open the file in a spreadsheet program and save it as CSV again.",
    ),
    "T003": Explanation(
        "A column has a wrong name",
        "A column's name is nearly one that fanbook knows, or stands there twice. Columns with names of your own are left alone.",
    ),
    "T004": Explanation(
        "A row names no story",
        "The first cell of a row must be the story's file, as `fanbook table` wrote it, and the command must name the folders that the table was made of. Nothing was saved.",
    ),
    "T005": Explanation(
        "A story stands in two rows",
        "Two rows of the table are about one story. Leave one of them; nothing was saved.",
    ),
    "T006": Explanation(
        "A cell cannot be so",
        "A title cannot be empty, `anthology` is yes or no, and what fanbook counts cannot be changed. Nothing was saved.",
    ),
    "T007": Explanation(
        "A cell was changed in two places",
        "Since the table was made, the same fact was settled elsewhere, by `fanbook review` or in the sidecar, and the table changes it too. Nothing was saved. Make a new table and change that one.",
    ),
    "T009": Explanation(
        "A table is there already",
        "`fanbook table --out` does not write over a file that you may have worked on. Put it into your library with --apply, choose another name, or say --force.",
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
    "W004": Explanation(
        "A format took too long",
        "One of the book's files was given up: it took several times as long as books of this size do. "
        "The others were made. The hint says what is unusual about the story, if anything is: most often "
        "a paragraph of many thousand words, or thousands of chapters that are none.",
    ),
    "W005": Explanation(
        "A format needed too much memory",
        "One of the book's files was given up before it took all memory that this machine has. The others "
        "were made. Split the story into several files, or leave that format out with --format.",
    ),
    "W006": Explanation(
        "A format's process broke down",
        "The process that made one of the book's files ended without an answer: a library in it gave up, "
        "or the system ended it because memory ran out. The other files were made. Try --jobs 1; if it "
        "happens again, please report it, if you can with the source.",
    ),
    "W020": Explanation(
        "No cover style passes every measure",
        "The title is so long, or so hard to set, that it is small on a thumbnail in every style. The cover is "
        "drawn in the style that comes nearest. A shorter title in the sidecar would help.",
    ),
    "W021": Explanation(
        "The picture for a cover was not used",
        "It is no JPEG, PNG or WebP picture that can be opened safely, is too large, or lies outside the library. "
        "The cover was drawn instead. Save the picture anew in one of those formats.",
    ),
    "W022": Explanation(
        "The picture for a cover is small",
        "It has fewer pixels than a cover shows, so that it looks soft. Use one of 1600 x 2560 pixels or more.",
    ),
    "W023": Explanation(
        "The spine bears no words",
        "The block is so thin that type on its spine would be too small to read or would run over a fold. Thicker "
        "paper, or the measured block (`spine` in fanbook.toml), may make room.",
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
    "E001": Explanation(
        "This is no book that can be looked through",
        "The file is no EPUB, or it is so damaged that nothing in it can be found. Build the book again; "
        "if the file came from elsewhere, fetch it again.",
    ),
    "E002": Explanation(
        "A document is no XML",
        "An EPUB's pages are XML, and a reader that is strict opens none that breaks its rules. Where a "
        "theme of your own is used, one of its templates leaves a tag open.",
    ),
    "E003": Explanation(
        "A file is missing from the book",
        "The book's own list names a file that is not in it. Build the book again.",
    ),
    "E010": Explanation(
        "Words of the source are not in the book",
        "The story was read again and held against the book, line by line. Most often the source has "
        "been edited since the book was built: build it again. If a fresh build says the same, please "
        "report it.",
    ),
    "E011": Explanation(
        "The text could not be compared",
        "The report beside the book says which story it was made of, but that story is not there any "
        "more, or cannot be read.",
    ),
    "E012": Explanation(
        "A quotation is opened and not closed",
        "Nearly always the author's own slip. It does no harm; a [[fix]] in the sidecar mends it.",
    ),
    "E013": Explanation(
        "A chapter or page is empty",
        "There is a heading and nothing below it, or nothing at all. Look at the source: a chapter may "
        "have been saved without its text.",
    ),
    "E014": Explanation(
        "The table of contents is out of step",
        "A line leads nowhere, or backwards, or a chapter has no line. Readers use the contents to move "
        "about and to count chapters.",
    ),
    "E015": Explanation(
        "The two tables of contents differ",
        "An EPUB carries a second table for older readers. Where the two differ, some people see the "
        "wrong one.",
    ),
    "E020": Explanation(
        "The style sheet uses what old readers do not know",
        "Old engines do not always skip what they do not know: some drop the whole style sheet, some the "
        "whole book. The message names the line. Themes keep to plain CSS 2.1.",
    ),
    "E021": Explanation(
        "A colour that night mode does not turn",
        "When a reader turns the page black, a colour or a background that the book brings along stays "
        "as it is, and dark text may stand on a dark page. Let text and rules take the reader's colour.",
    ),
    "E030": Explanation(
        "A picture without words",
        "Somebody who cannot see the picture is told nothing, or a file name. Give it an alternative text.",
    ),
    "E031": Explanation(
        "No cover that readers find",
        "On the shelf the book shows a blank, or a page of text. fanbook's own books have a cover unless "
        "built with --no-cover.",
    ),
    "E033": Explanation(
        "What the book says of its accessibility is missing or wrong",
        "Libraries and screen readers ask an EPUB what it holds: text, pictures, descriptions. fanbook "
        "says so in every book it makes, and claims nothing that is not there.",
    ),
    "E040": Explanation(
        "A document is too long",
        "Readers load a whole document at a time; old ones turn pages slowly above 300 kB. fanbook parts "
        "long chapters by itself.",
    ),
    "E041": Explanation(
        "A Kindle would not like this",
        "The book breaks one of the rules for files that are sent to a Kindle. Other readers may be content.",
    ),
    "E042": Explanation(
        "A Kobo would not like this",
        "The KEPUB breaks one of the rules of Kobo's own engine. `fanbook build --format kepub` keeps them.",
    ),
    "E050": Explanation(
        "epubcheck found something",
        "The W3C's validator of EPUBs has an objection. In a book that fanbook made this is a bug: "
        "please report it.",
    ),
    "E051": Explanation(
        "Ace found something",
        "DAISY's checker of accessibility has an objection. In a book that fanbook made this is a bug: "
        "please report it.",
    ),
    "E052": Explanation(
        "A validator is not installed",
        "fanbook's own checks were made; epubcheck and Ace are asked too where they are there.",
    ),
    "B001": Explanation(
        "A bug in fanbook",
        "Something happened that fanbook did not expect. The other stories were built. Please report "
        "the traceback, if you can with the source.",
    ),
}
