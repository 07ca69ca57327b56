"""Finds every rule there is: each file under ``rules/<kind>/`` that holds a checker."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import cast

import studio.proofing.rules as rules_package
from studio.proofing.checker import Checker


def all_checkers() -> tuple[Checker, ...]:
    """One of each rule, in the order of their module names.

    A checker is a public class, defined in the module, with the attribute ``rules`` and the method
    ``check``, that can be made without arguments. To add a rule, add its file; nothing else is touched.
    """
    return tuple(kind() for kind in _kinds())


def _kinds() -> Iterator[type[Checker]]:
    found = pkgutil.walk_packages(rules_package.__path__, rules_package.__name__ + ".")
    for name in sorted(info.name for info in found if not info.ispkg):
        module = import_module(name)
        for _, member in sorted(inspect.getmembers(module, inspect.isclass)):
            if member.__module__ == name and not member.__name__.startswith("_") and _is_checker(member):
                yield cast("type[Checker]", member)


def _is_checker(kind: type) -> bool:
    return isinstance(getattr(kind, "rules", None), tuple) and callable(getattr(kind, "check", None))
