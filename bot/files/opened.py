"""Files opened: what tables are in a file, told by its first bytes and never by what it is called."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bot.files import workbooks
from bot.files.workbooks import Allowance
from core.imports import texts
from core.imports.readings import FileEmpty, FileLocked, FileNotATable, FileTooLarge
from core.imports.sheets import Sheet

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_FILES = 100
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What a zip, of which a workbook is one kind, and an old workbook begin with."""
BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"MZ", b"\x7fELF")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The name of what a workbook with a password holds."""
ENCRYPTED_FLAG = 0x1
WORKBOOK = "[Content_Types].xml"
"""The name of what every workbook that is a zip holds."""
PACKED = (ZIP_STORED, ZIP_DEFLATED)
"""How tables are packed; of other ways the file itself says how much memory unpacking takes."""
BESIDE = ("__MACOSX/", ".")
"""What the files begin with that some programs put into a zip beside the real ones."""


def sheets_of(name: str, content: bytes, allowance: Allowance | None = None) -> Sequence[Sheet]:
    """The tables of a file called ``name``. ``allowance``: what its workbooks may still take. Raises `FileProblem`."""
    if len(content) > MOST_BYTES:
        raise FileTooLarge(file=name, most=MOST_BYTES)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise FileLocked(file=name)
        return workbooks.sheets_of(content, allowance)
    if content.startswith(ZIP):
        return _zipped(name, content, allowance)
    if content.startswith(BINARY):
        raise FileNotATable(file=name)
    return texts.sheets_of(content)


def _zipped(name: str, content: bytes, allowance: Allowance | None) -> Sequence[Sheet]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check(name, archive.infolist())
            if WORKBOOK in archive.namelist():
                _check_workbook(name, archive)
                return workbooks.sheets_of(content, allowance)
            return _members(name, archive)
    except (BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise FileNotATable(file=name) from error


def _check(name: str, members: Sequence[ZipInfo]) -> None:
    """Refuses what would take too much, by what the zip says of itself; no more than that is ever read of it."""
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise FileLocked(file=name)
    if any(member.compress_type not in PACKED for member in members):
        raise FileNotATable(file=name)
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise FileTooLarge(file=name, most=MOST_UNPACKED, what="unpacked")


def _check_workbook(name: str, archive: ZipFile) -> None:
    if any(member.lower().endswith("vbaproject.bin") for member in archive.namelist()):
        raise FileNotATable(file=name, why="macros")


def _members(name: str, archive: ZipFile) -> Sequence[Sheet]:
    """The tables of all files in it, each named as its file."""
    files = [one for one in archive.infolist() if not (one.is_dir() or one.filename.startswith(BESIDE))]
    if len(files) > MOST_FILES:
        raise FileTooLarge(file=name, most=MOST_FILES, what="files")
    if not files:
        raise FileEmpty(file=name)
    allowance = Allowance()
    return [sheet for file in files for sheet in _member(archive, file, allowance)]


def _member(archive: ZipFile, file: ZipInfo, allowance: Allowance) -> Sequence[Sheet]:
    with archive.open(file) as opened:
        content = opened.read(MOST_BYTES + 1)
    if content.startswith(ZIP) and not _is_workbook(content):
        raise FileNotATable(file=file.filename, why="nested")
    sheets = sheets_of(file.filename, content, allowance)
    return [replace(sheet, name=" · ".join(filter(None, (file.filename, sheet.name)))) for sheet in sheets]


def _is_workbook(content: bytes) -> bool:
    """Told by its members as `_zipped` tells it: a zip that only names the word in passing would be opened for ever."""
    with ZipFile(BytesIO(content)) as archive:
        return WORKBOOK in archive.namelist()
