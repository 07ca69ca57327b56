"""Reading values out of TOML that a person may have got wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from typing import Any, Final

from studio.model.problem import Problem

_LONG_KEY: Final = re.compile(
    r"(?<![\w\"'.-])(?:(?:[\w-]++|\"[^\"\n]{0,80}\"|'[^'\n]{0,80}')[ \t]*+\.[ \t]*+){40}"
)
"""A key of so many parts; reading one takes the square of its length, or the cube."""


def read_toml(text: str) -> dict[str, Any]:
    """What ``text`` says.

    Raises:
        ValueError: it is no proper TOML, or none that a person wrote; the text says why, as a part of a
            sentence.
    """
    try:
        if _LONG_KEY.search(text):
            raise ValueError("a name in it has too many parts")
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except ValueError as error:
        reason = str(error)
        raise ValueError(reason if "part" in reason else "a number in it is too long") from error


class TomlValues:
    """A table whose values are asked for by type; what has the wrong type becomes a problem and a default."""

    def __init__(
        self, table: Mapping[str, object], file: str, path: str = "", problems: list[Problem] | None = None
    ) -> None:
        self.problems: list[Problem] = [] if problems is None else problems
        self._table = table
        self._file = file
        self._path = path

    def text(self, key: str, default: str = "") -> str:
        """A string."""
        value = self._table.get(key, default)
        if isinstance(value, str):
            return value
        self._complain(key, "should be text in quotation marks")
        return default

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._table.get(key, default)
        if isinstance(value, bool):
            return value
        self._complain(key, "should be true or false")
        return default

    def choice(self, key: str, choices: Collection[str], default: str) -> str:
        """One of a few words."""
        value = self.text(key, default)
        if value in choices:
            return value
        self._complain(key, "should be one of " + ", ".join(f'"{choice}"' for choice in choices))
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, each kept once; others are left out."""
        value = self._table.get(key, ())
        if not isinstance(value, (list, tuple)):
            self._complain(key, "should be a list")
            return ()
        texts = [item for item in value if isinstance(item, str)]
        if len(texts) < len(value):
            self._complain(key, "should hold only texts in quotation marks")
        return tuple(dict.fromkeys(texts))

    def table(self, key: str) -> TomlValues:
        """A table inside this one; it adds to the same problems."""
        value = self._table.get(key, {})
        if not isinstance(value, Mapping):
            self._complain(key, "should be a table")
            value = {}
        return TomlValues(value, self._file, f"{self._path}{key}.", self.problems)

    def all_texts(self) -> dict[str, str]:
        """Every key of this table with its string."""
        return {key: self.text(key) for key in self._table}

    def _complain(self, key: str, wish: str) -> None:
        sentence = f"“{self._path}{key}” in “{self._file}” {wish}; it was passed over."
        self.problems.append(Problem(self._file, sentence))
