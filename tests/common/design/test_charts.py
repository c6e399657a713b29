import re

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given, strategies as st

from commonshelf.common.design.charts import Chart, drawn_bars, drawn_line


def drawn(tag, chart):
    return Template(f"{{% {tag} chart %}}").render(Context({"chart": chart}))


def test_bars_are_as_long_as_their_numbers():
    bars = drawn_bars(Chart(title="Asked for", rows=[("Hours", 40), ("Books", 10), ("Nothing", 0), ("Quiet", None)]))
    assert [(bar.percent, bar.words) for bar in bars] == [("100.00%", "40"), ("25.00%", "10"), ("0.00%", "0"), ("", "")]


def test_bar_chart_says_that_nobody_counted_and_not_zero():
    html = drawn("bar_chart", Chart(title="Came", rows=[("March", 0), ("April", None)]))
    cells = [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td>(.*?)</td>", html)]
    assert cells == ["0", "not counted"]


def test_bar_chart_is_a_table_with_headings():
    html = drawn("bar_chart", Chart(title="Came", rows=[("March", 3)], unit="people", row_title="Month"))
    assert re.findall(r'<th scope="(\w+)"[^>]*>([^<]*)', html) == [("col", "Month"), ("col", "people"), ("row", "March")]


def test_line_has_a_gap_where_nobody_counted():
    line = drawn_line(Chart(title="Came", rows=[("1", 2), ("2", 4), ("3", None), ("4", 5), ("5", 0)]))
    assert line.runs == ["100.0,60.0 300.0,20.0", "700.0,0.0 900.0,100.0"]
    assert (line.gaps, line.up, len(line.points)) == (["500.0"], ["5", "2.5", "0"], 4)


def test_line_marks_what_happened():
    line = drawn_line(Chart(title="Came", rows=[("W1", 2), ("W2", 4)], marks={"W2": "two clubs begin"}))
    assert line.marks == [("750.0", "W2", "two clubs begin")]


@pytest.mark.parametrize(("greatest", "top"), [(0, "1"), (1, "1"), (2, "2"), (3, "5"), (18, "20"), (51, "100"), (900, "1,000")])
def test_line_scale_ends_at_a_round_number(greatest, top):
    assert drawn_line(Chart(title="Came", rows=[("1", greatest)])).up[0] == top


@pytest.mark.parametrize("chart", [Chart(title="Came", rows=[]), Chart(title="Came", rows=[("1", None), ("2", None)])])
def test_charts_of_nothing_are_drawn(chart):
    assert (drawn_line(chart).runs, [bar.percent for bar in drawn_bars(chart)]) == ([], [""] * len(chart.rows))


@given(st.lists(st.one_of(st.none(), st.floats(min_value=0, max_value=1e9)), max_size=60))
def test_line_stays_on_its_field(values):
    line = drawn_line(Chart(title="Came", rows=[(str(place), value) for place, value in enumerate(values)]))
    assert [tick for tick in line.points if not (0 <= float(tick.x) <= 1000 and 0 <= float(tick.y) <= 100)] == []


def test_pictures_keep_their_geometry_in_a_language_with_decimal_commas():
    chart = Chart(title="Came", rows=[("1", 12.5), ("2", 7)])
    with translation.override("fr"):
        html = drawn("line_chart", chart) + drawn("bar_chart", chart) + Template("{% dots 3 %}").render(Context())
    geometry = re.findall(r' (?:points|d|cx|cy|r|x2|width|height)="([^"]*)"', html)
    assert [value for value in geometry if re.search(r"\d,\d+(?![\d.])(?!\.)", value) and "." not in value] == []
    assert "12,5" in html


def test_labels_of_a_chart_are_text_and_never_markup():
    html = drawn("bar_chart", Chart(title="<b>", rows=[("<script>", 1)]))
    assert ("<script>" in html, "&lt;script&gt;" in html, "<b>" in html) == (False, True, False)
