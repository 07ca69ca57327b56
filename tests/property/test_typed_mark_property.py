"""Whatever is typed, only the shape of marks changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.text.typed_mark import MarkCount, TypingStyle, typed_mark

_KEYS = st.text(st.sampled_from("ab 0\n\"'-.*_(,!tismeAé😀—“’"), max_size=40)
_STYLES = st.builds(
    TypingStyle,
    st.booleans(),
    st.booleans(),
    st.sampled_from(("", "—")),
    st.sampled_from(("", "—", "–")),
    st.booleans(),
)
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "–": "--", "…": "..."})


@given(_KEYS, _STYLES, st.integers(0, 40))
def test_as_typed_but_for_the_shape_of_marks(keys: str, style: TypingStyle, at: int) -> None:
    text, at = keys, min(at, len(keys))
    before = text.translate(_PLAIN)
    for key in "\"It's--... 'tis\" ":
        mark = typed_mark(text, at, key, lambda: style)
        start, inserted = (at, key) if mark is None else (mark.start, mark.inserted)
        assert start >= text.rfind("\n", 0, at) + 1
        text, at = text[:start] + inserted + text[at:], start + len(inserted)
    plain = text.translate(_PLAIN)
    typed = "\"It's--... 'tis\" "
    assert any(
        plain == before[:i] + typed + before[i:] for i in (len((text[:at]).translate(_PLAIN)) - len(typed),)
    )


@given(st.text(st.sampled_from("ab\"“”'’--—–….«"), max_size=30), st.text(max_size=30))
def test_counts_add_up(first: str, second: str) -> None:
    assert MarkCount.of(first) + MarkCount.of(f"\0{second}") == MarkCount.of(f"{first}\0{second}")
