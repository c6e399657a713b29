import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import translation

from commonshelf.common.design.templatetags.house import spoken


def drawn(markup, request=None, **context):
    room = Context({"request": request, **context})
    room.request = request  # where Django's own {% querystring %} looks for it
    return Template(markup).render(room)


@pytest.mark.parametrize(
    ("filled", "words", "looks"),
    [
        (0, "None of 7 steps taken yet", [0, 0]),
        (1, "Step 1 of 7: voices", [0, 1]),
        (3, "Step 3 of 7: decisions", [2, 1]),
        (7, "Step 7 of 7: ripples", [6, 1]),
    ],
)
def test_dots_say_in_words_how_far_a_thing_has_come(filled, words, looks):
    html = drawn(f"{{% dots {filled} %}}")
    assert (re.search(r'role="img" aria-label="([^"]*)"', html).group(1), html.count("<circle")) == (words, 7)
    assert [html.count("dots__dot--filled"), html.count("dots__dot--here")] == looks


def test_path_line_names_the_seven_steps_and_the_one_reached():
    html = drawn("{% path_line 2 %}")
    assert re.findall(r"<li[^>]*>(\w+)", html) == ["voices", "needs", "decisions", "programs", "attendance", "outcomes", "ripples"]
    assert re.findall(r'aria-current="step">(\w+)', html) == ["needs"]


def test_spoken_text_says_which_language_it_is_in():
    with translation.override("ar"):
        said = [spoken({"en": "Hours", "ar": "ساعات"}), spoken({"vi": "Giờ <b>"}), spoken(None)]
    assert said == [
        '<span lang="ar" dir="auto">ساعات</span>',
        '<span lang="vi" dir="auto">Giờ &lt;b&gt;</span>',
        '<span lang="en" dir="auto"></span>',
    ]


def test_pagination_keeps_what_was_asked_for(rf):
    page = Paginator(range(60), 25).page(2)
    html = drawn('{% include "design/parts/pagination.html" %}', rf.get("/staff/voices/?channel=phone&page=2"), page=page)
    assert re.findall(r'href="([^"]*)"', html) == ["?channel=phone&amp;page=1", "?channel=phone&amp;page=3"]


def test_pagination_of_one_page_is_not_there(rf):
    page = Paginator(range(3), 25).page(1)
    assert drawn('{% include "design/parts/pagination.html" %}', rf.get("/"), page=page).strip() == ""


def test_breadcrumbs_lead_to_the_pages_above():
    html = drawn('{% breadcrumbs "needs:needs" "Needs" "design:styleguide" "Guide" %}')
    assert re.findall(r'<a href="([^"]*)">([^<]*)', html) == [("/staff/needs/", "Needs"), ("/styleguide/", "Guide")]


@pytest.mark.parametrize(
    ("path", "said"),
    [("/staff/needs/", "page"), ("/staff/needs/5/", "true"), ("/staff/", None), ("/", None)],
)
def test_menu_says_where_the_reader_is(rf, path, said):
    html = drawn('{% nav_link "needs:needs" "Needs" %}', rf.get(path))
    found = re.search(r'aria-current="(\w+)"', html)
    assert (found and found.group(1)) == said


def test_menu_to_a_page_everything_lies_under_says_nothing_of_pages_below(rf):
    assert drawn('{% nav_link "pages:today" "Today" %}', rf.get("/staff/needs/")) == '<li><a href="/staff/">Today</a></li>'
