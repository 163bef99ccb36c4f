"""Dates as foreign tables write them. What the order of day and month is, is decided for a column from its values.

    reading = read_order(values)              # of all distinct values of the column
    date = parse_any_date(text, reading)      # ValueError with a sentence, never a guess
    doubt = date_doubt(text, date, reading)   # "" or a sentence for whoever reviews the import

The forms and rules, with their reasons: docs/dates-and-numbers.md.
"""

from __future__ import annotations

from data.parsing.any_date.order import read_order
from data.parsing.any_date.parse import date_doubt, parse_any_date
from data.parsing.any_date.reading import ORDERS, DateReading

__all__ = ["ORDERS", "DateReading", "date_doubt", "parse_any_date", "read_order"]
