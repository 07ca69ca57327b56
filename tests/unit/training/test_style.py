"""What the encoder reads looks the same in training and at run time."""

import sys

import style

from studio.text.plain_mark import plain_marks


def test_marks_become_plain_by_the_same_table() -> None:
    every = "".join(chr(n) for n in range(sys.maxunicode + 1) if not 0xD800 <= n < 0xE000)
    assert plain_marks(every) == style.plain(every)
