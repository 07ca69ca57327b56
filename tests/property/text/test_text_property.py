"""Whatever the text: offsets hold and nothing raises."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.text.mask import mask_markup
from studio.text.paragraph import split_paragraphs
from studio.text.quotes import parse_quotations
from studio.text.scene import scene_breaks
from studio.text.sentence import split_sentences
from studio.text.utf16 import Utf16Map
from studio.text.word import count_words, words

MARKED = st.text(alphabet="abS '\"“”‘’«»—-*_.,!?\n0🪶é", max_size=120)
ANY = st.text(max_size=120) | MARKED


@given(ANY)
def test_paragraphs_round_trip(text: str) -> None:
    found = split_paragraphs(text)
    assert all(text[p.start : p.end] == p.text for p in found)
    kept = "".join(p.text for p in found)
    assert "".join(kept.split()) == "".join(text.split())
    assert [p.index for p in found] == list(range(len(found)))


@given(st.lists(ANY, max_size=6))
def test_quotations_lie_in_their_paragraphs_in_order(paragraphs: list[str]) -> None:
    rows = parse_quotations(paragraphs)
    assert len(rows) == len(paragraphs)
    for text, row in zip(paragraphs, rows, strict=True):
        ends = [0, *(q.span.end for q in row)]
        starts = [*(q.span.start for q in row), len(text)]
        assert all(end <= start for end, start in zip(ends, starts, strict=True))
        assert all(len(q.span) > 0 for q in row)


@given(st.lists(MARKED, max_size=5))
def test_quotations_are_the_same_every_time(paragraphs: list[str]) -> None:
    assert parse_quotations(paragraphs) == parse_quotations(tuple(paragraphs))


@given(ANY)
def test_sentences_leave_only_white_space_out(text: str) -> None:
    kept = "".join(span.of(text) for span in split_sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


@given(ANY)
def test_words_are_counted_as_listed(text: str) -> None:
    assert count_words(text) == len(list(words(text)))


@given(ANY)
def test_scene_breaks_are_in_order(text: str) -> None:
    spans = [b.span for b in scene_breaks(text)]
    assert spans == sorted(spans)
    assert all(s.end <= len(text) for s in spans)


@given(ANY)
def test_masking_moves_nothing(text: str) -> None:
    masked = mask_markup(text)
    assert len(masked) == len(text)
    assert all(a in (b, " ") for a, b in zip(masked, text, strict=True))


@given(st.text(alphabet="a🪶é𝄞", max_size=40))
def test_utf16_is_exact(text: str) -> None:
    found = Utf16Map(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert found.to_utf16(offset) == units
        assert found.to_code_point(units) == offset
