"""A person spoken to without a comma: "Thanks Orla!"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.quotes import QuoteKind
from studio.text.span import Span
from studio.text.word_list import word_set

_ADDRESS = word_set(
    """
    sir ma'am ma’am madam mom mum mommy mummy dad daddy granny grandma grandpa gran papa mama boss
    captain doctor professor guys everyone everybody folks buddy mate bro dude sis pal ladies gentlemen
    sweetheart darling honey kiddo sensei
    """
)
_OPENERS = word_set(
    """
    thanks hey hi hello yo sorry please goodbye bye yes yeah yep nope okay ok welcome congratulations
    greetings
    """
)
_BEFORE = word_set(
    """
    sorry you it thanks please too again okay alright here there now today tonight yet right
    """
)
_TITLES = word_set("sir madam ma'am ma’am")
_NOT_BEFORE_TITLE = word_set(
    """
    a an the my dear good kind young old fine poor your our his her their this that no any some every of
    to for with by from on in at and or but like as is was are were be am call called calls calling me him
    them us than great
    """
)
_CALLING = word_set("make makes made but call calls called calling name named names")
_BEING = word_set("are were am be is was aren't weren't")
_PLACE = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)[ \n](?P<who>[^\W\d_]+(?:['’-][^\W\d_]+)*)(?=[.,!?…—]|$)"
)


class VocativeComma:
    """Who is spoken to is parted from the rest by a comma."""

    rules = ("dialogue.vocative",)
    description = "A missing comma before or after a name in address."
    bad = (
        Example('"I\'m sorry Orla, but the boat is gone."', "sorry",
                '"I\'m sorry, Orla, but the boat is gone."', ("Orla",)),
        Example('"Thanks Orla! I owe you one."', "Thanks", '"Thanks, Orla! I owe you one."', ("Orla",)),
        Example('"You got it granny! I will go."', "it", '"You got it, granny! I will go."'),
        Example('"Yo granny, where is my rope?"', "Yo", '"Yo, granny, where is my rope?"'),
        Example('"Yes sir."', "Yes", '"Yes, sir."'),
        Example('"It was Monday madam. I have a new board."', "Monday",
                '"It was Monday, madam. I have a new board."'),
    )  # fmt: skip
    good = (
        '"I saw you and Orla," he said. "I gave it Orla\'s name."',
        "I am sorry Orla, of all people, had to see it.",
        '"They call it Orla." "Call me Orla," she said.',
        '"Here Orla stopped." "Is there a captain here?"',
        '"I spoke to the old sir." "They call him sir." "My dear madam!" "He is no sir."',
        '"Are you Orla?" he asked. "Were you Orla, then?"',
        '"Please everyone and you please no one," he said.',
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the word that wants a comma behind it."""
        text = paragraph.text
        for quotation in paragraph.quotations:
            if quotation.kind is not QuoteKind.SPEECH:
                continue
            start, end = quotation.span.start, quotation.span.end - quotation.closed
            for match in _PLACE.finditer(text, start, end):
                if self._is_address(text, match, start, story):
                    yield self._finding(match)

    def _is_address(self, text: str, match: re.Match[str], start: int, story: StoryContext) -> bool:
        word, who = match["word"].lower(), match["who"]
        if who.lower() in _TITLES and text[match.end() : match.end() + 1] in tuple(".?!"):
            return word not in _NOT_BEFORE_TITLE and not match["word"][0].isdigit()
        named = who[0].isupper() and len(who) > 1 and story.cast.knows(who) and not who.endswith(("'s", "’s"))
        if not named and who.lower() not in _ADDRESS:
            return False
        lead = text[start + 1 : match.start()].rstrip()
        begins = not lead or lead[-1] in ".!?…,—-"
        if word in _OPENERS and begins:
            return True
        before = lead.rsplit(maxsplit=1)[-1:] or [""]
        if word == "you" and before[0].lower() in _BEING:
            return False  # "Are you Orla?" asks for a name
        return word in _BEFORE and bool(lead) and not begins and before[0].lower() not in _CALLING

    def _finding(self, match: re.Match[str]) -> Finding:
        return Finding(
            Span(match.start("word"), match.end("word")),
            Category.PUNCTUATION,
            self.rules[0],
            "A comma parts the person spoken to from the rest of the sentence.",
            (match["word"] + ",",),
            confidence=0.8,
        )
