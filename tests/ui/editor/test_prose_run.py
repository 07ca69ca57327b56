import pytest

from studio.ui.editor.prose_run import RunKind, may_have_runs, prose_runs


def shown(line: str) -> list[tuple[str, str]]:
    return [(line[run.start : run.end], run.kind.name) for run in prose_runs(line)]


def test_italic() -> None:
    assert shown("so *late* again") == [("*", "MARKUP"), ("late", "ITALIC"), ("*", "MARKUP")]


@pytest.mark.parametrize("line", ["_late_", "**late**", "__late__", "***late***", "*a* and *b*"])
def test_emphasis_in_all_its_forms(line: str) -> None:
    assert {run.kind for run in prose_runs(line)} & {RunKind.ITALIC, RunKind.BOLD, RunKind.BOLD_ITALIC}


@pytest.mark.parametrize(
    "line", ["2 * 3 * 4", "snake_case_name", "a lone * star", "* not closed", r"\*escaped\*", "she ** **"]
)
def test_what_is_no_emphasis(line: str) -> None:
    assert not shown(line)


def test_a_heading_keeps_its_level() -> None:
    assert [run.level for run in prose_runs("## The Ferry")] == [2, 2]


@pytest.mark.parametrize("line", ["* * *", "***", "---", "#", "~"])
def test_a_scene_break_is_one_run(line: str) -> None:
    assert [run.kind for run in prose_runs(line)] == [RunKind.BREAK]


@pytest.mark.parametrize("line", ["plain words.", "", "“Speech,” she said."])
def test_most_lines_are_not_looked_at(line: str) -> None:
    assert not may_have_runs(line)
