"""Partial dates keep their precision, sort in time's order, and refuse what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.pages.fields import PartialDateField
from content.pages.partial_dates import PartialDate


@pytest.mark.parametrize(
    ("text", "precision", "shown"),
    [
        ("2002", "year", "2002"),
        ("2020-10", "month", "October 2020"),
        ("2016-08-29", "day", "29 August 2016"),
        ("2024-02-29", "day", "29 February 2024"),
        ("0001-01-01", "day", "1 January 0001"),
        ("9999-12-31", "day", "31 December 9999"),
        ("  2002 ", "year", "2002"),
    ],
)
def test_a_date_keeps_its_precision(text: str, precision: str, shown: str) -> None:
    date = PartialDate.parse(text)
    assert (date, date.precision, date.display()) == (text.strip(), precision, shown)
    assert date.year == int(text.strip()[:4])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "“” is not a date."),
        ("2023-02-30", "that month has no day 30."),
        ("2023-02-00", "that month has no day 00."),
        ("2023-13", "there is no month 13."),
        ("2023-00", "there is no month 00."),
        ("0000", "there is no year 0000."),
        ("23", "“23” is not a date."),
        ("2023-1", "“2023-1” is not a date."),
        ("20231", "“20231” is not a date."),
        ("2023-01-01T00:00", "is not a date."),
        ("１９９９", "is not a date."),
        ("2023-01-01\n2023", "is not a date."),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason_and_advice(text: str, why: str) -> None:
    with pytest.raises(ValueError) as refusal:
        PartialDate.parse(text)
    assert why in str(refusal.value)
    assert str(refusal.value).endswith("Write a year (2002), a month (2020-10) or a day (2016-08-29).")


def test_dates_sort_in_time_and_a_coarse_one_stands_before_the_finer_ones_in_it() -> None:
    dates = ["2016-08-29", "2002", "2016", "1999-12", "2016-08", "0987"]
    assert sorted(map(PartialDate.parse, dates)) == [
        "0987",
        "1999-12",
        "2002",
        "2016",
        "2016-08",
        "2016-08-29",
    ]


@given(st.dates(), st.dates())
def test_the_order_of_days_is_the_order_of_their_texts(one: object, other: object) -> None:
    first, second = PartialDate.parse(str(one)), PartialDate.parse(str(other))
    assert (first < second) == (one < other)  # type: ignore[operator]
    assert len(first.display().split()) == 3


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert PartialDate.parse(date) == date
    assert date.precision in ("year", "month", "day")


def test_the_field_refuses_in_python_and_on_the_way_to_the_database() -> None:
    field = PartialDateField()
    assert field.to_python(None) == ""
    assert field.get_prep_value("2016-08-29") == "2016-08-29"
    assert field.from_db_value("", None, None) == ""
    assert isinstance(field.from_db_value("2002", None, None), PartialDate)
    for attempt in (field.to_python, field.get_prep_value):
        with pytest.raises(Exception, match="is not a date"):
            attempt("soon")
