"""What the engines say of a paragraph, before any rule decides: tokens, word marks, grammar matches.

All offsets count code points from the start of the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from studio.text.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its grammar (Penn Treebank tags, ClearNLP dependency labels, as spaCy gives them).

    ``head`` is the index of the governing token in the same paragraph (its own index for a root);
    ``sentence`` the index of the sentence. ``lower`` is the word in lower case with a straight apostrophe;
    it is kept, because rules ask for it twenty times a word.
    """

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    sentence: int
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lower = self.text.lower().replace("’", "'")
        object.__setattr__(self, "lower", self.text if lower == self.text else lower)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that the encoder would rather read, with its log-probability (nats, never above 0).

    ``alike`` says that a writer may well have written the one for the other: they sound alike, lie one
    slip of a key apart, or are forms of the same word.
    """

    word: str
    score: float
    alike: bool = False


DOUBTED = 0.15
"""A word that the encoder would keep with less than 1 - DOUBTED is marked; the others are faint."""
FAINT = 0.05
"""The least doubt on a word that is of use where a language model judges, too."""
TRACE = 0.02
"""The least doubt on a word that tells whether its paragraph is worth reading by a language model."""


@dataclass(frozen=True, slots=True)
class WordMark:
    """A word that the encoder doubts. The five chances sum to one.

    ``insert`` is the chance that a word is missing before this one, ``tense`` that it is a verb in the
    wrong narrative tense. ``own`` is the score of the word as written, None where it has none; ``known``
    whether it is an English word at all. Candidates that are alike come first, then the freely chosen;
    ``insertions`` are empty where a missing word is out of the question.
    """

    span: Span
    keep: float
    replace: float
    delete: float
    insert: float
    tense: float
    candidates: tuple[Candidate, ...] = ()
    insertions: tuple[Candidate, ...] = ()
    own: float | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class GrammarMatch:
    """A match of a LanguageTool rule; ``kind`` is LanguageTool's issue type ("misspelling", "grammar" …)."""

    span: Span
    rule_id: str
    category_id: str
    kind: str
    message: str
    suggestions: tuple[str, ...]
    source: str = "languagetool"


@dataclass(frozen=True, slots=True)
class Weighed:
    """Another reading of a word: ``kind`` is "replace", "insert" (``text`` before the word) or "delete";
    "tense" is another form of what may be a verb.

    ``gain`` is by how much the language model finds the sentence likelier so (nats).
    """

    kind: str
    text: str
    gain: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the language model says of a word: other readings, the best first."""

    span: Span
    readings: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the engines know of one paragraph; what a missing engine would give is empty.

    ``faint`` are marks on words that the encoder hardly doubts, of use only beside ``judgements``.
    """

    tokens: tuple[Token, ...] = ()
    marks: tuple[WordMark, ...] = ()
    grammar: tuple[GrammarMatch, ...] = field(default=())
    judgements: tuple[Judgement, ...] = ()
    faint: tuple[WordMark, ...] = ()


class Tagger(Protocol):
    """Splits paragraphs into tokens with their grammar."""

    @property
    def fingerprint(self) -> str:
        """Changes when the engine's answers may."""

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """The tokens of each paragraph."""


class Marker(Protocol):
    """The encoder: doubts words, seeing some text on both sides."""

    @property
    def fingerprint(self) -> str:
        """Changes when the engine's answers may."""

    def mark(self, texts: Sequence[str], wanted: Sequence[int]) -> list[tuple[WordMark, ...]]:
        """The marks of the paragraphs ``texts[i] for i in wanted``; the others are context only."""


class GrammarEngine(Protocol):
    """LanguageTool's rules, wherever they run."""

    @property
    def fingerprint(self) -> str:
        """Changes when the engine's answers may."""

    def check_many(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        """The matches of each paragraph; one call for many is quicker than many calls.

        Raises:
            EngineError: when the engine died or cannot be reached; the studio goes on without it.
        """


class Judge(Protocol):
    """The language model: weighs other readings of running text. May be asked on several threads."""

    @property
    def fingerprint(self) -> str:
        """Changes when the engine's answers may."""

    def judge(
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...] | None]
    ) -> list[tuple[Judgement, ...]]:
        """The judgements on each paragraph of a run.

        Args:
            before: the text in front of the first paragraph.
            texts: paragraphs that follow each other.
            marks: the encoder's doubts on each; None for a paragraph that need not be judged, and only
                stands between the others.

        Raises:
            EngineError: when the model is missing or has failed.
        """


class EngineError(Exception):
    """An engine cannot do its work; the text is one sentence for the status line."""
