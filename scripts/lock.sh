#!/bin/sh
# Writes the two lock files anew from requirements.in and requirements-dev.in (wants the tool "uv").
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-annotate --no-header "$@"
}
compile requirements-dev.in -o requirements-dev.lock
compile -c requirements-dev.lock requirements.in -o requirements.lock
