from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.model.edit import TextEdit
from studio.model.step_log import StepLog

_EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 4), st.text("ab \n", max_size=6)), min_size=1, max_size=40
)


def played(edits: list[tuple[float, int, str]], log: StepLog) -> list[str]:
    """The texts from the first to the last."""
    texts = ["The old gate stood."]
    for where, removed, inserted in edits:
        start = round(where * len(texts[-1]))
        edit = TextEdit(start, min(removed, len(texts[-1]) - start), inserted)
        log.note(edit, texts[-1])
        texts.append(edit.apply(texts[-1]))
    return texts


@given(_EDITS)
def test_the_steps_lead_back_to_the_first_text(edits: list[tuple[float, int, str]]) -> None:
    log = StepLog()
    texts = played(edits, log)
    text = texts[-1]
    for step in log.newest_first():
        text = step.apply(text)
        assert text in texts
    assert text == texts[0]
    assert StepLog(log.newest_first()).newest_first() == log.newest_first()


@given(_EDITS, st.integers(1, 5), st.integers(0, 12))
def test_bounded_steps_lead_back_as_far_as_they_go(
    edits: list[tuple[float, int, str]], most: int, room: int
) -> None:
    log = StepLog(most=most, room=room)
    texts = played(edits, log)
    steps, text = log.newest_first(), texts[-1]
    assert len(steps) <= most
    assert sum(len(step.inserted) for step in steps) <= room
    for step in steps:
        text = step.apply(text)
        assert text in texts


def test_what_is_typed_in_one_go_is_one_step() -> None:
    log = StepLog()
    text = ""
    for letter in "It began.":
        log.note(TextEdit(len(text), 0, letter), text)
        text += letter
    assert log.newest_first() == (TextEdit(0, 9, ""),)
    for _ in range(6):
        log.note(TextEdit(len(text) - 1, 1, ""), text)
        text = text[:-1]
    assert log.newest_first() == (TextEdit(3, 0, "began."), TextEdit(0, 9, ""))
