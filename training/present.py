"""Turns narration from the past into the present, with some verbs left behind as slips."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any

from slip import SINGLE_QUOTED, TENSE, Slip, like

_PLURAL = frozenset(["we", "they", "you", "i", "these", "those"])
_NEGATED = {"could": "ca", "would": "wo"}


def in_present(
    paragraphs: Iterable[str], past: dict[str, list[str]], tagger: Any, rng: random.Random, left: float
) -> Iterator[tuple[str, list[Slip]]]:
    """Each paragraph with its narrator's verbs in the present, and the verbs left in the past.

    Args:
        past: verb in the past → [third person, base form].
        tagger: a spaCy pipeline with tags and parse.
        left: the share of verbs left in the past.
    """
    for doc in tagger.pipe(paragraphs, batch_size=64):
        yield _turned(doc, past, rng, left)


def _turned(doc: Any, past: dict[str, list[str]], rng: random.Random, left: float) -> tuple[str, list[Slip]]:
    text = doc.text
    parts: list[str] = []
    slips: list[Slip] = []
    last = length = 0
    single = SINGLE_QUOTED.search(text) is not None
    spoken = False
    for token in doc:
        if token.text.count('"') % 2:
            spoken = not spoken
        new = None if spoken or single else _present(token, past)
        if not new or new == token.text:
            continue
        parts.append(text[last : token.idx])
        length += token.idx - last
        last = token.idx + len(token.text)
        whole = token.text.isalpha() and "'" not in text[last : last + 2]
        if whole and rng.random() < left:
            slips.append(Slip(length, length + len(token.text), token.text, TENSE, new.lower()))
            new = token.text
        parts.append(new)
        length += len(new)
    parts.append(text[last:])
    return "".join(parts), slips


def _present(token: Any, past: dict[str, list[str]]) -> str | None:
    subject = _subject(token)
    if subject is None:
        return None
    lower, plural = token.lower_, _is_plural(subject)
    if lower == "'d":
        return "'ll" if token.tag_ == "MD" else "'ve" if plural else "'s"
    forms = past.get(lower) if token.tag_ == "VBD" or lower == "could" else None
    new = None
    if lower in _NEGATED and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "n't":
        new = _NEGATED[lower]
    elif lower == "would":
        new = "will"
    elif lower == "was" and subject.lower_ == "i":
        new = "am"
    elif forms is not None:
        new = forms[1] if plural else forms[0]
    return like(token.text, new) if new else None


def _subject(token: Any) -> Any:
    heads = [token]
    if token.dep_ in {"aux", "auxpass"}:
        heads.append(token.head)
    while heads[-1].dep_ == "conj" and heads[-1].head is not heads[-1]:
        heads.append(heads[-1].head)
    for head in heads:
        for child in head.children:
            if child.dep_ in {"nsubj", "nsubjpass", "expl"}:
                return child
    return None


def _is_plural(subject: Any) -> bool:
    if subject.lower_ in {"who", "which", "that"} and subject.head.dep_ == "relcl":
        subject = subject.head.head
    return (
        subject.tag_ in {"NNS", "NNPS"}
        or subject.lower_ in _PLURAL
        or any(child.dep_ == "conj" for child in subject.children)
    )
