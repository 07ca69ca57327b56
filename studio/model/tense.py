"""Narrative tense."""

from enum import StrEnum


class Tense(StrEnum):
    """The tense a scene is told in."""

    PAST = "past"
    PRESENT = "present"
