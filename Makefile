# Story Studio. "make run" opens the sample story, "make test" proves the program; both set up everything they need.
SHELL := /bin/sh
PY := .venv/bin/python

.PHONY: run test setup setup-dev lint types architecture unit window server bench faults quality languagetool lock clean

run: setup
	@sh scripts/run.sh

setup:
	@sh scripts/setup.sh run

setup-dev:
	@sh scripts/setup.sh dev

test: setup-dev lint types server-files unit window
	@echo "All checks passed."

lint: setup-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: setup-dev
	.venv/bin/mypy

architecture: setup-dev
	.venv/bin/lint-imports
	$(PY) -m pytest tests/architecture -q

server-files: setup-dev
	@sh scripts/languagetool.sh

languagetool: setup
	@sh scripts/languagetool.sh

unit: setup-dev
	.venv/bin/lint-imports
	$(PY) -m pytest tests -n 2 --ignore tests/ui -q

window: setup-dev
	sh scripts/with_display.sh 1920x1080 -- $(PY) -m pytest tests/ui -q

bench: setup-dev
	@sh scripts/with_display.sh 1920x1080 -- $(PY) -m benchmarks.run

quality: setup-dev
	$(PY) -m benchmarks.quality

faults: setup-dev
	@sh scripts/with_display.sh 1280x720 -- $(PY) -m benchmarks.faults

lock:
	sh scripts/lock.sh

clean:
	rm -rf .venv .languagetool out .mypy_cache .ruff_cache .pytest_cache .hypothesis
