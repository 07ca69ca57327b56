"""Whatever a document holds, its words come through, and its emphasis wherever Markdown can say it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from studio.app.exchange.import_plan import Split, SplitBy, divide, possible_splits
from studio.export.account import all_words, plain_words
from studio.export.emphasis import read_runs
from studio.storage.importing.html_reader import read_page
from studio.storage.importing.html_token import read_tokens
from studio.storage.importing.markdown import BOLD, ITALIC, Run, markdown_line, plain_line
from studio.storage.importing.text_reader import read_text
from studio.storage.importing.watch import Watch

STYLES = st.sampled_from((0, ITALIC, BOLD, ITALIC | BOLD))
TRICKY = st.text(alphabet="ab c*_\\`<>#/.!?'\"“”—-[]()@:w\u00a0\n\t\x00é🪶", max_size=12)
PROSE = st.lists(st.sampled_from(("gate", "lamp", "old", "Mara", "tide")), min_size=1, max_size=4).map(
    " ".join
)


@given(st.lists(st.builds(Run, TRICKY | st.text(max_size=8), STYLES), max_size=6))
@example([Run("0_", ITALIC), Run("a_"), Run("0", ITALIC)])
@example([Run("? * ", ITALIC), Run(":")])
@example([Run("a"), Run(" * b", BOLD)])
def test_every_letter_comes_back(runs: list[Run]) -> None:
    back = "".join(run.text for run in read_runs(markdown_line(runs)))
    assert back == plain_line(runs)


@given(st.lists(st.tuples(PROSE, STYLES, st.sampled_from((" ", ", ", "—", ". “"))), max_size=6))
def test_emphasis_of_prose_comes_back(parts: list[tuple[str, int, str]]) -> None:
    runs = [run for text, style, gap in parts for run in (Run(text, style), Run(gap))]
    back = [s for run in read_runs(markdown_line(runs)) for s in [(run.italic, run.bold)] * len(run.text)]
    text = "".join(run.text for run in runs)
    wanted = [(bool(r.style & ITALIC), bool(r.style & BOLD)) for r in runs for _ in r.text]
    lead = len(text) - len(text.lstrip())
    for at, char in enumerate(text.strip()):
        if char.isalpha():
            assert back[at] == wanted[at + lead]


@given(st.text(max_size=200) | st.text(alphabet="<>/!-=\"'&; abpi#x0", max_size=120))
def test_no_page_is_too_broken(page: str) -> None:
    assert all(
        token.name or token.text for token in read_tokens(page) if not token.opens and not token.closes
    )
    document = read_page(page, Watch())
    assert divide(document, Split(SplitBy.WHOLE)).missing == ()


LINES = st.sampled_from(
    (
        "Chapter One",
        "# The Gate",
        "***",
        "* * *",
        "~",
        "",
        "",
        "He said *no*.",
        "> so",
        "oOo",
        "XII",
        "---",
        "Part Two",
    )
)


@given(
    st.lists(LINES | st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=20), max_size=20)
)
def test_no_way_to_part_a_text_loses_a_word(lines: list[str]) -> None:
    document = read_text("\n".join(lines).encode("utf-8", "replace"), "a.txt", Watch())
    for split in possible_splits(document):
        division = divide(document, split)
        assert division.missing == ()
        whole = " ".join(f"{chapter.title} {chapter.text}" for chapter in division.chapters)
        assert set(plain_words(document.spoken)) <= set(all_words(whole))
