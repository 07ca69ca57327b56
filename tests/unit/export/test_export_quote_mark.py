"""Each case is written as it should come out; the reader gets it with straight marks."""

import pytest

from studio.export.quote_mark import Role, read_marks

STRAIGHTENED = str.maketrans("“”‘’", "\"\"''")
CURLY = {
    Role.OPEN_DOUBLE: "“",
    Role.CLOSE_DOUBLE: "”",
    Role.OPEN_SINGLE: "‘",
    Role.CLOSE_SINGLE: "’",
    Role.APOSTROPHE: "’",
}


def curled(text: str) -> str:
    chars = list(text)
    for mark in read_marks(text):
        chars[mark.offset] = CURLY.get(mark.role, chars[mark.offset])
    return "".join(chars)


CASES = (
    # plain speech
    "“Come in,” she said. “Mind the step.”",
    "She said, “Come in.”",
    "“Well?”",
    "(“Well?”)",
    "“Who goes there?!” he shouted. “Speak!”",
    "“You said ‘never’ once,” he told her.",
    "“He said, ‘Never.’”",
    "“‘Never,’ he said, and I laughed,” said Orla.",
    "“He told me, ‘She said “no” to me.’”",
    "‘Come in,’ she said. ‘Mind the step.’",
    "‘He told me “go” and I went,’ she said.",
    "‘He said, “Go.”’",
    "*“Come in,”* she said.",
    "“*Come* in,” she said.",
    "_‘Come in,’_ she said.",
    "**“Stop”**",
    # apostrophes
    "It wasn’t Orla’s, and they’d’ve known.",
    "The dogs’ bowls and the cats’ beds.",
    "“The dogs’ bowls are empty,” he said.",
    "‘The dogs’ bowls are empty,’ he said.",
    "‘I can’t,’ he said, ‘and you won’t.’",
    "the 1950’s",
    # words without their beginning or end
    "’Tis late.",
    "“’Tis late,” she said.",
    "‘I said ’tis late,’ she said.",
    "’Twas the wind, and ’twould blow all night.",
    "Give ’em hell.",
    "“Give ’em hell,” he said.",
    "‘Give ’em hell,’ he said.",
    "“Give ’em the dogs’ dinner,” he said.",
    "the ’90s and the ’80s",
    "“Back in the ’90s we had ’em,” he said.",
    "‘Back in the ’90s,’ he said.",
    "in the summer of ’45 and the winter of ’47",
    "rock ’n’ roll",
    "rock’n’roll",
    "“We played rock ’n’ roll,” he said.",
    "‘We played rock ’n’ roll,’ he said.",
    "He was goin’ home, thinkin’ o’ nothin’.",
    "‘I was thinkin’ of goin’ home,’ he said.",
    "‘I ’ear you,’ he said.",
    "“’E said ’e was ’ungry,” said Tam.",
    "“’Ello, ’ello,” said Tam.",
    "He left ’cause it was ’bout time.",
    "Wait ’til morning.",
    "th’ end o’ th’ world",
    "“Go on, ’splain it,” she said.",
    "“They were talkin’ ’bout the ’lection, an’ the dogs’ dinner, an’ such.”",
    "It was ’lection day and the boys’ school was shut, like the girls’ one.",
    # dashes
    "“I thought—” he said.",
    "“But—” “No.”",
    "“Wait,”—she turned—“don’t go.”",
    "—“I never did.”",
    "“—and then he fell.”",
    "“I—I don’t know.”",
    "‘I thought—’ he said.",
    "“...and then he fell.”",
    "“I don’t … ” he said.",
    "“I don’t...” he said.",
    "“…and then?”",
    "‘…and then?’",
    "“I thought--” he said.",
    # over paragraphs
    "“It was dark, and nobody came.",
    "‘It was dark, and nobody came.",
    "“It’s dark.",
    # set off words
    "They called it ‘the big house’ then.",
    "They called it “the big house” then.",
    "the letter ‘n’ is missing",
    "the ‘sixties’ sound",
    "anti-“war” slogans",
    "so-called ‘friends’/‘enemies’",
    # measures
    "He was 6'2\" in his socks.",
    "He was 6' 2\" in his socks.",
    'a 12" pipe and a 7" one',
    "He was 6' tall.",
    "“He was 6'2\" tall,” she said.",
    "“It's 12\" long,” she said.".replace("It's", "It’s"),
    "“He was born in 1950,” she said.",
    "“He was born in 1950”",
    "“The year was 1950” and “the place was Oban.”",
    "‘He was 6' tall,’ she said.",
    'a 2½" nail',
)


@pytest.mark.parametrize("wanted", CASES)
def test_straight_marks_are_read_right(wanted: str) -> None:
    assert curled(wanted.translate(STRAIGHTENED)) == wanted


@pytest.mark.parametrize("wanted", CASES)
def test_curly_marks_stay(wanted: str) -> None:
    assert curled(wanted) == wanted


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("‘Tis late.", "’Tis late."),
        ("in the ‘90s", "in the ’90s"),
        ("Give ‘em hell.", "Give ’em hell."),
        ("rock ‘n’ roll", "rock ’n’ roll"),
        ("don‘t", "don’t"),
        ("“Go,“ he said.", "“Go,” he said."),
        ("”Go,” he said.", "“Go,” he said."),
        ("„Geh“, sagte er.", "„Geh“, sagte er."),
    ],
)
def test_curly_marks_that_face_the_wrong_way_are_turned(wrong: str, right: str) -> None:
    assert curled(wrong) == right


def test_partners_belong_together() -> None:
    text = "“He said ‘go’ to me,” she said."
    pairs = [(mark.offset, mark.partner) for mark in read_marks(text)]
    assert pairs == [(0, 20), (9, 12), (12, 9), (20, 0)]
