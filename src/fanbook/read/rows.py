"""What readers see in markup: a row a block, with what the markup says of it.

In: blocks. Out: `Row`s, and their words on one line. A reader sorts them; `sheet` makes a draft of them.
"""

from __future__ import annotations

from msgspec import Struct

from fanbook.model.blocks import Block, Paragraph, SceneBreak, Subheading
from fanbook.model.draft import Label
from fanbook.model.inlines import Text
from fanbook.model.walk import block_texts, plain

RULE = "———"  # how a rule reads where a line of text is wanted


class Row(Struct, frozen=True):
    """A block with the blank lines before it, the ids that stand in it, and why it is no story, if so.

    `level` is that of a heading (1 to 6), 0 for anything else; `item_ids` are the ids in each item of a list;
    `told` is what the markup says that it is, `indent` the columns by which a line of verse is set in; one that
    `goes_on` is a line of the paragraph before it. `page` counts the documents of a book.
    """

    block: Block
    blanks: int = 1
    ids: frozenset[str] = frozenset()
    why: str = ""
    level: int = 0
    item_ids: tuple[frozenset[str], ...] = ()
    told: Label | None = None
    indent: int = 0
    goes_on: bool = False
    page: int = 0


def words_in(row: Row) -> str:
    """A row's text on one line."""
    return " ".join(" ".join(block_texts(row.block)).split()) or (
        RULE if isinstance(row.block, SceneBreak) else ""
    )


def spoken(text: str) -> Row:
    """A row of plain words."""
    return Row(Paragraph((Text(text),)))


def heading_text(row: Row) -> str:
    """A heading's words."""
    return plain(row.block.inlines) if isinstance(row.block, Subheading) else words_in(row)
