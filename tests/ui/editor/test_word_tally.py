from hypothesis import given
from hypothesis import strategies as st

from studio.model.edit import TextEdit
from studio.text.word import count_words
from studio.ui.editor.word_tally import WordTally

prose = st.text(st.sampled_from("ab '-’.\n—1,"), max_size=30)


@given(prose, st.integers(0, 30), st.integers(0, 30), prose)
def test_the_tally_is_that_of_counting_anew(before: str, start: int, removed: int, put: str) -> None:
    start = min(start, len(before))
    edit = TextEdit(start, min(removed, len(before) - start), put)
    tally, after = WordTally(before), edit.apply(before)
    growth = tally.edit(before, edit, after)
    assert tally.words == count_words(after)
    assert growth == count_words(after) - count_words(before)
