from pathlib import Path

from studio.settings.handbook import page
from studio.settings.schema import options

PAGE = Path(__file__).parents[3] / "docs" / "settings.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/write_settings_page.py"


def test_the_page_names_every_key() -> None:
    text = page()
    assert all(f"`{option.key.split('.')[1]}`" in text for option in options())
