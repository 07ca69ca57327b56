"""Modifiers of two words that want a hyphen: "dark haired girl", "two year old boy", "three man cell"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import NOUNS, apart, lower_at, opens_noun, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

_BODIED = word_set(
    """
    haired eyed skinned faced handed legged armed minded hearted bearded lipped nosed chested shouldered
    footed fingered tailed winged toothed blooded tempered sighted sleeved brimmed bottomed necked
    bodied pitched lidded rimmed cheeked throated tongued voiced spirited breasted storied storeyed
    pronged wheeled masted petaled petalled sided headed bellied browed chinned waisted hipped limbed
    maned scaled furred feathered colored coloured shaped sized stemmed soled heeled roofed walled
    windowed gloved hooded ended edged
    """
)
"""Words made of a noun and -ed: with the word before them they are one modifier."""
_ALSO_VERBS = word_set(
    """
    faced armed headed sided edged scaled colored coloured shaped sized ended heeled handed eyed
    """
)
_KINDS = word_set(
    """
    dark light long short blond blonde red black white blue green golden gold silver pink brown grey
    gray purple orange yellow violet crimson scarlet auburn raven amber emerald hazel pale fair tan
    tanned ivory copper bronze lavender broad narrow wide thin thick round square flat sharp high low
    deep open closed big large small tiny huge good bad kind cold warm hot cool soft hard strong weak
    heavy quick slow even ill evil pure clear sweet bright dull left right bare clean rough smooth wild
    fiery feeble single double triple many two three four five six seven eight nine ten one bushy curly
    straight shaggy spiky wavy messy hollow heart half odd multi absent narrow level
    """
)
_SHAPES = word_set(
    """
    heart egg star almond diamond crescent pear bell moon cross box leaf spiral ring disc dome wedge
    cone
    """
)
_SIZES = word_set(
    """
    fist palm child pint bite pea man king queen medium fair life full average pocket thumb coin house
    """
)
_UNITS = word_set(
    """
    year month week day hour minute foot inch mile yard meter metre pound dollar man woman person story
    storey page gallon pint ton room bedroom seat volume acre mast
    """
)
_NUMBERS = word_set(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
    """
)
_OF_SEVERAL = word_set("all these those of both")
_BEFORE_MODIFIER = word_set("DT PRP$ JJ IN POS , CC CD VBD VBZ VBP VBG TO ``") | {""}


class CompoundModifier:
    """Two words that describe a noun together are joined by a hyphen."""

    rules = ("compound.modifier",)
    description = "A compound modifier written without its hyphen."
    bad = (
        Example("A dark haired girl held the lamp.", "dark haired", "A dark-haired girl held the lamp."),
        Example("She held emerald colored leaves.", "emerald colored", "She held emerald-colored leaves."),
        Example("The six armed man laughed.", "six armed", "The six-armed man laughed."),
        Example("They formed a three man crew.", "three man", "They formed a three-man crew."),
        Example("A two year old boy slept there.", "two year old", "A two-year-old boy slept there."),
        Example("She had a heart shaped face.", "heart shaped", "She had a heart-shaped face."),
        Example("He climbed the ten foot wall.", "ten foot", "He climbed the ten-foot wall."),
    )
    good = (
        "The dark-haired girl was two years old. Six armed men stood at the gate.",
        "Red colored his cheeks. The three faced the wall. The boy shaped clay into cups.",
        "He was ten feet tall, and the room was five yards wide. Two men rowed. All four headed home.",
        "Ten foot soldiers marched by. One man rowed alone. He turned left, handed her the lamp and left.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the words that belong together."""
        text, tokens = paragraph.text, paragraph.evidence.tokens
        for n in range(len(tokens) - 1):
            end = self._end(tokens, n, text)
            if end:
                first = n
                while first and tokens[first - 1].lower in _NUMBERS and apart(tokens, first - 1, text):
                    first -= 1
                span = Span(tokens[first].start, tokens[end].end)
                yield Finding(
                    span,
                    Category.COMPOUND,
                    self.rules[0],
                    "These words describe the noun together, so a hyphen joins them.",
                    ("-".join(t.text for t in tokens[first : end + 1]),),
                    confidence=0.85,
                )

    def _end(self, tokens: Sequence[Token], n: int, text: str) -> int:
        """The index of the modifier's last word, 0 where none begins at ``n``."""
        if not apart(tokens, n, text):
            return 0
        second = tokens[n + 1].lower
        if second in _BODIED and self._is_bodied(tokens, n, second):
            return n + 1
        if second in _UNITS and self._is_measured(tokens, n):
            third = lower_at(tokens, n + 2)
            return n + 2 if third == "old" and apart(tokens, n + 1, text) else n + 1
        return 0

    @staticmethod
    def _is_bodied(tokens: Sequence[Token], n: int, second: str) -> bool:
        first = tokens[n]
        stem = first.lower
        fits = (
            stem in _KINDS
            or (second == "shaped" and stem in _SHAPES)
            or (second == "sized" and stem in _SIZES)
            or (second in ("colored", "coloured") and first.tag in ("NN", "JJ") and first.text.islower())
        )
        if not fits or tag_at(tokens, n - 1) not in _BEFORE_MODIFIER:
            return False
        if not opens_noun(tokens, n + 2):
            return False
        if second not in _ALSO_VERBS:
            return True
        counted = stem in _NUMBERS or stem == "many"
        if counted and (tag_at(tokens, n + 2) != "NN" or lower_at(tokens, n - 1) in _OF_SEVERAL):
            return False
        return tokens[n + 1].tag not in ("VBD", "VBP") and _is_real_noun(tokens, n + 2)

    @staticmethod
    def _is_measured(tokens: Sequence[Token], n: int) -> bool:
        stem = tokens[n].lower
        if not (stem in _NUMBERS or (stem.isdigit() and stem != "1")):
            return False
        if lower_at(tokens, n + 2) == "old":
            return tag_at(tokens, n + 3) in NOUNS or lower_at(tokens, n - 1) in ("a", "the", "his", "her")
        if tag_at(tokens, n + 2) not in NOUNS or tokens[n + 1].end >= tokens[n + 2].start:
            return False
        return not (tokens[n + 1].lower == "foot" and lower_at(tokens, n + 2).startswith("soldier"))


def _is_real_noun(tokens: Sequence[Token], n: int) -> bool:
    """A noun, and not "home" or "north" behind a verb."""
    return tag_at(tokens, n) in NOUNS and lower_at(tokens, n) not in (
        "home",
        "north",
        "south",
        "east",
        "west",
    )


class FixedModifier:
    """Pairs that are one modifier wherever they stand before a noun."""

    rules = ("compound.fixed_modifier",)
    description = "A well-known compound modifier written without its hyphen."
    bad = (
        Example("He was a well known man.", "well known", "He was a well-known man."),
        Example("A blood stained cloth lay there.", "blood stained", "A blood-stained cloth lay there."),
        Example("She spoke in a half hearted way.", "half hearted", "She spoke in a half-hearted way."),
        Example("His self conscious smile faded.", "self conscious", "His self-conscious smile faded."),
        Example("Her pitch black eyes were wide.", "pitch black", "Her pitch-black eyes were wide."),
    )
    good = (
        "He was well known there. The snow covered the hills, and the ivy covered wall after wall.",
        "As well known as the ferry was, nobody took it. The night was pitch black.",
        "The cloth was blood-stained. The half moon rose. He ate half. The boys ate well.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks both words."""
        text, tokens = paragraph.text, paragraph.evidence.tokens
        for n in self._places(tokens, text):
            yield Finding(
                Span(tokens[n].start, tokens[n + 1].end),
                Category.COMPOUND,
                self.rules[0],
                "These two words describe the noun together, so a hyphen joins them.",
                (f"{tokens[n].text}-{tokens[n + 1].text}",),
                confidence=0.75,
            )

    def _places(self, tokens: Sequence[Token], text: str) -> Iterator[int]:
        for n in range(1, len(tokens) - 2):
            first, second = tokens[n].lower, tokens[n + 1]
            led = tokens[n - 1].tag in ("DT", "PRP$") or (
                tokens[n - 1].tag == "JJ" and tag_at(tokens, n - 2) in ("DT", "PRP$")
            )
            if not led or not apart(tokens, n, text) or tag_at(tokens, n + 2) not in NOUNS:
                continue
            if second.lower in _FIXED.get(first, frozenset()) or (
                second.lower in _STAINS and tokens[n].tag == "NN" and self._describes(tokens, n + 1)
            ):
                yield n

    @staticmethod
    def _describes(tokens: Sequence[Token], n: int) -> bool:
        """Whether the participle at ``n`` belongs to the noun behind it, by its tag and its governor."""
        token = tokens[n]
        return token.tag in ("VBN", "JJ") and token.dep == "amod" and token.head > n


_STAINS = word_set(
    """
    stained soaked covered drenched filled splattered spattered streaked scarred hardened stricken
    ridden infested encrusted studded lined scented induced driven clad laden tipped
    """
)
_FIXED = MappingProxyType(
    {
        "well": word_set(
            "known dressed worn kept built trained made placed earned deserved educated mannered meaning"
        ),
        "ill": word_set("fitting fated tempered mannered advised concealed timed gotten"),
        "half": word_set("hearted eaten open closed asleep empty finished forgotten naked dead buried"),
        "self": word_set(
            "conscious proclaimed assured centered centred righteous absorbed satisfied made pitying "
            "inflicted"
        ),
        "so": word_set("called"),
        "pitch": word_set("black dark"),
        "jet": word_set("black"),
        "blood": word_set("red curdling thirsty"),
        "ice": word_set("cold blue"),
        "snow": word_set("white"),
        "good": word_set("looking natured"),
        "never": word_set("ending"),
        "long": word_set("lost forgotten standing awaited"),
        "hard": word_set("working earned won"),
        "razor": word_set("sharp"),
        "bone": word_set("white chilling dry"),
        "heart": word_set("broken stopping wrenching warming"),
    }
)
