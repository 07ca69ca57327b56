"""Findings as SARIF 2.1.0 (OASIS standard), for editors and code hosts."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from studio.app.checking.check_story import FileReport
from studio.proofing.finding import Category, Finding
from studio.text.span import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(reports: Sequence[FileReport], version: str) -> str:
    """One run with all ``reports``; lines and columns count from 1, columns in code points."""
    rules = sorted({finding.rule for report in reports for finding in report.findings})
    index = {rule: at for at, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "Story Studio",
                "version": version,
                "rules": [{"id": rule} for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(report.file.path)}} for report in reports],
        "results": [
            _result(finding, place, index[finding.rule])
            for at, report in enumerate(reports)
            for place in (_Place(report, at),)
            for finding in report.findings
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


class _Place:
    """Where spans of one file are, in SARIF's words."""

    def __init__(self, report: FileReport, index: int) -> None:
        text = report.file.text
        self.artifact = {"uri": _uri(report.file.path), "index": index}
        self._offsets = report.file.offsets
        self._starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def region(self, span: Span) -> dict[str, int]:
        start_line, start_column = self._position(span.start)
        end_line, end_column = self._position(span.end)
        start = self._offsets.in_file(span.start)
        return {
            "startLine": start_line,
            "startColumn": start_column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": start,
            "charLength": self._offsets.in_file(span.end) - start,
        }

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _result(finding: Finding, place: _Place, rule_index: int) -> dict[str, Any]:
    region = place.region(finding.span)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": "note" if finding.category is Category.STYLE else "warning",
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": place.artifact, "region": region}}],
        "properties": {"category": finding.category.value, "confidence": round(finding.confidence, 4)},
    }
    if finding.suggestions:
        result["fixes"] = [_fix(text, place, region) for text in finding.suggestions]
    return result


def _fix(text: str, place: _Place, region: dict[str, int]) -> dict[str, Any]:
    return {
        "description": {"text": f"Write “{text}”." if text else "Delete it."},
        "artifactChanges": [
            {
                "artifactLocation": place.artifact,
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": text}}],
            }
        ],
    }


def _uri(path: str) -> str:
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(Path(path).as_posix(), errors="replace")
