"""Builds a proofreader from the engines that are wanted and can be had."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from studio.proofing.engines.lazy import LazyGrammar, LazyMarker, LazyTagger
from studio.proofing.evidence import GrammarEngine, Marker, Tagger
from studio.proofing.evidence_source import Engines
from studio.proofing.message import EngineChoice
from studio.proofing.pipeline import BATCH_WORDS, Proofreader
from studio.proofing.registry import all_checkers

Tell = Callable[[str, str, str], None]
"""Told how an engine is: its name, its state ("loading", "ready", "off", "failed"), one sentence."""


def build_proofreader(
    choice: EngineChoice | None = None, tell: Tell = lambda *_: None, threads: int = 1
) -> Proofreader:
    """A proofreader whose engines load when they are first asked.

    Args:
        choice: which engines; by default all that need nothing from outside.
        tell: hears of each engine's state.
        threads: 1 where somebody waits for the first result, more for a whole book at once.
    """
    # The tagger's matrices are so small that sharing them among threads costs three times the work; the
    # library reads this when it is first loaded, which the engines do later.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    choice = choice or EngineChoice()
    engines = Engines(
        tagger=LazyTagger("tags", _tagger, tell),
        marker=LazyMarker("encoder", _marker, tell) if choice.encoder else None,
        grammar=_grammar(choice, tell),
    )
    beside = ThreadPoolExecutor(2, thread_name_prefix="engine")
    return Proofreader(engines, all_checkers(), beside, BATCH_WORDS if threads == 1 else 4 * BATCH_WORDS)


def _tagger() -> Tagger:
    from studio.proofing.engines.tagger import SpacyTagger

    return SpacyTagger()


def _marker() -> Marker:
    from studio.proofing.engines.encoder import EncoderMarker

    return EncoderMarker()


def _grammar(choice: EngineChoice, tell: Tell) -> GrammarEngine | None:
    if choice.grammar == "off":
        tell("grammar", "off", "LanguageTool's rules are switched off in the settings.")
        return None

    def make() -> GrammarEngine:
        if choice.grammar == "server":
            from studio.proofing.engines.server import ServerEngine

            return ServerEngine(choice.server_folder, choice.dialect)
        if choice.grammar == "remote":
            from studio.proofing.engines.remote import RemoteEngine

            return RemoteEngine(choice.remote_url, choice.dialect)
        from studio.proofing.engines.rules_engine import RulesEngine

        return RulesEngine(choice.dialect)

    return LazyGrammar("grammar", make, tell)
