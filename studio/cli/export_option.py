"""The choices of an export by the names that the command line gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from studio.cli.console import CommandError
from studio.export.option import BlankLines, CleanOptions, DashStyle, EllipsisStyle, QuoteMarks, QuoteStyle

_CHOICES: Mapping[str, tuple[str, type[StrEnum]]] = MappingProxyType(
    {
        "quotes": ("marks", QuoteMarks),
        "quote-style": ("style", QuoteStyle),
        "dashes": ("dashes", DashStyle),
        "ellipses": ("ellipses", EllipsisStyle),
        "blank-lines": ("blank_lines", BlankLines),
    }
)
_SWITCHES: Mapping[str, str] = MappingProxyType(
    {"spaces": "spaces", "trailing-spaces": "trailing_spaces", "headings": "headings"}
)
_SCENE_MARK = "scene-mark"


def option_help() -> str:
    """One line for each option with its values."""
    defaults = CleanOptions()
    rows = [
        f"{name}={'|'.join(kind)}  (default {getattr(defaults, attribute)})"
        for name, (attribute, kind) in _CHOICES.items()
    ]
    rows += [f"{name}=yes|no  (default yes)" for name in _SWITCHES]
    rows.append(f"{_SCENE_MARK}=TEXT|keep  (default {defaults.scene_mark})")
    return "\n".join(rows)


def read_options(given: Iterable[str]) -> CleanOptions:
    """The options that ``NAME=VALUE`` arguments ask for.

    Raises:
        CommandError: if a name or a value is unknown; the text says which there are.
    """
    changes: dict[str, Any] = {}
    for argument in given:
        name, equals, value = argument.partition("=")
        if not equals:
            raise CommandError(f"The option “{argument}” needs a value, as in {name or 'NAME'}=VALUE.")
        attribute, read = _read_one(name, value)
        changes[attribute] = read
    return replace(CleanOptions(), **changes)


def _read_one(name: str, value: str) -> tuple[str, object]:
    if name in _CHOICES:
        attribute, kind = _CHOICES[name]
        _demand(name, value, tuple(kind))
        return attribute, kind(value)
    if name in _SWITCHES:
        _demand(name, value, ("yes", "no"))
        return _SWITCHES[name], value == "yes"
    if name == _SCENE_MARK:
        return "scene_mark", "" if value == "keep" else _scene_mark(value)
    known = ", ".join((*_CHOICES, *_SWITCHES, _SCENE_MARK))
    raise CommandError(f"There is no option “{name}”; the options are {known}.")


def _scene_mark(value: str) -> str:
    from studio.text.scene import is_scene_mark

    if not is_scene_mark(value):
        raise CommandError(f"“{value}” would not be read as a scene break; take “* * *”, “#” or “⁂”.")
    return value


def _demand(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise CommandError(f"The option {name} can be {', '.join(known)}, not “{value}”.")
