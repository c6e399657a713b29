"""Every string speaks all the languages of those who read it; and the tools that see to it see what they should."""

from __future__ import annotations

import json
import subprocess
import sys

import polib
import pytest
from django.utils.translation import to_locale

from commonshelf.config.messages import compile_messages
from messages.catalogues import gather, read_catalogue, renewed, write_catalogue
from messages.checks import wrongs
from messages.entries import PUBLIC_LANGUAGES, STAFF_LANGUAGES, Key, is_for_staff
from messages.handing_out import handed_out, taken_back
from tests.house.tree import ROOT, agree

PAGE = """{% load i18n %}{% comment %}{% translate "never said" %}{% endcomment %}
<h1 title="bare {{ x }}">{% translate "Hello" %}</h1><p>Loose words</p>{{ _("100% sure")|upper }}
{% translate "May" context "month" %}{% block body_class %}public{% endblock %}
{% blocktranslate trimmed count n=voices|length with place=p %}
  One voice from {{ place }}
{% plural %}
  {{ n }} voices from {{ place }}, 5%
{% endblocktranslate %}"""
FORMS = """from django.utils.translation import gettext_lazy as _, ngettext
label = _("Your " "name")
count = ngettext("One %(thing)s", "%(count)s %(thing)ss", 3)
wrong = _(f"Hello {label}")
CharField(label="What is missing", help_text=_("Hint"))
"""


@pytest.fixture
def checkout(tmp_path):
    folder = tmp_path / "src" / "commonshelf" / "needs"
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "forms.py").write_text(FORMS, encoding="utf-8")
    (folder / "staff.py").write_text('from x import gettext as _\n_("For staff")\n', encoding="utf-8")
    return tmp_path


def test_every_string_speaks_all_its_languages():
    run = subprocess.run([sys.executable, "tools/gather_messages.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    agree(run.stderr.splitlines())
    assert run.returncode == 0


def test_catalogues_are_those_of_the_settings(settings):
    assert {to_locale(code) for code, _name in settings.LANGUAGES} == {"en", *PUBLIC_LANGUAGES}
    assert ("en", *STAFF_LANGUAGES) == settings.STAFF_LANGUAGES


def test_gathering_finds_words_in_templates_and_python(checkout):
    found = gather(checkout)
    assert {key: entry.plural for key, entry in found.entries.items()} == {
        Key("", "Hello"): "",
        Key("", "100%% sure"): "",
        Key("month", "May"): "",
        Key("", "One voice from %(place)s"): "%(n)s voices from %(place)s, 5%%",
        Key("", "Your name"): "",
        Key("", "One %(thing)s"): "%(count)s %(thing)ss",
        Key("", "Hint"): "",
        Key("", "For staff"): "",
    }


def test_gathering_names_what_cannot_be_translated(checkout):
    forms, page = "src/commonshelf/needs/forms.py", "src/commonshelf/needs/templates/page.html"
    assert gather(checkout).findings == [
        f"{forms}:4: words to translate are one plain string; put what changes in %(names)s",
        f"{forms}:5: “What is missing” is read by people; wrap it in _(…)",
        f"{page}: “bare” stands bare; put it into {{% translate %}}",
        f"{page}: “Loose words” stands bare; put it into {{% translate %}}",
    ]


def test_audience_is_read_from_the_path():
    public = ["src/commonshelf/path/needs/terms.py", "src/commonshelf/telling/pages/templates/pages/home.html"]
    staff = [
        "a/views/staff.py",
        "a/templates/needs/staff/list.html",
        "design/templates/design/staff_page.html",
        "a/management/commands/x.py",
    ]
    assert [is_for_staff(file) for file in [*public, *staff]] == [False, False, True, True, True, True]


def test_staff_strings_need_spanish_alone(checkout):
    entry = gather(checkout).entries[Key("", "For staff")]
    assert entry.languages == ("es",)
    entry.files.add("src/commonshelf/needs/views/public.py")
    assert entry.languages == ("es", "fr", "ar", "zh_Hans", "vi")


def test_catalogue_keeps_translations_and_drops_what_vanished(checkout):
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Hello", msgstr="Bonjour"))
    old.append(polib.POEntry(msgid="Gone", msgstr="Parti"))
    new = renewed(old, gather(checkout), "fr")
    assert {entry.msgid: entry.msgstr for entry in new if entry.msgstr} == {"Hello": "Bonjour"}
    assert [entry.msgid for entry in new] == sorted(entry.msgid for entry in new)


def test_a_catalogue_written_twice_changes_nothing(checkout):
    first = write_catalogue(checkout, "vi", renewed(read_catalogue(checkout, "vi"), gather(checkout), "vi"))
    second = write_catalogue(checkout, "vi", renewed(read_catalogue(checkout, "vi"), gather(checkout), "vi"))
    assert [first, second] == [True, False]


def test_strings_go_out_to_a_translator_and_come_back(checkout):
    rows = handed_out(checkout, "ar")
    said = {
        "Hello": "مرحبا",
        "Hint": "Hint",
        "Your name": "اسمك %(name)s",
        "One %(thing)s": ["لا", "%(thing)s", "%(thing)s", *["%(count)s %(thing)s"] * 3],
    }
    for row in rows:
        row["translation"] = said.get(row["words"], row["translation"])
    filled = checkout / "filled.json"
    filled.write_text(json.dumps([row for row in rows if row["words"] in said]), encoding="utf-8")
    assert taken_back(checkout, "ar", filled) == (
        1,
        [
            "ar: “Hint” is the same as its source; translate it, or name it in locale/same_as_source.txt",
            "ar: “One %(thing)s” lost the placeholder thing in “لا”",
            "ar: “Your name” has a placeholder name that its source has not, in “اسمك %(name)s”",
        ],
    )
    assert [row["words"] for row in handed_out(checkout, "ar")] == [row["words"] for row in rows if row["words"] != "Hello"]


def _wrongs(language="fr", **entry):
    flags = entry.pop("flags", [])
    made = polib.POEntry(**entry)
    made.flags = flags
    return list(wrongs(made, language, frozenset({("fr", "Message"), ("*", "Commonshelf")})))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"msgid": "Yes", "msgstr": "Oui"}, []),
        ({"msgid": "Message", "msgstr": "Message"}, []),
        ({"msgid": "%(a)s · %(b)s", "msgstr": "%(a)s · %(b)s"}, []),
        ({"msgid": "Yes", "msgstr": ""}, ["has no translation"]),
        ({"msgid": "Yes", "msgstr": "Oui", "flags": ["fuzzy"]}, ["is marked fuzzy; look at it and take the mark away"]),
        ({"msgid": "%(n)s left", "msgstr": "reste"}, ["lost the placeholder n in “reste”"]),
        ({"msgid": "%(n)s left", "msgstr": "%(n)s reste à 5 %"}, ["has a broken placeholder or a single % in “%(n)s reste à 5 %”"]),
        ({"msgid": "<b>Yes</b>", "msgstr": "Oui"}, ["changed the markup in “Oui”"]),
        ({"msgid": "One", "msgid_plural": "%(count)s", "msgstr_plural": {0: "Un", 1: ""}}, ["lacks a plural form"]),
        ({"msgid": "One voice", "msgid_plural": "%(count)s", "msgstr_plural": {0: "Une voix", 1: "%(count)s voix"}}, []),
        ({"msgid": "One", "msgid_plural": "%(n)s", "msgstr_plural": {0: "Un", 1: "des"}}, ["lost the placeholder n in “des”"]),
    ],
)
def test_checks_name_what_is_wrong_with_a_translation(entry, said):
    assert _wrongs(**entry) == said


def test_compiling_does_only_what_is_new(tmp_path):
    place = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    place.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Yes", msgstr="Oui"))
    catalogue.save(str(place))
    assert [compile_messages(tmp_path), compile_messages(tmp_path)] == [1, 0]
    assert polib.mofile(str(place.with_suffix(".mo")))[0].msgstr == "Oui"
