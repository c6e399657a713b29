"""The words of taking answers out, and what is refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class ExportFormat(models.TextChoices):
    """What sort of file it is."""

    CSV = "csv", _("CSV, for any spreadsheet")
    SAV = "sav", _("SPSS (.sav), with labels")
    PARQUET = "parquet", _("Parquet, for data frames")
    DDI = "ddi", _("DDI-Codebook 2.5, the description for an archive")
    CODEBOOK = "codebook", _("Codebook as a page (HTML)")


class ChoicesAs(models.TextChoices):
    """How a chosen answer is written in a CSV file."""

    NAME = "name", _("by their short names")
    LABEL = "label", _("by their labels")
    CODE = "code", _("by the numbers they have in the .sav file")


ENDINGS = {
    ExportFormat.CSV: ".csv",
    ExportFormat.SAV: ".sav",
    ExportFormat.PARQUET: ".parquet",
    ExportFormat.DDI: ".xml",
    ExportFormat.CODEBOOK: ".html",
}


@dataclass(frozen=True)
class Wish:
    """What is to be taken out. Without a version every released one, without a wave every wave; `words` are the answers people wrote themselves."""

    format: str
    language: str
    version: int | None = None
    wave: int | None = None
    words: bool = True
    choices: str = ChoicesAs.NAME
    missing_codes: bool = False
    bom: bool = False


NOTHING_TO_EXPORT = ErrorCode(
    "surveys.nothing_to_export", _("The survey has no released version %(version)s."), _("Choose one of its versions."), status=404
)
WAVE_UNKNOWN = ErrorCode("surveys.wave_unknown", _("The survey has no wave %(wave)s."), _("Choose one of its waves."), status=404)
EXPORT_GONE = ErrorCode(
    "surveys.export_gone",
    _("This file is not here: it was fetched already, its day is over, or it is somebody else’s."),
    _("Ask for it again on the page “Take out”."),
    status=404,
)
EXPORT_NOT_READY = ErrorCode("surveys.export_not_ready", _("The file is not ready yet."), _("Look again in a minute."), status=409)
EXPORT_FAILED = ErrorCode(
    "surveys.export_failed",
    _("The file could not be made."),
    _("Ask for it again. If it fails again, tell whoever runs this installation."),
)
