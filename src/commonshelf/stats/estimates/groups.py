"""One figure for each group: branches, languages, ages."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from commonshelf.stats.errors import NothingToEstimateError
from commonshelf.stats.estimates.arrays import as_domain, as_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import ArrayLike

    from commonshelf.stats.estimates.estimate import Estimate
    from commonshelf.stats.estimates.figures import AnyDesign


@dataclass(frozen=True)
class Groups:
    """estimates holds a figure for each group in which somebody answered; silent names the groups in which nobody did.

    ungrouped counts the people of the domain whose group is not known.
    """

    estimates: Mapping[Any, Estimate]
    silent: tuple[Any, ...]
    ungrouped: int

    def __getitem__(self, name: Any) -> Estimate:
        """Return the figure of one group. Raises NothingToEstimateError for one in which nobody answered, or that does not exist."""
        if name not in self.estimates:
            raise NothingToEstimateError(f"nobody in the group {name} answered")
        return self.estimates[name]


def by_group(
    estimate: Callable[..., Estimate], *values: ArrayLike, groups: ArrayLike, design: AnyDesign, domain: ArrayLike | None = None, **how: Any
) -> Groups:
    """Estimate one figure for each group.

    It reads: by_group(estimate_share, likes_it, groups=branch, design=design, recruitment="opt_in").

    estimate is estimate_mean, estimate_total, estimate_ratio, estimate_share or any function with their form; values are its first
    arguments and how the rest. groups has shape (people,), labels; None or NaN belongs to no group. All figures rest on one design, so any two
    can be given to compare. Raises WrongShapeError, NotADomainError, and what estimate raises save that nobody answered.
    See docs/methods/weighted-figures.md.
    """
    labels = as_labels(groups, name="groups", people=design.people)
    asked = as_domain(domain, people=design.people)
    found: dict[Any, Estimate] = {}
    silent: list[Any] = []
    for code, name in enumerate(labels.names):
        try:
            found[name] = estimate(*values, design, domain=asked & (labels.codes == code), **how)
        except NothingToEstimateError:
            silent.append(name)
    return Groups(MappingProxyType(found), tuple(silent), int((asked & (labels.codes < 0)).sum()))
