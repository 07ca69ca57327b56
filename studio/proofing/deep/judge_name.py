"""The name under which judgements are kept."""

from __future__ import annotations

from typing import Final

from studio.proofing.deep.place import model_folder, model_name

JUDGEMENT_FORM: Final = 12
"""Counts up whenever the same model judges otherwise."""


def judge_name() -> str:
    """Names the weights and what shapes the judgements."""
    return f"deep-{model_name(model_folder())}-{JUDGEMENT_FORM}"
