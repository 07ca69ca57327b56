from hypothesis import given
from hypothesis import strategies as st

from studio.app.versions.word_diff import changed_words, diff_texts, diff_words, taken_back
from studio.model.piece import Piece, PieceKind


def side(pieces: tuple[Piece, ...], gone: PieceKind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind is not gone)


def test_a_changed_word_is_whole() -> None:
    assert diff_words("The lamp went out.", "The lantern went out.") == (
        Piece(PieceKind.SAME, "The "),
        Piece(PieceKind.REMOVED, "lamp"),
        Piece(PieceKind.ADDED, "lantern"),
        Piece(PieceKind.SAME, " went out."),
    )


def test_neighbouring_words_are_struck_out_as_one() -> None:
    pieces = diff_words("a cold grey morning", "a warm bright morning")
    assert [p.text for p in pieces] == ["a ", "cold grey", "warm bright", " morning"]


def test_blocks_keep_the_unchanged_apart() -> None:
    blocks = diff_texts("One.\n\nTwo lamps.\n\nThree.\n", "One.\n\nTwo oars.\n\nThree.\n")
    assert [block.changed for block in blocks] == [False, True, False]


def test_counts_words() -> None:
    assert changed_words(diff_texts("a b c\n", "a x y z c\n")) == (1, 3)


def test_a_very_long_paragraph_is_compared() -> None:
    old = "word " * 4000 + "\n"
    pieces = diff_words(old + "end", "other " + old + "end")
    assert side(pieces, PieceKind.ADDED) == old + "end"


TEXTS = st.text(alphabet="ab c.\n’é🌊", max_size=80)


@given(old=TEXTS, new=TEXTS)
def test_both_versions_can_be_read_back(old: str, new: str) -> None:
    pieces = tuple(piece for block in diff_texts(old, new) for piece in block.pieces)
    assert side(pieces, PieceKind.ADDED) == old
    assert side(pieces, PieceKind.REMOVED) == new


@given(text=TEXTS)
def test_equal_texts_have_no_change(text: str) -> None:
    assert not any(block.changed for block in diff_texts(text, text))


@given(TEXTS, TEXTS, st.sets(st.integers(0, 9)))
def test_changes_can_be_taken_back_one_by_one(old: str, new: str, chosen: set[int]) -> None:
    blocks = diff_texts(old, new)
    assert taken_back(blocks, ()) == new
    assert taken_back(blocks, range(len(blocks))) == old
    some = taken_back(blocks, chosen)
    unchanged = [side(block.pieces, PieceKind.REMOVED) for block in blocks if not block.changed]
    assert all(text in some for text in unchanged)
