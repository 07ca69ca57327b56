"""A scene told in the past becomes one told in the present, and back."""

from __future__ import annotations

import pytest

from studio.model.tense import Tense
from studio.text.span import Span
from tests.unit.proofing.conversion.conftest import Changes, Turn, Views

BOTH_WAYS = (
    ("She took the lamp and turned it down.", "She takes the lamp and turns it down."),
    ("He had never seen the harbour so empty.", "He has never seen the harbour so empty."),
    ("They were waiting for the tide.", "They are waiting for the tide."),
    ("He didn't know whether the rope would hold.", "He doesn't know whether the rope will hold."),
    ("She couldn't find the key.", "She can't find the key."),
    ("He'd been told to wait, but he'd gone down.", "He's been told to wait, but he's gone down."),
    ("She’d lost the thread, and she didn’t care.", "She’s lost the thread, and she doesn’t care."),
    ("There were two boats on the sand.", "There are two boats on the sand."),
    ("Was it too late? Did anyone hear him?", "Is it too late? Does anyone hear him?"),
    ("It lay where he had laid it.", "It lies where he has laid it."),
    ("Ansel and Orla were tired; neither spoke.", "Ansel and Orla are tired; neither speaks."),
    ("I was cold and wanted to go home.", "I am cold and want to go home."),
    ("She knew that he would come back.", "She knows that he will come back."),
    ("He could not stay.", "He cannot stay."),
    ("Two of them carried nets.", "Two of them carry nets."),
    ("Most of the houses stood empty.", "Most of the houses stand empty."),
    ("He put down the oar and let the boat drift.", "He puts down the oar and lets the boat drift."),
    ("She wasn't listening; she hadn't listened for an hour.",
     "She isn't listening; she hasn't listened for an hour."),
    ("He fell silent, felt in his pocket and found the letter.",
     "He falls silent, feels in his pocket and finds the letter."),
    ("The wind rose, the door swung open, and the candle blew out.",
     "The wind rises, the door swings open, and the candle blows out."),
    ("Had she known him? She thought so.", "Has she known him? She thinks so."),
    ("We rowed all night and were not tired.", "We row all night and are not tired."),
    ("She had to hurry because the shop closed at six.", "She has to hurry because the shop closes at six."),
    ("“I walk here every day,” she said, and closed the gate.",
     "“I walk here every day,” she says, and closes the gate."),
    ("“Thirty-nine,” said Ysbel Corrander.", "“Thirty-nine,” says Ysbel Corrander."),
    ("“Where is it?” asked the old man, who had lost his hat.",
     "“Where is it?” asks the old man, who has lost his hat."),
)  # fmt: skip


@pytest.mark.parametrize(("past", "present"), BOTH_WAYS)
def test_there(turn: Turn, past: str, present: str) -> None:
    assert turn(past, Tense.PRESENT) == present


@pytest.mark.parametrize(("past", "present"), BOTH_WAYS)
def test_and_back(turn: Turn, past: str, present: str) -> None:
    assert turn(present, Tense.PAST) == past


@pytest.mark.parametrize(
    ("present", "past"),
    [
        ("He's tired, and there's nobody left.", "He was tired, and there was nobody left."),
        ("I'm not afraid, but I don't like the dark.", "I was not afraid, but I didn't like the dark."),
        ("They've gone, and they're glad.", "They'd gone, and they were glad."),
        (
            "She'll be back, he thinks, but she won't stay.",
            "She'd be back, he thought, but she wouldn't stay.",
        ),
        ("She makes him laugh and lets him win.", "She made him laugh and let him win."),
        (
            "It weighs ten pounds here and ten pounds there.",
            "It weighed ten pounds here and ten pounds there.",
        ),
        ("She pulls at her sleeve and lets go of it.", "She pulled at her sleeve and let go of it."),
        ("You can see the harbour from here.", "You could see the harbour from here."),
        ("It's raining again, and the street shines.", "It was raining again, and the street shone."),
    ],
)
def test_contractions_are_spelt_out_where_the_past_has_none(turn: Turn, present: str, past: str) -> None:
    assert turn(present, Tense.PAST) == past


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("He looked as if he had seen a ghost.", "as if he had seen a ghost."),
        ("If he went now, she would never forgive him.", "If he went now, she would never forgive him."),
        ("He used to row across alone.", "He used to row across alone."),
        ("She would have stayed.", "She would have stayed."),
        ("I'd rather walk.", "I'd rather walk."),
        ("She wished he were there.", "he were there."),
    ],
)
def test_a_past_that_tells_no_time_stays(turn: Turn, text: str, kept: str) -> None:
    assert turn(text, Tense.PRESENT).endswith(kept)


def test_speech_thoughts_and_letters_are_left_alone(turn: Turn) -> None:
    text = (
        "“I was there,” he said. “You knew it.”\n\n"
        "*She knew it all along,* he thought.\n\n"
        "> I was well when I wrote this.\n\n"
        "The letter said, “The keys were with Ansel.”\n\n"
        "# Where it ended\n"
    )
    assert turn(text, Tense.PRESENT) == text.replace("he said", "he says").replace(
        "he thought", "he thinks"
    ).replace("letter said", "letter says")


def test_only_what_is_asked_for_is_turned(turn: Turn) -> None:
    text = "She walked. He ran."
    assert turn(text, Tense.PRESENT, Span(12, 19)) == "She walked. He runs."


def test_a_dialect_decides_between_two_forms(turn: Turn) -> None:
    assert turn("He leans on the rail.", Tense.PAST, dialect="en-GB") == "He leant on the rail."
    assert turn("He leans on the rail.", Tense.PAST) == "He leaned on the rail."
    assert turn("He leans on it, as he leant before.", Tense.PAST) == "He leant on it, as he leant before."


@pytest.mark.parametrize(
    ("text", "tense", "change"),
    [
        ("She says that the mill closed years ago.", Tense.PAST, ("closed", "had closed")),
        ("Every Sunday he would row across.", Tense.PRESENT, ("would", "will")),
        ("She stood, her hands folded, and waited.", Tense.PRESENT, ("folded", "fold")),
        ("The boat that had been stolen and hidden sank.", Tense.PRESENT, None),
    ],
)
def test_what_is_in_doubt_is_offered_and_not_taken(
    changes: Changes, text: str, tense: Tense, change: tuple[str, str] | None
) -> None:
    doubtful = [(c.before, c.after) for c in changes(text, tense) if not c.sure]
    assert doubtful == ([change] if change else [])
    assert all(bool(c.note) != c.sure for c in changes(text, tense))


def test_an_aside_in_a_story_told_of_others_is_in_doubt(changes: Changes) -> None:
    text = "She walks. He waits. The rain falls. The clock strikes. Nobody moves. A dog barks. " * 2
    found = changes(text + "I know this.", Tense.PAST)
    assert [c.before for c in found if not c.sure] == ["know"]


def test_changes_tell_their_place_in_the_chapter(changes: Changes) -> None:
    text = "First he slept.\n\nThen she walked home."
    assert [(c.span.of(text), c.before) for c in changes(text, Tense.PRESENT)] == [
        ("slept", "slept"),
        ("walked", "walked"),
    ]


def test_the_tense_of_a_stretch_is_told(views: Views) -> None:
    from studio.proofing.conversion.scene import scene_tense

    assert scene_tense(views("She walked. He ran. They slept.")) is Tense.PAST
    assert scene_tense(views("She walks. He runs. It rains.")) is Tense.PRESENT
    assert scene_tense(views("Nothing.")) is None
