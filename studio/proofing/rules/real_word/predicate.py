"""“It was us.”: a pronoun behind a form of “be” stands as people say it."""

from __future__ import annotations

import re

from studio.text.span import Span

_BEFORE = re.compile(
    r"\b(?:it|that|this)(?:['’]s| (?:is|was)(?:n['’]t)?| (?:must|might|could|will|would) be)"
    r"(?: (?:not|never|only|just|always|all))? $",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"me", "us", "him", "them"})  # "her" may be meant to be "here"
_MOST_BEFORE = 30


def is_predicate(text: str, span: Span) -> bool:
    """Whether a pronoun says who it was, and the clause ends with it."""
    behind = text[span.end : span.end + 1]
    if span.of(text).lower() not in _PRONOUNS or behind.isalnum() or behind in {" ", "'", "’", "-"}:
        return False
    return _BEFORE.search(text[max(0, span.start - _MOST_BEFORE) : span.start]) is not None
