"""Whether a capitalised word behind "the" may be a family's name, where the story does not yet know it."""

from __future__ import annotations

import re

from studio.model.name_list import GRAMMAR_CAPITALS, TITLES
from studio.proofing.checker import ParagraphView
from studio.proofing.inflection import inflections
from studio.text.word_list import word_set

_SIBILANTS = ("s", "x", "z", "ch", "sh")
_PEOPLES = ("man", "men", "ean", "ian", "ican", "ese", "ish", "woman", "women", "ite")
_CALLED = word_set(
    """
    Begum Inca Mahdi Nizam Marquis Countess Duchess Vicomte Comte Chevalier Padre Sahib Rani Ranee Maharajah
    Shah Kaiser Pharaoh Dauphin Infanta Caliph Vizier Daimyo Shogun Mikado Sheikh Sheik Emir Dalai Doge
    Factor Almighty Creator Saviour Savior Redeemer Virgin Madonna Titanic Nautilus Enterprise
    """
)
_ARTICLE = r"(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat)"


def plural_of(name: str) -> str:
    """A name's plural: Crowes, Marshes."""
    return name + ("es" if name.endswith(_SIBILANTS) else "s")


def may_be_family(paragraph: ParagraphView, name: str) -> bool:
    """Whether nothing speaks against a family: no word of the dictionary, no title, people or creature, and
    nowhere near does "the" or "a" lead the bare name, as it does with ships."""
    if inflections().known_lemmas(name.lower()) or name in TITLES | GRAMMAR_CAPITALS | _CALLED:
        return False
    if name.endswith(_PEOPLES) or not name[1:].islower():
        return False
    bare = re.compile(rf"\b{_ARTICLE}\s+{name}\b(?!['’])")
    return not any(bare.search(text) for text in (paragraph.text, paragraph.before, paragraph.after))


def is_called_so(paragraph: ParagraphView, name: str) -> bool:
    """Whether a Mr or Mrs of this name is spoken of in the paragraph or beside it."""
    person = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.?\s+(?:[A-Z]\w+\s+)?{name}\b")
    return any(person.search(text) for text in (paragraph.text, paragraph.before, paragraph.after))
