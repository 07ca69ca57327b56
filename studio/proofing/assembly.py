"""Builds a proofreader from the engines that are wanted and can be had."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType

from studio.proofing.engines.lazy import LazyGrammar, LazyJudge, LazyMarker, LazyTagger
from studio.proofing.evidence import DOUBTED, TRACE, EngineError, GrammarEngine, Judge, Marker, Tagger
from studio.proofing.evidence_source import Engines
from studio.proofing.judgement_source import JudgementSource
from studio.proofing.message import EngineChoice
from studio.proofing.pipeline import BATCH_WORDS, Proofreader
from studio.proofing.registry import all_checkers

_PATIENCE = 90.0  # seconds that a whole book waits for a server to start

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
        marker=LazyMarker("encoder", lambda: _marker(choice), tell) if choice.encoder else None,
        grammar=_grammar(choice, tell, patience=0.0 if threads == 1 else _PATIENCE),
        spare=LazyGrammar("spelling", _spelling, tell),
    )
    beside = ThreadPoolExecutor(2, thread_name_prefix="engine")
    if threads == 1:
        return Proofreader(engines, all_checkers(), beside, judgements=_beside() if choice.deep else None)
    judge = LazyJudge("deep", _judge, tell) if choice.deep else None
    return Proofreader(
        engines,
        all_checkers(),
        beside,
        batch_words=2 * BATCH_WORDS,
        ahead=6,
        judgements=JudgementSource(judge, at_once=True) if judge is not None else None,
        deep=_readers(judge, threads) if judge is not None else None,
    )


def _readers(judge: LazyJudge, threads: int) -> ThreadPoolExecutor:
    """A pool for the language model, which is loaded while the other engines read the first words."""
    pool = ThreadPoolExecutor(threads, thread_name_prefix="deep")
    pool.submit(judge.engine)  # a failure is remembered, and told where it is first asked
    return pool


def _tagger() -> Tagger:
    from studio.proofing.engines.tagger import SpacyTagger

    return SpacyTagger()


def _marker(choice: EngineChoice) -> Marker:
    from studio.proofing.engines.encoder import EncoderMarker

    return EncoderMarker(doubt=TRACE if choice.deep else DOUBTED)


def _beside() -> JudgementSource | None:
    """What the language model says from a process of its own; None without a model."""
    from studio.proofing.deep.place import is_there
    from studio.proofing.deep.process import JudgeProcess

    return JudgementSource(JudgeProcess(), at_once=False) if is_there() else None


def _judge() -> Judge:
    from studio.proofing.deep.serve import load_judge

    return load_judge()


def known_word() -> Callable[[str], bool] | None:
    """Tells whether a dictionary holds a word in lower case; None when there is no dictionary."""
    from studio.proofing.engines.spelling_dictionary import Dictionary

    try:
        return Dictionary.load().knows
    except EngineError:
        return None


def _spelling() -> GrammarEngine:
    from studio.proofing.engines.spelling import SpellingEngine

    return SpellingEngine()


def _grammar(choice: EngineChoice, tell: Tell, patience: float) -> GrammarEngine | None:
    if choice.grammar == "off":
        tell("grammar", "off", "LanguageTool's rules are switched off in the settings.")
        return None
    if choice.grammar == "server":
        return LazyGrammar("grammar", lambda: _server(choice, tell, patience), tell)
    if choice.grammar == "remote":
        return LazyGrammar("grammar", lambda: _remote(choice), tell)
    return LazyGrammar("grammar", lambda: _rules(choice), tell)


def _rules(choice: EngineChoice) -> GrammarEngine:
    from studio.proofing.engines.rules_engine import RulesEngine
    from studio.proofing.rules.grammar.policy import is_needed

    return RulesEngine(choice.dialect, is_needed=is_needed)


def _remote(choice: EngineChoice) -> GrammarEngine:
    from studio.proofing.engines.remote import RemoteEngine

    return RemoteEngine(choice.remote_url, choice.dialect)


def _server(choice: EngineChoice, tell: Tell, patience: float) -> GrammarEngine:
    from studio.proofing.engines.server import ServerEngine, ServerState, ServerStatus

    states = MappingProxyType({ServerState.READY: "ready", ServerState.FAILED: "failed"})

    def told(status: ServerStatus) -> None:
        tell("server", states.get(status.state, "loading"), status.sentence)

    return ServerEngine(choice.server_folder or None, choice.dialect, tell=told, patience=patience)
