"""Taking answers out as files that other programs read. Every file is logged: who took it, what it was, how many rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import override

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.library.queries import the_library
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.surveys.actions.spooling import keep_aside
from commonshelf.path.voices.surveys.analysis.codebooks import lines_of, suppressing
from commonshelf.path.voices.surveys.analysis.weights import weights_of
from commonshelf.path.voices.surveys.queries.exporting import KeptResponses
from commonshelf.path.voices.surveys.terms.exporting import ENDINGS, NOTHING_TO_EXPORT, WAVE_UNKNOWN, ExportFormat
from commonshelf.questionnaire.exports import Study, codebook_of, write_csv, write_ddi, write_parquet, write_sav
from commonshelf.questionnaire.exports.writing import Written, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.surveys.models import Questionnaire, Survey, Wave
    from commonshelf.path.voices.surveys.terms.exporting import Wish
    from commonshelf.questionnaire.columns import Table


@dataclass(frozen=True)
class ExportedFile:
    """One file that was written, and what it could not hold as it was answered: `{"wishes cut": 2}`."""

    path: Path
    rows: int
    columns: int
    losses: dict[str, int]


def export_responses(
    *, survey: Survey, wish: Wish, path: Path, by: User, told: Callable[[int, int], None] | None = None
) -> list[ExportedFile]:
    """Write the responses that count: one file for each version, since versions have columns of their own, and one for each repeat.

    Where it is one file it has the name asked for; where there are several, each has `.v2` or the name of the repeat before the ending.
    Where the results are weighted to who lives here, each row has its weight.
    """
    ensure_may(by, "surveys.export_responses")
    if wish.words:
        ensure_may(by, "ledger.read_voices")
    wave = _wave(survey, wish)
    files = []
    versions = versions_to_export(survey, wish)
    weights = weights_of(survey, the_library().suppression_threshold)
    for version in versions:
        responses = KeptResponses(version, wave=wave, told=told, weights=weights)
        for table in responses.tables(words=wish.words):
            parts = [path.stem, *([f"v{version.version}"] if len(versions) > 1 else []), *([table.name] if table.repeat else [])]
            target = path.with_name(".".join(parts) + path.suffix)
            written = _write(target, responses, table, wish, survey)
            losses = {f"{column} {loss.value}": times for (column, loss), times in written.losses.items()}
            files.append(ExportedFile(target, written.rows, len(written.columns), losses))
    log_action(by=by, action="export_responses", thing=survey, rows=sum(file.rows for file in files), files=len(files), **asdict(wish))
    return files


def versions_to_export(survey: Survey, wish: Wish) -> list[Questionnaire]:
    """Return the released versions that were asked for, the oldest first; refuse one that there is not."""
    found = survey.questionnaires.filter(released=True).select_related("survey").order_by("version")
    versions = list(found if wish.version is None else found.filter(version=wish.version))
    if not versions:
        raise Refusal(NOTHING_TO_EXPORT, version=wish.version or "")
    return versions


def _wave(survey: Survey, wish: Wish) -> Wave | None:
    if wish.wave is None:
        return None
    wave = survey.waves.filter(number=wish.wave).first()
    if wave is None:
        raise Refusal(WAVE_UNKNOWN, wave=wish.wave)
    return wave


def _write(path: Path, responses: KeptResponses, table: Table, wish: Wish, survey: Survey) -> Written:
    asked = responses.definition
    if wish.format == ExportFormat.CSV:
        spoken: dict[str, Any] = {"choices": wish.choices, "missing_codes": wish.missing_codes, "bom": wish.bom}
        return write_csv(path, asked, responses, language=wish.language, table=table, **spoken)
    if wish.format == ExportFormat.SAV:
        return write_sav(path, asked, responses, language=wish.language, table=table)
    if wish.format == ExportFormat.PARQUET:
        with keep_aside(records=responses) as aside:
            return write_parquet(path, asked, aside, language=wish.language, table=table)
    suppress = suppressing(the_library().suppression_threshold)
    if wish.format == ExportFormat.DDI:
        study = _study(survey, wish, path)
        return write_ddi(path, asked, responses, language=wish.language, study=study, table=table, suppress=suppress)
    book = codebook_of(asked, responses, language=wish.language, table=table, suppress=suppress)
    with override(wish.language), whole_file(path) as unfinished:
        page = render_to_string("surveys/codebook_file.html", {"book": book, "lines": lines_of(book), "language": wish.language})
        unfinished.write_text(page, encoding="utf-8")
    return Written(book.rows, tuple(entry.column.name for entry in book.entries), {})


def _study(survey: Survey, wish: Wish, path: Path) -> Study:
    """Return what an archive wants to know. The data it describes is the .sav file of the same name."""
    library = the_library()
    opened = survey.opens_at != survey.closes_at
    return Study(
        ident=survey.slug,
        library=library.name,
        abstract=in_language(survey.purpose, wish.language),
        first_day=localdate(survey.opens_at) if opened else None,
        last_day=localdate(survey.closes_at - dt.timedelta(seconds=1)) if opened else None,
        file_name=path.with_suffix(ENDINGS[ExportFormat.SAV]).name,
    )
