"""Values of options, read without the library that Typer reads them with.

Typer builds a Pydantic adapter for every parameter of a command, those nobody gave included. That
takes a fifteenth of a second at each start, and all that it does for ours is to leave text as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin

import typer


def _flag(value: Any) -> bool:  # noqa: ANN401 - what the shell gave
    if not isinstance(value, bool):
        raise TypeError
    return value


_PLAIN: dict[Any, Callable[[Any], Any]] = {str: str, int: int, Path: Path, bool: _flag}
# A parameter that asks for more than its type is read by Typer.
_CHECKS = ("min", "max", "exists", "writable", "resolve_path", "parser")


class _Reader:
    """Stands where Typer keeps a parameter's adapter, and asks for that one when it is needed."""

    def __init__(self, parameter: Any, item: Any) -> None:  # noqa: ANN401 - Typer's own types
        self._theirs = parameter.get_runtime_param
        self._read = _PLAIN[item]

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 - as Typer calls it
        """The value as its parameter is annotated. Raises Typer's own usage error for what is none."""
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        try:
            return [self._read(item) for item in value] if many else self._read(value)
        except (TypeError, ValueError):
            return self._theirs().coerce(value, param=param, ctx=ctx)


def _item(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    """`Path` of `list[Path] | None`."""
    while isinstance(annotation, UnionType) or get_origin(annotation) is list:
        parts = [part for part in get_args(annotation) if part is not type(None)]
        if len(parts) != 1:
            return None
        annotation = parts[0]
    return annotation


def _is_checked(parameter: Any) -> bool:  # noqa: ANN401 - Typer's own type
    info = parameter.type_descriptor.parameter_info
    return any(getattr(info, check, None) not in (None, False) for check in _CHECKS)


class PlainValues:
    """A command whose text, numbers, paths and switches are read by us; whatever else, by Typer."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - as Typer calls it
        """The command's parameters."""
        found: list[Any] = super().get_params(ctx)  # type: ignore[misc] # a command's, beside this class
        for parameter in found:
            item = _item(parameter.type_descriptor.annotation)
            if item in _PLAIN and "get_runtime_param" not in vars(parameter) and not _is_checked(parameter):
                reader = _Reader(parameter, item)
                parameter.get_runtime_param = lambda reader=reader: reader
        return found


class Command(PlainValues, typer.core.TyperCommand):
    """A single command."""
