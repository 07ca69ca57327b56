"""Questions that the window asks once and waits for: a scene in another tense, fixes tried out."""

from __future__ import annotations

from studio.model.tense import Tense
from studio.proofing.checker import StoryContext
from studio.proofing.conversion.scene import convert, scene_tense
from studio.proofing.message import CheckFixes, ConvertTense, FixesChecked, TenseConverted
from studio.proofing.pipeline import Proofreader
from studio.proofing.recheck import Read, harmless

Ask = ConvertTense | CheckFixes


def answer(ask: Ask, proofreader: Proofreader, story: StoryContext) -> TenseConverted | FixesChecked:
    """What the worker answers to ``ask``."""
    if isinstance(ask, ConvertTense):
        return _converted(ask, proofreader, story)
    read = reader(proofreader, story)
    return FixesChecked(ask.request, tuple(harmless(ask.text, finding, read) for finding in ask.findings))


def reader(proofreader: Proofreader, story: StoryContext) -> Read:
    """Reads single paragraphs; what was read before costs nothing."""

    return lambda text, at: proofreader.check_at(text, story, at)


def _converted(ask: ConvertTense, proofreader: Proofreader, story: StoryContext) -> TenseConverted:
    views = proofreader.tagged(ask.text, ask.within)
    told = scene_tense(views)
    other = Tense.PRESENT if told is Tense.PAST else Tense.PAST
    wanted = ask.tense or other
    return TenseConverted(ask.request, told, wanted, convert(views, ask.within, wanted, story.dialect))
