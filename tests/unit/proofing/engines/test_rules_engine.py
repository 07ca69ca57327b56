"""LanguageTool's rules in process: offsets, masks, failures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.engines import rules_engine
from studio.proofing.engines.rules_engine import RulesEngine, drop_touching, hidden_places, masked
from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.engines.spelling_dictionary import Dictionary
from studio.proofing.evidence import EngineError, GrammarMatch
from studio.text.span import Span


def fresh(text: str) -> str:
    """An equal string of its own, as foreign code gives them."""
    return "".join(list(text))


class Marker:
    """Marks every "xx", in UTF-8 bytes as LingoTweaker does."""

    def check(self, text: str) -> list[dict[str, Any]]:
        data, at, found = text.encode(), -1, []
        while (at := data.find(b"xx", at + 1)) >= 0:
            found.append(
                {
                    "rule_id": "R", "category_id": "GRAMMAR", "issue_type": "grammar", "message": fresh("mm"),
                    "suggestions": [fresh("yy")], "offset": at, "length": 2,
                }
            )  # fmt: skip
        return found


class Broken:
    def check(self, text: str) -> list[dict[str, Any]]:
        raise RuntimeError("out of order")


def engine_with(native: object, monkeypatch: pytest.MonkeyPatch) -> RulesEngine:
    monkeypatch.setattr(rules_engine, "_load", lambda dialect, is_needed: native)
    return RulesEngine(spelling=SpellingEngine(Dictionary([], extra=["xx", "a", "é", "b"])))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> RulesEngine:
    return engine_with(Marker(), monkeypatch)


def test_offsets_count_code_points(engine: RulesEngine) -> None:
    (match,) = engine.check("é “\U0001f600” xx")
    assert match.span.of("é “\U0001f600” xx") == "xx"


def test_many_paragraphs_keep_their_own_offsets(engine: RulesEngine) -> None:
    texts = ["é xx", "", "xx \U0001f600 xx", "b"]
    found = engine.check_many(texts)
    assert [[m.span.of(t) for m in ms] for t, ms in zip(texts, found, strict=True)] == [
        ["xx"], [], ["xx", "xx"], []
    ]  # fmt: skip
    assert [engine.check(t) for t in texts] == found


def test_a_broken_engine_says_so_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EngineError, match="stopped at a paragraph"):
        engine_with(Broken(), monkeypatch).check("a")


@given(st.text(max_size=60))
def test_masking_keeps_the_length_and_leaves_one_unit_each(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert all(ord(c) <= 0xFFFF for c in shown)
    assert [i for i, (a, b) in enumerate(zip(text, shown, strict=True)) if a != b] == list(
        hidden_places(text, shown)
    )


@given(st.lists(st.text(alphabet="x é\U0001f600*", max_size=8), max_size=5))
def test_each_mark_covers_what_was_marked(texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        found = engine_with(Marker(), patch).check_many(texts)
    grammar = [(t, m) for t, ms in zip(texts, found, strict=True) for m in ms if m.rule_id == "R"]
    assert all(m.span.of(t) == "xx" for t, m in grammar)


def test_a_match_that_touches_a_mask_is_dropped() -> None:
    matches = [GrammarMatch(Span(a, b), "R", "C", "k", "m", ()) for a, b in ((0, 2), (2, 5), (5, 9))]
    assert drop_touching(matches, (3,), "123456789") == (matches[0], matches[2])


@pytest.mark.engine
def test_the_real_rules_find_a_real_mistake() -> None:
    text = "\U0001f600 She *really* seem to know. He ate a apple and heard teh bell."
    found = {m.span.of(text): m.suggestions[0] for m in RulesEngine().check(text)}
    assert found["teh"] == "the"
    assert found["a"] == "an"


def test_what_matches_say_alike_is_kept_once(engine: RulesEngine) -> None:
    one, other = engine.check_many([f"{'a' * 300} xx", "b xx"])
    assert one[0].message is other[0].message
    assert one[0].suggestions[0] is other[0].suggestions[0]
