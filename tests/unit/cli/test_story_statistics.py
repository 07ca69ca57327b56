import pytest

from studio.app.statistics import count_chapter, count_story
from studio.model.cast import Cast

TEXT = '"Go on," said Odo. He went out.\n\n* * *\n\nRain fell.\n'


def test_a_chapter_is_counted() -> None:
    counts = count_chapter("One", TEXT)
    assert (counts.words, counts.scenes, counts.paragraphs, counts.speech) == (9, 2, 2, 2)
    assert counts.sentences == (4, 3, 2)
    assert counts.speech_share == pytest.approx(2 / 9)


@pytest.mark.parametrize(
    ("text", "scenes"), [("", 0), ("One.", 1), ("***\n\nOne.\n\n***", 1), ("A.\n\n#\n\n#\n\nB.", 2)]
)
def test_only_stretches_with_words_are_scenes(text: str, scenes: int) -> None:
    assert count_chapter("", text).scenes == scenes


def test_speech_inside_speech_is_counted_once() -> None:
    counts = count_chapter("", "“He said, ‘Go home now,’ and went,” she said.")
    assert counts.speech == 7


def test_a_story_sums_its_chapters() -> None:
    story = count_story([("One", TEXT), ("Two", "")], Cast())
    assert (story.words, story.scenes, story.sentence_median) == (9, 2, 3)
    assert story.sentence_mean == 3


def test_an_empty_story_divides_by_nothing() -> None:
    story = count_story([], Cast())
    assert (story.words, story.speech_share, story.sentence_mean, story.sentence_median) == (0, 0, 0, 0)
