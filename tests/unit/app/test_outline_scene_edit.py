from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.app.structure.scene_edit import (
    add_scene,
    cut_scene,
    move_scene,
    name_scene,
    part_at,
    paste_scene,
    take_apart,
    with_marks,
)
from studio.model.outline import outline

THREE = "Anna came.\n\n* * *\n\nBrand left.\n\n* * *\n\nCora slept.\n"
HEADED = "## One\n\nAnna came.\n\n## Two\n\nBrand left.\n"


def scenes(text: str) -> list[str]:
    return [scene.text for scene in take_apart(text).scenes]


def test_scenes_are_what_stands_between_the_marks() -> None:
    assert scenes(THREE) == ["Anna came.", "Brand left.", "Cora slept."]


def test_moving_carries_the_break() -> None:
    assert move_scene(THREE, 2, 0) == "Cora slept.\n\n* * *\n\nAnna came.\n\n* * *\n\nBrand left.\n"


def test_each_scene_keeps_its_own_mark() -> None:
    text = "A.\n\n* * *\n\nB.\n\n#\n\nC.\n"
    assert move_scene(text, 2, 1) == "A.\n\n#\n\nC.\n\n* * *\n\nB.\n"


def test_headings_travel_with_their_scene() -> None:
    assert move_scene(HEADED, 1, 0) == "## Two\n\nBrand left.\n\n## One\n\nAnna came.\n"


def test_the_chapters_title_stays_on_top() -> None:
    text = "# The Ferry\n\nA.\n\n* * *\n\nB.\n"
    assert move_scene(text, 0, 1) == "# The Ferry\n\nB.\n\n* * *\n\nA.\n"


def test_a_title_above_a_scenes_heading_stays_on_top() -> None:
    text = "# The Ferry\n\n## One\n\nA.\n\n## Two\n\nB.\n"
    assert move_scene(text, 0, 1) == "# The Ferry\n\n## Two\n\nB.\n\n## One\n\nA.\n"


def test_a_scene_without_heading_gets_a_mark_where_it_would_be_swallowed() -> None:
    text = "## One\n\nAnna.\n\n* * *\n\nBrand.\n\n## Two\n\nCora.\n"
    moved = move_scene(text, 0, 2)
    assert scenes(moved) == ["Brand.", "## Two\n\nCora.", "## One\n\nAnna."]


def test_guessed_breaks_become_marks_when_scenes_move() -> None:
    one = " ".join(["The rain fell on the quay."] * 60)
    two = "The next morning " + " ".join(["they rowed to the island."] * 60)
    moved = move_scene(f"{one}\n\n{two}\n", 1, 0)
    assert moved == f"{two}\n\n* * *\n\n{one}\n"


def test_no_such_scene() -> None:
    with pytest.raises(IndexError, match="no scene 4"):
        move_scene(THREE, 0, 3)


def test_naming_changes_the_heading() -> None:
    assert name_scene(HEADED, 1, "The Quay") == "## One\n\nAnna came.\n\n## The Quay\n\nBrand left.\n"


def test_naming_a_scene_without_heading_writes_one() -> None:
    named = name_scene(THREE, 1, "The Quay")
    assert named == THREE.replace("Brand left.", "## The Quay\n\nBrand left.")
    assert len(scenes(named)) == 3


def test_naming_a_plain_heading_keeps_it_a_heading() -> None:
    text = "Chapter One\n\nA.\n\nChapter Two\n\nB.\n"
    assert scenes(name_scene(text, 1, "The Quay"))[1].startswith("## The Quay\n")


def test_cut_and_paste_elsewhere() -> None:
    rest, gone = cut_scene(THREE, 0)
    assert rest == "Brand left.\n\n* * *\n\nCora slept.\n"
    assert paste_scene("Xavier.\n", 1, gone) == "Xavier.\n\n* * *\n\nAnna came.\n"
    assert paste_scene("", 0, gone) == "Anna came.\n"


def test_a_new_scene_is_a_mark_and_a_place_to_write() -> None:
    text, offset = add_scene(THREE, 0)
    assert text[:offset] == "Anna came.\n\n* * *\n\n"
    assert scenes(text[:offset] + "New." + text[offset:])[1] == "New."


def test_the_outlines_entries_are_the_scenes() -> None:
    assert [part_at(THREE, at) for at in range(4)] == [0, 1, 2, None]


def test_a_title_with_nothing_below_is_no_scene() -> None:
    text = "# The Ferry\n\n## One\n\nAnna.\n\n## Two\n\nBrand.\n"
    assert [part_at(text, at) for at in range(3)] == [None, 0, 1]


PARTS = st.sampled_from(
    ["Anna came.", "Brand left;\n\nand stayed.", "## One", "# T", "* * *", "#", "\n", "  ", "“No.”", "🌊 é"]
)
CHAPTERS = st.lists(PARTS, max_size=12).map("\n\n".join)


def written(text: str) -> Counter[str]:
    return Counter(word for word in text.split() if any(c.isalnum() for c in word))


@given(CHAPTERS)
def test_taken_apart_and_joined_is_the_same(text: str) -> None:
    assert take_apart(text).joined() == text


@given(CHAPTERS, st.data())
def test_moving_loses_no_word_and_no_scene(text: str, data: st.DataObject) -> None:
    before = scenes(text)
    if len(before) < 2:
        return
    source, target = (data.draw(st.integers(0, len(before) - 1)) for _ in range(2))
    moved = move_scene(text, source, target)
    before.insert(target, before.pop(source))
    assert written(moved) == written(text)
    if take_apart(moved).head == take_apart(text).head:  # a heading may become the chapter's title on top
        assert scenes(moved) == before


@given(
    st.lists(
        st.sampled_from(["Anna came.", "Brand left;\n\nand stayed.", "“No,” he said."]),
        min_size=2,
        max_size=6,
    ),
    st.data(),
)
def test_moving_back_gives_the_same_text(parts: list[str], data: st.DataObject) -> None:
    text = "\n\n* * *\n\n".join(parts) + "\n"
    source, target = (data.draw(st.integers(0, len(parts) - 1)) for _ in range(2))
    assert move_scene(move_scene(text, source, target), target, source) == text


@given(CHAPTERS)
def test_marks_for_guesses_keep_every_word(text: str) -> None:
    assert written(with_marks(text)) == written(text)


@given(CHAPTERS)
def test_every_scene_with_words_is_an_entry(text: str) -> None:
    entries = outline(with_marks(text))
    found = {part_at(text, at) for at, entry in enumerate(entries) if entry.words}
    told = {at for at, part in enumerate(take_apart(with_marks(text)).scenes) if written(part.text)}
    assert None not in found
    assert len(found) == sum(1 for entry in entries if entry.words)
    assert found <= told
