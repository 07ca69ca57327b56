"""Models that have learnt nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from studio.proofing.engines.empty_model import emptied


def package(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in files.items():
            target.writestr(name.replace("_", "."), content)
    return out.getvalue()


def test_the_model_says_one_thing_and_knows_no_word() -> None:
    made = emptied(package(manifest_properties="Language=en", pos_model="learnt", tags_tagdict="<x/>"), "NN")
    with zipfile.ZipFile(io.BytesIO(made)) as found:
        assert found.read("manifest.properties") == b"Language=en"
        assert b"<entry" not in found.read("tags.tagdict")
        model = found.read("pos.model")
    assert model == (
        b"\x00\x03GIS"
        + b"\x00\x00\x00\x01"  # correction constant
        + bytes(8)  # correction parameter, 0.0
        + b"\x00\x00\x00\x01\x00\x02NN"  # outcomes
        + bytes(4)  # no patterns
        + bytes(4)  # no predicates
    )


def test_what_is_no_package_is_refused() -> None:
    with pytest.raises(zipfile.BadZipFile):
        emptied(b"learnt", "NN")
