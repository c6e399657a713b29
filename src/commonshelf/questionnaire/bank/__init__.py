"""Ready sets of questions in all the house's languages, to be taken over into a questionnaire with `merge_in`. Their words lie in `sets/*.toml`."""

from commonshelf.questionnaire.bank.shelf import LANGUAGES, BankSet, bank_set, bank_sets

__all__ = ["LANGUAGES", "BankSet", "bank_set", "bank_sets"]
