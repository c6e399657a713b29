"""What one question asks of the librarian who writes it, by the sort of its answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from commonshelf.path.voices.surveys.forms.staff.item_form import ItemForm
from commonshelf.path.voices.surveys.forms.staff.kinds import CHOOSING, UNANSWERED, UNSEEN
from commonshelf.path.voices.surveys.forms.staff.limits import PLAIN_LIMITS, constraint_of, limits_in
from commonshelf.path.voices.surveys.forms.staff.lines import as_lines, read_lines
from commonshelf.path.voices.surveys.forms.staff.words import WordsField
from commonshelf.questionnaire.definition import Choice, Question
from commonshelf.questionnaire.editing import add_item, list_users, name_for, replace_question, set_choices
from commonshelf.questionnaire.editing.tree import around_of, joined
from commonshelf.questionnaire.marks import VOICE, is_voice

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from commonshelf.questionnaire.definition import QuestionKind, Questionnaire

YES = frozenset({"yes", "true", "true()"})
LOOKS = {"text": "multiline", "select_one": "minimal"}
RANGE_PARTS = ("start", "end", "step")


def _expression(label: _StrPromise, help_text: _StrPromise | str = "") -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 2, "dir": "ltr", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=box)


class QuestionForm(ItemForm):
    """One question of any sort but a grid."""

    item: Question | None

    def told_before(self) -> dict[str, Any]:
        """Return the question as the fields show it."""
        found = super().told_before()
        if self.item is None:
            return {**found, "voice": True, "start": "0", "end": "10", "step": "1"}
        question = self.item
        choices = [choice.label for choice in self.definition.choices.get(question.choice_list, ())]
        looks = LOOKS.get(question.kind, "")
        return {
            **found,
            **limits_in(question),
            "hint": question.hint,
            "guidance": question.guidance_hint,
            "choices": as_lines(choices, self.languages),
            "needed": question.required.strip().lower() in YES,
            "needed_if": "" if question.required.strip().lower() in {*YES, "no", "false", "false()"} else question.required,
            "voice": is_voice(question),
            "randomize": question.randomize,
            "or_other": question.or_other,
            "looks": bool(looks) and looks in question.appearance.split(),
            "constraint_message": question.constraint_message,
            "calculation": question.calculation,
            "default": question.default,
            "choice_filter": question.choice_filter,
            "appearance": question.appearance,
            **{part: question.parameters.get(part, "") for part in RANGE_PARTS},
        }

    def add_fields(self) -> None:
        """Add what this sort of answers needs."""
        words = {"note": gettext_lazy("Text"), "acknowledge": gettext_lazy("What people agree to or have read")}
        label = words.get(self.sort, gettext_lazy("Question"))
        self.fields["label"] = WordsField(
            self.definition, label=label, required=self.sort not in UNSEEN, long=self.sort == "note", help_text=gettext_lazy(
                "${name} puts the answer to an earlier question in its place."
            ),
        )  # fmt: skip
        if self.sort not in UNSEEN:
            self.fields["hint"] = WordsField(
                self.definition, label=gettext_lazy("Hint"), help_text=gettext_lazy("Shown under the question.")
            )
        if self.sort in CHOOSING:
            self._add_choices()
        if self.sort == "text":
            self.fields["looks"] = forms.BooleanField(label=gettext_lazy("Room for several lines"), required=False)
            self.fields["voice"] = forms.BooleanField(
                label=gettext_lazy("What people write becomes a voice"),
                help_text=gettext_lazy("Leave it empty for words that nobody is to read one by one, such as “Other”."),
                required=False,
            )
        if self.sort == "range":
            for part, said in zip(
                RANGE_PARTS,
                (gettext_lazy("From"), pgettext_lazy("the end of a range of numbers", "To"), gettext_lazy("In steps of")),
                strict=True,
            ):
                self.fields[part] = forms.DecimalField(label=said)
        if self.sort == "calculate":
            self.fields["calculation"] = _expression(gettext_lazy("Expression"), gettext_lazy("For example ${adults} + ${children}."))
        if self.sort not in UNANSWERED:
            self._add_limits()

    def _add_choices(self) -> None:
        others = self.shared_with()
        shared = _("These answers also serve: %(places)s. They change there too.") % {"places": ", ".join(others)} if others else ""
        self.fields["choices"] = WordsField(
            self.definition,
            label=gettext_lazy("Answers to choose from"),
            help_text=" ".join(
                [_("One a line, in the same order in each language. A line reworded in its place stays the same answer."), shared]
            ),
            required=True,
            long=True,
            rows=6,
        )
        self.fields["randomize"] = forms.BooleanField(label=gettext_lazy("Mix the order for each person"), required=False)
        if self.sort != "rank":
            self.fields["or_other"] = forms.BooleanField(label=gettext_lazy("Offer “other”, with a line to write on"), required=False)
        if self.sort == "select_one":
            self.fields["looks"] = forms.BooleanField(label=gettext_lazy("As a list that folds out, for many answers"), required=False)

    def _add_limits(self) -> None:
        self.fields["needed"] = forms.BooleanField(label=gettext_lazy("This question needs an answer"), required=False)
        self.fields["needed_if"] = _expression(gettext_lazy("Needs an answer only if (expression)"))
        for name, field in PLAIN_LIMITS.get(self.sort, {}).items():
            self.fields[name] = field()
        self.fields["constraint"] = _expression(
            gettext_lazy("What an answer must be (expression)"), gettext_lazy("The answer is a dot: . >= 0 and . <= 120")
        )
        self.fields["constraint_message"] = WordsField(self.definition, label=gettext_lazy("What people read when it is not"))
        self.fields["default"] = forms.CharField(label=gettext_lazy("What stands there at first"), required=False, max_length=1000)
        self.fields["guidance"] = WordsField(self.definition, label=gettext_lazy("More to read, folded away"))
        if self.sort in CHOOSING:
            self.fields["choice_filter"] = _expression(gettext_lazy("Which answers are offered (expression)"))
        self.fields["appearance"] = forms.CharField(label=gettext_lazy("Appearance, as XLSForm calls it"), required=False, max_length=200)

    def shared_with(self) -> list[str]:
        """Return the other questions that take their answers from the same list."""
        if self.item is None or not self.item.choice_list:
            return []
        return [place for place in list_users(self.definition, self.item.choice_list) if place != self.place]

    def clean_choices(self) -> list[tuple[str, dict[str, str]]]:
        """Return the answers with their names."""
        old = self.definition.choices.get(self.item.choice_list, ()) if self.item else ()
        lines = read_lines(self.cleaned_data["choices"], [(choice.name, choice.label) for choice in old], self.languages, list)
        if len(lines) < 2:
            raise ValidationError(_("Write at least two answers."))
        return lines

    def put(self, name: str, relevant: str) -> tuple[Questionnaire, str]:
        """Return the questions with this one, its answers among the lists."""
        definition, question = self.definition, self._question(name, relevant)
        if self.sort in CHOOSING:
            of = self.item.choice_list if self.item and self.item.choice_list else name_for(f"{name}", definition.choices)
            earlier = {choice.name: choice for choice in definition.choices.get(of, ())}
            choices = [replace(earlier.get(each, Choice(each, {})), label=texts) for each, texts in self.cleaned_data["choices"]]
            definition, question = set_choices(definition, of, choices), replace(question, choice_list=of)
        if self.item is not None:
            return replace_question(definition, self.place, question), joined(around_of(self.place), name)
        added = add_item(definition, question, after=self.after, into="" if self.after else self.into)
        return added, joined(around_of(self.after) if self.after else self.into, name)

    def _question(self, name: str, relevant: str) -> Question:
        told = self.cleaned_data
        kept = self.item or Question(name, cast("QuestionKind", self.sort))
        parts: dict[str, Any] = {"name": name, "kind": self.sort, "relevant": relevant, "label": self.kept_words("label")}
        for field, part in {"hint": "hint", "guidance": "guidance_hint", "constraint_message": "constraint_message"}.items():
            if field in self.fields:
                parts[part] = self.kept_words(field)
        for part in ("calculation", "default", "choice_filter", "randomize", "or_other"):
            if part in self.fields:
                parts[part] = told[part]
        if "needed" in self.fields:
            parts["required"] = "yes" if told["needed"] else told["needed_if"]
            parts["constraint"] = constraint_of(self.sort, told)
            parts["appearance"] = self._appearance()
        if self.sort == "range":
            parts["parameters"] = {**kept.parameters, **{part: f"{told[part].normalize():f}" for part in RANGE_PARTS}}
        question = replace(kept, **parts)
        return self._marked(question) if self.sort == "text" else question

    def _appearance(self) -> str:
        own = LOOKS.get(self.sort, "")
        words = self.cleaned_data["appearance"].split()
        kept = [word for word in words if word != own]
        return " ".join([*kept, own] if own and self.cleaned_data.get("looks") else kept)

    def _marked(self, question: Question) -> Question:
        more = {column: words for column, words in question.more.items() if column not in {VOICE, "bind::commonshelf:voice"}}
        return replace(question, more=more if self.cleaned_data["voice"] else {**more, VOICE: "no"})

    def first_names(self) -> tuple[str, ...]:
        """Return the fields that nearly every question of this sort needs."""
        return ("label", "hint", "choices", *RANGE_PARTS, "calculation", "needed", "looks", "voice", "randomize", "or_other")

    def more_names(self) -> tuple[str, ...]:
        """Return what is asked for seldom."""
        return ("name", "guidance", "default", "needed_if", "choice_filter", "appearance")

    def grouped(self) -> list[tuple[_StrPromise | str, tuple[str, ...], bool]]:
        """Put what an answer must be between the condition and the rest."""
        first, condition, more = super().grouped()
        limits = (*PLAIN_LIMITS.get(self.sort, {}), "constraint", "constraint_message")
        return [first, condition, (gettext_lazy("What an answer must be"), limits, True), more]
