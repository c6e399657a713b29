"""The words of who lives here: what is known of a variable without being told, and the refusals."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

MOST_PEOPLE = 2_000_000_000
MOST_CATEGORIES = 200
FEWEST_CATEGORIES = 2
LONGEST_CATEGORY = 80
LONGEST_SOURCE = 240
LONGEST_LABEL = 200
FIRST_YEAR, LAST_YEAR = 1790, 2200  # the first census of the United States, and room for projections
VARIABLE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
# 43616, and 43,616 or 43 616 or 43.616 as people write thousands: nobody counts part of a person.
_PEOPLE = re.compile(r"[0-9]{1,10}|[0-9]{1,3}(?:[,.' \u00a0\u202f][0-9]{3}){1,3}", re.ASCII)

# Slugs the house itself uses, with their words, so that nobody types them again. docs/guides/who-lives-here.md lists them.
VARIABLE_WORDS = {
    "age_band": _("Age"),
    "area": _("Neighborhood"),
    "language": _("Language spoken at home"),
    "hispanic": _("Hispanic or Latino origin"),
    "race": _("Race"),
    "children": _("Children in the household"),
    "gender": _("Gender"),
}
CATEGORY_WORDS = {
    ("age_band", "0-11"): _("under 12"),
    ("age_band", "12-18"): _("12 to 18"),
    ("age_band", "19-34"): _("19 to 34"),
    ("age_band", "35-64"): _("35 to 64"),
    ("age_band", "65+"): _("65 or older"),
    ("language", "zh"): _("Chinese"),
    ("language", "other"): _("Another language"),
    ("hispanic", "hispanic"): _("Hispanic or Latino"),
    ("hispanic", "not_hispanic"): _("Not Hispanic or Latino"),
    ("race", "white"): _("White"),
    ("race", "black"): _("Black or African American"),
    ("race", "native"): _("American Indian or Alaska Native"),
    ("race", "asian"): _("Asian"),
    ("race", "pacific"): _("Native Hawaiian or other Pacific Islander"),
    ("race", "other"): _("Some other race"),
    ("race", "several"): _("Two or more races"),
    ("children", "with_children"): _("With children"),
    ("children", "without_children"): _("Without children"),
    ("gender", "woman"): _("Women"),
    ("gender", "man"): _("Men"),
    ("gender", "another"): _("Described in another way"),
}
TOTALS = frozenset({"total", "totals", "sum", "grand total", "all", "everybody", "everyone"})


def people_in(words: str) -> int | None:
    """Return the number of people that `words` say; nothing for what is no whole number."""
    text = words.strip()
    return int(re.sub(r"[^0-9]", "", text)) if _PEOPLE.fullmatch(text) else None


VARIABLE_UNREADABLE = ErrorCode(
    "population.variable_unreadable",
    _("“%(value)s” cannot be the short name of what is counted."),
    _("Begin with a small letter and use only small letters, digits and _, at most 40 in all, like age_band."),
)
PEOPLE_OUT_OF_RANGE = ErrorCode(
    "population.people_out_of_range",
    _("“%(value)s” is not a number of people from 0 to 2,000,000,000."),
    _("Write how many people live here, in digits and without a part of a person."),
)
YEAR_OUT_OF_RANGE = ErrorCode(
    "population.year_out_of_range", _("“%(value)s” is not a year we can take."), _("Write the year the numbers are for, like 2023.")
)
YEAR_MISSING = ErrorCode(
    "population.year_missing",
    _("“%(name)s” does not say which year its numbers are for."),
    _("Add a column “year”, or say the year when you bring the file in."),
)
CATEGORY_TWICE = ErrorCode(
    "population.category_twice", _("“%(value)s” is there twice."), _("Keep one of the two, with the number that is right."), status=409
)
CATEGORY_IS_A_TOTAL = ErrorCode(
    "population.category_is_a_total",
    _("“%(value)s” looks like the sum of the others: everybody would be counted twice."),
    _("Take it out; we add up the others ourselves."),
)
TOO_FEW_CATEGORIES = ErrorCode(
    "population.too_few_categories",
    _("“%(variable)s” has only one category, so there is nothing to compare."),
    _("Add the other categories, so that everybody who lives here is in one of them."),
)
TOO_MANY_CATEGORIES = ErrorCode(
    "population.too_many_categories",
    _("“%(variable)s” has %(count)s categories; at most %(limit)s fit."),
    _("Put small categories together."),
)
NOBODY_LIVES_HERE = ErrorCode(
    "population.nobody_lives_here", _("The categories of “%(variable)s” add up to nobody."), _("Check the numbers of people.")
)
LANGUAGE_NOT_SPOKEN = ErrorCode(
    "population.language_not_spoken",
    _("“%(value)s” names a language the library does not speak."),
    _("Use one of these, or leave it out: %(codes)s."),
)
LINE_UNREADABLE = ErrorCode(
    "population.line_unreadable",
    _("Line %(line)s, “%(value)s”, cannot be read."),
    _("Write the name, a comma and how many people, like: Old Town, 4200. Words for it may follow: | en: Old Town | es: Casco Antiguo."),
)
MARGIN_NOT_WHOLE = ErrorCode(
    "population.margin_not_whole",
    _("Row %(row)s was left out: another row of “%(variable)s” cannot be taken, and shares of a part would be wrong."),
    _("Mend the other row, then send the file again."),
)
SOURCE_DIFFERS = ErrorCode(
    "population.source_differs",
    _("Row %(row)s names another source for “%(variable)s” than row %(first)s."),
    _("Give all rows of one variable and year the same source."),
)
COUNTY_MISSING = ErrorCode(
    "population.county_missing",
    _("“%(name)s” holds many counties."),
    _("Say which one: its name as in the file, like “%(example)s”, or its number, like %(number)s."),
)
COUNTY_UNKNOWN = ErrorCode(
    "population.county_unknown",
    _("There is no county “%(county)s” in “%(name)s”."),
    _("Write its name as in the file, like “%(example)s”, or its number, like %(number)s."),
    status=404,
)
COUNTY_UNCLEAR = ErrorCode(
    "population.county_unclear",
    _("“%(county)s” is the name of %(count)s counties."),
    _("Add the state, as in: %(names)s."),
)
TABLE_UNKNOWN = ErrorCode(
    "population.table_unknown",
    _("We cannot read the census table in “%(name)s”."),
    _("Choose table B03003 (Hispanic or Latino origin) or B02001 (race), or write the numbers into a table of your own."),
)
TOTAL_DIFFERS = ErrorCode(
    "population.total_differs",
    _("The categories of row %(row)s add up to %(sum)s people, but the row says %(total)s."),
    _("Download the table again, or mend that row."),
)
MARGIN_UNKNOWN = ErrorCode(
    "population.margin_unknown",
    _("Nothing is written down for “%(variable)s” in %(year)s."),
    _("Go back to the page of who lives here; somebody may have taken it out."),
    status=404,
)

TAKEN_NOTE = _("%(variable)s, %(year)s: %(people)s people in %(count)s categories.")
COLUMNS_NOT_READ_NOTE = _("These columns were not read: %(names)s.")
SOURCE_FROM_NAME_NOTE = _("The file does not say where its numbers come from; its name stands as the source.")
