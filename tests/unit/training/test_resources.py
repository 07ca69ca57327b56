"""The committed run-time form is what its papers say."""

import hashlib
import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "encoder"
LIMIT = 40_000_000


def test_files_match_the_manifest_and_the_card() -> None:
    card = (FOLDER / "MODEL_CARD.md").read_text(encoding="utf-8")
    files = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))["files"]
    for name, told in files.items():
        digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()
        assert digest == told["sha256"], name
        assert digest in card, name


def test_the_form_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LIMIT
