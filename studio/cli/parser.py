"""What the command line understands, with help in full sentences."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable
from typing import NoReturn

from studio import __version__
from studio.app.exchange.import_plan import SplitBy
from studio.cli.console import CommandError
from studio.cli.export_option import option_help
from studio.proofing.finding import Category

_DIALECTS = ("en-US", "en-GB")
_SPLITS = ("auto", *SplitBy)

_AddCommand = Callable[..., ArgumentParser]


class _Parser(ArgumentParser):
    """Tells mistakes as one sentence instead of printing the usage and leaving."""

    def error(self, message: str) -> NoReturn:
        text = message[:1].upper() + message[1:]
        raise CommandError(f"{text.rstrip('.')}; see {self.prog} --help.")


def build_parser() -> ArgumentParser:
    """The parser of the whole command line."""
    parser = _Parser(
        prog="story-studio",
        formatter_class=RawDescriptionHelpFormatter,
        description=(
            "Write and proofread fiction.\n\n"
            "Without a command the window opens, on the story, folder or file that is named, if one is.\n"
            "The commands below work without a window."
        ),
        epilog="Each command tells more with --help, for example: story-studio check --help",
    )
    parser.add_argument("--version", action="version", version=f"Story Studio {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    _add_check(commands.add_parser)
    _add_export(commands.add_parser)
    _add_stats(commands.add_parser)
    _add_new(commands.add_parser)
    _add_import(commands.add_parser)
    return parser


def _add_check(add: _AddCommand) -> None:
    parser = add(
        "check",
        formatter_class=RawDescriptionHelpFormatter,
        help="Proofread files, folders or stories.",
        description=(
            "Proofread files, folders or stories and print what was found.\n\n"
            "The texts of a story or a folder share their names and settings; a chapter of a story that is\n"
            "named by itself is read as part of it, any other file by itself."
        ),
        epilog="The exit status is 0 if nothing was found, 1 if something was, 2 if a text was unreadable.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="A text file, a folder of them, or a story.")
    parser.add_argument(
        "--format",
        choices=("table", "jsonl", "sarif"),
        default="table",
        help="Print a table for people (the default), one JSON object for each file, or a SARIF 2.1.0 log.",
    )
    depth = parser.add_mutually_exclusive_group()
    depth.add_argument(
        "--deep", action="store_true", help="Let the language model judge, too: finds more, takes longer."
    )
    depth.add_argument("--fast", action="store_true", help="Leave out the word encoder, too.")
    parser.add_argument(
        "--category",
        action="append",
        default=[],
        metavar="KIND",
        choices=[category.value for category in Category],
        help=f"Print only this kind of finding; may be given again. Kinds: {', '.join(Category)}.",
    )
    parser.add_argument(
        "--language", choices=_DIALECTS, help="Check as this English, whatever the stories say themselves."
    )
    parser.add_argument(
        "--reasons", action="store_true", help="Add the reason below each finding of the table."
    )


def _add_export(add: _AddCommand) -> None:
    parser = add(
        "export",
        formatter_class=RawDescriptionHelpFormatter,
        help="Write a story's cleaned text as a file.",
        description=(
            "Write a story's cleaned text as plain text, Markdown or a Word document.\n\n"
            "Nothing is written when a word would be lost on the way."
        ),
        epilog=f"The options, each given as --option NAME=VALUE, are:\n\n{option_help()}",
    )
    parser.add_argument("project", metavar="PROJECT", help="A story, a folder of texts, or one text.")
    parser.add_argument("--to", choices=("txt", "md", "docx"), required=True, help="The format of the file.")
    parser.add_argument("--out", metavar="PATH", help="The file to write.")
    parser.add_argument(
        "--chapters",
        metavar="LIST",
        help="Export only these chapters: numbers and ranges such as 1,3-5, or titles, with commas between.",
    )
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="Change one option; see below."
    )
    parser.add_argument(
        "--no-title-page",
        action="store_true",
        help="Begin with the first chapter instead of title and author.",
    )
    parser.add_argument("--preview", action="store_true", help="Print every change and write nothing.")
    parser.add_argument("--force", action="store_true", help="Replace the file if there is one already.")


def _add_stats(add: _AddCommand) -> None:
    parser = add(
        "stats",
        help="Count words, scenes, speech, sentences and names.",
        description="Count a story: its words, scenes, share of speech, length of sentences, and names.",
    )
    parser.add_argument("project", metavar="PROJECT", help="A story, a folder of texts, or one text.")
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="Print a table (the default) or JSON."
    )


def _add_new(add: _AddCommand) -> None:
    parser = add(
        "new",
        help="Make a new story from a template.",
        description="Make a new story in a folder that does not exist yet or is empty.",
    )
    parser.add_argument("path", metavar="PATH", help="The folder of the new story.")
    parser.add_argument(
        "--title", default="", help="The story's title; without it the folder's name is taken."
    )
    parser.add_argument("--author", default="", help="The author's name.")
    parser.add_argument(
        "--template", default="novel", help="The template to begin with; the default is novel."
    )
    parser.add_argument(
        "--language",
        choices=_DIALECTS,
        default="en-US",
        help="The English of the story; the default is en-US.",
    )


def _add_import(add: _AddCommand) -> None:
    parser = add(
        "import",
        help="Make a story of a Word, OpenDocument, EPUB, HTML, RTF or text file.",
        description=(
            "Make a new story of a document (.docx, .odt, .epub, .html, .rtf, .md, .txt, or a zip of such)\n"
            "in a folder that does not exist yet or is empty. The document itself stays as it is."
        ),
    )
    parser.add_argument("file", metavar="FILE", help="The document.")
    parser.add_argument(
        "--into",
        metavar="PATH",
        help="The story's folder; by default beside the document, named by its title.",
    )
    parser.add_argument("--title", default="", help="The story's title; by default the document's own.")
    parser.add_argument("--author", default="", help="The author's name; by default the document's own.")
    parser.add_argument(
        "--split",
        choices=_SPLITS,
        default="auto",
        help="What begins a chapter; by default what the document shows best.",
    )
    parser.add_argument(
        "--level", type=int, metavar="N", help="With headings: the lowest level that begins a chapter."
    )
    parser.add_argument("--preview", action="store_true", help="Print the chapters and write nothing.")
