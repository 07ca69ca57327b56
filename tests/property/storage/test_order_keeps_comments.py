"""However the order is written, it can be changed to any other, and the comments of what stays are kept."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.storage.story_text import StoryText

NAMES = (
    "a.md",
    "b",
    "part/c.md",
    "d#.md",
    "e,.md",
    "f].md",
    'g"h.md',
    "i\\j.md",
    "k'l.md",
    "",
    "m\t",
    "ü.md",
)


@st.composite
def spaces(draw: st.DrawFn, comments: list[str]) -> str:
    pieces = draw(st.lists(st.sampled_from((" ", "\t", "\n", "    ", "#")), max_size=4))
    for at, piece in enumerate(pieces):
        if piece == "#":
            comments.append(f'# note {len(comments)} ", ] [')
            pieces[at] = f"{comments[-1]}\n"
    return "".join(pieces)


def quoted(name: str, literal: bool) -> str:
    if literal and "'" not in name:
        return f"'{name}'"
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """A written list, the names in it, and all its comments."""
    names = draw(st.lists(st.sampled_from(NAMES), max_size=6))
    comments: list[str] = []
    pieces = ["["]
    for at, name in enumerate(names):
        comma = "," if at < len(names) - 1 or draw(st.booleans()) else ""
        written = quoted(name, draw(st.booleans()))
        pieces += (draw(spaces(comments)), written, draw(spaces(comments)), comma)
    return "".join((*pieces, draw(spaces(comments)), "]")), names, comments


@given(lists(), st.lists(st.sampled_from((*NAMES, "new.md", "x\x7f.md")), unique=True), st.booleans())
@settings(max_examples=300)
def test_any_order_can_be_written_and_comments_of_what_stays_are_kept(
    written: tuple[str, list[str], list[str]], wanted: list[str], crlf: bool
) -> None:
    order, names, comments = written
    before = f'title = "A"  # first\norder = {order}  # last\n\n[plugin]\norder = [1, "]"]  # not ours\n'
    before = before.replace("\n", "\r\n") if crlf else before
    story = StoryText(before)
    assert story.text() == before
    story.set_order(wanted)
    after = story.text()
    assert tomllib.loads(after) == {"title": "A", "order": wanted, "plugin": {"order": [1, "]"]}}
    start, end = before.index("order = ") + 8, before.index("  # last")
    assert after.startswith(before[:start])
    assert after.endswith(before[end:])
    if crlf:
        assert after.count("\n") == after.count("\r\n")
    if set(names) <= set(wanted) and len(set(names)) == len(names):
        assert [comment for comment in comments if comment not in after] == []
