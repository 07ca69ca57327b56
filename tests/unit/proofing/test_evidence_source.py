"""What is asked of the engines, what is kept, and what happens when one fails."""

from __future__ import annotations

from collections.abc import Sequence

from studio.proofing.evidence import EngineError, GrammarMatch, Token, WordMark
from studio.proofing.evidence_source import Engines, EvidenceSource
from studio.text.span import Span


class Words:
    """A tagger, encoder and grammar engine in one, that counts what it is asked."""

    fingerprint = "words-1"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.broken = False

    def _note(self, texts: Sequence[str]) -> None:
        if self.broken:
            raise EngineError("The engine has stopped.")
        self.asked.extend(texts)

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        self._note(texts)
        return [(Token(0, len(t), t, t, "NN", "NOUN", "ROOT", 0, 0),) for t in texts]

    def mark(self, texts: Sequence[str], wanted: Sequence[int]) -> list[tuple[WordMark, ...]]:
        self._note([texts[i] for i in wanted])
        return [(WordMark(Span(0, len(texts[i])), 0, 1, 0, 0, 0),) for i in wanted]

    def check_many(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        self._note(texts)
        return [(GrammarMatch(Span(0, 1), "R", "C", "grammar", "m", ()),) for _ in texts]


def test_a_paragraph_is_asked_for_once() -> None:
    engine = Words()
    source = EvidenceSource(Engines(tagger=engine))
    source.tokens(["a", "b", "a"])
    source.tokens(["b", "c"])
    assert engine.asked == ["a", "b", "c"]


def test_marks_are_asked_again_when_a_neighbour_changes() -> None:
    engine = Words()
    source = EvidenceSource(Engines(marker=engine))
    source.marks(["x", "word", "y"], [1])
    source.marks(["x", "word", "y"], [1])
    source.marks(["x", "word", "z"], [1])
    assert engine.asked == ["word", "word"]


def test_answers_come_in_the_order_asked() -> None:
    source = EvidenceSource(Engines(tagger=Words(), grammar=Words()))
    source.tokens(["b"])
    assert [t[0].text for t in source.tokens(["a", "b", "c"])] == ["a", "b", "c"]
    assert [len(g) for g in source.grammar(["a", "b"])] == [1, 1]


def test_a_missing_engine_gives_nothing() -> None:
    source = EvidenceSource(Engines())
    assert (source.tokens(["a"]), source.marks(["a"], [0]), source.grammar(["a"])) == ([()], [()], [()])


def test_a_failure_is_told_and_not_kept() -> None:
    engine = Words()
    source = EvidenceSource(Engines(grammar=engine))
    engine.broken = True
    assert source.grammar(["a"]) == [()]
    assert (source.whole, source.problems) == (False, {"grammar": "The engine has stopped."})
    engine.broken = False
    assert [len(g) for g in source.grammar(["a"])] == [1]
    assert source.whole


def test_an_engine_with_other_data_is_asked_again() -> None:
    engine = Words()
    source = EvidenceSource(Engines(grammar=engine))
    source.grammar(["a"])
    engine.fingerprint = "words-2"  # type: ignore[misc]
    source.grammar(["a"])
    assert engine.asked == ["a", "a"]


def test_the_spare_engine_answers_while_the_other_fails_or_is_off() -> None:
    broken, spare = Words(), Words()
    broken.broken = True
    assert [len(g) for g in EvidenceSource(Engines(grammar=broken, spare=spare)).grammar(["a"])] == [1]
    assert [len(g) for g in EvidenceSource(Engines(spare=spare)).grammar(["b"])] == [1]
    assert spare.asked == ["a", "b"]
