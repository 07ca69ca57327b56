"""What the window's process and the proofreading worker say to each other; `framing` tells how it travels."""

from __future__ import annotations

from dataclasses import dataclass

from studio.model.cast import Cast, Sheet
from studio.model.tense import Tense
from studio.proofing.checker import StoryContext
from studio.proofing.conversion.change import ProposedChange
from studio.proofing.finding import Finding
from studio.text.span import Span


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """Which engines the worker shall use.

    Attributes:
        grammar: "rules" (in process), "server" (one started by the worker), "remote", "off".
        server_folder: the folder that holds the server, for "server".
        remote_url: the address, for "remote".
        encoder: whether the encoder is used.
        deep: whether the language model is used.
        dialect: the variant of English for the grammar engine ("en-US", "en-GB").
    """

    grammar: str = "rules"
    server_folder: str = ""
    remote_url: str = ""
    encoder: bool = True
    deep: bool = False
    dialect: str = "en-US"


@dataclass(frozen=True, slots=True)
class Configure:
    """To the worker: use these engines from now on."""

    choice: EngineChoice


@dataclass(frozen=True, slots=True)
class SheetNames:
    """What the worker needs of a character sheet."""

    name: str
    aliases: tuple[str, ...] = ()
    hidden: bool = False
    confirmed: bool = False

    @classmethod
    def of(cls, sheet: Sheet) -> SheetNames:
        """The names on a sheet."""
        return cls(sheet.name, tuple(sheet.aliases), sheet.hidden, sheet.confirmed)


@dataclass(frozen=True, slots=True)
class TellStory:
    """To the worker: what the story says to every rule. Its cast is learnt by the worker itself.

    ``sheets`` are the character sheets, ``hidden`` the names that the writer does not want among the people.
    ``cache`` is a folder for what may be lost ("" for none).
    """

    story: StoryContext
    sheets: tuple[SheetNames, ...] = ()
    hidden: tuple[str, ...] = ()
    cache: str = ""


@dataclass(frozen=True, slots=True)
class CheckChapter:
    """To the worker: this is a chapter's text now.

    A later revision of the same chapter replaces an earlier one.

    Attributes:
        focus: where the writer is, in code points, when that is in this chapter; None when it is read in the
            background.
        touched: the stretches of the text that were edited since a revision was answered to its end: their
            answers are sent even if they are the same again, and what is nearest to them comes first.
        anew: whether nothing that was answered before is kept: then all is sent again.
    """

    chapter: str
    revision: int
    text: str
    focus: int | None = None
    touched: tuple[Span, ...] = ()
    anew: bool = False


@dataclass(frozen=True, slots=True)
class ForgetChapter:
    """To the worker: the chapter is gone."""

    chapter: str


@dataclass(frozen=True, slots=True)
class ForgetAll:
    """To the worker: another story was opened."""


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """To the worker, from itself: an engine that had failed can answer now."""


@dataclass(frozen=True, slots=True)
class PauseDeep:
    """To the worker: the language model shall rest, or go on, even on battery."""

    paused: bool


@dataclass(frozen=True, slots=True)
class ConvertTense:
    """To the worker: what would bring the narration of ``within`` (code points of ``text``, a whole chapter)
    into ``tense``? None means the tense that most of it is not in."""

    request: int
    text: str
    within: Span
    tense: Tense | None = None


@dataclass(frozen=True, slots=True)
class TenseConverted:
    """From the worker: the tense that the stretch is told in, the tense wanted, and the changes in order."""

    request: int
    told: Tense | None
    tense: Tense
    changes: tuple[ProposedChange, ...]


@dataclass(frozen=True, slots=True)
class CheckFixes:
    """To the worker: which suggestions of these findings (spans in ``text``, a whole chapter) do no harm?"""

    request: int
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FixesChecked:
    """From the worker: for each finding asked about the suggestions that do no harm, best first."""

    request: int
    suggestions: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ParagraphChecked:
    """From the worker: the findings of one paragraph; spans count from the start of the chapter."""

    chapter: str
    revision: int
    span: Span
    findings: tuple[Finding, ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ChapterDone:
    """From the worker: every paragraph of this revision has been answered."""

    chapter: str
    revision: int


@dataclass(frozen=True, slots=True)
class EngineState:
    """From the worker: how an engine is. ``state`` is "loading", "ready", "off" or "failed"."""

    engine: str
    state: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class DeepProgress:
    """From the worker: how far the language model has read.

    ``done`` of ``total`` words; ``seconds`` is the time left at the speed so far, None before it is known.
    ``rest`` says why it does not read on: "paused" by the writer, "battery"; "" while it does.
    """

    done: int
    total: int
    seconds: float | None = None
    rest: str = ""


@dataclass(frozen=True, slots=True)
class CastLearnt:
    """From the worker: the story's names as now known."""

    cast: Cast
