"""The program's own settings as data: every key with its type, default, bounds and one sentence of help."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Annotated, TypeAlias, get_args, get_type_hints

from studio.text.typed_mark import Habit

Value: TypeAlias = bool | int | float | str


class Theme(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class EngineChoice(StrEnum):
    """Where LanguageTool's grammar rules run."""

    RULES = "rules"
    SERVER = "server"
    REMOTE = "remote"
    NONE = "none"


class Dialect(StrEnum):
    """The English that a new story is checked as."""

    AMERICAN = "en-US"
    BRITISH = "en-GB"


class MarkStyle(StrEnum):
    """How findings are drawn in the text."""

    SHAPES = "shapes"
    UNDERLINE = "underline"
    TINT = "tint"


class Motion(StrEnum):
    """Whether panels slide and cards fade."""

    SYSTEM = "system"
    REDUCED = "reduced"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a setting: its place in the file, its meaning, and the bounds of a number."""

    key: str
    sentence: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of the program; change one with ``dataclasses.replace``.

    Sizes are in points, widths in characters, times in seconds; an empty text means "not set".
    """

    theme: Annotated[
        Theme, About("look.theme", "Colours of the window: as the system has them, light, or dark.")
    ] = Theme.SYSTEM
    font_family: Annotated[
        str, About("look.font_family", "Font of the page; empty takes the font that comes with the program.")
    ] = ""
    text_size: Annotated[
        float, About("look.text_size", "Size of the text on the page, in points.", 8, 40)
    ] = 13.0
    line_width: Annotated[
        int, About("look.line_width", "Width of the column of text, in characters.", 40, 140)
    ] = 68
    line_spacing: Annotated[
        float,
        About("look.line_spacing", "Distance from line to line, as a multiple of the font's own.", 1.0, 3.0),
    ] = 1.5
    motion: Annotated[
        Motion,
        About("look.motion", "Whether panels slide and cards fade: as the system asks, reduced, or full."),
    ] = Motion.SYSTEM
    marks: Annotated[
        MarkStyle,
        About(
            "look.marks",
            "How findings are marked: lines whose shape tells their kind, one plain underline, or a tint.",
        ),
    ] = MarkStyle.SHAPES

    typing_quotes: Annotated[
        Habit,
        About(
            "typing.quotes",
            "Whether straight quotation marks and apostrophes become curly while you type: as the story has "
            "them, always, or never.",
        ),
    ] = Habit.STORY
    typing_dashes: Annotated[
        Habit,
        About(
            "typing.dashes",
            "Whether two hyphens become a dash while you type: as the story has it, always, or never.",
        ),
    ] = Habit.STORY
    typing_ellipses: Annotated[
        Habit,
        About(
            "typing.ellipses",
            "Whether three dots become the one sign for them while you type: as the story has it, always, or "
            "never.",
        ),
    ] = Habit.STORY

    autosave_delay: Annotated[
        float,
        About("saving.delay", "Seconds without a key press after which the chapter is saved.", 0.2, 60),
    ] = 1.0
    autosave_interval: Annotated[
        float,
        About("saving.interval", "Seconds after which the chapter is saved while typing goes on.", 1, 600),
    ] = 5.0

    backup_on: Annotated[
        bool,
        About("backup.on", "Whether backups are made: when a story is left, and now and then before."),
    ] = True
    backup_minutes: Annotated[
        int, About("backup.minutes", "Minutes between two backups of a story that changes.", 5, 1440)
    ] = 30
    backup_folder: Annotated[
        str,
        About("backup.folder", "Folder that backups go to; empty takes the user's data folder."),
    ] = ""
    backup_keep: Annotated[
        int,
        About(
            "backup.keep",
            "How many of the last backups stay; of older ones the last of each day, week and month does.",
            1,
            500,
        ),
    ] = 10

    checking: Annotated[bool, About("checking.on", "Whether the text is proofread while you write.")] = True
    engine: Annotated[
        EngineChoice,
        About(
            "checking.engine",
            "Where LanguageTool's rules run: inside the program, in a LanguageTool server on this computer, "
            "at an address of your own, or not at all.",
        ),
    ] = EngineChoice.RULES
    deep: Annotated[
        bool,
        About(
            "checking.deep",
            "Whether a language model on this computer reads along in the pauses of writing; it finds wrong "
            "and missing words that nothing else finds.",
        ),
    ] = True
    server_folder: Annotated[
        str,
        About("checking.server_folder", "Folder that holds a LanguageTool server; empty if there is none."),
    ] = ""
    remote_url: Annotated[
        str,
        About(
            "checking.remote_url",
            "Address of a LanguageTool server, which then receives the text that is checked.",
        ),
    ] = ""
    dialect: Annotated[Dialect, About("checking.dialect", "The English that new stories are checked as.")] = (
        Dialect.AMERICAN
    )

    sidebar: Annotated[bool, About("window.sidebar", "Whether the sidebar is shown.")] = True
    sidebar_width: Annotated[
        int, About("window.sidebar_width", "Width of the sidebar, in pixels.", 160, 800)
    ] = 280
    window_geometry: Annotated[
        str, About("window.geometry", "Where the window stood when it was closed; the window writes it.")
    ] = ""
    recent_count: Annotated[
        int, About("window.recent_count", "How many stories the list of recent ones remembers.", 0, 50)
    ] = 10
    first_start: Annotated[
        bool, About("window.first_start", "Whether the next start shows the welcome page.")
    ] = True


@dataclass(frozen=True, slots=True)
class Option:
    """What is known of one setting.

    Attributes:
        name: the attribute of ``Settings``.
        key: its place in the file, table and key with a dot between.
        kind: ``bool``, ``int``, ``float``, ``str`` or the ``StrEnum`` of its choices.
        default: the value it has when the file says nothing.
        sentence: what it does.
        low, high: the bounds of a number, both included; None where there is none.
    """

    name: str
    key: str
    kind: type
    default: Value
    sentence: str
    low: float | None = None
    high: float | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The values a choice can take; empty for numbers, texts and switches."""
        return tuple(self.kind) if issubclass(self.kind, StrEnum) else ()

    def read(self, raw: object) -> Value:
        """The typed value of what the file holds.

        Raises:
            ValueError: if ``raw`` cannot be one; the text ends the sentence "… should be".
        """
        if issubclass(self.kind, StrEnum):
            if isinstance(raw, str) and raw in self.choices:
                return self.kind(raw)
            raise ValueError("one of " + ", ".join(self.choices))
        if self.kind is bool:
            if isinstance(raw, bool):
                return raw
            raise ValueError("true or false")
        if self.kind is str:
            if isinstance(raw, str):
                return str(raw)
            raise ValueError("a text in quotation marks")
        return self._read_number(raw)

    def _read_number(self, raw: object) -> Value:
        whole = self.kind is int
        if (
            isinstance(raw, int | float)
            and not isinstance(raw, bool)
            and self._low <= raw <= self._high
            and (not whole or float(raw).is_integer())
        ):
            return int(raw) if whole else float(raw)
        raise ValueError(f"{'a whole number' if whole else 'a number'} from {self._low:g} to {self._high:g}")

    @property
    def _low(self) -> float:
        return float("-inf") if self.low is None else self.low

    @property
    def _high(self) -> float:
        return float("inf") if self.high is None else self.high


def options() -> tuple[Option, ...]:
    """Every setting, in the order of the file."""
    hints = get_type_hints(Settings, include_extras=True)
    found = []
    for one in fields(Settings):
        kind, about = get_args(hints[one.name])
        found.append(
            Option(
                name=one.name,
                key=about.key,
                kind=kind,
                default=getattr(_DEFAULTS, one.name),
                sentence=about.sentence,
                low=about.low,
                high=about.high,
            )
        )
    return tuple(found)


_DEFAULTS = Settings()
