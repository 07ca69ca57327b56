"""The look as data: colours, spacing and type. Everything that is painted takes its values from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, all "#rrggbb".

    Attributes:
        page: the paper that is written on.
        chrome: the ground of sidebar, panels, menus and status line.
        raised: cards, menus and fields, a step above their ground.
        line: hairlines between parts.
        edge: outlines of fields and buttons, which must be seen.
        text: what is read and written.
        muted: second-rank words of the window.
        faint: marks of markup on the page.
        accent: the one colour that means "here" or "do this".
        on_accent: words on it.
        hover: what the pointer is over.
        selection: selected words on the page.
        match: hits of a search; ``match_here`` the one that is shown.
        warning, added, removed: words and lines with that meaning.
        spelling, word, verb, punctuation, grammar, style: the marks of findings.
    """

    page: str
    chrome: str
    raised: str
    line: str
    edge: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    hover: str
    selection: str
    match: str
    match_here: str
    warning: str
    added: str
    removed: str
    spelling: str
    word: str
    verb: str
    punctuation: str
    grammar: str
    style: str


LIGHT = Colours(
    page="#fdfcf9",
    chrome="#f4f2ed",
    raised="#ffffff",
    line="#e3dfd6",
    edge="#8b8578",
    text="#24221d",
    muted="#625d52",
    faint="#878072",
    accent="#1c6468",
    on_accent="#ffffff",
    hover="#e9e6de",
    selection="#cbe2e0",
    match="#f5e6b8",
    match_here="#f0cf72",
    warning="#8f4210",
    added="#256332",
    removed="#982f2f",
    spelling="#c43d2c",
    word="#9a6700",
    verb="#2a62b4",
    punctuation="#7f479f",
    grammar="#3c7837",
    style="#787265",
)

DARK = Colours(
    page="#1d1c1a",
    chrome="#242320",
    raised="#2d2b28",
    line="#383630",
    edge="#87806f",
    text="#e4dfd4",
    muted="#b5afa1",
    faint="#837d70",
    accent="#7cc7c2",
    on_accent="#0f2221",
    hover="#31302c",
    selection="#2b4a4b",
    match="#3d3720",
    match_here="#564508",
    warning="#e8a36b",
    added="#8fc796",
    removed="#ec9a91",
    spelling="#f28272",
    word="#dcae48",
    verb="#85b2f4",
    punctuation="#cb9fe3",
    grammar="#90c488",
    style="#a69f90",
)


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in device-independent pixels."""

    unit: int = 8
    radius: int = 6
    page_top: int = 56
    page_side: int = 32
    page_below: int = 280


@dataclass(frozen=True, slots=True)
class Type:
    """Families and sizes; sizes in points. Families that come with the program are always there."""

    text_family: str = "Literata"
    window_family: str = "Inter"
    window_size: float = 10.0
    small: float = 9.0
    title: float = 15.0
