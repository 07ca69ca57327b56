from hypothesis import given, settings
from hypothesis import strategies as st

from studio.app.exchange.export_service import ExportRequest, prepare, render
from studio.export.account import account
from studio.export.change import apply_changes
from studio.export.clean import clean
from studio.export.diff import hunks
from studio.export.emphasis import read_runs
from studio.export.layout import Format
from studio.export.manuscript import Manuscript, ManuscriptChapter
from studio.export.option import CleanOptions
from studio.model.piece import PieceKind

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["# Head", "* * *", "> said", ">", '"Go," he -- *she* -- said...', "one  two\t", "", "oOo"]
        ),
        st.text(max_size=30),
    ),
    max_size=12,
)
TEXTS = LINES.map("\n".join)


@given(st.lists(st.tuples(st.text(max_size=12), TEXTS), max_size=3), st.sampled_from(Format))
@settings(max_examples=60, deadline=None)
def test_every_story_is_written_with_all_its_words(chapters: list[tuple[str, str]], wanted: Format) -> None:
    manuscript = Manuscript("T", "A", "en-US", tuple(ManuscriptChapter(t, x) for t, x in chapters))
    request = ExportRequest(wanted)
    data = render(prepare(manuscript, request), request)
    assert data == render(prepare(manuscript, request), request)


@given(TEXTS)
def test_hunks_hold_every_change_once(text: str) -> None:
    changes = clean(text, CleanOptions()).changes
    found = hunks(text, changes)
    assert [i for hunk in found for i in hunk.changes] == list(range(len(changes)))
    for hunk in found:
        same = [p.text for p in hunk.pieces if p.kind is not PieceKind.ADDED]
        assert "".join(same) == hunk.before


@given(TEXTS)
def test_the_hunks_lines_stand_in_both_versions(text: str) -> None:
    changes = clean(text, CleanOptions()).changes
    after = apply_changes(text, changes)
    for hunk in hunks(text, changes):
        line = after.split("\n")[hunk.line_after - 1 :]
        assert "\n".join(line).startswith(hunk.after)


@given(st.text(alphabet="ab *_\\", max_size=30))
def test_emphasis_keeps_every_letter(text: str) -> None:
    assert account(text, "".join(run.text for run in read_runs(text))).whole
