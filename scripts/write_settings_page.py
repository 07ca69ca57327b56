"""Write docs/settings.md from the list of settings."""

from pathlib import Path

from studio.settings.handbook import page

if __name__ == "__main__":
    path = Path(__file__).parent.parent / "docs" / "settings.md"
    path.write_text(page(), encoding="utf-8")
    print(f"wrote {path.name}")
