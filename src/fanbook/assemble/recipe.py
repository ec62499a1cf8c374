"""How a volume is edited: what a person may say of an anthology of her own, and what holds where she says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fanbook.assemble.bundles import SHARED
from fanbook.assemble.thickness import Limit

if TYPE_CHECKING:
    from fanbook.query import Query

# The pages around the stories that may be left away; a title page and the notice every volume has.
MATTER = ("half-title", "warnings", "contents", "about", "contributors", "colophon")
PARTS = ("pairing", *SHARED)


class Pin(Struct, frozen=True):
    """A volume whose stories are settled: it is of these, in this order. `frozen`: it was printed."""

    number: int
    stories: tuple[str, ...] = ()
    frozen: bool = False


class Edition(Struct, frozen=True):
    """How a volume is edited. `note` is the editor's own text; `order` one of `ORDERS`, or names of stories;
    `parts` one of `PARTS`; `frozen`: every volume there is was printed.
    """

    subtitle: str = ""
    editor: str = ""
    dedication: str = ""
    note: str = ""
    order: tuple[str, ...] = ("series",)
    parts: str = ""
    matter: tuple[str, ...] = MATTER
    cover_style: str = ""
    limit: Limit | None = None
    pins: tuple[Pin, ...] = ()
    frozen: bool = False


PLAIN = Edition()


class Recipe(Struct, frozen=True):
    """An anthology by hand: what it is called, which stories it takes, how it is edited.

    It takes the stories that match `query` and those that `stories` names, by title or by file. `where` is the
    query as it was written. A recipe with the slug of a bundle takes that bundle's place.
    """

    title: str
    slug: str
    query: Query | None = None
    where: str = ""
    stories: tuple[str, ...] = ()
    edition: Edition = PLAIN
