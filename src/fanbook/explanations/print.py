"""What the codes of printing mean (P001 to P069): rows of the table in `explanations`, title and text."""

from __future__ import annotations

PRINT: dict[str, tuple[str, str]] = {
    "P001": (
        "A process that set a chapter was lost",
        (
            "Long books are set by several processes at once. One of them died or ran out of memory, and the "
            "book with it; the others were built. Try again with `--jobs 1`, or close other programs."
        ),
    ),
    "P002": (
        "A chapter took too long",
        (
            "A process that set a chapter was ended because it did not come to an end. Most often one "
            "paragraph of the story is endless: look for a line of hundreds of thousands of letters."
        ),
    ),
    "P010": (
        "The pages are larger than the sheet's part for them",
        (
            "Each page gets a half or a quarter of the sheet, at its full size. Choose larger paper with "
            "`--sheet`, make the book at a smaller `--trim`, or let the pages be drawn smaller: `--scale fit`."
        ),
    ),
    "P011": (
        "The book has no such signatures or sheets",
        (
            "A list of signatures must hold all pages of the book, and `--only 7.2` must name a sheet that "
            "there is. The message says how many there are."
        ),
    ),
    "P012": (
        "The file cannot be folded",
        "It is no PDF, is damaged, or is locked with a password. Print it to PDF again and try with that.",
    ),
    "P013": (
        "A volume is thicker than asked",
        (
            "Volumes of a long work are parted between chapters, and this one has no place to be parted at. Call a "
            "line a heading in the story's sidecar, under [lines], or print on thinner paper."
        ),
    ),
    "P048": (
        "The file says that it is tagged, and is not",
        (
            "Tags tell a screen reader what is a heading, a paragraph, a picture. A file that claims them has to have "
            "them, a language, and words for every picture. `fanbook build --tagged` makes such a file."
        ),
    ),
    "P050": (
        "Not as many pages as the print shop binds",
        (
            "Print shops bind no fewer and no more pages than they say, an even number, and some want the last one "
            "blank. `fanbook build --press NAME` fills a book up; --pad adds more; --volumes parts a thick one."
        ),
    ),
    "P051": (
        "Neither the trim size nor the shop's bleed",
        (
            "A page without pictures that run off it is as large as the finished book. One with them is larger by "
            "the bleed that the shop asks for, so that its knife leaves no white edge."
        ),
    ),
    "P052": (
        "Links, comments or an outline in a file for a print shop",
        (
            "They are for reading on a screen. Shops refuse such files, or print what was not meant to be printed. "
            "`fanbook build --press NAME` leaves them away."
        ),
    ),
    "P053": (
        "Text nearer to the edge than the print shop allows",
        (
            "The knife and the glue take some of every page, and thick books more at the spine. Choose a larger "
            "--trim, or a theme with wider margins."
        ),
    ),
    "P020": (
        "The PDF is damaged",
        "The file is no PDF, was cut short, or has errors in its structure. Printers may refuse it or lose pages. Make it again from what it was made from.",
    ),
    "P021": (
        "The PDF is locked",
        "The file asks for a password. Print shops and imposers cannot open it. Save it again without one.",
    ),
    "P022": (
        "Pages differ in size",
        "All pages of a book are cut to one size; here some differ, or they are not of the size asked for with `--trim`.",
    ),
    "P023": (
        "The page does not begin at nought",
        "The page's outer box has an origin other than 0 0, as some programs write it for bleed. Some printers and imposers then shift every page.",
    ),
    "P025": (
        "A font is not in the file",
        "Every font must be embedded, else the printer puts another in its place and the lines change.",
    ),
    "P026": (
        "Text cannot be copied or searched",
        "A font in the file has no map from its glyphs to letters. The page prints well, but searching, copying and screen readers fail.",
    ),
    "P027": (
        "A stand-in font was used",
        "The typeface that was meant was not found when the file was made, and another took its place without a word.",
    ),
    "P028": (
        "A letter has no glyph",
        "A box or nothing is printed where a letter should stand, because the typeface has no such letter.",
    ),
    "P029": (
        "Colour where black would do",
        "Text or rules are drawn in RGB or mixed inks. Printed, black text made of several inks has coloured edges and may cost the price of colour. fanbook's own interiors use black only.",
    ),
    "P031": (
        "A picture is too coarse",
        "A picture has fewer than 300 pixels for each inch that it takes on the page, and will look soft in print. Use a larger one, or print it smaller.",
    ),
    "P034": (
        "A claim that the file does not keep",
        "The file says that it is PDF/X or PDF/A, but lacks the description of its colours that both demand. A print shop that relies on it will refuse it.",
    ),
    "P035": (
        "Scripts, forms or attachments",
        "The file holds things that run, ask or are carried along. A book needs none, and print shops refuse them.",
    ),
    "P036": (
        "A link leads nowhere",
        "A link within the book, in its contents for example, points at a place that is not there.",
    ),
    "P037": (
        "The outline leads nowhere",
        "Lines of the outline (the bookmarks that a reader shows beside the pages) lead to no page.",
    ),
    "P038": (
        "A printed page number is wrong",
        "The number on the page is not the one by which the file calls that page, so the contents and `go to page` disagree with the paper.",
    ),
    "P040": (
        "Text too near to the spine or the edge",
        "What is nearer than 9 mm to the spine disappears in the binding; what is nearer than 6 mm to an edge may be cut off.",
    ),
    "P041": (
        "Type is too small",
        "Text of less than 8 points is hard to read, and print shops refuse type of less than 5 to 7 points.",
    ),
    "P042": (
        "The file does not say what it is",
        "Title, author or language is missing from the file's own description.",
    ),
    "P043": (
        "An odd number of pages",
        "The last leaf has nothing on its back. That is no fault; some print shops ask for an even number.",
    ),
    "P044": (
        "A paragraph is torn at a page's edge",
        "A page begins with the last line of a paragraph, or ends with the first line of one.",
    ),
    "P045": (
        "Too many hyphens one above the other",
        "More than two lines in a row end in a hyphen, which makes a ladder at the edge of the text.",
    ),
    "P046": (
        "Facing pages end at different heights",
        "Pages that face each other should be equally deep, unless a chapter begins or ends there.",
    ),
    "P047": (
        "Lines are torn apart",
        "Word spaces are much wider than they should be in more lines than a reader overlooks. Hyphenation, a wider measure or ragged setting helps.",
    ),
}
