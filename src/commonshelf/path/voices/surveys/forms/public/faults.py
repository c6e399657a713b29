"""What is wrong with an answer, said to the person who gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from commonshelf.questionnaire.answering import AnswerFault

SENTENCES: dict[str, _StrPromise] = {
    "missing": gettext_lazy("This question needs an answer."),
    "failed": gettext_lazy("This answer does not fit the question. Please look at it once more."),
    "unsolved": gettext_lazy("This answer does not fit the question. Please look at it once more."),
    "not_a_number": gettext_lazy("Please write a number, such as 12."),
    "not_whole": gettext_lazy("Please write a whole number, without a fraction."),
    "out_of_range": gettext_lazy("Please write a number from %(least)s to %(most)s."),
    "not_a_choice": gettext_lazy("Please choose one of the answers that stand here."),
    "one_only": gettext_lazy("Please choose one answer only."),
    "twice": gettext_lazy("Something stands in two places. Please give each place to something else."),
    "not_all_ranked": gettext_lazy("Please give everything its place."),
    "too_long": gettext_lazy("This is too long. At most %(most)s letters and signs fit."),
    "not_a_date": gettext_lazy("Please write a day, such as 2026-03-31."),
    "not_a_time": gettext_lazy("Please write a time, such as 14:30."),
    "not_a_phone": gettext_lazy("Please write a phone number, in digits."),
    "not_an_address": gettext_lazy("Please write a mail address, such as name@example.org."),
    "not_an_area": gettext_lazy("Please choose one of the parts of town that stand here."),
    "not_an_upload": gettext_lazy("This file did not reach us. Please choose it once more."),
    "too_many_turns": gettext_lazy("That is more than we can take. At most %(most)s fit."),
    "not_asked": gettext_lazy(
        "The questions have changed in the meantime, and one answer is for a question that is gone. Please look at your answers and send them again."
    ),
    "not_one_answer": gettext_lazy("This answer did not reach us whole. Please give it once more."),
}


def sentence_of(fault: AnswerFault) -> str:
    """Return what to say: the questionnaire's own words where it has some, else ours."""
    own = fault.words.get("message", "").strip()
    return own or str(SENTENCES.get(fault.code, SENTENCES["failed"])) % fault.words
