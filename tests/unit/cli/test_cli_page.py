from pathlib import Path

from studio.cli.export_option import option_help
from studio.proofing.finding import Category

PAGE = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_the_page_names_every_kind_of_finding() -> None:
    assert all(f"`{category}`" in PAGE for category in Category)


def test_the_page_names_every_export_option_with_its_values() -> None:
    for line in option_help().splitlines():
        name, values = line.split("  ")[0].split("=", 1)
        row = next(row for row in PAGE.splitlines() if row.startswith(f"| `{name}` |"))
        assert all(f"`{value}`" in row for value in values.split("|") if value != "TEXT")
