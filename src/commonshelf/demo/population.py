"""Who lives in the sample town: numbers of ours, in the names its surveys use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.community.population.actions import CategoryDraft, describe_population

if TYPE_CHECKING:
    from commonshelf.demo.people import Town

SOURCE = "Riverbend town register (made up for this sample town)"
YEAR = 2023
# Every variable adds up to the same 24,300 people, as a register's would.
AGES = {"0-11": 3_350, "12-18": 2_120, "19-34": 5_480, "35-64": 9_010, "65+": 4_340}
LANGUAGES = {"en": 15_310, "es": 3_780, "vi": 1_940, "ar": 1_620, "zh": 610, "fr": 330, "other": 710}
ORIGINS = {"not_hispanic": 19_840, "hispanic": 4_460}
AREA_PEOPLE = (5_900, 4_700, 6_100, 4_850, 2_750)


def population_of_the_town(town: Town) -> None:
    """Write down the ages, languages, neighborhoods and origins of the people of Riverbend."""
    areas = {area.name: people for area, people in zip(town.areas, AREA_PEOPLE, strict=True)}
    for variable, totals in {"age_band": AGES, "language": LANGUAGES, "area": areas, "hispanic": ORIGINS}.items():
        categories = [CategoryDraft(name, people) for name, people in totals.items()]
        describe_population(variable=variable, categories=categories, source=SOURCE, year=YEAR, by=town.bao)
