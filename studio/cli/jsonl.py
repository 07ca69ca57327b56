"""Findings for other programs: one JSON object a file, a line each."""

from __future__ import annotations

import json

from studio.app.checking.check_story import FileReport


def json_line(report: FileReport) -> str:
    """The object of one file.

    ``start`` and ``end`` count code points of the file as decoded, its own line ends and byte order mark
    included; ``quotes`` are the stretches of speech with their marks, without what
    the speaker quotes.
    """
    place = report.file.offsets.in_file
    return json.dumps(
        {
            "path": report.file.path,
            "findings": [
                {
                    "start": place(finding.span.start),
                    "end": place(finding.span.end),
                    "category": finding.category.value,
                    "suggestions": list(finding.suggestions),
                    "rule": finding.rule,
                    "message": finding.message,
                    "confidence": round(finding.confidence, 4),
                    "source": finding.source,
                }
                for finding in report.findings
            ],
            "quotes": [[place(span.start), place(span.end)] for span in report.speech],
        }
    )
