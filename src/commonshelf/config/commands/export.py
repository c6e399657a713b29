"""`commonshelf export responses PATH --survey SLUG`: take answers out, in the name of somebody who may."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.config.commands.bring_in import in_whose_name
from commonshelf.config.commands.outcome import Outcome
from commonshelf.config.commands.serve import ensure_ready
from commonshelf.config.staff_terms import FOLDER_MISSING, SURVEY_UNKNOWN
from commonshelf.path.voices.surveys.actions.exporting import export_responses
from commonshelf.path.voices.surveys.models import Survey
from commonshelf.path.voices.surveys.terms.exporting import ChoicesAs, ExportFormat, Wish

if TYPE_CHECKING:
    import argparse


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what may stand behind the command."""
    parser.add_argument("kind", choices=["responses"])
    parser.add_argument("path", type=Path, help="the file to write; several versions or repeats get names of their own beside it")
    parser.add_argument("--survey", required=True, metavar="SLUG", help="the last part of the survey's address")
    parser.add_argument("--format", choices=ExportFormat.values, default=ExportFormat.CSV.value)
    parser.add_argument("--language", default="en", metavar="CODE", help="which language the labels are in (en)")
    parser.add_argument("--version", type=int, metavar="NUMBER", help="one version of the questions (all of them)")
    parser.add_argument("--wave", type=int, metavar="NUMBER", help="one wave (all of them)")
    parser.add_argument("--no-words", action="store_true", help="without what people wrote in their own words")
    parser.add_argument("--choices", choices=ChoicesAs.values, default=ChoicesAs.NAME.value, help="how choices are written in a CSV file")
    parser.add_argument("--missing-codes", action="store_true", help="say in a CSV file by numbers below zero why a cell is empty")
    parser.add_argument("--by", default="", metavar="EMAIL", help="the sign-in it is done in the name of (the first administrator)")


def run(words: argparse.Namespace) -> Outcome:
    """Write the files and say what they hold."""
    ensure_ready()
    survey = Survey.objects.filter(slug=words.survey).first()
    if survey is None:
        raise Refusal(SURVEY_UNKNOWN, slug=words.survey)
    if not words.path.absolute().parent.is_dir():
        raise Refusal(FOLDER_MISSING, folder=words.path.parent)
    wish = Wish(
        format=words.format,
        language=words.language,
        version=words.version,
        wave=words.wave,
        words=not words.no_words,
        choices=words.choices,
        missing_codes=words.missing_codes,
    )
    files = export_responses(survey=survey, wish=wish, path=words.path, by=in_whose_name(words.by))
    lines = []
    for file in files:
        lines.append(f"{file.path}: {file.rows:,} rows, {file.columns:,} columns.")
        lines += [f"  {loss}: {times:,} times" for loss, times in file.losses.items()]
    lines.append("Each row is one person's answers: keep the file where only those who need it can read it.")
    return Outcome(lines, {"files": [{**asdict(file), "path": str(file.path)} for file in files]})
