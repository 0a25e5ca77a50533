"""The summary's figures and its page."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from termend.archive import pages
from termend.archive.periods import MOST, periods
from termend.archive.summary import Parted, Summary

DAYS = st.dictionaries(
    st.dates(date(1950, 1, 1), date(2040, 1, 1)).map(date.isoformat),
    st.builds(Parted, *[st.integers(0, 9)] * 3),
    max_size=20,
)


@given(DAYS)
def test_periods_hold_all_days_once(days):
    made = periods(days)
    assert sum(f.documents for _, f in made.figures) == sum(f.documents for f in days.values())
    assert [name for name, _ in made.figures] == sorted({name for name, _ in made.figures})
    assert len(made.figures) <= MOST or made.unit == "year"


def test_days_without_a_document_stand_in_the_plot():
    made = periods({"2026-02-27": Parted(1), "2026-03-02": Parted(1)})
    assert [name for name, _ in made.figures] == ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]
    many = {(date(2020, 1, 1) + timedelta(days=n)).isoformat(): Parted(1, 100, 1) for n in range(400)}
    assert (periods(many).unit, len(periods(many).figures)) == ("month", 14)


@given(DAYS)
def test_a_plot_keeps_within_its_drawing(days):
    over_time = periods(days)
    if not over_time.figures:
        return
    plot = pages._plot(over_time)
    for column in plot.columns:
        assert 0 <= column.y <= column.y + column.height <= plot.base + 0.02
        assert plot.left <= column.x <= column.x + column.width <= plot.width
    assert 2 <= len(plot.across) <= 8
    assert len(plot.below) <= 6


def test_a_page_shows_what_documents_hold_harmlessly():
    made = Summary(signature="<s>")
    made.troubled, made.troubles = 1, [("<script>", "a\u202eb")]
    made.worst = [(1, "<b>", 2)]
    page = pages.page(made)
    assert "<script>" not in page
    assert "\u202e" not in page
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")
