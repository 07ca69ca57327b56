from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studio.export.change import ChangeKind, Edit, Script, apply_changes


@st.composite
def edits(draw: st.DrawFn, text: str) -> list[Edit]:
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    ends = [(a, draw(st.sampled_from((a, b)))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return [Edit(a, b, draw(st.text("xyz", max_size=3)), ChangeKind.SPACE) for a, b in ends]


def plainly(text: str, made: list[Edit]) -> str:
    for edit in sorted(made, key=lambda e: (e.start, e.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@given(st.text("abcdef", max_size=20), st.data())
def test_passes_one_after_another_are_one_list_of_changes(original: str, data: st.DataObject) -> None:
    script, expected = Script(original), original
    for _ in range(4):
        made = data.draw(edits(expected))
        script.apply(made)
        expected = plainly(expected, made)
        assert script.text == expected
        assert apply_changes(original, script.changes()) == expected


@given(st.text("abcdef", max_size=20), st.data())
def test_changes_stand_apart_and_tell_the_truth(original: str, data: st.DataObject) -> None:
    script = Script(original)
    for _ in range(3):
        script.apply(data.draw(edits(script.text)))
    changes = script.changes()
    assert all(c.span_before.of(original) == c.before != c.after for c in changes)
    assert all(a.span_before.end <= b.span_before.start for a, b in pairwise(changes))
