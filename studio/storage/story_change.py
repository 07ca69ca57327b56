"""Changes of ``story.toml`` that leave everything else in it as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any

from studio.model.project import StorySettings
from studio.storage.story_text import StoryText, set_list

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Change = Callable[[StoryText], None]


def set_texts(**texts: str) -> Change:
    """Set ``title``, ``author``, ``language`` or another top-level text."""

    def change(story: StoryText) -> None:
        document = story.document
        for key, value in texts.items():
            if document.get(key) != value:
                document[key] = value

    return change


def set_order(names: Sequence[str], gone: Collection[str] = ()) -> Change:
    """Set the reading order of the chapters ``names``.

    What the file lists besides keeps its place (its chapter may be missing only for now, while a folder is
    being synced), except the names in ``gone``.
    """

    def change(story: StoryText) -> None:
        known = {*names, *gone}
        first = tuple(dict.fromkeys(names))
        following = dict(zip((None, *first), (*first, None), strict=True))
        before: str | None = None
        for item in story.order:
            if item not in known:
                following[item], following[before] = following[before], item
                known.add(item)
            before = item if item in following else before
        wanted: list[str] = []
        while (after := following[wanted[-1] if wanted else None]) is not None:
            wanted.append(after)
        story.set_order(wanted)

    return change


def set_title(name: str, title: str | None) -> Change:
    """Remember a title that the file name ``name`` cannot hold; None forgets it."""

    def change(story: StoryText) -> None:
        document = story.document
        titles = document.get("titles")
        if title is not None:
            _table(document, "titles")[name] = title
        elif isinstance(titles, MutableMapping) and name in titles:
            del titles[name]

    return change


def set_settings(settings: StorySettings) -> Change:
    """Set all settings; those that are at their default and not in the file stay out of it."""

    def change(story: StoryText) -> None:
        document = story.document
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
        set_list(target, key, value)
    elif target.get(key) != value:
        target[key] = value


def _table(document: TOMLDocument, key: str) -> MutableMapping[str, Any]:
    import tomlkit

    table = document.get(key)
    if not isinstance(table, MutableMapping):
        document[key] = tomlkit.table()
        table = document[key]
    return table
