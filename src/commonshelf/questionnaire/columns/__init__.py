"""The fixed columns of a version of a questionnaire, and what stands in them for a response."""

from commonshelf.questionnaire.columns.column import Cell, Column, ColumnKind, Empty, Missing, Table, Value
from commonshelf.questionnaire.columns.labels import tag_of, words_in
from commonshelf.questionnaire.columns.layout import MOST_TURNS, HouseFacts, columns_of, tables_of, turns_of
from commonshelf.questionnaire.columns.losses import Loss, Notes
from commonshelf.questionnaire.columns.records import Record, Rows, row_of, rows_of

__all__ = [
    "MOST_TURNS",
    "Cell",
    "Column",
    "ColumnKind",
    "Empty",
    "HouseFacts",
    "Loss",
    "Missing",
    "Notes",
    "Record",
    "Rows",
    "Table",
    "Value",
    "columns_of",
    "row_of",
    "rows_of",
    "tables_of",
    "tag_of",
    "turns_of",
    "words_in",
]
