"""The English dictionary: LanguageTool's word lists and the studio's own."""

from __future__ import annotations

import gzip
import importlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from studio.proofing.engines.word_automaton import WordAutomaton
from studio.proofing.evidence import EngineError

_CACHE_LIMIT = 200_000
_RARE_CACHE_LIMIT = 20_000

_APOSTROPHES = str.maketrans("’ʼ‘", "'''")
_WORDS = Path(__file__).parents[3] / "resources" / "words"
STORY_WORDS = _WORDS / "story_words.txt"
RARE_WORDS = _WORDS / "rare_words.txt.gz"
_ENDINGS = ("'s", "'d", "'ll", "'ve", "'re", "'d've", "'m")


class RareWords:
    """Words too rare to be offered or to tell a name from a word by, but right where a writer has them.

    They are kept as one stretch of text: a fifth of a set's memory, and asked for unknown words only.

    Raises:
        EngineError: if the list cannot be read.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._text = "\n".join(("", *words, ""))
        self._asked: dict[str, bool] = {}  # names come back again and again

    @classmethod
    def load(cls, path: Path = RARE_WORDS) -> RareWords:
        """Read the studio's list, one word a line, compressed."""
        try:
            return cls(gzip.decompress(path.read_bytes()).decode().split("\n"))
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise EngineError(f"The list of rare words could not be read ({error}).") from error

    def __contains__(self, word: str) -> bool:
        """Whether the list holds ``word``, in lower case or with its first letter capital."""
        held = self._asked.get(word)
        if held is None:
            if len(self._asked) > _RARE_CACHE_LIMIT:
                self._asked.clear()
            plain = word[:1].lower() + word[1:]
            held = self._asked[word] = "\n" not in plain and f"\n{plain}\n" in self._text
        return held


class Dictionary:
    """English spelling, American and British together, as LanguageTool knows it.

    Args:
        automata: the word lists.
        extra: further words, in their own letter case; one in lower case may also stand capitalised.
        wrong: words that the lists hold but that count as wrong.
    """

    def __init__(
        self, automata: Iterable[WordAutomaton], extra: Iterable[str] = (), wrong: Iterable[str] = ()
    ) -> None:
        self._automata = tuple(automata)
        self._extra = frozenset(extra)
        self._wrong = frozenset(wrong)
        self._known: dict[str, bool] = {}

    @classmethod
    def load(cls, folder: Path | None = None, story_words: Path | None = STORY_WORDS) -> Dictionary:
        """Read the lists of the package ``lingotweaker-data-en``, and the studio's own.

        Args:
            folder: the package's folder of word lists; None to look it up.
            story_words: a file of further words, one a line; None for none.

        Raises:
            EngineError: if they are missing or broken.
        """
        try:
            folder = folder or _data_folder()
            automata = [WordAutomaton.load(folder / f"en_{country}.dict") for country in ("US", "GB")]
            lists = ("spelling.txt", "spelling_en-US.txt", "spelling_en-GB.txt", "ignore.txt")
            extra = {word for name in lists for word in _lines(folder / name)}
            wrong = set(_lines(folder / "prohibit.txt"))
            if story_words is not None:
                own = set(_lines(story_words))
                extra |= own
                wrong -= own
            return cls(automata, extra, wrong)
        except (ImportError, OSError, IndexError, UnicodeDecodeError) as error:
            raise EngineError(f"The spelling dictionary could not be read ({error}).") from error

    def knows(self, word: str) -> bool:
        """Whether ``word`` (one word, maybe with hyphens and apostrophes) is spelt as some English word."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _CACHE_LIMIT:
                self._known.clear()
            known = self._known[word] = self._judge(word.translate(_APOSTROPHES))
        return known

    def frequency(self, word: str) -> int | None:
        """How frequent the word is in this very letter case, 0 to about 22; None if unknown."""
        if word in self._wrong:
            return None
        found = [f for a in self._automata if (f := a.frequency(word)) is not None]
        return max(found, default=0 if word in self._extra else None)

    def words(self, prefix: str) -> Iterator[tuple[str, int]]:
        """All words of the lists that begin with ``prefix``, with their frequency; some come twice."""
        for automaton in self._automata:
            for word, frequency in automaton.words(prefix):
                if word not in self._wrong:
                    yield word, frequency

    def _judge(self, word: str) -> bool:
        if self._has(word):
            return True
        for ending in _ENDINGS:
            if word.lower().endswith(ending) and self._has(word[: -len(ending)]):
                return True
        if word.endswith("s'") and self._has(word[:-1]):
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(self.knows(part) for part in parts if part)

    def _has(self, word: str) -> bool:
        """Whether the word stands in the lists as it is, or in lower case where a capital is allowed."""
        if self._holds(word):
            return True
        usual = word[:1].isupper() and (word[1:].islower() or len(word) == 1)
        return (usual or word.isupper()) and self._holds(word.lower())

    def _holds(self, word: str) -> bool:
        """Whether any list holds the word in this very letter case; the first that does is enough."""
        if word in self._wrong:
            return False
        return word in self._extra or any(a.frequency(word) is not None for a in self._automata)


def _lines(path: Path) -> Iterator[str]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            word = line.partition("#")[0].strip()
            if word and " " not in word:
                yield word.partition("/")[0]


def _data_folder() -> Path:
    data = importlib.import_module("lingotweaker_data_en")
    return Path(data.data_dir()) / "en" / "hunspell"
