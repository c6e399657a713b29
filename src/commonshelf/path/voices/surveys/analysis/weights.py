"""The weight of each person who answered, as the results use it, for files that are analysed elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.community.places.queries import areas
from commonshelf.community.population.queries import margins_now
from commonshelf.path.voices.surveys.analysis.coded import count_rows
from commonshelf.path.voices.surveys.analysis.frame import frame_of
from commonshelf.path.voices.surveys.analysis.pool import Part, Pool
from commonshelf.path.voices.surveys.analysis.raking import raked
from commonshelf.path.voices.surveys.queries.results import rows_of, versions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from uuid import UUID

    from commonshelf.path.voices.surveys.models import Survey
    from commonshelf.path.voices.surveys.queries.results import Row


def weights_of(survey: Survey, threshold: int) -> dict[UUID, float]:
    """Return the weight of each response to any version; nothing where the results are not weighted either.

    All versions and waves are weighted together, as the results are: over all of them the weights are 1 on average, over one wave they need not be.
    """
    margins = margins_now()
    if not margins:
        return {}
    parts_of_town = list(areas().order_by("pk").values_list("pk", "name"))
    named = [name for _key, name in parts_of_town]
    keys: list[UUID] = []
    parts = []
    for version in versions_of(survey):
        if version.rows:
            frame = frame_of(version.questionnaire, named)
            parts.append(Part(version.questionnaire.version, frame, count_rows(frame, _noting(rows_of(version.questionnaire), keys))))
    if not parts or len(keys) < threshold:
        return {}
    found = raked(Pool(parts), margins, {str(key): name for key, name in parts_of_town}, threshold).weights
    return {} if found is None else dict(zip(keys, found.tolist(), strict=True))


def _noting(stretches: Iterable[Sequence[Row]], keys: list[UUID]) -> Iterator[Sequence[Row]]:
    """Pass the rows on, and note whose they are: what is counted has no keys."""
    for stretch in stretches:
        keys += [row.id for row in stretch]
        yield stretch
