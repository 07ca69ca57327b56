from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.settings.schema import EngineChoice, Settings, Theme, options
from studio.settings.store import SettingsStore


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def store_with(tmp_path: Path, text: str) -> SettingsStore:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return SettingsStore(path, write)


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    loaded = SettingsStore(tmp_path / "none.toml", write).load()
    assert loaded.settings == Settings()
    assert loaded.problems == ()


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "new" / "settings.toml", write)
    wanted = Settings(theme=Theme.DARK, text_size=15.5, line_width=72, checking=False, font_family="Gentium")
    store.save(wanted)
    assert store.load().settings == wanted
    assert store.load().problems == ()


def test_unknown_keys_and_comments_survive(tmp_path: Path) -> None:
    store = store_with(
        tmp_path, '# mine\n[look]\ntheme = "dark" # at night\nsparkle = 3\n[future]\nx = [1, 2]\n'
    )
    store.save(replace(store.load().settings, theme=Theme.LIGHT))
    text = store.path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# at night" in text
    assert "sparkle = 3" in text
    assert "x = [1, 2]" in text
    assert store.load().settings.theme is Theme.LIGHT


def test_saving_the_same_writes_nothing(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.toml", write)
    store.save(Settings())
    assert not store.path.exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('theme = "mauve"', "one of system, light, dark"),
        ("theme = 7", "one of system, light, dark"),
        ("text_size = 400", "a number from 8 to 40"),
        ("text_size = nan", "a number from 8 to 40"),
        ("line_width = 60.5", "a whole number from 40 to 140"),
        ("line_width = true", "a whole number from 40 to 140"),
        ("line_width = inf", "a whole number from 40 to 140"),
        ("font_family = 1", "a text in quotation marks"),
    ],
)
def test_a_bad_value_has_its_default_and_a_sentence(tmp_path: Path, line: str, says: str) -> None:
    loaded = store_with(tmp_path, f"[look]\n{line}\n").load()
    assert loaded.settings == Settings()
    assert [says in problem.sentence for problem in loaded.problems] == [True]


def test_a_bad_switch_says_true_or_false(tmp_path: Path) -> None:
    loaded = store_with(tmp_path, '[checking]\non = "yes"\n').load()
    assert "true or false" in loaded.problems[0].sentence


def test_a_bad_value_is_left_alone_until_it_is_changed(tmp_path: Path) -> None:
    store = store_with(tmp_path, '[checking]\nengine = "oracle"\n')
    store.save(replace(store.load().settings, checking=False))
    assert 'engine = "oracle"' in store.path.read_text(encoding="utf-8")
    store.save(replace(store.load().settings, engine=EngineChoice.NONE))
    assert store.load().settings.engine is EngineChoice.NONE


def test_a_damaged_file_is_kept_aside(tmp_path: Path) -> None:
    store = store_with(tmp_path, "[look\ntheme=")
    assert "damaged" in store.load().problems[0].sentence
    store.save(Settings(theme=Theme.DARK))
    assert (tmp_path / "settings.toml.broken").read_text(encoding="utf-8") == "[look\ntheme="
    assert store.load().settings.theme is Theme.DARK


def test_a_file_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "damaged" in SettingsStore(path, write).load().problems[0].sentence


def test_a_folder_in_its_place_is_a_problem(tmp_path: Path) -> None:
    assert "could not be read" in SettingsStore(tmp_path, write).load().problems[0].sentence


def test_a_table_of_the_wrong_shape_is_no_crash(tmp_path: Path) -> None:
    store = store_with(tmp_path, "look = 3\n")
    store.save(replace(store.load().settings, theme=Theme.DARK))
    assert store.load().settings.theme is Theme.DARK


def test_a_failed_write_is_told_and_leaves_the_file(tmp_path: Path) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise OSError("disk full")

    (tmp_path / "settings.toml").write_text("[look]\n", encoding="utf-8")
    with pytest.raises(OSError, match="disk full"):
        SettingsStore(tmp_path / "settings.toml", refuse).save(Settings(theme=Theme.DARK))
    assert (tmp_path / "settings.toml").read_text(encoding="utf-8") == "[look]\n"


@given(st.text(max_size=200))
def test_any_text_loads(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "settings.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert isinstance(SettingsStore(path, write).load().settings, Settings)


def test_every_option_is_described_once() -> None:
    every = options()
    assert len({option.key for option in every}) == len(every)
    assert all(option.sentence.endswith(".") for option in every)
    assert all(option.read(option.default) == option.default for option in every)
