"""Tries out the fixes of findings when there is nothing else to do, and takes back those that would harm."""

from __future__ import annotations

from collections import deque
from collections.abc import Container
from dataclasses import replace

from studio.proofing.finding import Finding
from studio.proofing.message import CheckChapter, ParagraphChecked
from studio.proofing.pipeline import ParagraphFindings
from studio.proofing.recheck import Read, is_harmless, tried

_Key = tuple[str, Finding]  # a paragraph's text, and a finding that counts in it
_KEPT = 20_000  # findings; far more than any story has
_MOST_WAITING = 80
"""Paragraphs, nearest to the writer first: trying a fix costs as much as reading a paragraph."""


class FixChecks:
    """Remembers which suggestions stood the test, by paragraph text."""

    def __init__(self) -> None:
        self._known: dict[_Key, tuple[str, ...]] = {}
        self._waiting: deque[tuple[CheckChapter, ParagraphFindings]] = deque()
        self._tried: dict[_Key, dict[str, bool]] = {}  # of a finding not yet done: which do no harm

    def forget(self, chapter: str) -> None:
        """The chapter has another text or is gone: what waits for it is dropped."""
        self._tried.clear()
        self._waiting = deque(entry for entry in self._waiting if entry[0].chapter != chapter)

    def forget_all(self) -> None:
        """Names, rules or engines are others: everything is tried again."""
        self._waiting.clear()
        self._tried.clear()
        self._known.clear()

    def let_go(self, texts: Container[str]) -> None:
        """Forget what was tried in paragraphs that are not among ``texts``."""
        self._known = {key: kept for key, kept in self._known.items() if key[0] in texts}

    def tested(self, request: CheckChapter, result: ParagraphFindings) -> tuple[Finding, ...]:
        """The findings of a paragraph with the suggestions that are known to do no harm; those not yet tried
        are noted for later."""
        untried = any(
            finding.suggestions and self._key(request, result, finding) not in self._known
            for finding in result.findings
        )
        if untried and len(self._waiting) < _MOST_WAITING:
            self._waiting.append((request, result))
        return tuple(self._tested(request, result, finding) for finding in result.findings)

    @property
    def waits(self) -> bool:
        """Whether there is a fix that has not been tried."""
        return bool(self._waiting)

    def step(self, read: Read) -> ParagraphChecked | None:
        """Try one fix; the answer is a message when its paragraph has to be told anew.

        One only, because each takes as long as a paragraph, and the writer's next word may be waiting.
        """
        request, result = self._waiting[0]
        untried = [
            finding
            for finding in result.findings
            if finding.suggestions and self._key(request, result, finding) not in self._known
        ]
        if untried and (not self._try_one(request, result, untried[0], read) or len(untried) > 1):
            return None
        self._waiting.popleft()
        findings = tuple(self._tested(request, result, finding) for finding in result.findings)
        if findings == result.findings:
            return None
        return ParagraphChecked(
            request.chapter, request.revision, result.span, findings, result.total, result.total
        )

    def _try_one(
        self, request: CheckChapter, result: ParagraphFindings, finding: Finding, read: Read
    ) -> bool:
        """Try the next fix of a finding; whether all of them are tried now."""
        key, fixes = self._key(request, result, finding), tried(finding)
        known = self._tried.setdefault(key, {})
        left = [fix for fix in fixes if fix not in known]
        if left:
            known[left[0]] = is_harmless(request.text, finding, left[0], read)
        if len(left) > 1:
            return False
        self._keep(key, tuple(fix for fix in fixes if known[fix]))
        del self._tried[key]
        return True

    def _keep(self, key: _Key, suggestions: tuple[str, ...]) -> None:
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[key] = suggestions

    def _key(self, request: CheckChapter, result: ParagraphFindings, finding: Finding) -> _Key:
        return result.span.of(request.text), finding.shift(-result.span.start)

    def _tested(self, request: CheckChapter, result: ParagraphFindings, finding: Finding) -> Finding:
        known = self._known.get(self._key(request, result, finding))
        return finding if known is None else replace(finding, suggestions=known)
