"""Documents of other programs from strangers."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from benchmarks.faults.hostile_text import PATHS, Made, hostile_text, huge, nested, repeated

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_O = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{}"/>'
    "</Relationships>"
)
_OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Tide</dc:title></metadata><manifest>{}</manifest><spine>{}</spine></package>"
)
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{}"/></rootfiles></container>'
)
_PAGE = "<html><head><title>T</title></head><body><h1>One</h1><p>The lamp was lit.</p></body></html>"
_PROSE = b"# One\n\nThe lamp was lit.\n"


def _zip(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("\0", "?"), data)
    return out.getvalue()


def docx(body: str, prolog: str = "", **more: str) -> bytes:
    """A Word document with that body."""
    text = f'<?xml version="1.0"?>{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": "<Types/>", "_rels/.rels": _RELATIONS.format("word/document.xml")}
    return _zip({**parts, "word/document.xml": text, **{f"word/{k}.xml": v for k, v in more.items()}})


def odt(body: str, prolog: str = "") -> bytes:
    """An OpenDocument text with that body."""
    text = f'<?xml version="1.0"?>{prolog}<office:document-content {_O}><office:body><office:text>'
    return _zip({"content.xml": f"{text}{body}</office:text></office:body></office:document-content>"})


def epub(pages: Mapping[str, str], package: str = "", container: str = "OPS/a.opf") -> bytes:
    """A book with these pages."""
    items = "".join(
        f'<item id="p{at}" href="{name}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="p{at}"/>' for at in range(len(pages)))
    parts: dict[str, bytes | str] = {
        "META-INF/container.xml": _CONTAINER.format(container),
        "OPS/a.opf": package or _OPF.format(items, spine),
    }
    return _zip(parts | {f"OPS/{name}": page for name, page in pages.items()})


def _paragraphs(text: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))


def _entities(rng: random.Random, folder: Path, port: int) -> tuple[str, str]:
    """A document type that swells, or that asks for a file or a server; and the reference to it."""
    secret = (folder / "secret.txt").as_uri()
    kind = rng.randrange(6)
    if kind == 0:
        levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        return f'<!DOCTYPE d [<!ENTITY l0 "laugh">{levels}]>', "&l9;"
    if kind == 1:
        return f'<!DOCTYPE d [<!ENTITY e "{"x" * 50_000}">]>', "&e;" * 5_000
    if kind == 2:
        return f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret}">]>', "&e;"
    if kind == 3:
        return f'<!DOCTYPE d [<!ENTITY e SYSTEM "http://127.0.0.1:{port}/x">]>', "&e;"
    if kind == 4:
        return f'<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/p.dtd"> %p;]>', "text"
    return (
        f'<!DOCTYPE d SYSTEM "http://127.0.0.1:{port}/d.dtd" [<!ATTLIST w:p a CDATA "{"y" * 60_000}">]>',
        "text",
    )


def entities_in_docx(rng: random.Random, folder: Path, port: int) -> Made:
    """Billion laughs and external entities in Word's XML."""
    prolog, reference = _entities(rng, folder, port)
    (folder / "a.docx").write_bytes(docx(_paragraphs(reference), prolog))
    return Made("a.docx", must_say=True)


def entities_in_odt(rng: random.Random, folder: Path, port: int) -> Made:
    """The same in OpenDocument."""
    prolog, reference = _entities(rng, folder, port)
    (folder / "a.odt").write_bytes(odt(f"<text:p>{reference}</text:p>", prolog))
    return Made("a.odt", must_say=True)


def entities_in_epub(rng: random.Random, folder: Path, port: int) -> Made:
    """The same in a book's package file and in its pages."""
    prolog, reference = _entities(rng, folder, port)
    page = f"{prolog}<html><body><p>{reference}</p></body></html>"
    package = f"{prolog}{_OPF.format('', '')}" if rng.randrange(2) else ""
    (folder / "a.epub").write_bytes(epub({"one.xhtml": page}, package))
    return Made("a.epub", must_say=bool(package))


def strange_docx(rng: random.Random, folder: Path, port: int) -> Made:
    """Word documents that are nested, circular, broken or enormous inside."""
    deep = 10_000
    link = f'<Relationship Type="image" Target="http://127.0.0.1:{port}/i.png" TargetMode="External"/>'
    every: tuple[tuple[bytes, bool], ...] = (
        (docx("<w:tbl><w:tr><w:tc>" * deep + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * deep), True),
        (docx("<w:p>" * deep + "</w:p>" * deep), True),
        (docx(_paragraphs("a") * 300_000), True),
        (docx(_paragraphs("lamp " * 1_000_000)), False),
        (docx(f'<w:p w:a="{"x" * 5_000_000}"/>' + _paragraphs("a")), False),
        (docx("<w:p " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>" + _paragraphs("a")), False),
        (
            docx(
                _paragraphs("a"),
                styles=f'<w:styles {_W}><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>',
            ),
            True,
        ),
        (
            docx(
                '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
                styles=f"<w:styles {_W}>"
                '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
                '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
            ),
            False,
        ),
        (docx("<w:p><w:r><w:t>a"), True),
        (
            docx(
                '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' * 1_000,
                footnotes=f"<w:footnotes {_W}>"
                '<w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/><w:t>n</w:t></w:r>'
                "</w:p></w:footnote></w:footnotes>",
            ),
            False,
        ),
        (_zip({"[Content_Types].xml": "", "_rels/.rels": _RELATIONS.format("../../../secret.txt")}), True),
        (_zip({"[Content_Types].xml": "", "_rels/.rels": link, "word/document.xml": "<w/>"}), True),
        (_zip({"word/document.xml": ""}), True),
        (docx("<w:p><w:r><w:t>&#0;&#xD800;</w:t></w:r></w:p>"), True),
        (docx(_paragraphs("a")).replace(b"word/document.xml", b"word/document.xmm", 1), False),
        (docx("").replace(b"PK\x01\x02", b"PK\x01\x03"), True),
        (
            docx('<w:p><w:pPr><w:outlineLvl w:val="9999999999999999"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'),
            False,
        ),
    )
    data, must_say = rng.choice(every)
    (folder / "a.docx").write_bytes(data)
    return Made("a.docx", must_say)


def strange_odt(rng: random.Random, folder: Path, _port: int) -> Made:
    """OpenDocument texts of the same kinds."""
    deep = 10_000
    every: tuple[tuple[bytes, bool], ...] = (
        (odt('<text:p>a<text:s text:c="99999999999999"/>b</text:p>'), False),
        (odt('<text:h text:outline-level="-7">a</text:h><text:h text:outline-level="1e9">b</text:h>'), False),
        (odt("<text:span>" * deep + "a" + "</text:span>" * deep), True),
        (odt("<text:section>" * deep + "<text:p>a</text:p>" + "</text:section>" * deep), True),
        (
            odt(
                "<text:p><text:note><text:note-body>" * 200
                + "<text:p>n</text:p>"
                + "</text:note-body></text:note></text:p>" * 200
            ),
            False,
        ),
        (odt("<text:p>a</text:p>" * 300_000), True),
        (odt("<text:p>a</wrong>"), True),
        (_zip({"content.xml": b"\xff\xfe\x00<"}), True),
        (_zip({"content.xml": '<?xml version="1.0" encoding="made-up"?><a/>'}), True),
        (_zip({"content.xml": '<?xml version="1.0" encoding="utf-7"?><a>+ADw-</a>'}), True),
        (odt("<text:p>" + "x" * 20_000_000 + "</text:p>"), False),
    )
    data, must_say = rng.choice(every)
    (folder / "a.odt").write_bytes(data)
    return Made("a.odt", must_say)


def strange_epub(rng: random.Random, folder: Path, _port: int) -> Made:
    """Books whose pages lie elsewhere, are missing, or are listed without end."""
    path = rng.choice(PATHS).replace('"', "").replace("\0", "").replace("<", "").replace("\n", " ")
    item = f'<item id="a" href="{path}" media-type="application/xhtml+xml"/>'
    spine = '<itemref idref="a"/>'
    many = "".join(f'<item id="i{n}" href="p{n}" media-type="text/html"/>' for n in range(30_000))
    listed = "".join(f'<itemref idref="i{n}"/>' for n in range(30_000))
    nav = '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    every: tuple[tuple[bytes, bool], ...] = (
        (epub({}, _OPF.format(item, spine)), True),
        (epub({"p.html": _PAGE}, container=path), False),
        (epub({}, _OPF.format(many, listed)), True),
        (
            epub(
                {"p.html": _PAGE},
                _OPF.format('<item id="a" href="p.html" media-type="text/html"/>', spine * 10_000),
            ),
            False,
        ),
        (epub({"p.html": "<p>" * 100_000 + "a"}), False),
        (
            epub(
                {"p.html": _PAGE, "nav.xhtml": '<a href="p.html">' * 50_000}, _OPF.format(nav + item, spine)
            ),
            True,
        ),
        (_zip({"META-INF/container.xml": _CONTAINER.format("../../secret.txt")}), True),
        (_zip({"mimetype": "application/epub+zip", "META-INF/container.xml": "<container"}), True),
        (epub({f"p{n}.html": _PAGE for n in range(200)}), False),
    )
    data, must_say = rng.choice(every)
    (folder / "a.epub").write_bytes(data)
    return Made("a.epub", must_say)


def strange_page(rng: random.Random, folder: Path, port: int) -> Made:
    """Web pages with scripts, without ends, or nested without measure."""
    secret = (folder / "secret.txt").as_uri()
    every = (
        "<script>document.write('x')</script><p onclick='alert(1)'>Text <script>a < b</script>stays.</p>",
        f"<meta http-equiv=refresh content='0;http://127.0.0.1:{port}/'><iframe src='{secret}'></iframe>",
        f"<img src='http://127.0.0.1:{port}/i.png'><link rel=stylesheet href='http://127.0.0.1:{port}/c.css'><p>a</p>",
        "<div>" * 100_000 + "deep",
        "<b><i>" * 100_000 + "deep" + "</b></i>" * 100_000,
        "<!--" * 200_000,
        "<a '" * 200_000,
        '<a "' * 200_000 + ">",
        "<" * 1_000_000,
        "<![CDATA[" * 100_000,
        "&" * 1_000_000,
        "<p>&#" + "9" * 10_000 + ";&#xffffffffff;&#0;&#xd800;</p>",
        "<script>" + "x" * 1_000_000,
        "<style>" + ".a{" * 100_000,
        "<style>.a{font-style:italic}</style>" + "<p class='" + "a " * 500_000 + "'>a</p>",
        "<blockquote>" * 50_000 + "a",
        "<p><br>" * 120_000,
        "<svg>" * 50_000 + "<p>hidden</p>",
        "<table><tr><td>" * 30_000 + "a",
        "<p>" + "</i>" * 500_000 + "a",
        "<html>" + "a" * 10_000_000,
        "<h1>" + "Title " * 100_000 + "</h1><p>a</p>",
        "<title>" + "t" * 1_000_000,
        f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY e SYSTEM '{secret}'>]><html><p>&e;</p></html>",
    )
    (folder / "a.html").write_text(rng.choice(every), encoding="utf-8")
    return Made("a.html")


def strange_rtf(rng: random.Random, folder: Path, _port: int) -> Made:
    """Rich text without balance, with absurd numbers, or that is only called so."""
    every: tuple[bytes, ...] = (
        rb"{\rtf1 " + b"{" * 100_000 + b"a" + b"}" * 100_000,
        rb"{\rtf1 " + b"}" * 100_000 + b"a",
        rb"{\rtf1 \bin999999999 a}",
        rb"{\rtf1 \bin-5 a\par b}",
        rb"{\rtf1 \u99999999999 ?\u-70000 ?\u55296 ?\uc99999 a}",
        rb"{\rtf1 \ansicpg99999 \'ff\'zz\' a}",
        rb"{\rtf1 {\object\objdata " + b"41" * 1_000_000 + rb"}text}",
        rb"{\rtf1 {\*\generator x}{\field{\*\fldinst INCLUDETEXT C:\\secret.txt}{\fldrslt shown}}}",
        rb"{\rtf1 " + rb"\par" * 300_000 + b"}",
        rb"{\rtf1 " + rb"\b\i\u8212?" * 100_000 + b"}",
        rb"{\rtf1 {\footnote {\footnote a}b}c}",
        rb"{\rtf1",
        b"{\\rtf1 \\" + b"a" * 100_000 + b"}",
        b"\x00" * 100,
        rb"{\rtf1 {\stylesheet{\s1 heading 1;}"
        + rb"{\s1 \outlinelevel999999 x;}" * 20_000
        + rb"}\s1 A\par b}",
    )
    (folder / "a.rtf").write_bytes(rng.choice(every))
    return Made("a.rtf")


def zip_names(rng: random.Random, folder: Path, _port: int) -> Made:
    """Archives whose files are called so that unpacking them would write elsewhere."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in rng.sample(PATHS, 8):
            info = zipfile.ZipInfo("x")
            info.filename = path.replace("\0", "\x01")[:60_000] or "e.md"
            if rng.randrange(4) == 0:
                info.external_attr = 0o120777 << 16  # a link
            archive.writestr(info, _PROSE if rng.randrange(2) else b"../../secret.txt")
    (folder / "a.zip").write_bytes(out.getvalue())
    return Made("a.zip")


def zip_bombs(rng: random.Random, folder: Path, _port: int) -> Made:
    """Archives that swell: by ratio, by number, by overlap, by nesting, by lies about sizes."""
    kind = rng.randrange(8)
    if kind == 0:
        data = _zip({"a.txt": b"\0" * 300_000_000})
    elif kind == 1:
        data = _zip({f"{n}.txt": b"a" * 5_000_000 for n in range(30)})
    elif kind == 2:
        data = _zip({f"{n}.txt": b"" for n in range(30_000)}, zipfile.ZIP_STORED)
    elif kind == 3:
        data = _overlapped(60_000)
    elif kind == 4:
        inner = _zip({"a.txt": b" " * 50_000_000})
        data = _zip({f"{n}.zip": inner for n in range(50)} | {f"{n}.docx": inner for n in range(50)})
    elif kind == 5:
        data = _lying()
    elif kind == 6:
        data = docx("<w:p><w:r><w:t>" + "a" * 150_000_000 + "</w:t></w:r></w:p>")
    else:
        data = epub({"p.html": "<p>" + " " * 200_000_000 + "</p>"})
    name = {6: "a.docx", 7: "a.epub"}.get(kind, "a.zip")
    (folder / name).write_bytes(data)
    return Made(name, must_say=True)


def _overlapped(count: int) -> bytes:
    """One packed stretch that many entries share, as in the best known bombs."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"a" * 1_000_000) + packer.flush()
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(packed), 1_000_000, 1, 0) + b"a"
    body = head + packed
    entries = b"".join(
        struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, len(packed), 1_000_000, 9, 0, 0, 0, 0, 0, 0
        )
        + b"%05d.txt" % n
        for n in range(count)
    )
    number = min(count, 65_535)
    return (
        body
        + entries
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, number, number, len(entries), len(body), 0)
    )


def _lying() -> bytes:
    """A part that says it is small and is not."""
    data = bytearray(_zip({"a.txt": b"a" * 200_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 100)
    return bytes(data)


def broken_archives(rng: random.Random, folder: Path, _port: int) -> Made:
    """Good documents with bytes changed, cut off, or said to be protected."""
    good = rng.choice(
        (
            docx(_paragraphs("The lamp.\nNobody.")),
            odt("<text:p>The lamp.</text:p>"),
            epub({"p.html": _PAGE}),
            _zip({"a.md": _PROSE}),
        )
    )
    data = bytearray(good)
    kind = rng.randrange(4)
    if kind == 0:
        for _ in range(rng.choice((1, 5, 50))):
            data[rng.randrange(len(data))] = rng.randrange(256)
    elif kind == 1:
        del data[rng.randrange(len(data)) :]
    elif kind == 2:
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= 1
    else:
        at = data.index(b"PK\x01\x02")
        data[at + 10 : at + 12] = struct.pack("<H", rng.choice((1, 6, 9, 14, 99)))
    name = rng.choice(("a.docx", "a.odt", "a.epub", "a.zip"))
    (folder / name).write_bytes(bytes(data))
    return Made(name)


def wrong_kind(rng: random.Random, folder: Path, _port: int) -> Made:
    """Files that are not what their names say, or are nothing to import."""
    every = (
        b"%PDF-1.7\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x89PNG\r\n",
        b"\x7fELF\x02",
        b"",
        b"MZ\x90\x00",
        b"PK\x05\x06",
        b"\x00\x00",
    )
    data = rng.choice(every)
    name = "a" + rng.choice((".docx", ".odt", ".epub", ".zip", ".rtf", ".pdf"))
    (folder / name).write_bytes(data + (rng.randbytes(300) if data else b""))
    return Made(name, must_say=True)


def strange_text(rng: random.Random, folder: Path, _port: int) -> Made:
    """Text for import that is hardly text, or far too much."""
    kind = rng.randrange(4)
    data = (
        huge(rng)
        if kind == 0
        else nested(rng)
        if kind == 1
        else repeated(rng)
        if kind == 2
        else hostile_text(rng)
    )
    (folder / "a.txt").write_bytes(data)
    return Made("a.txt", must_say=len(data) > 20_000_000)


def hostile_text_in_documents(rng: random.Random, folder: Path, _port: int) -> Made:
    """Text that is hard to write as Markdown, inside good documents."""
    text = hostile_text(rng).decode("utf-8", "replace")
    clean = "".join(c for c in text if c in "\n\t" or 32 <= ord(c) < 0xD800 or 0xE000 <= ord(c) < 0xFFFE)
    escaped = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    style = "<w:rPr><w:i/></w:rPr>"
    data = docx(
        f'<w:p><w:r>{style}<w:t xml:space="preserve">{escaped}</w:t></w:r><w:r><w:t>end</w:t></w:r></w:p>'
    )
    (folder / "a.docx").write_bytes(data)
    return Made("a.docx")


DOCUMENTS = (
    entities_in_docx,
    entities_in_odt,
    entities_in_epub,
    strange_docx,
    strange_odt,
    strange_epub,
    strange_page,
    strange_rtf,
    zip_names,
    zip_bombs,
    broken_archives,
    wrong_kind,
    strange_text,
    hostile_text_in_documents,
)
