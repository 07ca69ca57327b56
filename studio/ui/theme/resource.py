"""Where fonts and icons lie."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3] / "resources"


def resource(*parts: str) -> Path:
    """The path of a file or folder under ``resources``; whether it exists is for the caller to see."""
    return _ROOT.joinpath(*parts)
