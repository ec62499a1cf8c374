"""The anthologies that a `fanbook.toml` describes, `[[anthology]]`.

In: its table. Out: `Recipe`s. All that can be wrong with one is an error with the place, before anything is
built; the text of an editor's note is read by `workspace`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from fanbook.assemble.identity import slug_of
from fanbook.assemble.order import ORDERS
from fanbook.assemble.recipe import MATTER, PARTS, Edition, Pin, Recipe
from fanbook.assemble.thickness import read_limit
from fanbook.errors import ConfigError
from fanbook.library.toml import check_keys, safe, shown, text_of, texts_of

if TYPE_CHECKING:
    from fanbook.query import Query

TABLE = "anthology"
_KEYS = frozenset({
    "title", "slug", "query", "stories", "subtitle", "editor", "dedication", "note", "order", "parts", "matter",
    "cover-style", "volumes", "frozen", "volume",
})  # fmt: skip
_PIN = frozenset({"number", "stories", "frozen"})
_MOST = 1_000  # anthologies, or volumes of one


def read_recipes(table: Mapping[str, Any], path: str) -> tuple[Recipe, ...]:
    """The recipes. Raises `ConfigError` C001 to C003, C021, C030."""
    recipes = tuple(_recipe(row, path) for row in _rows(table, TABLE, path))
    slugs: dict[str, str] = {}
    for recipe in recipes:
        if recipe.slug in slugs:
            message = f"{shown(slugs[recipe.slug])} and {shown(recipe.title)} would be called alike"
            raise ConfigError("C003", message, at=path, hint='give one of them a slug = "..."')
        slugs[recipe.slug] = recipe.title
    return recipes


def recipe_for(
    name: str, files: Sequence[str], said: Mapping[str, str], note: str, known: Sequence[Recipe]
) -> tuple[Recipe, bool]:
    """The anthology that a command asks for, and whether it is made by hand.

    It is the known recipe of that title where neither files nor a query are given; what else is `said` beats
    it. By hand it takes the stories in `files`, in their order, or those of them that match. Raises
    `ConfigError` C032 where there is nothing to take, and all that `read_recipes` raises.
    """
    given = {key: value for key, value in said.items() if value}
    wanted = name.casefold()
    recipe = next((one for one in known if wanted in (one.title.casefold(), one.slug)), None)
    if recipe is not None and not files and "query" not in given:
        return _overlaid(recipe, given, note), False
    if not files and "query" not in given:
        titles = ", ".join(shown(one.title) for one in known)
        hint = "name files, or say --where" + (f"; fanbook.toml knows {titles}" if titles else "")
        raise ConfigError("C032", f"{shown(name)} takes no story", hint=hint)
    row: dict[str, Any] = {"title": safe(name), "order": list(files), **given}
    if "query" not in given:
        row["stories"] = list(files)
    elif "order" not in given:
        del row["order"]
    made = _recipe(row, "--where" if "query" in given else "")
    return replace(made, edition=replace(made.edition, note=note)), True


_OVERLAID = ("subtitle", "editor", "dedication", "order", "parts", "cover-style", "volumes")


def _overlaid(recipe: Recipe, given: Mapping[str, str], note: str) -> Recipe:
    """The recipe with what was said on the command line in the place of what it says itself."""
    said = _edition(given, "")
    names = [{"volumes": "limit"}.get(key, key).replace("-", "_") for key in _OVERLAID if key in given]
    edition = replace(recipe.edition, **{name: getattr(said, name) for name in names})
    return replace(recipe, edition=replace(edition, note=note or edition.note))


def _rows(table: Mapping[str, Any], name: str, path: str) -> list[Mapping[str, Any]]:
    found = table.get(name, [])
    rows = [found] if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError("C002", f"{name!r} must be a table", at=path, hint=f"write [[{name}]] on a line")
    if len(rows) > _MOST:
        raise ConfigError("C021", f"{len(rows):,} of {name!r} are more than {_MOST:,}", at=path)
    return rows


def _recipe(row: Mapping[str, Any], path: str) -> Recipe:
    check_keys(row, _KEYS, path, f" in [[{TABLE}]]")
    title = text_of(row, "title", path) if "title" in row else ""
    if not title:
        raise ConfigError("C002", f"an [[{TABLE}]] needs a title", at=path, hint='title = "..."')
    where = text_of(row, "query", path) if "query" in row else ""
    stories = tuple(name for name in texts_of(row, "stories", path) if name)
    edition = _edition(row, path)
    if not where and not stories:
        hint = 'query = \'pairing = "Robin Hood/Marian"\', or stories = ["a.txt", "b.txt"]'
        raise ConfigError("C002", f"{shown(title)} takes no story", at=path, hint=hint)
    return Recipe(title, _slug(row, title, path), _query(where, f"{path}, {title}"), where, stories, edition)


def _query(where: str, at: str) -> Query | None:
    from fanbook.query import parse_query  # noqa: PLC0415 - most libraries ask nothing

    return parse_query(where, at) if where else None


def _slug(row: Mapping[str, Any], title: str, path: str) -> str:
    if "slug" not in row:
        return (
            slug_of(f"anthology {title}") if slug_of(title)[:8] != "story-" else slug_of(title, "anthology")
        )
    slug = text_of(row, "slug", path)
    if slug_of(slug) != slug:
        hint = f"such as {slug_of(slug)!r}: small letters, digits and hyphens"
        raise ConfigError("C003", f"{shown(slug)} cannot be the name of a book's files", at=path, hint=hint)
    return slug


def _edition(row: Mapping[str, Any], path: str) -> Edition:
    said = {key: text_of(row, key, path) for key in ("subtitle", "editor", "dedication", "note", "parts", "cover-style", "volumes") if key in row}  # fmt: skip
    matter = texts_of(row, "matter", path) if "matter" in row else MATTER
    for page in matter:
        _choose(page, MATTER, "matter", path)
    if parts := said.get("parts", ""):
        _choose(parts, PARTS, "parts", path)
    limit = read_limit(said.get("volumes", ""), path)
    pins = tuple(_pin(pin, path) for pin in _rows(row, "volume", path))
    if len({pin.number for pin in pins}) < len(pins):
        raise ConfigError("C003", "two volumes have one number", at=path, hint="number = 1, number = 2 ...")
    return Edition(
        subtitle=said.get("subtitle", ""),
        editor=said.get("editor", ""),
        dedication=said.get("dedication", ""),
        note=said.get("note", ""),
        order=_order(row, path),
        parts=parts,
        matter=matter,
        cover_style=said.get("cover-style", ""),
        limit=limit,
        pins=pins,
        frozen=_frozen(row, path),
    )


def _order(row: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """One of the known orders, or a list of stories; a lone word that is neither is a slip."""
    if "order" not in row:
        return ("series",)
    order = tuple(name for name in texts_of(row, "order", path) if name)
    if isinstance(row["order"], str) or not order:
        _choose("".join(order), tuple(ORDERS), "order", path)
    return order


def _pin(row: Mapping[str, Any], path: str) -> Pin:
    check_keys(row, _PIN, path, f" in [[{TABLE}.volume]]")
    number = row.get("number")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= _MOST:
        raise ConfigError("C002", "a volume needs its number", at=path, hint="number = 1")
    stories = tuple(name for name in texts_of(row, "stories", path) if name)
    return Pin(number, stories, _frozen(row, path))


def _frozen(row: Mapping[str, Any], path: str) -> bool:
    value = row.get("frozen", False)
    if not isinstance(value, bool):
        raise ConfigError("C002", "'frozen' must be true or false", at=path)
    return value


def _choose(value: str, known: tuple[str, ...], key: str, path: str) -> None:
    if value not in known:
        near = get_close_matches(value.casefold(), known, 1)
        hint = (f"did you mean {near[0]!r}? " if near else "") + f"known: {', '.join(known)}"
        raise ConfigError(
            "C003", f"{shown(value)} is no choice for {key!r} in [[{TABLE}]]", at=path, hint=hint
        )
