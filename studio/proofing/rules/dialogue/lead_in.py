"""Words before speech: a comma missing after "she said", or a comma where no one speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.dialogue.tag import find_tag
from studio.proofing.rules.example import Example
from studio.text.quotes import Quotation, QuoteKind
from studio.text.span import Span
from studio.text.speech_verb import SPEECH_VERBS
from studio.text.word_list import word_set

_STRONG_LEAD = word_set(
    """
    said says asked asks replied replies whispered whispers muttered mutters murmured murmurs exclaimed
    exclaims yelled yells shouted shouts stammered retorted snapped demanded announced responded
    remarked protested added answered cried sighed growled hissed
    """
)
_TELLING = word_set(
    """
    voice voices word words written description tone reply answer question whisper cry shout scream call
    speech message letter note line chant song prayer order command phrase sign name story tale thus
    mantra motto toast greeting proverb remark read reads reading wrote write writes writing spoke speak
    speaks speaking say saying hear heard hears hearing sound sounded sounds thought think thinks
    thinking sang sing went go goes going like ran run continued continuing began beginning turned
    proceeded resumed paused finished ended started signed mouthed came ring rang meaning signal reader
    remembered recalled shook nodded smiled laughed grinned gave make made with burst broke sobbed
    panted gasped wept lips mouth mouthing tongue breath breathe talk talked talking
    """
)
_CLAUSE = re.compile(r"[^.!?…:;\"“”«»—]*$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_LONGEST_TAG = 60
_FEWEST_CLAUSE_WORDS = 3
_FEWEST_SPOKEN_WORDS = 3


class LeadIn:
    """A clause that tells who speaks is parted from the speech by a comma; any other ends with a stop."""

    rules = ("dialogue.comma_before_speech", "dialogue.stop_before_speech")
    description = "The mark between the narrator's words and the speech that follows them."
    bad = (
        Example('Orla said "Hold the rope."', "said", 'Orla said, "Hold the rope."'),
        Example('He sighed and asked “Who is there?”', "asked", "He sighed and asked, “Who is there?”"),
        Example('"Well," he said "we must row."', "said", '"Well," he said, "we must row."'),
        Example('The lamp had fallen over, "Fire! Where is the bucket?"', ",",
                'The lamp had fallen over. "Fire! Where is the bucket?"'),
    )  # fmt: skip
    good = (
        'Orla said, "Hold the rope." She asked: "Both hands?"',
        'He said "no" and then he said "The Gull" was the better boat.',
        'She turned to him, her voice low, "Hold the rope."',
        '"Hold it," he closed the door, "and wait."',
        'They had a word for it, "Tarrow," which nobody could explain.',
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the verb that wants a comma behind it, or the comma that should be a stop."""
        text = paragraph.text
        for n, quotation in enumerate(paragraph.quotations):
            start = quotation.span.start
            if quotation.kind is not QuoteKind.SPEECH or quotation.style == "—" or not start:
                continue
            inner = quotation.span.of(text)[1:-1] if quotation.closed else quotation.span.of(text)[1:]
            before = paragraph.quotations[n - 1] if n else None
            if inner[:1].islower() and before is not None:
                yield from self._taken_up(paragraph, start, before)
            if not inner[:1].isupper() or inner.rstrip()[-1:] not in tuple(".!?,…—-"):
                continue
            if len(_WORD.findall(inner)) >= _FEWEST_SPOKEN_WORDS:
                yield from self._missing(text, start)
            yield from self._misused(paragraph, start, before, inner)

    def _missing(self, text: str, start: int) -> Iterable[Finding]:
        lead = text[max(0, start - 40) : start]
        word = lead.rstrip().rsplit(maxsplit=1)[-1:] or [""]
        if lead != lead.rstrip() and word[0] in _STRONG_LEAD:
            yield from self._missing_at(text, start)

    def _missing_at(self, text: str, start: int) -> Iterable[Finding]:
        end = len(text[:start].rstrip())
        begin = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
        yield Finding(
            Span(begin, end),
            Category.DIALOGUE_PUNCTUATION,
            self.rules[0],
            "Between the narrator's words and the speech stands a comma.",
            (text[begin:end] + ",",),
            confidence=0.85,
        )

    def _taken_up(self, paragraph: ParagraphView, start: int, before: Quotation) -> Iterable[Finding]:
        """A tag in the middle of a sentence of speech: "Well," he said "we must row." """
        text, end = paragraph.text, before.span.end
        between = text[end:start]
        if text[end - 2] != "," or len(between) > _LONGEST_TAG or not between[-1:].isspace():
            return
        tag = find_tag(text, end + len(between) - len(between.lstrip()), paragraph.evidence.tokens)
        if tag is not None and between.rstrip()[-1:].isalpha():
            yield from self._missing_at(text, start)

    def _misused(
        self, paragraph: ParagraphView, start: int, before: Quotation | None, inner: str
    ) -> Iterable[Finding]:
        text = paragraph.text
        lead = text[:start].rstrip()
        if not lead.endswith(",") or not paragraph.evidence.tokens or inner.rstrip()[-1:] in tuple(",—-"):
            return
        clause = _CLAUSE.search(lead)
        begin = clause.start() if clause else 0
        if before is not None and begin <= before.span.end and text[before.span.end - 2] not in ".!?…":
            return
        words = [w.lower() for w in _WORD.findall(lead[begin:])]
        if len(words) < _FEWEST_CLAUSE_WORDS or any(w in SPEECH_VERBS or w in _TELLING for w in words):
            return
        if not any(t.tag in _FINITE for t in paragraph.evidence.tokens if begin <= t.start < len(lead)):
            return
        yield Finding(
            Span(len(lead) - 1, len(lead)),
            Category.DIALOGUE_PUNCTUATION,
            self.rules[1],
            "No one speaks in the words before, so they end with a full stop.",
            (".", ":"),
            confidence=0.7,
        )
