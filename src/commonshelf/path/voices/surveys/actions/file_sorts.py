"""What sort of file somebody sent, told by its first bytes and never by its name; and the file without what a device wrote beside it."""

from __future__ import annotations

import io
import struct
import warnings
from threading import Lock
from typing import NamedTuple

from PIL import Image, ImageOps

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.terms.drafting import FILE_NOT_READ, PICTURE_TOO_LARGE

MOST_PIXELS = 60_000_000
# A JPEG is read at the size it is kept in, unless it is a progressive one. The others are read whole, and a small file may hold a picture
# that fills the memory: sixteen million pixels take up to 300 MB on the way.
MOST_PIXELS_WHOLE = 16_000_000
# Pictures are drawn one at a time in each process, so that what one may take is all they take.
DRAWING = Lock()
LONGEST_SIDE = 2560
# What is said to somebody whose file we cannot take.
SORTS = {"image": "JPEG, PNG, WebP, GIF", "audio": "MP3, M4A, Ogg, WAV, WebM", "video": "MP4, WebM, Ogg", "file": "PDF, JPEG, PNG"}
PICTURES = ("JPEG", "PNG", "WEBP", "GIF")
READ_SMALLER = frozenset({"JPEG", "MPO"})  # MPO is what many telephones write: a JPEG with a smaller one behind it


class CleanFile(NamedTuple):
    """A file as it is kept."""

    content: bytes
    media_type: str
    ending: str


def cleaned_file(content: bytes, kind: str) -> CleanFile:
    """Return a file as it is kept; refuse what is not of the short list for its question."""
    found = _recorded(content, kind) if kind in {"audio", "video"} else _pdf(content) if kind == "file" else None
    if found is None and kind in {"image", "file"}:
        found = _picture(content, kind)
    if found is None:
        raise Refusal(FILE_NOT_READ, sorts=SORTS[kind])
    return found


def _picture(content: bytes, kind: str) -> CleanFile:
    """Draw a picture anew, upright and no larger than anybody looks at it: of where and when it was taken nothing is left."""
    try:
        with DRAWING, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=PICTURES)  # reads the head alone
            most = MOST_PIXELS if picture.format in READ_SMALLER and "progressive" not in picture.info else MOST_PIXELS_WHOLE
            if picture.width * picture.height > most:
                raise Refusal(PICTURE_TOO_LARGE, most=most // 1_000_000)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=1.0)
            upright = ImageOps.exif_transpose(picture)
            see_through = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
            bare = upright.convert("RGBA" if see_through else "RGB")
            bare.info = {}
            drawn = io.BytesIO()
            if see_through:
                bare.save(drawn, "PNG")
            else:
                bare.save(drawn, "JPEG", quality=88)
    except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refusal(FILE_NOT_READ, sorts=SORTS[kind]) from None
    return CleanFile(drawn.getvalue(), *(("image/png", ".png") if see_through else ("image/jpeg", ".jpg")))


def _pdf(content: bytes) -> CleanFile | None:
    return CleanFile(content, "application/pdf", ".pdf") if content.startswith(b"%PDF-") else None


def _recorded(content: bytes, kind: str) -> CleanFile | None:
    """Return a recording of sound or of moving pictures. A telephone writes the place and the hour into an MP4: both are taken out."""
    if content[4:8] == b"ftyp":
        return CleanFile(_without_place_and_hour(content), f"{kind}/mp4", ".m4a" if kind == "audio" else ".mp4")
    if content.startswith(b"\x1aE\xdf\xa3"):
        return CleanFile(content, f"{kind}/webm", ".webm")
    if content.startswith(b"OggS"):
        return CleanFile(content, f"{kind}/ogg", ".ogg")
    if kind == "audio" and content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return CleanFile(content, "audio/wav", ".wav")
    if kind == "audio" and (content.startswith(b"ID3") or content[:2] in {b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"}):
        return CleanFile(content, "audio/mpeg", ".mp3")
    return None


_HOLD_OTHERS = frozenset({b"moov", b"trak", b"mdia"})
_TOLD_BESIDE = frozenset({b"udta", b"meta", b"uuid"})
_WITH_HOURS = frozenset({b"mvhd", b"tkhd", b"mdhd"})


def _without_place_and_hour(content: bytes) -> bytes:
    """Return an MP4 with its notes emptied and its hours set to nothing. Every box keeps its size, so that the recording stays where it is found."""
    clean = bytearray(content)
    to_read = [(0, len(clean))]
    while to_read:
        start, end = to_read.pop()
        while start + 8 <= end:
            size, name = struct.unpack(">I4s", clean[start : start + 8])
            head = 16 if size == 1 else 8
            if size == 1 and start + 16 <= end:
                (size,) = struct.unpack(">Q", clean[start + 8 : start + 16])
            size = size or end - start
            if size < head or start + size > end:
                break
            if name in _HOLD_OTHERS:
                to_read.append((start + head, start + size))
            elif name in _TOLD_BESIDE:
                clean[start + 4 : start + 8] = b"free"
                clean[start + head : start + size] = bytes(size - head)
            elif name in _WITH_HOURS and size >= head + 20:
                hours = 16 if clean[start + head] == 1 else 8
                clean[start + head + 4 : start + head + 4 + hours] = bytes(hours)
            start += size
    return bytes(clean)
