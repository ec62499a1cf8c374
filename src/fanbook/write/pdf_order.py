"""The sections of a body set in their order: which page each begins on, and each printed for its side.

Sections are measured apart from each other; their page counts, added up, say on which side each begins,
and then they are printed apart from each other. What was made before from the same section and the same
sheet is taken as it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from fanbook.write.pdf_kept import kept_or_made
from fanbook.write.pdf_unit import Measured, SetUnit, Sheet, Unit, measure, set_unit
from fanbook.write.pdf_work import Doer, Keeper, key_of

ROUNDS = 4  # as often as sides may move because a section came out longer than planned


class _Body:
    def __init__(self, units: Sequence[Unit], sheet: Sheet, doer: Doer, keeper: Keeper) -> None:
        self._units, self._sheet, self._doer, self._keeper = units, sheet, doer, keeper
        base = key_of(sheet)
        self._keys = [key_of(base, unit) for unit in units]
        self._measured: dict[int, Measured] = {}
        # Pages of each section by side; the plan's, and the true ones once it is printed.
        self.pages: dict[tuple[int, bool], int] = {}

    def count(self) -> None:
        """How many pages each section takes on either side."""
        lacking = []
        for at, key in enumerate(self._keys):
            kept = self._keeper.get(f"{key}-pages")
            if kept is None:
                lacking.append(at)
            else:
                self.pages[at, False], self.pages[at, True] = json.loads(kept)
        self._measure(lacking)

    def _measure(self, lacking: Sequence[int]) -> None:
        made = self._doer(measure, [(self._units[at], self._sheet) for at in lacking])
        for at, one in zip(lacking, made, strict=True):
            self._measured[at] = one
            self.pages[at, False], self.pages[at, True] = one.recto.pages, one.verso.pages
            self._keeper.put(
                f"{self._keys[at]}-pages", json.dumps([one.recto.pages, one.verso.pages]).encode()
            )

    def starts(self) -> list[int]:
        """The page that each section begins on, from 1."""
        found, page = [], 1
        for at, unit in enumerate(self._units):
            page += page % 2 == 0 and unit.on_recto
            found.append(page)
            page += self.pages[at, page % 2 == 0]
        return found

    def print(self, wanted: Sequence[tuple[int, bool]]) -> dict[tuple[int, bool], SetUnit]:
        """These sections, each for its side."""
        keys = {one: f"{self._keys[one[0]]}-{'verso' if one[1] else 'recto'}" for one in wanted}
        found = kept_or_made(self._keeper, keys, self._set)
        for one, printed in found.items():
            self.pages[one] = printed.printed.pages
        return found

    def _set(self, lacking: Sequence[tuple[int, bool]]) -> list[SetUnit]:
        self._measure([at for at, _ in lacking if at not in self._measured])
        jobs = [(self._units[at], self._sheet, self._measured[at], side) for at, side in lacking]
        return self._doer(set_unit, jobs)


def set_body(
    units: Sequence[Unit], sheet: Sheet, doer: Doer, keeper: Keeper
) -> tuple[list[int], list[SetUnit]]:
    """The page that each section begins on, and each section printed."""
    body = _Body(units, sheet, doer, keeper)
    body.count()
    done: dict[tuple[int, bool], SetUnit] = {}
    for _ in range(ROUNDS):
        starts = body.starts()
        wanted = [(at, start % 2 == 0) for at, start in enumerate(starts)]
        lacking = [one for one in wanted if one not in done]
        if not lacking:
            break
        done |= body.print(lacking)
    starts = body.starts()
    missing = [one for at, start in enumerate(starts) if (one := (at, start % 2 == 0)) not in done]
    done |= body.print(missing)
    return starts, [done[at, start % 2 == 0] for at, start in enumerate(starts)]
