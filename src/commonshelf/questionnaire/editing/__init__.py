"""Changing a questionnaire. Each edit returns a new one, or raises EditError and changes nothing."""

from commonshelf.questionnaire.editing.items import add_item, duplicate_item, remove_item, rename, replace_group, replace_question
from commonshelf.questionnaire.editing.lists import (
    add_choice,
    list_users,
    move_choice,
    remove_choice,
    remove_list,
    replace_choice,
    set_choices,
)
from commonshelf.questionnaire.editing.mentions import mentioning
from commonshelf.questionnaire.editing.merging import matched_languages, merge_in
from commonshelf.questionnaire.editing.moves import group_items, move_item, step_item, ungroup
from commonshelf.questionnaire.editing.names import name_for
from commonshelf.questionnaire.editing.refusals import EditCode, EditError
from commonshelf.questionnaire.editing.speech import add_language, make_source, remove_language, rename_language
from commonshelf.questionnaire.editing.tree import item_at, walk

__all__ = [
    "EditCode",
    "EditError",
    "add_choice",
    "add_item",
    "add_language",
    "duplicate_item",
    "group_items",
    "item_at",
    "list_users",
    "make_source",
    "matched_languages",
    "mentioning",
    "merge_in",
    "move_choice",
    "move_item",
    "name_for",
    "remove_choice",
    "remove_item",
    "remove_language",
    "remove_list",
    "rename",
    "rename_language",
    "replace_choice",
    "replace_group",
    "replace_question",
    "set_choices",
    "step_item",
    "ungroup",
    "walk",
]
