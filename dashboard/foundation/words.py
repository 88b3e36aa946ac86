"""Danish first, English complete: texts through gettext, numbers and dates through Babel.

Danish sentences are the message ids, and a language is a catalogue and nothing else: a folder in
locale/, named after the language (sv) or the language and the country whose numbers and dates it
takes (en_GB). What a catalogue does not translate is Danish. A session's language is a context
variable, so two readers in two languages never meet.
"""

import gettext
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import (
    NumberPattern,
    format_decimal,
    format_percent,
    get_decimal_symbol,
    get_group_symbol,
)

DANISH = Locale("da", "DK")
DEFAULT = DANISH.language
CATALOGUES = Path(__file__).parent / "locale"
HOME = ZoneInfo("Europe/Copenhagen")
NO_BREAK = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})  # in the name of a file

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


@cache
def languages() -> dict[str, Locale]:
    """Danish first, then each language there is a catalogue of, by its code in an address (en)."""
    folders = sorted(
        path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/dashboard.po")
    )
    return {locale.language: locale for locale in (DANISH, *map(Locale.parse, folders))}


def language() -> str:
    """The language of the running session or command: one of languages()."""
    return _language.get()


def use(code: str) -> None:
    """Sets the language for the rest of this session's run."""
    _language.set(code if code in languages() else DEFAULT)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Sets the language within a with block."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def text(message: str, /, **values: object) -> str:
    """The message in the session's language, with {placeholders} filled."""
    if not message:
        return ""  # a catalogue keeps its own header under the empty message
    return _catalogue(language()).gettext(message).format(**values)


def plural(one: str, many: str, n: int, /, **values: object) -> str:
    """The message for n things; {n} is filled with n as the language writes numbers."""
    chosen = _catalogue(language()).ngettext(one, many, n)
    return chosen.format(n=number(n), **values)


def mark(message: str) -> str:
    """Marks a message for translation where it stands as data; `text` translates it later."""
    return message


def in_language(record: Mapping[str, str], column: str) -> str:
    """What a record says in the session's language (column_en), else in Danish (column_da)."""
    return record.get(f"{column}_{language()}", record[f"{column}_{DEFAULT}"])


def number(value: float, decimals: int = 0) -> str:
    """1234.5 -> 1.234,5 (da) or 1,234.5 (en), always with that many decimals; −1 with a minus."""
    return _amount(Decimal(repr(value)), decimals)


def percent(share: float, decimals: int = 0) -> str:
    """0.75 -> 75 % (da, with a no-break space) or 75% (en)."""
    hundredths = rounded(100 * Decimal(repr(share)), decimals) / 100
    pattern = _fixed(_locale().percent_formats[None], decimals)
    return format_percent(hundredths, format=pattern, locale=_locale()).replace("-", MINUS)


def percent_range(low: float, high: float, decimals: int = 0) -> str:
    """0.62, 0.88 -> 62–88 % with an en dash and one sign; −10 % til 20 %, as span has it."""
    if low < 0:
        return text("{low} til {high}", low=percent(low, decimals), high=percent(high, decimals))
    least, most = (_amount(100 * Decimal(repr(share)), decimals) for share in (low, high))
    return percent(high, decimals).replace(most, f"{least}{EN_DASH}{most}")


def span(low: float, high: float, decimals: int = 0) -> str:
    """2,8–4,4; −0,6 til 2,2, since a dash beside a minus would read as two."""
    first, last = number(low, decimals), number(high, decimals)
    if first.startswith(MINUS):
        return text("{low} til {high}", low=first, high=last)
    return first + EN_DASH + last


def number_marks() -> dict[str, str]:
    """decimal and thousands: the marks in a number; percent: what stands after one, with its space."""
    return {
        "decimal": get_decimal_symbol(_locale()),
        "thousands": get_group_symbol(_locale()),
        "percent": _locale().percent_formats[None].suffix[0],
    }


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as taught in school: 12.5 % is 13 %, and never -0."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def day(value: date) -> str:
    """30. september 2026 / 30 September 2026."""
    return format_date(value, "long", locale=_locale()).replace(" ", NO_BREAK)


def local_day(value: datetime) -> date:
    """The day it is on Danish clocks at that time."""
    return value.astimezone(HOME).date()


def today() -> date:
    """The day it is in Denmark, whatever zone the machine keeps: from midnight on it is a new one."""
    return local_day(datetime.now(UTC))


def short_day(value: date) -> str:
    """30. sep. 2026 / 30 Sep 2026, where a column is narrow."""
    return format_date(value, "medium", locale=_locale()).replace(" ", NO_BREAK)


def moment(value: datetime) -> str:
    """22. november 2026 kl. 14.05 / 22 November 2026 at 14:05, as Danish clocks show it."""
    here = value.astimezone(HOME)
    time = format_skeleton("Hm", here, locale=_locale())
    # CLDR knows the word between a day and a time, but Babel does not carry it
    return text("{day} kl. {time}", day=day(here.date()), time=time).replace(" ", NO_BREAK)


def quarter(value: date) -> str:
    """3. kvt. 2026 / Q3 2026, for the quarter a day lies in."""
    return format_skeleton("yQQQ", value, locale=_locale())


def month(number: int) -> str:
    """januar / January, for 1-12."""
    return str(_locale().months["stand-alone"]["wide"][number])


def day_of_year(month: int, day_of_month: int) -> str:
    """31. marts / 31 March, of any year."""
    in_leap_year = date(2000, month, day_of_month)
    return format_skeleton("MMMMd", in_leap_year, locale=_locale()).replace(" ", NO_BREAK)


def weekday(number: int) -> str:
    """søndag / Sunday for 0, as Vega counts."""
    return str(_locale().days["stand-alone"]["wide"][(number - 1) % 7])


def in_danish_order(name: str) -> str:
    """What Danish names are sorted by: æ, ø and å come last, and aa is å."""
    return name.casefold().replace("aa", "å").translate(str.maketrans("æøå", "{|}"))


def for_a_file(told: str) -> str:
    """Gennemfører, mål 3 -> gennemfoerer-maal-3: letters every file system knows."""
    return re.sub("[^a-z0-9]+", "-", told.casefold().translate(LETTERS)).strip("-")


def capital(words: str) -> str:
    """The words with their first letter in upper case."""
    return words[:1].upper() + words[1:]


def uncapital(words: str) -> str:
    """The words with their first letter in lower case."""
    return words[:1].lower() + words[1:]


def listing(items: list[str]) -> str:
    """a, b og c / a, b and c."""
    return format_list(items, locale=_locale())


def warm() -> None:
    """Reads what the first reader would otherwise wait for: catalogues and locale data."""
    for code in languages():
        with speaking(code):
            text("KeepGoing")
            day(date(2016, 1, 1))
            percent(0.5)


def _amount(value: Decimal, decimals: int) -> str:
    pattern = _fixed(_locale().decimal_formats[None], decimals)
    told = format_decimal(rounded(value, decimals), format=pattern, locale=_locale())
    return told.replace("-", MINUS)


def _fixed(pattern: NumberPattern, decimals: int) -> NumberPattern:
    """The locale's own pattern, with that many decimals."""
    fixed = copy(pattern)
    fixed.frac_prec = (decimals, decimals)
    return fixed


def _locale() -> Locale:
    return languages()[language()]


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == DEFAULT:
        return gettext.NullTranslations()
    locale = languages()[code]
    with (CATALOGUES / str(locale) / "LC_MESSAGES" / "dashboard.po").open("rb") as file:
        messages = read_po(file, locale=locale)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
