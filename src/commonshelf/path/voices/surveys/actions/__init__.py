"""Writing surveys: asking, answering, and bringing in what was answered elsewhere."""

from commonshelf.path.voices.surveys.actions.answering import Submitted, submit_response
from commonshelf.path.voices.surveys.actions.asking import QuestionDraft, close_survey, open_simple_survey
from commonshelf.path.voices.surveys.actions.banking import bring_form, keep_questions
from commonshelf.path.voices.surveys.actions.building import (
    change_questions,
    change_settings,
    copy_survey,
    draft_survey,
    open_survey,
    release_questionnaire,
    undo_change,
)
from commonshelf.path.voices.surveys.actions.inviting import (
    forget_addresses,
    invite_addresses,
    invite_who_agreed,
    make_codes,
    refuse_letters,
    send_reminders,
    set_reminders,
)
from commonshelf.path.voices.surveys.actions.once import freeze_promise, take_up_credential, use_token
from commonshelf.path.voices.surveys.actions.quotas import add_quota, change_quota, remove_quota, take_quota_places
from commonshelf.path.voices.surveys.actions.shuffling import shuffle_answers
from commonshelf.path.voices.surveys.actions.waves import change_window, open_wave

__all__ = [
    "QuestionDraft",
    "Submitted",
    "add_quota",
    "bring_form",
    "change_questions",
    "change_quota",
    "change_settings",
    "change_window",
    "close_survey",
    "copy_survey",
    "draft_survey",
    "forget_addresses",
    "freeze_promise",
    "invite_addresses",
    "invite_who_agreed",
    "keep_questions",
    "make_codes",
    "open_simple_survey",
    "open_survey",
    "open_wave",
    "refuse_letters",
    "release_questionnaire",
    "remove_quota",
    "send_reminders",
    "set_reminders",
    "shuffle_answers",
    "submit_response",
    "take_quota_places",
    "take_up_credential",
    "undo_change",
    "use_token",
]
