from studio.proofing.finding import Category, Finding
from studio.proofing.ignore import IgnoreList, IgnoreScope, ignore_key
from studio.text.span import Span

TEXT = "The ferry left at dusk. She counted the ropes, and the ferry came back empty."


def at(word: str, text: str = TEXT, rule: str = "real_word.x", message: str = "m", nth: int = 0) -> Finding:
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    return Finding(Span(start, start + len(word)), Category.REAL_WORD, rule, message)


def test_once_hides_only_that_place() -> None:
    ignores = IgnoreList.of([ignore_key(at("ferry"), TEXT, IgnoreScope.ONCE)])
    assert ignores.hides(at("ferry"), TEXT)
    assert not ignores.hides(at("ferry", nth=1), TEXT)


def test_everywhere_hides_every_place_of_the_same_rule() -> None:
    ignores = IgnoreList.of([ignore_key(at("ferry"), TEXT, IgnoreScope.EVERYWHERE)])
    assert ignores.hides(at("ferry", nth=1), TEXT)
    assert not ignores.hides(at("ferry", rule="tense.shift"), TEXT)


def test_an_ignore_outlives_edits_elsewhere_and_reworded_rules() -> None:
    ignores = IgnoreList.of([ignore_key(at("ropes"), TEXT, IgnoreScope.ONCE)])
    longer = "A new first line.\n" + TEXT.replace("at dusk", "long before dusk")
    assert ignores.hides(at("ropes", longer, message="said otherwise"), longer)


def test_an_ignore_ends_when_its_words_change() -> None:
    ignores = IgnoreList.of([ignore_key(at("ropes"), TEXT, IgnoreScope.ONCE)])
    changed = TEXT.replace("counted the", "cut those")
    assert not ignores.hides(at("ropes", changed), changed)


def test_quotes_and_case_do_not_matter() -> None:
    a, b = "It wasn’t Mine.", "it wasn't mine."
    ignores = IgnoreList.of([ignore_key(at("wasn’t", a), a, IgnoreScope.ONCE)])
    assert ignores.hides(at("wasn't", b), b)
