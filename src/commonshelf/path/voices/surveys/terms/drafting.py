"""The words of going on later, and of files given as answers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

DRAFT_UNKNOWN = ErrorCode(
    "surveys.draft_unknown",
    _("We have no saved answers for this code."),
    _("Look at each sign once more. Saved answers go after thirty days, when the survey closes, and once they were sent."),
    status=404,
)
FILE_TOO_LARGE = ErrorCode(
    "surveys.file_too_large",
    _("The file is larger than %(most)s million bytes."),
    _("Choose a smaller one, or make the recording shorter."),
)
PICTURE_TOO_LARGE = ErrorCode(
    "surveys.picture_too_large",
    _("The picture has more than %(most)s million pixels."),
    _("Choose a smaller one."),
)
FILE_NOT_READ = ErrorCode(
    "surveys.file_not_read",
    _("We cannot take this sort of file here."),
    _("Choose another file: %(sorts)s."),
)
UPLOAD_NOT_ASKED = ErrorCode(
    "surveys.upload_not_asked", _("This survey asks for no file there."), _("Open the survey again: its questions may have changed.")
)
FILES_TOO_MANY = ErrorCode(
    "surveys.files_too_many",
    _("Too many files wait to be sent just now."),
    _("Send your answers without the file, or try again tomorrow."),
    status=503,
)
