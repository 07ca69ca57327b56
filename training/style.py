"""Brings the prose of 1900 nearer to drafts of today: contractions, spellings, invented names, emphasis.

`plain` is also what the program does to text before the encoder reads it, so that curly quotation marks,
long dashes and ellipses look the same in training and in use; it keeps every character's offset.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

from slip import Lexicon

_PLAIN = str.maketrans("‘’‚‛“”„‟—–―…\u00a0", "''''\"\"\"\"---. ")
_CONTRACTIONS = (
    (r"\b(did|does|do|had|has|have|was|were|is|are|could|would|should|must) not\b", r"\1n't"),
    (r"\b([Cc])an ?not\b", r"\1an't"),
    (r"\b([Ww])ill not\b", r"\1on't"),
    (r"\b(I|he|she|they|we|you|He|She|They|We|You) had (?=[a-z]+(?:ed|en|ne|wn)\b)", r"\1'd "),
    (r"\b(I|he|she|they|we|you|He|She|They|We|You) would\b", r"\1'd"),
    (r"\b(I|he|she|it|they|we|you|He|She|It|They|We|You) will\b", r"\1'll"),
    (r"\bI am\b", "I'm"),
    (r"\b([Ii]t|[Hh]e|[Ss]he|[Tt]hat|[Tt]here|[Ww]hat) is\b", r"\1's"),
    (r"\b([Tt]hey|[Ww]e|[Yy]ou) are\b", r"\1're"),
    (r"\b(I|[Tt]hey|[Ww]e|[Yy]ou) have (?=[a-z]+(?:ed|en|ne|wn)\b)", r"\1've "),
)
_MODERN = (
    (r"\b([Tt]o)-(day|night|morrow)\b", r"\1\2"),
    (r"\b([Aa]ny|[Ee]very|[Ss]ome) one(?= (?:who|was|had|else|could|would))", r"\1one"),
    (r"\b([Gg])ood-(bye|by)\b", r"\1oodbye"),
    (r"\bwhilst\b", "while"),
    (r"\bupon (?=the|a|his|her|my)", "on "),
    (r"; and\b", ", and"),
    (r" ?-- ?", "-"),
)
_ONSETS = "b br c ch d dr f g gr h j k kh kr l m n p r s sh st t th tr v w y z"
_VOWELS = "a a e i o u ai ei ou aa ee ia uo y"
_CODAS = ("n r l s k m th x sh t nd rn ss ll", "", "", "")
_INNER_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}(?='s\b|\b)")


def plain(text: str) -> str:
    """The text with straight quotation marks and short dashes, each character at its old offset."""
    return text.translate(_PLAIN)


class Restyle:
    """One way to restyle the paragraphs of one run of prose, drawn at random."""

    def __init__(self, rng: random.Random, lexicon: Lexicon) -> None:
        self._rng = rng
        self._lexicon = lexicon
        self._contracted = rng.choice((0.0, 0.5, 0.9))
        self._modern = rng.random() < 0.6
        self._renamed = rng.random() < 0.4
        self._emphasis = rng.choice(("", "", "*", "_"))

    def run(self, paragraphs: Sequence[str]) -> list[str]:
        """The paragraphs anew; a name is the same throughout."""
        found = [plain(paragraph) for paragraph in paragraphs]
        if self._modern:
            found = [self._sub(_MODERN, text, 1.0) for text in found]
        if self._contracted:
            found = [self._sub(_CONTRACTIONS, text, self._contracted) for text in found]
        if self._renamed:
            found = self._rename(found)
        return [self._emphasise(" ".join(text.split())) for text in found]

    def _sub(self, patterns: Sequence[tuple[str, str]], text: str, share: float) -> str:
        for pattern, new in patterns:
            text = re.sub(
                pattern, lambda m, new=new: m.expand(new) if self._rng.random() < share else m.group(), text
            )
        return text

    def _rename(self, texts: list[str]) -> list[str]:
        counts = Counter(name for text in texts for name in _INNER_CAPITAL.findall(text))
        names = [
            name for name, times in counts.items() if times > 1 and name.lower() not in self._lexicon.counts
        ]
        new = {name: self._invented() for name in names}
        if not new:
            return texts
        pattern = re.compile(r"\b(" + "|".join(map(re.escape, new)) + r")(?='s\b|\b)")
        return [pattern.sub(lambda m: new[m.group()], text) for text in texts]

    def _invented(self) -> str:
        rng = self._rng
        parts = []
        for _ in range(rng.choice((1, 2, 2, 3))):
            parts += [
                rng.choice(_ONSETS.split()),
                rng.choice(_VOWELS.split()),
                rng.choice(rng.choice(_CODAS).split(" ")),
            ]
        return "".join(parts).capitalize()

    def _emphasise(self, text: str) -> str:
        mark = self._emphasis
        if not mark or self._rng.random() > 0.15:
            return text
        words = text.split(" ")
        at = self._rng.randrange(len(words))
        if words[at].isalpha():
            words[at] = f"{mark}{words[at]}{mark}"
        return " ".join(words)
