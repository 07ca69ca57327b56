"""The text of ``story.toml`` while it is changed: the chapters' order by itself, the rest as a whole."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from studio.storage.toml_value import read_toml
from studio.storage.written_list import WrittenList, new_list

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_KEY: Final = "order"
_BEGIN: Final = rf"^[ \t]*+(?:{_KEY}|\"{_KEY}\"|'{_KEY}')[ \t]*+=[ \t]*+"
_LIST: Final = re.compile(rf"{_BEGIN}(?=\[)", re.MULTILINE)


class StoryText:
    """``story.toml`` on its way from one text to the next.

    ``tomlkit`` keeps all that the studio does not know, but is slow with long lists, and the order is the one
    that grows with the story. So a short text stands in its place until the document is written again.

    Attributes:
        document: all but the order; what stands there under its key means nothing.
    """

    def __init__(self, text: str) -> None:
        """Read ``text``.

        Raises:
            ValueError: it is no proper TOML.
            TOMLKitError: it is none that can be changed.
            RecursionError: it is nested too deeply for that.
        """
        import tomlkit

        table = read_toml(text)
        listed = table.get(_KEY)
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._listed: list[Any] = listed if isinstance(listed, list) else []
        self._first = tuple(self._listed)
        self._stand_in = "the order"
        while self._stand_in in text:
            self._stand_in += "-"
        self._list: WrittenList | None = None
        self._written: str | None = None
        rest = self._without_order(text, table)
        self.document: TOMLDocument = tomlkit.parse(text if rest is None else rest)

    @property
    def order(self) -> tuple[str, ...]:
        """What the file lists, as it lists it."""
        return tuple(item for item in self._listed if isinstance(item, str))

    def set_order(self, wanted: Sequence[str]) -> None:
        """List ``wanted``, each of them once."""
        if self._listed == list(wanted):
            return
        if self._list is not None:
            self._written = self._list.changed(self._first, wanted, self._newline)
        elif self._listed:
            set_list(self.document, _KEY, wanted)
        else:
            self._written = new_list(wanted, self._newline)
            self.document[_KEY] = self._stand_in
        self._listed = list(wanted)

    def text(self) -> str:
        """The text as it is now."""
        import tomlkit

        text = tomlkit.dumps(self.document)
        if self._written is None:
            return text
        place = re.compile(f'({_BEGIN})"{self._stand_in}"', re.MULTILINE)  # not a title that says the same
        return place.sub(lambda match: f"{match[1]}{self._written}", text, count=1)

    def _without_order(self, text: str, table: dict[str, Any]) -> str | None:
        """The text with the stand-in for the list; None if the list must be changed in the document."""
        match = _LIST.search(text)
        found = WrittenList.read(text, match.end()) if match else None
        if match is None or found is None or len(found) != len(self._listed):
            return None
        rest = f'{text[: match.end()]}"{self._stand_in}"{text[found.end :]}'
        try:
            same = read_toml(rest) == {**table, _KEY: self._stand_in}  # else it stands in another text
        except ValueError:
            return None
        if not same:
            return None
        self._list, self._written = found, text[match.end() : found.end]
        return rest


def set_list(table: MutableMapping[str, Any], key: str, wanted: Sequence[str]) -> None:
    """Make the list ``wanted`` with as few changes as can be, so that comments beside its lines stay."""
    import tomlkit

    array = table.get(key)
    if not array or not isinstance(array, list):
        # Put in one by one they would take the square of their number.
        table[key] = tomlkit.parse(f"x = {new_list(wanted)}")["x"]
        return
    if list(array) == list(wanted):
        return
    staying = set(wanted)
    for index in reversed(range(len(array))):
        if array[index] not in staying:
            del array[index]
    kept = [str(item) for item in array]
    known = set(kept)
    if kept == [item for item in wanted if item in known]:
        for index, item in enumerate(wanted):
            if index >= len(array) or array[index] != item:
                array.insert(index, item)
    else:
        array.clear()
        array.extend(wanted)
    if hasattr(array, "multiline") and len(wanted) > 1:
        array.multiline(True)
