"""Writes the page that describes every setting, from the schema."""

from __future__ import annotations

from itertools import groupby

from studio.settings.schema import Option, options


def page() -> str:
    """``docs/settings.md`` as it should be."""
    parts = [_INTRODUCTION]
    for table, group in groupby(options(), key=lambda option: option.key.split(".")[0]):
        rows = "\n".join(_row(option) for option in group)
        parts.append(
            f"## [{table}]\n\n| key | values | default | what it does |\n| --- | --- | --- | --- |\n{rows}\n"
        )
    return "\n".join(parts)


def _row(option: Option) -> str:
    key = option.key.split(".")[1]
    return f"| `{key}` | {_values(option)} | {_default(option)} | {option.sentence} |"


def _values(option: Option) -> str:
    if option.choices:
        return ", ".join(f"`{choice}`" for choice in option.choices)
    if option.kind is bool:
        return "`true`, `false`"
    if option.kind is str:
        return "text"
    if option.low is None or option.high is None:
        return "number"
    return f"{option.low:g} to {option.high:g}"


def _default(option: Option) -> str:
    if isinstance(option.default, bool):
        return "`true`" if option.default else "`false`"
    return f"`{option.default}`" if str(option.default) else "empty"


_INTRODUCTION = """# Settings

The program keeps its own settings in one file, `settings.toml`, in the user's configuration folder. It can be
edited by hand while the program is closed. A value that cannot be used is replaced by its default, with a
sentence that says so; keys the program does not know stay in the file. What belongs to one story (its tense,
its words, what is ignored) is kept with the story, not here.

This page is written from the program's own list by `scripts/write_settings_page.py`.
"""
