"""The filters all pages share, kept in the address: kommune, program and periode.

A value the data do not have is dropped and said so; a filter only ever narrows what is shown.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

import polars as pl
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.catalogue.scope import Scope
from dashboard.foundation import cpr, terms, words
from dashboard.foundation.quarters import NAME, Quarter
from dashboard.foundation.words import text as _
from dashboard.published import reference
from dashboard.web.page_script import LANGUAGE

Value = TypeVar("Value")
KEYS = ("kommune", "program", "periode")
REFUSED = "refused"  # that something was taken out of the address, until it is told


@dataclass(frozen=True)
class Options:
    """What the snapshot has to choose from."""

    municipalities: dict[str, str]  # name -> code
    programmes: dict[str, str]  # name -> code
    periods: dict[str, tuple[date, date]]  # 2026 or 2026-Q3 -> first and last day

    def spellings(self) -> dict[str, dict[str, str]]:
        """For each filter what it may be called in an address -> the choice.

        A municipality and a programme by their codes, as other systems write them; a quarter by its
        name in any language, for a bound widget writes the reader's.
        """
        quarters: dict[str, str] = {}
        for code in words.languages():
            with words.speaking(code):
                quarters |= {shown(period): period for period in self.periods}
        found = (
            {code: name for name, code in self.municipalities.items()},
            {code: name for name, code in self.programmes.items()},
            quarters | {period: period for period in self.periods},
        )
        return {
            key: named | {name: name for name in named.values()}
            for key, named in zip(KEYS, found, strict=True)
        }


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


def shown(choice: str) -> str:
    """3. kvt. 2026 for 2026-Q3, in the reader's language; any other choice as it is."""
    return words.quarter(Quarter.named(choice).first) if NAME.fullmatch(choice) else choice


def read_address(offered: Options, page: StreamlitPage) -> list[str]:
    """Gives the filters of the address whose value the data do not have.

    What is spelt otherwise than the bound widgets would write it, they would take out of the address:
    it is opened anew as they write it. What looks like a CPR number is taken out of the address, and of
    the box it was written in.
    """
    refused = [key for key, written in st.query_params.items() if cpr.holds(written)]
    if refused:
        st.session_state[REFUSED] = True
        st.session_state.update(dict.fromkeys(st.session_state.keys() & set(refused), ""))
        harmless = {key: it for key, it in st.query_params.items() if key not in refused}
        st.switch_page(page, query_params=harmless)
    asked = {key: st.query_params[key] for key in KEYS if st.query_params.get(key)}
    spellings = offered.spellings()
    known = {
        key: shown(spellings[key][name]) for key, name in asked.items() if name in spellings[key]
    }
    if any(asked[key] != name for key, name in known.items()):
        kept = {key: given for key, given in st.query_params.items() if key != LANGUAGE}
        st.switch_page(page, query_params=kept | known)  # the language is chosen by now, and stays
    return [key for key in asked if key not in known]


def choose(given: Options, *, is_used: bool) -> Scope:
    """Draws the three filters side by side and returns what they say.

    is_used: whether the page heeds them; where it does not they keep what was chosen, and cannot be changed.
    """
    one_of = partial(_one_of, is_used=is_used)
    municipality = one_of(_("Kommune"), _("Alle kommuner"), given.municipalities, "kommune")
    programme = one_of(_("Program"), _("Alle programmer"), given.programmes, "program")
    period = one_of(_("Periode"), _("Hele perioden"), given.periods, "periode")
    return Scope(municipality, programme, *(period or (None, None)))


def _one_of(
    label: str, everything: str, values: dict[str, Value], key: str, *, is_used: bool
) -> Value | None:
    """The chosen value; its name stands in the address, and what stands for all of them is None."""
    name = st.selectbox(
        label,
        list(values),
        index=None,
        format_func=shown,
        key=key,
        bind="query-params",
        placeholder=everything,
        label_visibility="collapsed",
        width=200,
        disabled=not is_used,
    )
    return values[name] if name else None
