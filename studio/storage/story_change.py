"""Changes of ``story.toml`` that leave everything else in it as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any

from studio.model.project import StorySettings

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Change = Callable[["TOMLDocument"], None]


def set_texts(**texts: str) -> Change:
    """Set ``title``, ``author``, ``language`` or another top-level text."""

    def change(document: TOMLDocument) -> None:
        for key, value in texts.items():
            if document.get(key) != value:
                document[key] = value

    return change


def set_order(names: Sequence[str], gone: Collection[str] = ()) -> Change:
    """Set the reading order of the chapters ``names``.

    What the file lists besides keeps its place (its chapter may be missing only for now, while a folder is
    being synced), except the names in ``gone``.
    """

    def change(document: TOMLDocument) -> None:
        listed = document.get("order")
        wanted, known = list(names), {*names, *gone}
        before: str | None = None
        for item in listed if isinstance(listed, list) else ():
            if isinstance(item, str):
                if item not in known:
                    wanted.insert(wanted.index(before) + 1 if before in wanted else 0, str(item))
                    known.add(str(item))
                before = str(item) if item in known and item not in gone else before
        _set_list(document, "order", wanted)

    return change


def set_title(name: str, title: str | None) -> Change:
    """Remember a title that the file name ``name`` cannot hold; None forgets it."""

    def change(document: TOMLDocument) -> None:
        titles = document.get("titles")
        if title is not None:
            _table(document, "titles")[name] = title
        elif isinstance(titles, MutableMapping) and name in titles:
            del titles[name]

    return change


def set_settings(settings: StorySettings) -> Change:
    """Set all settings; those that are at their default and not in the file stay out of it."""

    def change(document: TOMLDocument) -> None:
        _set_in(document, "proofreading", "tense", settings.tense.value if settings.tense else "", "")
        _set_in(document, "proofreading", "dialect", settings.dialect, "en-US")
        _set_in(document, "proofreading", "words", settings.words, ())
        _set_in(document, "proofreading", "ignored", settings.ignores, ())
        _set_in(document, "proofreading", "disabled", settings.disabled_rules, ())
        _set_in(document, "characters", "hidden", settings.hidden_names, ())

    return change


def _set_in(
    document: TOMLDocument, table: str, key: str, value: str | Sequence[str], default: str | Sequence[str]
) -> None:
    existing = document.get(table)
    if value == default and not (isinstance(existing, Mapping) and key in existing):
        return
    target = _table(document, table)
    if not isinstance(value, str):
        _set_list(target, key, value)
    elif target.get(key) != value:
        target[key] = value


def _table(document: TOMLDocument, key: str) -> MutableMapping[str, Any]:
    import tomlkit

    table = document.get(key)
    if not isinstance(table, MutableMapping):
        document[key] = tomlkit.table()
        table = document[key]
    return table


def _set_list(table: MutableMapping[str, Any], key: str, wanted: Sequence[str]) -> None:
    """Make the list ``wanted`` with as few changes as can be, so that comments beside its lines stay."""
    import tomlkit

    array = table.get(key)
    if not array or not isinstance(array, list):
        # Put in one by one they would take the square of their number.
        ends = ("\n    ", ",\n    ", ",\n") if len(wanted) > 1 else ("", ", ", "")
        items = ends[1].join(tomlkit.string(each).as_string() for each in wanted)
        table[key] = tomlkit.parse(f"x = [{ends[0]}{items}{ends[2]}]")["x"]
        return
    current = list(array)
    if current == list(wanted):
        return
    for index in reversed(range(len(array))):
        if array[index] not in wanted:
            del array[index]
    kept = [str(item) for item in array]
    if kept == [item for item in wanted if item in kept]:
        for index, item in enumerate(wanted):
            if index >= len(array) or array[index] != item:
                array.insert(index, item)
    else:
        array.clear()
        array.extend(wanted)
    if hasattr(array, "multiline") and len(wanted) > 1:
        array.multiline(True)
