from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.finding import Category, Finding
from studio.proofing.overlap import resolve
from studio.text.span import Span


def finding(start: int, end: int, **more: object) -> Finding:
    values = {"category": Category.REAL_WORD, "rule": "a.b", "message": "m", "confidence": 0.5} | more
    return Finding(Span(start, end), **values)  # type: ignore[arg-type]


def test_the_more_certain_of_two_claims_wins() -> None:
    weak, strong = finding(0, 4, confidence=0.4), finding(2, 6, confidence=0.9)
    assert resolve([weak, strong]) == (strong,)


def test_the_studio_wins_over_languagetool_when_both_are_equally_sure() -> None:
    ours, theirs = finding(0, 4, suggestions=("x",)), finding(0, 4, source="languagetool", suggestions=("y",))
    assert resolve([theirs, ours]) == (ours,)


def test_a_finding_with_a_fix_wins_over_one_without() -> None:
    bare, fixed = finding(0, 4), finding(0, 4, suggestions=("x",))
    assert resolve([bare, fixed]) == (fixed,)


def test_neighbours_both_stay_in_text_order() -> None:
    first, second = finding(0, 4), finding(4, 8)
    assert resolve([second, first]) == (first, second)


def test_two_insertions_at_one_place_are_one() -> None:
    assert len(resolve([finding(3, 3, suggestions=(",",)), finding(3, 3, rule="c.d")])) == 1


spans = st.tuples(st.integers(0, 40), st.integers(0, 6)).map(lambda p: (p[0], p[0] + p[1]))


@given(
    st.lists(st.tuples(spans, st.sampled_from([0.2, 0.5, 0.9]), st.sampled_from(list(Category))), max_size=15)
)
def test_winners_never_overlap_and_do_not_depend_on_order(raw: list) -> None:
    found = [finding(*span, confidence=c, category=k) for span, c, k in raw]
    winners = resolve(found)
    assert set(winners) == set(resolve(reversed(found)))
    assert all(not a.span.overlaps(b.span) for a, b in pairwise(winners))
    assert winners or not found
