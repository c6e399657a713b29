"""The weight of each person who answered, as the results use it, for files that are analysed elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from commonshelf.community.places.queries import areas
from commonshelf.community.population.queries import margins_now
from commonshelf.path.voices.surveys.analysis.coded import KEY, count_rows
from commonshelf.path.voices.surveys.analysis.frame import frame_of
from commonshelf.path.voices.surveys.analysis.pool import Part, Pool
from commonshelf.path.voices.surveys.analysis.raking import raked
from commonshelf.path.voices.surveys.queries.results import places_of, rows_of, versions_of

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.models import Survey


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
            counted = count_rows(frame, rows_of(places_of(version.questionnaire)))
            keys += [UUID(key) for key in counted.facts[KEY]]
            parts.append(Part(version.questionnaire.version, frame, counted))
    if not parts or len(keys) < threshold:
        return {}
    found = raked(Pool(parts), margins, {str(key): name for key, name in parts_of_town}, threshold).weights
    return {} if found is None else dict(zip(keys, found.tolist(), strict=True))
