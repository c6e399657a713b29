"""Every way out: CSV, .sav, Parquet, DDI-Codebook, and the codebook as data. All of the same columns."""

from commonshelf.questionnaire.exports.codebook import Codebook, CodebookEntry, ValueCount, codebook_of
from commonshelf.questionnaire.exports.csv_file import guarded, unguarded, write_csv
from commonshelf.questionnaire.exports.ddi import Study, write_ddi
from commonshelf.questionnaire.exports.parquet_file import write_parquet
from commonshelf.questionnaire.exports.sav_file import write_sav
from commonshelf.questionnaire.exports.writing import Written

__all__ = [
    "Codebook",
    "CodebookEntry",
    "Study",
    "ValueCount",
    "Written",
    "codebook_of",
    "guarded",
    "unguarded",
    "write_csv",
    "write_ddi",
    "write_parquet",
    "write_sav",
]
