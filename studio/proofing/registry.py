"""Every rule there is, in no order that matters."""

from __future__ import annotations

from studio.proofing.checker import Checker


def all_checkers() -> tuple[Checker, ...]:
    """One of each rule. To add a rule, write its file under ``rules/<kind>/`` and name it here."""
    return ()
