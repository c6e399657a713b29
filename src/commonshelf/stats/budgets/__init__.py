"""Participatory budgets: equal shares beside greedy, with every step written out."""

from commonshelf.stats.budgets.comparison import BudgetComparison, Reach, compare_budgets
from commonshelf.stats.budgets.equal_shares import equal_shares
from commonshelf.stats.budgets.greedy import greedy_budget
from commonshelf.stats.budgets.outcome import BudgetOutcome, FundedProject, Payment, PersonAccount, UnfundedProject

__all__ = [
    "BudgetComparison",
    "BudgetOutcome",
    "FundedProject",
    "Payment",
    "PersonAccount",
    "Reach",
    "UnfundedProject",
    "compare_budgets",
    "equal_shares",
    "greedy_budget",
]
