"""Finds the words that tell who speaks ("said Orla", "the ferryman muttered") beside a quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from studio.proofing.evidence import Token
from studio.text.speech_verb import FINITE_SPEECH_VERBS
from studio.text.word_list import word_set

_PIECE = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*|[^\w\s]|_")
_REACH = 18
_APPOSITIVE = 7

PRONOUNS = word_set("he she they we it you i one someone somebody everyone everybody nobody none neither")
_DETERMINERS = word_set(
    """
    the a an his her my their our its your this that these those another both all each every several
    some one two three four
    """
)
_TITLES = word_set(
    """
    mr mrs ms miss dr sir lady lord captain professor madam master uncle aunt king queen prince
    """
)
_EPITHETS = word_set("poor old young little wise dear good big honest pretty sweet fat uncle aunt cousin")
_ADVERBS = word_set(
    """
    then just finally also only had would almost nearly simply even still soon once again always never
    quickly quietly immediately suddenly now at last himself herself all but half softly
    """
)
_BREAKS = frozenset('.!?;:—–"“”«»…')
_STRONG = word_set(
    """
    said says asked asks replied replies whispered whispers muttered mutters murmured murmurs exclaimed
    exclaims mumbled mumbles yelled yells hollered hollers shouted shouts stammered stammers retorted
    retorts demanded demands declared declares announced announces responded responds remarked remarks
    protested protests inquired inquires enquired enquires stated states explained explains insisted
    insists questioned questions commented comments pleaded pleads admitted admits quipped quips snapped
    snaps grumbled grumbles stuttered stutters bellowed bellows interjected interjects blurted blurts
    chided chides scoffed scoffs countered counters
    """
)
"""Finite verbs that hardly tell anything but speech."""

_FOLLOWS_BARE = word_set(
    """
    as with in while when from at before after through over under and but then again back out up aloud
    into between behind around across against by beside near once finally without upon under until
    because still just almost even now rather quite very not sternly too also instead yet so being
    having
    """
)
_ADDRESSEES = word_set("him her them me us you everyone someone nobody himself herself themselves")
_TAKES_ADDRESSEE = word_set(
    """
    told asked answered informed assured reminded warned begged promised urged tells asks
    """
)
_TAKES_TO = word_set(
    """
    said says whispered muttered murmured mumbled shouted yelled replied explained announced remarked
    called hissed growled repeated added
    """
)


@dataclass(frozen=True, slots=True)
class Tag:
    """Words that tell who speaks.

    Attributes:
        start: where they begin.
        first: the first word as written.
        verb: the verb in lower case.
        end: where the verb (or the subject after it) ends.
        kind: what begins them: "verb", "pronoun", "name" or "noun".
        strong: whether the verb hardly tells anything but speech.
        bare: whether nothing follows that could be what the verb is about ("asked a question").
    """

    start: int
    first: str
    verb: str
    end: int
    kind: str
    strong: bool
    bare: bool


def find_tag(text: str, at: int, tokens: Sequence[Token] = ()) -> Tag | None:
    """The tag that begins at ``at`` (the first character of a word), if one does."""
    pieces = list(_pieces(text, at))
    if not pieces or pieces[0].start() != at:
        return None
    first = pieces[0].group()
    lower = first.lower()
    said = lower in (FINITE_SPEECH_VERBS if first.islower() else _STRONG)
    if said and _is_subject(pieces[1:3]):
        return _tag(pieces, 0, "verb", tokens)
    if lower in PRONOUNS and not (lower == "one" and len(pieces) > 1 and pieces[1].group() == "of"):
        return _after_subject(pieces, 1, "pronoun", tokens)
    if lower in _DETERMINERS:
        return _after_noun(pieces, tokens)
    if first[0].isupper():
        return _after_name(pieces, tokens)
    return None


def _pieces(text: str, at: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for match in _PIECE.finditer(text, at):
        if match.group() == "." and found and found[-1].group().lower() in _TITLES:
            continue
        if match.group() in _BREAKS or len(found) >= _REACH:
            break
        found.append(match)
    return found


def _is_subject(pieces: Sequence[re.Match[str]]) -> bool:
    if not pieces:
        return False
    word = pieces[0].group()
    if word.lower() in PRONOUNS or word.lower() in _DETERMINERS or word[0].isupper():
        return True
    return word in _EPITHETS and len(pieces) > 1 and pieces[1].group()[0].isupper()


def _after_subject(
    pieces: Sequence[re.Match[str]], at: int, kind: str, tokens: Sequence[Token]
) -> Tag | None:
    while at < len(pieces) and _is_adverb(pieces[at].group()):
        at += 1
    if at < len(pieces) and pieces[at].group() in FINITE_SPEECH_VERBS:
        return _tag(pieces, at, kind, tokens)
    return None


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or (word.endswith("ly") and word.islower())


def _after_name(pieces: Sequence[re.Match[str]], tokens: Sequence[Token]) -> Tag | None:
    at = 1
    while at < len(pieces) and (
        pieces[at].group()[0].isupper() or pieces[at].group() in ("and", "of", "de", "van", "von")
    ):
        at += 1
    at = _skip_appositive(pieces, at)
    return _after_subject(pieces, at, "name", tokens)


def _skip_appositive(pieces: Sequence[re.Match[str]], at: int) -> int:
    if at < len(pieces) and pieces[at].group() == ",":
        for end in range(at + 2, min(at + 2 + _APPOSITIVE, len(pieces))):
            if pieces[end].group() == ",":
                return end + 1
    return at


def _after_noun(pieces: Sequence[re.Match[str]], tokens: Sequence[Token]) -> Tag | None:
    """Behind a determiner the first finite verb decides; its being one is asked of the tokens."""
    if len(pieces) > 1 and pieces[1].group().lower() in PRONOUNS:
        return None  # "This he said to her": the words told are behind
    if not tokens:
        return _after_short_noun(pieces)
    at = 1
    while at < len(pieces):
        word = pieces[at].group()
        token = _token_at(tokens, pieces[at].start())
        finite = token is not None and token.tag in ("VBD", "VBZ", "VBP", "MD")
        if word == ",":
            skipped = _skip_appositive(pieces, at)
            if skipped == at:
                return None
            at = skipped
            continue
        if word in FINITE_SPEECH_VERBS and (finite or (at > 1 and token is not None and token.tag == "VBN")):
            return _tag(pieces, at, "noun", tokens)
        if finite or word in ("who", "which", "that"):
            return None
        at += 1
    return None


def _after_short_noun(pieces: Sequence[re.Match[str]]) -> Tag | None:
    for at in (2, 3):
        if (
            at < len(pieces)
            and pieces[at].group() in FINITE_SPEECH_VERBS
            and pieces[at].group().endswith("d")
        ):
            return _tag(pieces, at, "noun", ())
        if at < len(pieces) and not pieces[at - 1].group().isalpha():
            return None
    return None


def _tag(pieces: Sequence[re.Match[str]], at: int, kind: str, tokens: Sequence[Token]) -> Tag | None:
    verb = pieces[at].group().lower()
    end = pieces[at].end()
    rest = pieces[at + 1 :]
    if kind == "verb":
        bare = True
    else:
        if _has_object(tokens, pieces[at].start()):
            return Tag(pieces[0].start(), pieces[0].group(), verb, end, kind, strong=False, bare=False)
        bare = _is_bare(verb, rest)
    return Tag(pieces[0].start(), pieces[0].group(), verb, end, kind, strong=verb in _STRONG, bare=bare)


def _is_bare(verb: str, rest: Sequence[re.Match[str]]) -> bool:
    words = [piece.group() for piece in rest[:3]]
    if words and verb in _TAKES_ADDRESSEE and (words[0] in _ADDRESSEES or words[0][0].isupper()):
        words = words[1:]
    if not words or not words[0][0].isalnum():
        return True
    if words[0] == "to" and len(words) > 1 and verb in _TAKES_TO:
        return words[1].lower() in _ADDRESSEES | _DETERMINERS or words[1][0].isupper()
    return words[0] in _FOLLOWS_BARE or (words[0].endswith("ly") and len(words[0]) > 4)


def _has_object(tokens: Sequence[Token], verb_start: int) -> bool:
    at = _index_at(tokens, verb_start)
    if at is None:
        return False
    verb = tokens[at].lower
    for token in tokens[at + 1 : at + 8]:
        if not token.text[0].isalnum() and token.text not in ("'", "’"):
            return False
        if token.head != at or token.dep not in ("dobj", "xcomp"):
            continue
        if verb in _TAKES_ADDRESSEE and (token.lower in _ADDRESSEES or token.tag.startswith("NNP")):
            continue
        return token.tag != "VBG"
    return False


def _index_at(tokens: Sequence[Token], offset: int) -> int | None:
    at = bisect_left(tokens, offset, key=lambda token: token.start)
    return at if at < len(tokens) and tokens[at].start == offset else None


def _token_at(tokens: Sequence[Token], offset: int) -> Token | None:
    at = _index_at(tokens, offset)
    return None if at is None else tokens[at]
