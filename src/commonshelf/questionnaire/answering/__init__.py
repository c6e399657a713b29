"""What counts as an answer: read, checked, kept; and what a form shows before and around it."""

from commonshelf.questionnaire.answering.checking import Checked, check_answers, monday
from commonshelf.questionnaire.answering.choosing import choice_order
from commonshelf.questionnaire.answering.compiled import Compiled, path_of, with_others
from commonshelf.questionnaire.answering.faults import CODES, AnswerFault, FaultCode
from commonshelf.questionnaire.answering.fields import answers_from_fields, fields_from_answers
from commonshelf.questionnaire.answering.firsts import first_answers
from commonshelf.questionnaire.answering.for_browser import page_document
from commonshelf.questionnaire.answering.kinds import is_asked, is_shown
from commonshelf.questionnaire.answering.piping import Piece, Piping, label_with_answers

__all__ = [
    "CODES",
    "AnswerFault",
    "Checked",
    "Compiled",
    "FaultCode",
    "Piece",
    "Piping",
    "answers_from_fields",
    "check_answers",
    "choice_order",
    "fields_from_answers",
    "first_answers",
    "is_asked",
    "is_shown",
    "label_with_answers",
    "monday",
    "page_document",
    "path_of",
    "with_others",
]
