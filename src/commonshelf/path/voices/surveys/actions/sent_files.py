"""Files that came a second time, because somebody pressed the button twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from commonshelf.path.voices.surveys.actions.uploading import delete_uploads
from commonshelf.path.voices.surveys.models import Upload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.path.voices.surveys.models import Response


def as_sent_before(answers: Mapping[str, Any], files: Sequence[str], earlier: Response) -> Any:
    """Return answers as an earlier response has them, where a file that was sent with them is, byte for byte, the one of its place there.

    Such a file is on the disk twice now, so the second goes. Another picture stays another answer.
    """
    if not files:
        return answers
    there = {upload.place: upload for upload in Upload.objects.filter(response=earlier)}
    again: dict[str, str] = {}
    surplus = []
    for upload in Upload.objects.filter(pk__in=files, response=None):
        other = there.get(upload.place)
        if other is not None and other.size == upload.size and _bytes(other) == _bytes(upload):
            again[str(upload.pk)] = str(other.pk)
            surplus.append(upload)
    delete_uploads(surplus)
    return _renamed(answers, again)


def _bytes(upload: Upload) -> bytes:
    with upload.file.open("rb") as file:
        return bytes(file.read())


def _renamed(answers: Any, names: Mapping[str, str]) -> Any:
    if isinstance(answers, Mapping):
        return {name: _renamed(each, names) for name, each in answers.items()}
    if isinstance(answers, list):
        return [_renamed(each, names) for each in answers]
    return names.get(answers, answers) if isinstance(answers, str) else answers
