"""Files given as answers: looked at for what they are, cleaned of what a device writes beside them, and kept under names that say nothing."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, Sum

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now_here, today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.path.voices.surveys.actions.file_sorts import cleaned_file
from commonshelf.path.voices.surveys.models import Upload
from commonshelf.path.voices.surveys.queries import is_open
from commonshelf.path.voices.surveys.terms import SURVEY_CLOSED
from commonshelf.path.voices.surveys.terms.drafting import FILE_TOO_LARGE, FILES_TOO_MANY, UPLOAD_NOT_ASKED
from commonshelf.questionnaire.answering.kinds import UPLOADS
from commonshelf.questionnaire.definition import Question

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models.fields.files import FieldFile
    from django.utils.datastructures import MultiValueDict

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.surveys.queries.answering import Asked
    from commonshelf.questionnaire.answering import Compiled

MOST_BYTES = 20_000_000
# Bytes of files that belong to no response yet: nobody fills the disk with files that are never sent, nor leaves others no room for theirs.
MOST_WAITING = 2_000_000_000
MOST_WAITING_OF_A_SURVEY = 1_000_000_000
MOST_WAITING_OF_A_SENDER = 200_000_000
MOST_SENDERS = 20_000
MILLION = 1_000_000


class _Senders:
    """Which files came from which network address, in the memory of this one process: on the disk no file has an address.

    With two processes an address may leave up to twice as much waiting, and a restart begins anew. Whoever came first is forgotten first.
    """

    def __init__(self) -> None:
        self.files: dict[str, set[uuid.UUID]] = {}

    def waiting(self, sender: str) -> int:
        """Return the bytes of a sender that still wait, and forget those of their files that do not."""
        waiting = dict(Upload.objects.filter(pk__in=self.files.get(sender, ()), response=None).values_list("pk", "size"))
        if sender in self.files:
            self.files[sender] = set(waiting)
        return sum(waiting.values())

    def note(self, sender: str, upload: Upload) -> None:
        """Remember from whom a file came."""
        files = self.files.pop(sender, set())
        while len(self.files) >= MOST_SENDERS:
            self.files.pop(next(iter(self.files)), None)
        self.files[sender] = {*files, upload.pk}


SENDERS = _Senders()


def keep_upload(*, asked: Asked, question: Question, place: str, file: UploadedFile, by: User | AnonymousUser, sender: str = "") -> Upload:
    """Keep one file until its response is sent. What is not sent within a day is deleted. `sender` stands for the network address it came from."""
    ensure_may(by, "surveys.submit_response")
    if not is_open(asked.survey):
        raise Refusal(SURVEY_CLOSED)
    if question.kind not in UPLOADS or asked.survey.for_children:
        raise Refusal(UPLOAD_NOT_ASKED)
    if (file.size or 0) > MOST_BYTES:
        raise Refusal(FILE_TOO_LARGE, most=MOST_BYTES // MILLION)
    _ensure_room(asked, sender)
    clean = cleaned_file(file.read(), question.kind)
    with transaction.atomic():
        upload = Upload(
            questionnaire_id=asked.questionnaire_id,
            place=place[:240],
            kind=question.kind,
            media_type=clean.media_type,
            size=len(clean.content),
            given_on=today(),
        )
        upload.file.save(f"{uuid.uuid4().hex}{clean.ending}", ContentFile(clean.content), save=False)
        upload.save(force_insert=True)
    _hide_the_second(upload)
    SENDERS.note(sender, upload)
    return upload


def _hide_the_second(upload: Upload) -> None:
    """Let a file, and the folder that got it, say the day alone: the second would be that of the answer."""
    file = Path(upload.file.path)
    midnight = now_here().replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    for each in (file, file.parent):
        os.utime(each, (midnight, midnight))


def _ensure_room(asked: Asked, sender: str) -> None:
    """Refuse a file where too much waits already: of everybody, of those who answer this survey, or of this sender."""
    waiting = Upload.objects.filter(response=None)
    here = Q(questionnaire__survey=asked.survey.pk)
    told = waiting.aggregate(everywhere=Sum("size", default=0), here=Sum("size", filter=here, default=0))
    if told["everywhere"] > MOST_WAITING or told["here"] > MOST_WAITING_OF_A_SURVEY or SENDERS.waiting(sender) > MOST_WAITING_OF_A_SENDER:
        raise Refusal(FILES_TOO_MANY)


def keep_files(
    *,
    asked: Asked,
    form: Compiled,
    files: MultiValueDict[str, UploadedFile],
    given: dict[str, Any],
    by: User | AnonymousUser,
    sender: str = "",
) -> list[str]:
    """Keep the files of a page, and put their keys where their answers belong; return what is to be said of those that were refused."""
    refused = []
    for place in files:
        file = files[place]
        if isinstance(file, list):  # what no browser sends: a name without any file
            continue
        try:
            question = _question_at(form, place)
            upload = keep_upload(asked=asked, question=question, place=place, file=file, by=by, sender=sender)
        except Refusal as refusal:
            refused.append(str(refusal))
        else:
            _put(given, place, str(upload.pk))
    return refused


def open_upload(*, upload: Upload, by: User) -> FieldFile:
    """Return the file of a response to somebody of the library who hears what people say; who looked is logged."""
    ensure_may(by, "surveys.open_upload")
    with transaction.atomic():
        log_action(by=by, action="open_upload", thing=upload)
    found: FieldFile = upload.file.open("rb")
    return found


def forget_uploads() -> int:
    """Delete the files that were sent with no response, from the day before yesterday and earlier; return how many."""
    return delete_uploads(Upload.objects.filter(response=None, given_on__lt=today()))


def delete_uploads(uploads: Any) -> int:
    """Delete files and what is known of them. The file goes first: a row without a file can be deleted again, a file without a row is never found."""
    gone = list(uploads)
    for upload in gone:
        upload.file.delete(save=False)
    Upload.objects.filter(pk__in=[upload.pk for upload in gone]).delete()
    return len(gone)


def _question_at(form: Compiled, place: str) -> Question:
    try:
        item = form.question(place)
    except LookupError:
        raise Refusal(UPLOAD_NOT_ASKED) from None
    if not isinstance(item, Question):
        raise Refusal(UPLOAD_NOT_ASKED)
    return item


def _put(given: dict[str, Any], place: str, key: str) -> None:
    """Put an answer at its place, making the groups and turns around it where nothing else was answered there."""
    *around, name = place.split("/")
    here = given
    for step in around:
        group, _mark, number = step.partition("[")
        inner = here.get(group)
        if number:
            turns = inner if isinstance(inner, list) and all(isinstance(turn, dict) for turn in inner) else []
            at = min(max(int(number.rstrip("]")), 1), len(turns) + 1)
            here[group] = turns if at <= len(turns) else [*turns, {}]
            here = here[group][at - 1]
        else:
            here[group] = inner if isinstance(inner, dict) else {}
            here = here[group]
    here[name] = key
