"""Offering a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_translations
from commonshelf.path.decisions.terms import NOT_PUBLISHED, CommitmentKind, DecisionState
from commonshelf.path.programs.models import Program
from commonshelf.path.programs.terms import LONGEST_SUMMARY, LONGEST_TITLE, NOT_A_PROGRAM_PROMISE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commonshelf.common.accounts.models import User
    from commonshelf.path.decisions.models import Commitment


def offer_program(*, title: Mapping[str, str], summary: Mapping[str, str], by: User, fulfils: Commitment | None = None) -> Program:
    """Offer a program. With `fulfils` it keeps a promise, which everybody must have been able to read first."""
    ensure_may(by, "programs.offer_program")
    if fulfils is not None and fulfils.kind != CommitmentKind.PROGRAM:
        raise Refusal(NOT_A_PROGRAM_PROMISE)
    if fulfils is not None and fulfils.decision.state != DecisionState.PUBLISHED:
        raise Refusal(NOT_PUBLISHED)
    words = {"title": clean_translations(title, limit=LONGEST_TITLE), "summary": clean_translations(summary, limit=LONGEST_SUMMARY)}
    with transaction.atomic():
        program = Program.objects.create(**words, fulfils=fulfils)
        log_action(by=by, action="offer_program", thing=program)
    return program
