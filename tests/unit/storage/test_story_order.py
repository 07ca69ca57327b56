"""The order in ``story.toml`` is changed without touching what a writer or another program put around it."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from studio.storage.story_change import set_order, set_texts, set_title
from studio.storage.story_file import edit_story, read_story

COMMENTED = """\
# kept by hand
mood = "grey"
order = [  # as in the plan
    # Part one
    'One.md',   # the storm
    "Two.md",
    # Part two
    "Three.md",  # the quay
    # more to come
]  # end of the order

[plugin]
answer = 42  # do not ask
order = ["not", "chapters"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "story.toml"
    path.write_bytes(COMMENTED.encode())
    return path


def after(file: Path, *order: str, gone: tuple[str, ...] = ()) -> str:
    edit_story(file, set_order(order, gone))
    return file.read_bytes().decode()


def test_an_entry_that_moves_takes_its_comments_with_it(file: Path) -> None:
    assert after(file, "Three.md", "One.md", "Two.md") == COMMENTED.replace(
        """\
    # Part one
    'One.md',   # the storm
    "Two.md",
    # Part two
    "Three.md",  # the quay
""",
        """\
    # Part two
    "Three.md",  # the quay
    # Part one
    'One.md',   # the storm
    "Two.md",
""",
    )


def test_a_new_entry_is_a_line_of_its_own_and_nothing_else_changes(file: Path) -> None:
    new = after(file, "One.md", "Two.md", 'The "end".md', "Three.md")
    assert new == COMMENTED.replace('    "Two.md",\n', '    "Two.md",\n    "The \\"end\\".md",\n')


def test_the_lines_of_comment_above_an_entry_that_goes_stay(file: Path) -> None:
    new = after(file, "One.md", "Two.md", gone=("Three.md",))
    assert new == COMMENTED.replace('    "Three.md",  # the quay\n', "")


def test_a_renamed_entry_keeps_its_place_and_its_comments(file: Path) -> None:
    new = after(file, "Uno.md", "Two.md", "Three.md", gone=("One.md",))
    assert new == COMMENTED.replace("'One.md'", '"Uno.md"')


def test_an_order_of_two_lines_ends_with_the_file_as_it_was(file: Path) -> None:
    after(file, "One.md", "Two.md", "New.md", "Three.md")
    assert after(file, "One.md", "Two.md", "Three.md", gone=("New.md",)) == COMMENTED


def test_lines_ended_by_crlf_stay_so(file: Path) -> None:
    file.write_bytes(COMMENTED.replace("\n", "\r\n").encode())
    new = after(file, "New.md", "Three.md", "Two.md", gone=("One.md",))
    assert new.count("\n") == new.count("\r\n") == COMMENTED.count("\n")


@pytest.mark.parametrize(
    "written",
    [
        'order = ["a.md", "b.md"]\n',
        'order = ["a.md",\n "b.md"]\n',
        'order = ["a.md", "b.md"\n]\n',
        'order = [\n "a.md" # one\n , "b.md" # two\n]\n',
        'order = [ # head\n"a.md", "b.md"]\n',
        'order = [\n# first\n"a.md", "b.md", # both\n]\n',
        '"order" = [\'a.md\', "b\\u002Emd"]\n',
        'order = ["""a.md""", "b.md"]\n',
        'order = ["a.md", 4, "b.md"]\n',
        'text = """\norder = ["x"]\n"""\norder = ["a.md", "b.md"]\n',
        "order = []\n",
        "order = [\n# none yet\n]\n",
        "order = 4\n",
        'title = "the order"\n',
        "[titles]\n",
        "",
    ],
)
def test_every_way_of_writing_it_is_understood_and_keeps_its_comments(file: Path, written: str) -> None:
    file.write_bytes(written.encode())
    comments = [line.rpartition("#")[2] for line in written.splitlines() if "#" in line]
    for names in (["b.md", "a.md"], ["b.md", "c.md", "a.md"], ["c.md", "b.md", "a.md"]):
        new = after(file, *names)
        assert read_story(file)[0].order == tuple(names)
        assert [comment for comment in comments if comment not in new] == []
    assert {**tomllib.loads(new), "order": 0} == {**tomllib.loads(written), "order": 0}


def test_a_title_that_reads_like_the_program_s_own_words_is_only_a_title(file: Path) -> None:
    file.write_text('title = ""\norder = ["a.md"]\n', encoding="utf-8")
    edit_story(
        file, set_texts(title="the order"), set_order(["b.md", "a.md"]), set_title("order", "the order")
    )
    story = read_story(file)[0]
    assert (story.title, story.order, story.titles) == (
        "the order",
        ("b.md", "a.md"),
        {"order": "the order"},
    )


def test_a_byte_order_mark_alone_is_no_reason_to_write(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + COMMENTED.encode())
    before = file.stat().st_ino
    edit_story(file, set_order(["One.md", "Two.md", "Three.md"]))
    assert file.stat().st_ino == before


def test_six_thousand_chapters_change_quickly_and_only_where_they_changed(file: Path) -> None:
    names = [f"{number}.md" for number in range(6_000)]
    lines = [f'    "{name}",  # no. {name[:-3]}\n' for name in names]
    top, bottom = '# all of them\nmood = "grey"\norder = [\n', "]\n\n[plugin]\nanswer = 42  # keep\n"
    spent: list[float] = []
    for _ in range(3):  # the quickest counts: a processor that is slowed for a while tells nothing
        file.write_text(top + "".join(lines) + bottom, encoding="utf-8")
        edit_story(file)  # the first one loads what it needs
        begun = time.thread_time()
        new = after(file, *names[:3_000], "New.md", *names[3_001:], gone=(names[3_000],))
        moved = after(file, *names[1:3_000], "New.md", *names[3_001:], names[0])
        spent.append(time.thread_time() - begun)
    lines[3_000] = lines[3_000].replace('"3000.md"', '"New.md"')
    assert new == top + "".join(lines) + bottom
    assert moved == top + "".join([*lines[1:], lines[0]]) + bottom
    assert min(spent) < 25 * seconds_to_read(new)


def test_six_thousand_listed_chapters_that_are_missing_keep_their_places(file: Path) -> None:
    names = [f"{number}.md" for number in range(6_000)]
    spent: list[float] = []
    for _ in range(3):
        file.write_text(f"order = {names!r}\n", encoding="utf-8")
        edit_story(file)
        begun = time.thread_time()
        new = after(file, "4000.md", "New.md", "20.md")
        spent.append(time.thread_time() - begun)
    order = list(read_story(file)[0].order)
    assert sorted(order) == sorted([*names, "New.md"])
    assert order[:3] == ["0.md", "1.md", "2.md"]
    assert order[order.index("4000.md") + 1] == "4001.md"
    assert order[order.index("20.md") + 1] == "21.md"
    assert min(spent) < 25 * seconds_to_read(new)


def seconds_to_read(text: str) -> float:
    """The processor time that reading ``text`` takes once; a change should take a few times as long."""
    spent: list[float] = []
    for _ in range(3):
        begun = time.thread_time()
        tomllib.loads(text)
        spent.append(time.thread_time() - begun)
    return min(spent)
