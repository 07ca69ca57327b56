"""Reads and writes the settings file, keeping what it does not know."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from studio.model.problem import Problem
from studio.settings.schema import Option, Settings, Value, options

Write = Callable[[Path, bytes], None]
"""Replaces a file as a whole, making its folder; raises ``OSError`` and leaves the old one if it cannot."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings of a file, and a sentence for each value that could not be used."""

    settings: Settings
    problems: tuple[Problem, ...] = ()


class SettingsStore:
    """One TOML file of settings.

    ``load`` never fails: what cannot be read has its default and a ``Problem``. ``save`` writes only what
    changed against the file, so comments, unknown keys and values of a newer version survive. A file that
    is no TOML is kept beside the new one under a name ending in ``.broken``.
    """

    def __init__(self, path: Path, write: Write) -> None:
        self._path = path
        self._write = write

    @property
    def path(self) -> Path:
        """Where the settings are."""
        return self._path

    def load(self) -> Loaded:
        """The settings as the file has them; defaults when there is no file."""
        document, problem = self._read()
        settings, problems = _interpret(document)
        return Loaded(settings, ((problem,) if problem else ()) + problems)

    def save(self, settings: Settings) -> None:
        """Bring the file to ``settings``; nothing is written when it says the same already.

        Raises:
            OSError: as the ``write`` that was passed in; the old file is then as it was.
        """
        document, problem = self._read()
        present, _ = _interpret(document)
        changed = [one for one in options() if getattr(settings, one.name) != getattr(present, one.name)]
        if not changed:
            return
        if problem:
            self._write(self._path.with_name(self._path.name + ".broken"), self._path.read_bytes())
        for option in changed:
            _put(document, option, getattr(settings, option.name))
        self._write(self._path, tomlkit.dumps(document).encode("utf-8"))

    def _read(self) -> tuple[tomlkit.TOMLDocument, Problem | None]:
        """The file's document, or an empty one and what is wrong with the file."""
        try:
            return tomlkit.parse(self._path.read_bytes().decode("utf-8-sig")), None
        except FileNotFoundError:
            return tomlkit.document(), None
        except OSError as error:
            reason = error.strerror or "unknown reason"
            sentence = f"The settings file could not be read ({reason}), so the defaults are used."
        except (UnicodeDecodeError, TOMLKitError) as error:
            where = f" near line {error.line}" if hasattr(error, "line") else ""
            sentence = f"The settings file is damaged{where}, so the defaults are used; the file is kept."
        return tomlkit.document(), Problem(self._path.name, sentence)


def _interpret(document: tomlkit.TOMLDocument) -> tuple[Settings, tuple[Problem, ...]]:
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    plain: dict[str, Any] = document.unwrap()
    for option in options():
        table, key = option.key.split(".")
        inside = plain.get(table, {})
        if not isinstance(inside, dict) or key not in inside:
            continue
        try:
            values[option.name] = option.read(inside[key])
        except ValueError as error:
            default = _shown(option.default)
            problems.append(
                Problem(
                    option.key,
                    f"The setting {option.key} should be {error}, so the default ({default}) is used.",
                )
            )
    return Settings(**values), tuple(problems)  # type: ignore[arg-type]


def _put(document: tomlkit.TOMLDocument, option: Option, value: Value) -> None:
    table, key = option.key.split(".")
    inside = document.get(table)
    if not isinstance(inside, MutableMapping):
        inside = tomlkit.table()
        document[table] = inside
    inside[key] = value if isinstance(value, bool | int | float) else str(value)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) or "empty"
