"""What changed between two versions, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _, gettext_lazy

from commonshelf.path.voices.surveys.forms.staff.conditions import in_words, label_of
from commonshelf.path.voices.surveys.forms.staff.kinds import BY_CODE
from commonshelf.path.voices.surveys.queries.building import language_name
from commonshelf.questionnaire.changes import changes_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import _StrPromise

    from commonshelf.questionnaire.changes import Change
    from commonshelf.questionnaire.definition import Questionnaire

SENTENCES: dict[str, _StrPromise] = {
    "title_changed": gettext_lazy("The form is called “%(after)s” and was called “%(before)s”."),
    "language_added": gettext_lazy("New language: %(language)s."),
    "language_removed": gettext_lazy("Language taken out: %(language)s."),
    "source_changed": gettext_lazy("The first language is %(after)s and was %(before)s."),
    "added": gettext_lazy("New: “%(label)s”."),
    "removed": gettext_lazy("Taken out: “%(label)s”."),
    "moved": gettext_lazy("Moved: “%(label)s”."),
    "renamed": gettext_lazy("“%(label)s” has the short name %(where)s and had %(before)s."),
    "kind_changed": gettext_lazy("“%(label)s” asks for another sort of answer: %(after)s instead of %(before)s."),
    "list_changed": gettext_lazy("“%(label)s” has other answers to choose from."),
    "choice_added": gettext_lazy("New answer “%(label)s” to: %(questions)s."),
    "choice_removed": gettext_lazy("Answer “%(label)s” taken out of: %(questions)s."),
    "choice_reworded": gettext_lazy("Answer reworded (%(language)s): “%(before)s” is now “%(after)s”."),
    "choices_reordered": gettext_lazy("The answers stand in another order: %(questions)s."),
    "looks_changed": gettext_lazy("“%(label)s” is shown in another way."),
    "mark_changed": gettext_lazy("“%(label)s”: the mark %(part)s is now “%(after)s”."),
}
REWORDED: dict[str, _StrPromise] = {
    "label": gettext_lazy("Reworded (%(language)s): “%(before)s” is now “%(after)s”."),
    "new": gettext_lazy("New words of “%(label)s” (%(language)s): “%(after)s”."),
    "gone": gettext_lazy("Words taken out of “%(label)s” (%(language)s): “%(before)s”."),
    "other": gettext_lazy("What stands under “%(label)s” is reworded (%(language)s): “%(before)s” is now “%(after)s”."),
}
LOGIC: dict[str, _StrPromise] = {
    "relevant": gettext_lazy("“%(label)s” is asked only if: %(after)s."),
    "no relevant": gettext_lazy("“%(label)s” is asked of everybody."),
    "required": gettext_lazy("“%(label)s” needs an answer."),
    "no required": gettext_lazy("“%(label)s” may be left out."),
    "constraint": gettext_lazy("An answer to “%(label)s” must be so: %(after)s."),
    "no constraint": gettext_lazy("Any answer to “%(label)s” is taken."),
    "other": gettext_lazy("“%(label)s” works in another way (%(part)s): “%(after)s” instead of “%(before)s”."),
}


def sentences_between(old: Questionnaire, new: Questionnaire) -> list[str]:
    """Return what changed from one version to the next."""
    return list(dict.fromkeys(_sentences(old, new)))


def _sentences(old: Questionnaire, new: Questionnaire) -> Iterator[str]:
    for change in changes_between(old, new):
        told = {
            "label": label_of(change.label, new) or change.where.rpartition("/")[2],
            "where": change.where.rpartition("/")[2],
            "part": change.part,
            "language": language_name(new, change.language),
            "before": change.before or _("nothing"),
            "after": change.after or _("nothing"),
            "questions": ", ".join(change.questions),
        }
        yield str(_shape(change)) % _worded(change, told, new)


def _shape(change: Change) -> _StrPromise:
    if change.code == "reworded":
        if not change.before:
            return REWORDED["new"]
        return REWORDED["gone"] if not change.after else REWORDED["label" if change.part == "label" else "other"]
    if change.code == "logic_changed":
        return LOGIC.get(change.part if change.after else f"no {change.part}", LOGIC["other"])
    return SENTENCES[change.code]


def _worded(change: Change, told: dict[str, str], new: Questionnaire) -> dict[str, str]:
    if change.code == "logic_changed" and change.part == "relevant":
        return {**told, "after": in_words(change.after, new)}
    if change.code == "kind_changed":
        kinds = {part: BY_CODE[told[part]].label if told[part] in BY_CODE else told[part] for part in ("before", "after")}
        return {**told, **{part: f"“{name}”" for part, name in kinds.items()}}
    if change.code == "source_changed":
        return {**told, "before": language_name(new, change.before), "after": language_name(new, change.after)}
    return told
