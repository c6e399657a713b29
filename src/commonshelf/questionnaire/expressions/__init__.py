"""Expressions of ODK XForms (`relevant`, `constraint`, `calculation`): read, understood and worked out. The browser does the same in browser/."""

from commonshelf.questionnaire.expressions.asks import references
from commonshelf.questionnaire.expressions.environment import Environment
from commonshelf.questionnaire.expressions.evaluator import evaluate
from commonshelf.questionnaire.expressions.nodes import document_of, find
from commonshelf.questionnaire.expressions.order import faults_of
from commonshelf.questionnaire.expressions.parser import parse
from commonshelf.questionnaire.expressions.plan import Plan
from commonshelf.questionnaire.expressions.state import State, state_of

__all__ = ["Environment", "Plan", "State", "document_of", "evaluate", "faults_of", "find", "parse", "references", "state_of"]
