"""Why a questionnaire is not changed as asked."""

from __future__ import annotations

from typing import Literal

EditCode = Literal[
    "no_such_place", "not_a_group", "not_a_question", "bad_name", "name_taken", "name_shared", "referred_to", "refers_by_path", "refers_outside",
    "into_itself", "cannot_move_further", "not_side_by_side", "nothing_chosen", "is_a_repeat", "no_such_list", "list_in_use", "no_such_choice",
    "choice_taken", "choice_referred_to", "last_choice", "no_such_language", "language_taken", "source_language", "only_language",
    "no_language_shared", "no_such_text",
]  # fmt: skip


class EditError(Exception):
    """An edit that would break the questionnaire, or that has no meaning. Nothing was changed.

    `code` says why, from a closed set; `where` names the places, lists, languages or names it is about, for a sentence that somebody else words.
    """

    def __init__(self, code: EditCode, *where: str) -> None:
        super().__init__(f"{code}: {', '.join(where)}" if where else code)
        self.code: EditCode = code
        self.where = where
