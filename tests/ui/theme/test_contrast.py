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


@THEMES
@pytest.mark.parametrize(("ground", "share"), [("raised", 0.14), ("chrome", 34 / 255), ("chrome", 0.10)])
@pytest.mark.parametrize("word", ["text", "muted", "accent"])
def test_words_on_what_is_chosen_are_read(colours: Colours, word: str, ground: str, share: float) -> None:
    """Chosen rows and notices stand on a tint of the accent: style sheet 14 and 10 %, delegates 34 of 255."""
    tint = mixed(colours.accent, getattr(colours, ground), share)
    assert contrast(getattr(colours, word), tint) >= 4.5


@THEMES
@pytest.mark.parametrize("side", ["added", "removed"])
@pytest.mark.parametrize("ground", ["page", "raised"])
def test_changed_words_are_read_on_their_tint(colours: Colours, side: str, ground: str) -> None:
    tone = getattr(colours, side)
    assert contrast(tone, mixed(tone, getattr(colours, ground), 28 / 255)) >= 4.5
