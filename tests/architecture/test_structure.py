"""House rules that a machine can check: layers, sizes, no shared mutable state, no traces of a machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "studio").rglob("*.py"))
BELOW_UI = [p for p in SOURCES if "ui" not in p.relative_to(ROOT / "studio").parts[:1]]


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", BELOW_UI, ids=names)
def test_only_the_window_and_main_know_qt(path: Path) -> None:
    if path.name != "main.py":
        assert not [name for name in imports(path) if name.split(".")[0] in {"PySide6", "shiboken6"}]


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_functions_stay_small(path: Path) -> None:
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions(path) if f.end_lineno}
    assert not {name: lines for name, lines in long.items() if lines > 60}


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_classes_stay_small(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            methods = [n for n in node.body if isinstance(n, ast.FunctionDef)]
            assert (node.end_lineno or 0) - node.lineno <= 400, node.name
            assert len(methods) <= 45, node.name


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_no_mutable_value_lives_in_a_module(path: Path) -> None:
    mutable = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    for node in tree(path).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, mutable):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            shown = {t.id for t in targets if isinstance(t, ast.Name)}
            assert not shown - {"__all__"}, f"{names(path)}: {shown}"


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_no_global_statement(path: Path) -> None:
    assert not [n for n in ast.walk(tree(path)) if isinstance(n, ast.Global)]


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_public_functions_and_classes_say_what_they_do(path: Path) -> None:
    module = tree(path)
    public = [
        n for n in module.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")
    ]
    assert ast.get_docstring(module) or not module.body
    assert not [n.name for n in public if not ast.get_docstring(n)]


def test_nothing_heavy_is_imported_with_the_package() -> None:
    heavy = {"PySide6", "spacy", "onnxruntime", "numpy", "lt_py", "language_tool_python", "docx"}
    code = "import sys, studio, studio.main; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & {name.split(".")[0] for name in done.stdout.split()}


def test_no_tracked_text_names_this_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    bad = re.compile(
        r"/work/(?:main|shared|\.)|(?:pypi|npmjs|maven)\.(?:org|com)\b|files\.pythonhosted", re.IGNORECASE
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.suffix in {".onnx", ".ttf", ".otf", ".png", ".gz", ".npz", ".docx"} or not path.is_file():
            continue
        if path.name == "test_structure.py":
            continue
        found = bad.search(path.read_text(encoding="utf-8", errors="replace"))
        assert not found, f"{name}: {found and found.group()}"


def test_the_layers_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
