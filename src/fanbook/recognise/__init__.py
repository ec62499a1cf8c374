"""Draft to Story: the habits of fan fiction, one room a habit, in a fixed order (`rooms`).

The rooms are opened with the first story: their patterns take a tenth of a second to get ready, and a library
whose stories are remembered needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fanbook.recognise.rooms import RECOGNISERS, ZONING, Recognised, labelled, recognise

__all__ = ["RECOGNISERS", "ZONING", "Recognised", "labelled", "recognise"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever it is there
    if name not in __all__:
        raise AttributeError(name)
    from fanbook.recognise import rooms  # noqa: PLC0415 - see above

    return getattr(rooms, name)
