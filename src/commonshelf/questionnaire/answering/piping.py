"""Labels that repeat what somebody answered, such as “How old is ${name}?”, with the answer in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.answering.compiled import REFERENCE, Compiled
from commonshelf.questionnaire.definition import Question, Questionnaire
from commonshelf.questionnaire.expressions.evaluator import nearest
from commonshelf.questionnaire.expressions.nodes import Node, find
from commonshelf.questionnaire.expressions.sheet import Sheet
from commonshelf.questionnaire.languages import language_for

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Piece:
    """A part of a label: the form's own words, or, with the `name` of a question, what was answered to it. That is somebody's words: data, never markup."""

    text: str
    name: str = ""


class Piping:
    """Fills the answers of one respondent into labels. `answers` are those of a `State`: what is not relevant reads as empty.

    An answer that was chosen is shown by its label, in `language`; several are joined by commas. In a repeat, the answer of the same turn comes first.
    """

    def __init__(self, questionnaire: Questionnaire | Compiled, answers: Mapping[str, Any], *, language: str) -> None:
        form = questionnaire if isinstance(questionnaire, Compiled) else Compiled(questionnaire)
        self.names = form.plan.choice_names(language_for(form.questionnaire, language))
        self.chosen = {
            entry.item.name
            for entry in form.plan.entries
            if isinstance(entry.item, Question) and entry.item.kind in {"select_multiple", "rank"}
        }
        self.document = Sheet(form.questionnaire.items, answers).document

    def pieces(self, text: str, *, place: str = "") -> tuple[Piece, ...]:
        """Return a label in parts. `place` is where it stands, so that a turn of a repeat finds its own."""
        if "${" not in text:
            return (Piece(text),) if text else ()
        found: list[Piece] = []
        at = 0
        for match in REFERENCE.finditer(text):
            found += [Piece(text[at : match.start()])] if match.start() > at else []
            found.append(Piece(self.answer(match[1], place), match[1]))
            at = match.end()
        return (*found, Piece(text[at:])) if at < len(text) else tuple(found)

    def text(self, text: str, *, place: str = "") -> str:
        """Return a label with the answers filled in, as plain text."""
        return "".join(piece.text for piece in self.pieces(text, place=place))

    def answer(self, name: str, place: str) -> str:
        """Return what was answered to a question, as it is shown to the one who answered; empty where nothing was."""
        node = self._node(place)
        nodes = nearest(name, node)
        kept = nodes[0].text() if nodes else ""
        names = self.names.get(name, {})
        parts = kept.split() if name in self.chosen else [kept]
        return ", ".join(names.get(part) or part for part in parts)

    def _node(self, place: str) -> Node:
        try:
            return find(self.document, place)
        except LookupError:  # a turn that is shown but not answered yet
            return self.document.children[0]


def label_with_answers(
    questionnaire: Questionnaire | Compiled, text: str, answers: Mapping[str, Any], *, language: str, place: str = ""
) -> str:
    """Return one label with the answers filled in. For a page full of them, make one `Piping`."""
    return Piping(questionnaire, answers, language=language).text(text, place=place)
