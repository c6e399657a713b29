from __future__ import annotations

import pytest

from commonshelf.questionnaire.definition import Questionnaire
from commonshelf.questionnaire.languages import code_of, language_for, offered, said


def form(*languages: str, default: str = "") -> Questionnaire:
    return Questionnaire("visit", "Your visit", (), languages=languages, default_language=default)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("English (en)", "en"),
        ("Español (es)", "es"),
        ("Français (fr_CA)", "fr-ca"),
        ("zh-Hans", "zh-hans"),
        ("zh_CN", "zh-hans"),
        ("简体中文", "zh-hans"),
        ("Chinese (simplified)", "zh-hans"),
        ("Chinese (traditional)", "Chinese (traditional)"),
        ("zh-Hant", "zh-hant"),
        ("Tiếng Việt", "vi"),
        ("العربية", "ar"),
        ("eng", "en"),
        ("Soomaali", "Soomaali"),
        ("Somali (so)", "so"),
    ],
)
def test_code_is_read_from_what_a_workbook_says(name, code):
    assert code_of(name) == code


@pytest.mark.parametrize(
    ("languages", "default", "code", "name"),
    [
        (("English (en)", "Español (es)"), "", "es", "Español (es)"),
        (("English (en)", "Español (es)"), "Español (es)", "ar", "Español (es)"),
        (("English (en)", "Español (es)"), "es", "ar", "Español (es)"),
        (("English (en)", "Español (es)"), "", "ar", "English (en)"),
        (("", "Español (es)"), "", "ar", ""),
        (("",), "", "zh-hans", ""),
        (("en", "zh-Hans"), "", "zh-hans", "zh-Hans"),
        (("en", "zh-Hant"), "", "zh-hans", "en"),
        (("en", "Français (fr-CA)"), "", "fr", "Français (fr-CA)"),
        (("en", "fr"), "", "fr-ca", "fr"),
        (("English (en)", "Español (es)"), "", "Español (es)", "Español (es)"),
    ],
)
def test_language_is_the_nearest_the_form_speaks(languages, default, code, name):
    assert language_for(form(*languages, default=default), code) == name


def test_languages_are_offered_by_code_in_their_order():
    assert list(offered(form("Español (es)", "English (en)", "Somali (so)")).items()) == [
        ("es", "Español (es)"),
        ("en", "English (en)"),
        ("so", "Somali (so)"),
    ]
    assert offered(form(""), unnamed="en") == {"en": ""}
    assert offered(form("", "English (en)", default="vi"), unnamed="en") == {"vi": "", "en": "English (en)"}


def test_text_says_in_which_language_it_really_is():
    asked = form("English (en)", "Español (es)", "العربية (ar)")
    assert said({"English (en)": "Tea", "Español (es)": "Té"}, asked, "es") == ("Té", "es")
    assert said({"English (en)": "Tea", "Español (es)": " "}, asked, "es") == ("Tea", "en")
    assert said({"العربية (ar)": "شاي"}, asked, "es") == ("شاي", "ar")
    assert said({"Deutsch (de)": "Tee"}, asked, "es") == ("Tee", "de")
    assert said({}, asked, "es") == ("", "")
    assert said({"": "Tea"}, form(""), "fr", unnamed="en") == ("Tea", "en")
