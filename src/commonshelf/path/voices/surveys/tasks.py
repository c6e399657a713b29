"""What the worker does for surveys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from commonshelf.common.outbox.delivery import daily, delivers, hourly, traceless
from commonshelf.path.voices.surveys.actions.drafting import forget_drafts
from commonshelf.path.voices.surveys.actions.export_jobs import EXPORT, forget_exports, take_up_export
from commonshelf.path.voices.surveys.actions.files_at_hand import forget_files
from commonshelf.path.voices.surveys.actions.inviting import forget_addresses, send_due_reminders
from commonshelf.path.voices.surveys.actions.shuffling import SHUFFLE, Part, shuffle_answers, shuffle_part
from commonshelf.path.voices.surveys.actions.tabulating import COUNT, count_ahead, count_responses, forget_old_counts
from commonshelf.path.voices.surveys.actions.uploading import forget_uploads
from commonshelf.path.voices.surveys.actions.voicing import Written, record_words
from commonshelf.path.voices.surveys.terms.answering import VOICES

if TYPE_CHECKING:
    from collections.abc import Sequence


@traceless(VOICES)
def make_voices(*, payloads: Sequence[dict[str, Any]]) -> None:
    """Let what was written in responses become voices."""
    record_words(written=[Written(**payload) for payload in payloads])


@daily("surveys.shuffle")
def shuffle_every_night(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Have everything shuffled that came since yesterday."""
    shuffle_answers(occasion=payload["day"])


@delivers(SHUFFLE)
def shuffle_now(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Shuffle one part: each has a transaction of its own, so that nobody who is sending an answer waits long."""
    shuffle_part(Part(**payload))


@daily("surveys.send_due_reminders")
def remind_every_day(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Remind who was invited and has not begun, where staff asked for that."""
    send_due_reminders()


@daily("surveys.forget_addresses")
def forget_addresses_every_day(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Let the addresses of people who were invited go once their survey is over."""
    forget_addresses()


@daily("surveys.forget_unfinished")
def forget_unfinished_every_day(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Let drafts go whose day is over, and files that nobody sent an answer with."""
    forget_drafts()
    forget_uploads()


@delivers(EXPORT)
def take_up_export_now(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Make a file that somebody asked for, or make it again where a worker stopped in the middle."""
    take_up_export(**payload)


@daily("surveys.forget_exports")
def forget_exports_every_day(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Delete files that nobody fetched, or brought in, within a day."""
    forget_exports()
    forget_files()


@delivers(COUNT)
def count_responses_now(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Count the responses to a version after this transaction: seconds of reading may not keep others from writing."""
    transaction.on_commit(partial(count_responses, questionnaire_id=payload["questionnaire"]))


@hourly("surveys.count_ahead")
def count_ahead_every_hour(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Have counted what has come to large surveys, before somebody opens their results and has to wait."""
    count_ahead()


@daily("surveys.forget_old_counts")
def forget_old_counts_every_day(*, key: str, payload: dict[str, Any]) -> None:  # noqa: ARG001 -- every effect is told its key
    """Delete counts that are no longer the newest."""
    forget_old_counts()
