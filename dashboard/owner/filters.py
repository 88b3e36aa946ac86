"""The filters all pages share, kept in the address: kommune, program and periode.

A value the data do not have is dropped and said so; a filter only ever narrows what is shown.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import polars as pl
import streamlit as st

from dashboard.catalogue.scope import Scope
from dashboard.foundation import terms, words
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.words import text as _
from dashboard.published import reference

Value = TypeVar("Value")
KEYS = ("kommune", "program", "periode")


@dataclass(frozen=True)
class Options:
    """What the snapshot has to choose from."""

    municipalities: dict[str, str]  # name -> code
    programmes: dict[str, str]  # name -> code
    periods: dict[str, tuple[date, date]]  # 2026 or 2026-Q3 -> first and last day


def options(available: pl.DataFrame, data_to: date) -> Options:
    """The choices from queries/filter_values.sql: one row a municipality and programme."""
    names = reference.municipalities()
    codes = available["municipality_code"].unique().drop_nulls().to_list()
    programmes = available["programme"].unique().drop_nulls().to_list()
    first = available["first_started_on"].min()
    ordered = sorted(codes, key=lambda code: words.in_danish_order(names[code]))
    return Options(
        {names[code]: code for code in ordered},
        {terms.PROGRAMMES[code]: code for code in terms.PROGRAMMES if code in programmes},
        periods(first, data_to) if isinstance(first, date) else {},
    )


def periods(first: date, last: date) -> dict[str, tuple[date, date]]:
    """Years and quarters that hold data, newest first; the names are the same in any language."""
    found: dict[str, tuple[date, date]] = {}
    for year in range(last.year, first.year - 1, -1):
        found[str(year)] = (date(year, 1, 1), date(year, 12, 31))
        for quarter in (Quarter(year, nth) for nth in (4, 3, 2, 1)):
            if quarter.first <= last and quarter.last >= first:
                found[str(quarter)] = (quarter.first, quarter.last)
    return found


def name_codes(given: Options) -> None:
    """A code in the address, as other systems write it, is taken as the name it stands for."""
    for key, values in (("kommune", given.municipalities), ("program", given.programmes)):
        named = {code: name for name, code in values.items()}
        asked = st.query_params.get(key)
        if asked in named and key not in st.session_state:
            st.session_state[key] = named[asked]


def unknown_values(given: Options) -> list[str]:
    """Names of filters in the address whose value the data do not have."""
    known = (
        {*given.municipalities, *given.municipalities.values()},
        {*given.programmes, *given.programmes.values()},
        set(given.periods),
    )
    return [
        key
        for key, values in zip(KEYS, known, strict=True)
        if st.query_params.get(key) and st.query_params[key] not in values
    ]


def choose(given: Options) -> Scope:
    """Draws the three filters and returns what they say."""
    municipality = _one_of(_("Kommune"), given.municipalities, "kommune")
    programme = _one_of(_("Program"), given.programmes, "program")
    first, last = _one_of(_("Periode"), given.periods, "periode") or (None, None)
    return Scope(municipality, programme, first, last)


def _one_of(label: str, values: dict[str, Value], key: str) -> Value | None:
    """The chosen value; its name stands in the address, and "all" stands for None."""
    everything = _("Alle")
    name = st.selectbox(
        label,
        list(values),
        index=None,
        key=key,
        bind="query-params",
        placeholder=everything,
    )
    return values[name] if name else None
