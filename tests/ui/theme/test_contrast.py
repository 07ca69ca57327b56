import pytest

from studio.ui.theme.contrast import contrast, luminance, mixed
from studio.ui.theme.token import DARK, LIGHT, Colours

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("page", "chrome", "raised", "hover")
MARKS = ("spelling", "word", "verb", "punctuation", "grammar", "style")


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_order_does_not_matter() -> None:
    assert contrast("#123456", "#fedcba") == contrast("#fedcba", "#123456")


def test_a_wrong_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="rrggbb"):
        luminance("red")


def test_mixing_runs_from_one_to_the_other() -> None:
    assert (mixed("#000000", "#ffffff", 1), mixed("#000000", "#ffffff", 0)) == ("#000000", "#ffffff")


@THEMES
@pytest.mark.parametrize("ground", [*GROUNDS, "selection", "match", "match_here"])
def test_text_is_read_easily(colours: Colours, ground: str) -> None:

    assert contrast(colours.text, getattr(colours, ground)) >= 7


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", ["muted", "accent", "warning", "added", "removed"])
def test_words_of_the_window_are_read(colours: Colours, word: str, ground: str) -> None:
    assert contrast(getattr(colours, word), getattr(colours, ground)) >= 4.5


@THEMES
def test_words_on_the_accent_are_read(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@THEMES
@pytest.mark.parametrize("mark", [*MARKS, "faint", "edge", "accent"])
def test_marks_are_seen_on_the_page(colours: Colours, mark: str) -> None:
    assert contrast(getattr(colours, mark), colours.page) >= 3


@THEMES
def test_outlines_are_seen_on_every_ground(colours: Colours) -> None:
    assert min(contrast(colours.edge, getattr(colours, ground)) for ground in GROUNDS[:3]) >= 3
