"""Decides what a file really is, and refuses what would be unsafe to open, before anything parses it.

The limits: a file of 8 MiB, 16 MiB when unpacked, 1,000 parts in the archive, 20,000 rows a sheet, 32,767 characters a cell (a spreadsheet's own limit).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform.faults import Fault, UnreadableWorkbookError

if TYPE_CHECKING:
    import os

MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_UNPACKED_BYTES = 16 * 1024 * 1024
MAX_PARTS = 1_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BIFF = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
# A document type in UTF-8 or in either UTF-16: spreadsheets never have one, and entities that grow without end need one.
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E", re.IGNORECASE)
# What zipfile lets through when an archive is damaged, as tens of thousands of damaged ones have shown.
_DAMAGE = (
    zipfile.BadZipFile,  # its own word
    zlib.error,  # a part cannot be unpacked
    KeyError,  # the list of contents, which every workbook has, is not there
    ValueError,  # a part begins before the file does, or its name is not in the letters it says
    OverflowError,  # a part begins farther off than a number can say
    EOFError,  # a part says it is longer than what is left
    NotImplementedError,  # it asks for a version or an encryption that no spreadsheet program writes
)
_WHOLE_FILE = Cell(sheet="(the file)", row=1)


@dataclass(frozen=True)
class OpenedFile:
    """Bytes that are safe to parse, and as what: .xlsx, .xls, .csv or .md."""

    data: bytes
    file_type: str


def _refuse(code: str, what: str, mend: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError([Fault(code, _WHOLE_FILE, what, mend)])


def open_source(source: str | os.PathLike[str] | bytes) -> OpenedFile:
    """Return the bytes of a file and what they are. What the file calls itself is not believed.

    Raises UnreadableWorkbookError with a named fault; OSError where there is no such file.
    """
    data = source if isinstance(source, bytes) else _read_bounded(Path(source))
    if len(data) > MAX_FILE_BYTES:
        raise _refuse(
            "file_too_large",
            f"The file has more than {MAX_FILE_BYTES // 1024**2} MiB.",
            "Delete pictures and unused sheets, then save it again.",
        )
    if data.startswith(b"PK"):
        _check_archive(data)
        return OpenedFile(data, ".xlsx")
    if data.startswith(_OLE) or data[:2] in _OLD_BIFF:
        _check_compound_file(data)
        return OpenedFile(data, ".xls")
    return _open_text(data)


def _read_bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            for part in parts:
                content = archive.read(part)  # every part, so that damage to the archive is found here and nowhere later
                if part.filename.endswith((".xml", ".rels")) and _DOCTYPE.search(content):
                    raise _refuse(
                        "xml_with_entities", "The file declares XML entities of its own.", "Save it again from a spreadsheet program."
                    )
            types = archive.read("[Content_Types].xml")
    except UnreadableWorkbookError:
        raise
    except _DAMAGE as problem:
        raise _refuse(
            "damaged_file", "The file is damaged, or it is an archive and not a workbook.", "Save it again as .xlsx."
        ) from problem
    if b"macroenabled" in types.lower():
        raise _refuse("holds_macros", "The workbook holds macros.", "Save it as an Excel workbook without macros (.xlsx).")


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // 1024**2
        raise _refuse(
            "unpacks_too_large",
            f"Unpacked, the workbook has more than {limit} MiB.",
            "Delete pictures and unused sheets, then save it again.",
        )
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise _refuse("damaged_file", "The file is packed in a way that no spreadsheet program uses.", "Save it again as .xlsx.")
    if any(part.flag_bits & 1 for part in parts):
        raise _refuse("needs_password", "The file is protected by a password.", "Save it without a password.")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise _refuse("holds_macros", "The workbook holds macros.", "Save it as an Excel workbook without macros (.xlsx).")


def _check_compound_file(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _refuse("needs_password", "The file is protected by a password.", "Save it without a password.")
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise _refuse("holds_macros", "The workbook holds macros.", "Save it as an Excel workbook without macros (.xlsx).")


def _open_text(data: bytes) -> OpenedFile:
    if b"\x00" in data:
        raise _refuse(
            "null_bytes", "The file holds null bytes: it is not text, and no workbook we know.", "Save it as .xlsx, or as CSV in UTF-8."
        )
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError as problem:
        raise _refuse("not_utf8", f"The text is not UTF-8 (byte {problem.start + 1}).", "Save it as CSV UTF-8, or as .xlsx.") from problem
    if text.startswith("<"):
        raise _refuse(
            "web_page", "The file is a web page or XML, whatever its name says.", "Open it in a spreadsheet program and save it as .xlsx."
        )
    if not text:
        raise _refuse("empty_file", "The file is empty.", "Choose the workbook that holds the questions.")
    return OpenedFile(text.encode(), ".md" if text.startswith("|") else ".csv")
