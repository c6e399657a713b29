"""What is planted into a copy of the house, one violation each, and what the check must say about it."""

from __future__ import annotations

from typing import NamedTuple

LONG = "def planted_long() -> None:\n" + '    """Be one line too long."""\n' + "    print()\n" * 39
MARKER = "TO" + "DO"  # in two parts, so that this file does not hold what it plants


class Plant(NamedTuple):
    """One violation: the file, the text (added at its end, or put before the words `at`), the check that must see it, and what that says."""

    name: str
    file: str
    text: str
    check: str
    says: str
    at: str = ""


NEEDS = "src/commonshelf/path/needs"
WEEKS = "src/commonshelf/common/dates/weeks.py"
SPANISH = "locale/es/LC_MESSAGES/django.po"

PLANTS = [
    Plant(
        "an import of a later step",
        f"{NEEDS}/queries.py",
        "\ndef planted_ahead():\n    from commonshelf.path.programs.models import Program\n    return Program\n",
        "contracts",
        "commonshelf.path.needs.queries -> commonshelf.path.programs.models",
    ),
    Plant("a package that no layer names", "src/commonshelf/path/planted/__init__.py", "", "contracts", "- commonshelf.path.planted"),
    Plant(
        "stats that knows Django",
        "src/commonshelf/stats/planted_pure.py",
        '"""Planted."""\nimport django\n',
        "contracts",
        "commonshelf.stats.planted_pure -> django",
    ),
    Plant(
        "stats asked by somebody other than analysis",
        f"{NEEDS}/queries.py",
        "\ndef planted_sums():\n    from commonshelf.stats import privacy\n    return privacy\n",
        "contracts",
        "commonshelf.path.needs.queries -> commonshelf.stats",
    ),
    Plant(
        "a room that imports from a later one",
        f"{NEEDS}/terms.py",
        "\ndef planted_room():\n    from commonshelf.path.needs import queries\n    return queries\n",
        "house",
        "terms imports from queries, which is named after it",
    ),
    Plant(
        "a foreign key to a later step",
        f"{NEEDS}/models.py",
        '\nclass PlantedAhead(models.Model):\n    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")\n',
        "house",
        "src/commonshelf/path/needs/models.py: PlantedAhead.program points ahead to programs.Program",
    ),
    Plant(
        "a model whose word is not in the glossary",
        f"{NEEDS}/models.py",
        "\nclass PlantedWord(models.Model):\n    pass\n",
        "house",
        "src/commonshelf/path/needs/models.py: the model PlantedWord is not in GLOSSARY.md",
    ),
    Plant(
        "a word we do not say",
        "src/commonshelf/path/programs/queries.py",
        "\ndef planted_event():\n    pass\n",
        "house",
        "planted_event says “event”",
    ),
    Plant("a function of 41 lines", WEEKS, f"\n\n{LONG}", "house", "common/dates/weeks.py::planted_long has 41 lines, more than 40"),
    Plant(
        "a file of 301 lines",
        "src/commonshelf/stats/planted_length.py",
        "# planted\n" * 301,
        "house",
        "src/commonshelf/stats/planted_length.py has 301 lines, more than 300",
    ),
    Plant(
        "a name that says nothing",
        "src/commonshelf/stats/helpers.py",
        '"""Planted."""\n',
        "house",
        "src/commonshelf/stats/helpers.py: name it",
    ),
    Plant(
        "a room that is none",
        f"{NEEDS}/managers.py",
        '"""Planted."""\n',
        "house",
        "src/commonshelf/path/needs/managers.py: an app has no room",
    ),
    Plant(
        "a bare except",
        WEEKS,
        "\n\ndef planted_except():\n    try:\n        return monday_of\n    except:\n        return None\n",
        "house",
        "a bare except hides faults",
    ),
    Plant(
        "an exception that is swallowed",
        WEEKS,
        "\n\ndef planted_silence():\n    try:\n        return monday_of\n    except Exception:\n        pass\n",
        "house",
        "an exception is swallowed",
    ),
    Plant(
        "a signal",
        f"{NEEDS}/tasks.py",
        '"""Planted."""\nfrom django.dispatch import receiver\n',
        "house",
        "signals act behind the reader's back",
    ),
    Plant(
        "logic in save()",
        f"{NEEDS}/models.py",
        "\nclass PlantedSave(models.Model):\n    def save(self, **how):\n        super().save(**how)\n",
        "house",
        "PlantedSave.save() hides logic",
    ),
    Plant(
        "a view that fetches past the queries",
        f"{NEEDS}/views/staff.py",
        "\n\ndef _planted_fetch(model):\n    return model.objects.all()\n",
        "house",
        "a view fetches through queries",
    ),
    Plant(
        "a page without a door",
        f"{NEEDS}/urls.py",
        '\n\ndef planted_page(request):\n    return None\n\n\nurlpatterns = [*urlpatterns, path("planted/", planted_page)]\n',
        "house",
        "the page /planted/ has no door",
    ),
    Plant(
        "an action that takes arguments without their names",
        f"{NEEDS}/actions.py",
        "\n\ndef close_planted(need: int) -> int:\n    return need\n",
        "house",
        "close_planted takes arguments without their names",
    ),
    Plant(
        "an action that is no sentence",
        f"{NEEDS}/actions.py",
        "\n\ndef planted_thing() -> None:\n    pass\n",
        "house",
        "planted_thing is not verb_object",
    ),
    Plant(
        "a row of the sample town made past the actions",
        "src/commonshelf/demo/planted.py",
        '"""Planted."""\n\n\ndef plant(model):\n    model.objects.create()\n',
        "house",
        "src/commonshelf/demo/planted.py:5: the sample town proves the actions",
    ),
    Plant(
        "a setting that is not documented",
        "src/commonshelf/config/environment.py",
        '    planted: bool = Field(default=False, alias="COMMONSHELF_PLANTED", description="Planted.")\n',
        "house",
        "the setting COMMONSHELF_PLANTED is not documented",
        at="    database_url: str = Field(",
    ),
    Plant(
        "an error code that is not documented",
        f"{NEEDS}/terms.py",
        '\nPLANTED = ErrorCode("needs.planted", "What.", "Mend.")\n',
        "house",
        "the code needs.planted is not documented",
    ),
    Plant(
        "a permission that is not documented",
        f"{NEEDS}/rules.py",
        '\ndeclare({"needs.plant_row": is_outreach_staff})\n',
        "house",
        "docs/permissions.md: needs.plant_row is not there",
    ),
    Plant("a link that leads nowhere", "docs/path.md", "\n[planted](planted.md)\n", "house", "planted.md is not there"),
    Plant("a command that does not exist", "docs/path.md", "\n`commonshelf plant`\n", "house", "there is no command commonshelf plant"),
    Plant("a mark of unfinished work", WEEKS, f"\n# {MARKER}: planted\n", "house", f"“{MARKER}”: finish it"),
    Plant(
        "a string without translation",
        f"{NEEDS}/terms.py",
        '\nPLANTED_WORDS = _("A planted sentence.")\n',
        "messages",
        "locale/vi/LC_MESSAGES/django.po: “A planted sentence.” (src/commonshelf/path/needs/terms.py) has no translation",
    ),
    Plant(
        "a translation equal to its source",
        f"{NEEDS}/terms.py",
        '\nPLANTED_TWIN = _("A planted twin.")\n',
        "messages",
        "“A planted twin.” (src/commonshelf/path/needs/terms.py) is the same as its source",
    ),
    Plant(
        "a translation that lost a placeholder",
        f"{NEEDS}/terms.py",
        '\nPLANTED_LOSS = _("A planted %(row)s.")\n',
        "messages",
        "“A planted %(row)s.” (src/commonshelf/path/needs/terms.py) lost the placeholder row",
    ),
    Plant(
        "words glued from parts",
        f"{NEEDS}/terms.py",
        '\nPLANTED_GLUE = _(f"{1} voice")\n',
        "messages",
        "words to translate are one plain string",
    ),
    Plant(
        "words in a template outside of its tags",
        "src/commonshelf/telling/pages/templates/pages/home.html",
        "<p>Planted words</p>\n",
        "messages",
        "“Planted words” stands bare",
    ),
    Plant(
        "catalogues older than the code",
        f"{NEEDS}/terms.py",
        '\nPLANTED_AGE = _("A planted age.")\n',
        "messages",
        f"{SPANISH}: is older than the code",
    ),
    Plant(
        "a function without types",
        "src/commonshelf/stats/planted_types.py",
        '"""Planted."""\n\nimport os\n\n\ndef planted(number):\n    """Plant."""\n    return number\n',
        "types",
        "src/commonshelf/stats/planted_types.py:6: error: Function is missing a type annotation",
    ),
    Plant("a violation that ruff sees", "src/commonshelf/stats/planted_types.py", "", "lint", "`os` imported but unused"),
]

# Translations that are wrong, of strings planted above.
WRONG_SPANISH = '\nmsgid "A planted twin."\nmsgstr "A planted twin."\n\nmsgid "A planted %(row)s."\nmsgstr "Plantado."\n'
