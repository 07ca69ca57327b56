import io

from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.framing import read_message, write_message
from studio.proofing.message import CheckChapter
from studio.text.span import Span


@given(st.lists(st.text(), max_size=5))
def test_messages_arrive_as_they_were_sent(texts: list[str]) -> None:
    sent = [CheckChapter("c", i, t, i, Span(0, i)) for i, t in enumerate(texts)]
    stream = io.BytesIO()
    for message in sent:
        write_message(stream, message)
    stream.seek(0)
    assert [read_message(stream) for _ in sent] == sent
    assert read_message(stream) is None


def test_a_stream_cut_in_the_middle_is_the_end() -> None:
    stream = io.BytesIO()
    write_message(stream, CheckChapter("c", 1, "text"))
    assert read_message(io.BytesIO(stream.getvalue()[:-1])) is None
