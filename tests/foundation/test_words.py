"""Danish first, English complete; numbers and dates as they are read in each."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dashboard.foundation import words

ROOT = Path(__file__).parents[2]
NB = "\N{NO-BREAK SPACE}"
DIRECTIVE = re.compile(r":[a-z]+(-[a-z]+)?\[")  # Streamlit's :small[...], :gray-badge[...]
PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")
# What draws words; every literal given to one of these must go through gettext.
DRAWS = {
    "title", "header", "subheader", "caption", "markdown", "write", "info", "warning", "error",
    "success", "badge", "button", "download_button", "selectbox", "radio", "text_input", "expander",
    "metric", "toast", "echo", "DashboardError", "calm", "table", "facts",
}  # fmt: skip
NEUTRAL = {"KeepGoing", "Sprog / Language", "", " "}  # names, and what stands in both languages


def messages() -> dict[str, tuple[str, ...]]:
    """Every message in the code: its text(s) by its first."""
    keywords = {"_": None, "text": None, "mark": None, "plural": (1, 2)}
    found = {}
    for folder in ("dashboard", "pages"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords=keywords
        ):
            several = message if isinstance(message, tuple) else (message,)
            found[several[0]] = several
    return found


def english() -> dict[str, tuple[str, ...]]:
    path = words.CATALOGUES / "en_GB" / "LC_MESSAGES" / "dashboard.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en")
    entries = {}
    for message in catalogue:
        if message.id:
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            given = message.string if isinstance(message.string, tuple) else (message.string,)
            assert not message.fuzzy, key
            entries[key] = given
    return entries


MESSAGES, ENGLISH = messages(), english()


def test_every_danish_message_has_an_english_one_and_no_more():
    assert sorted(set(MESSAGES) - set(ENGLISH)) == []
    assert sorted(set(ENGLISH) - set(MESSAGES)) == []
    assert [key for key, given in ENGLISH.items() if not all(given)] == []


@pytest.mark.parametrize("message", sorted(MESSAGES), ids=lambda m: m[:40])
def test_the_english_message_fills_the_same_placeholders(message):
    danish = {name for text in MESSAGES[message] for name in PLACEHOLDER.findall(text)}
    assert {name for text in ENGLISH[message] for name in PLACEHOLDER.findall(text)} == danish


def test_no_danish_letter_is_left_in_english():
    names = ("Rambøll", "Københ", "Næstved", "Brøndby", "løsladelse", "glæd dig")
    left = [
        text
        for given in ENGLISH.values()
        for text in given
        if re.search("[æøåÆØÅ«»]", text) and not any(name in text for name in names)
    ]
    assert left == []


# One term for one thing, as the glossary has it: what stands for none of them, and the term to use.
NEVER = {
    "da": {
        r"\bklient": "borger",
        r"\bcase\b": "forløb",
        r"\bsnapshots?\b(?!\.$)": "øjebliksbillede",  # but for the command's own name
        r"\bdataudtræk|\beksport": "udtræk",
        r"\bbenchmark\b(?!\})|\breference(tal|værdi)": "sammenligningstal",
        r"konfidensinterval|usikkerhedsinterval": "95 %-interval",
        r"\bsigt(et|ede|else)": "tiltalt",
        r"\bkontaktperson|\bcoach": "mentor",
        r"hyperlink|adgangslink|\bURL\b": "link",
        r"\blivscirkel|trivselshjul|\blife wheel": "livshjul",
        r"spørgeskemaundersøgelse|\bsurvey\b": "skema",
        r"skæringsdato|opgørelsesdato|dataslutdato": "datadato",
        r"\bfx\b": "f.eks.",
    },
    "en": {
        r"\bclients?\b": "citizen",
        r"\bcase\b(?! system)": "course",
        r"data extract|data dump|\bextract\b": "export",
        r"\bsnap-shot|\bpicture of the data": "snapshot",
        r"confidence interval|\d %": "95% interval",
        r"\bindict|\bprosecut": "charge",
        r"hyperlink|\bURL\b": "link",
        r"wheel of life|life-wheel|living wheel": "life wheel",
        r"\bsurvey\b": "questionnaire",
        r"flexjob(?!\})|flexi-job": "flex job",
        r"job cent(er|re)|\bjobcenter(?! Faxe)": "jobcentre",
        r"local authorit": "municipality",
        r"closing date of the data|cut-off date": "data date",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(NEVER))
def test_one_thing_has_one_name(language):
    texts = [
        text for given in (MESSAGES if language == "da" else ENGLISH).values() for text in given
    ]
    for pattern, term in NEVER[language].items():
        assert [text for text in texts if re.search(pattern, text, re.IGNORECASE)] == [], term
        assert [text for text in texts if term in text], "a term nobody uses"


def literals(node: ast.expr) -> list[str]:
    """Words in an argument that reach the screen without gettext."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return [part.value for part in node.values if isinstance(part, ast.Constant)]
    return []


SOURCES = [*sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "dashboard").rglob("*.py"))]


def test_no_message_hides_in_an_f_string_where_the_catalogue_does_not_see_it():
    inside = [
        call
        for path in SOURCES
        for told in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(told, ast.JoinedStr)
        for call in ast.walk(told)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "plural")
    ]
    assert inside  # words that were marked elsewhere
    hidden = [call for call in inside if isinstance(call.args[0], ast.Constant)]
    assert [ast.unparse(call) for call in hidden] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_word_is_written_on_a_page_without_gettext(path):
    hard_coded = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            logs = getattr(getattr(node.func, "value", None), "id", "") == "LOG"
            if name in DRAWS and not logs:
                hard_coded += [
                    text
                    for argument in node.args[:1]
                    for text in literals(argument)
                    if text not in NEUTRAL and re.search(r"[^\W\d_]{3,}", DIRECTIVE.sub("", text))
                ]
    assert hard_coded == []


@pytest.mark.parametrize(
    "language, said",
    [
        ("da", ["1.234,5", f"78{NB}%", f"62–88{NB}%", f"30.{NB}september{NB}2026",
                "a, b og c", "marts", "søndag", f"12,5{NB}%"]),
        ("en", ["1,234.5", "78%", "62–88%", f"30{NB}September{NB}2026",
                "a, b and c", "March", "Sunday", "12.5%"]),
    ],
)  # fmt: skip
def test_numbers_and_dates(language, said):
    with words.speaking(language):
        assert [
            words.number(1234.5, 1), words.percent(0.775), words.percent_range(0.615, 0.88),
            words.day(date(2026, 9, 30)),
            words.listing(["a", "b", "c"]), words.month(3), words.weekday(0), words.percent(0.125, 1),
        ] == said  # fmt: skip


def test_halves_are_rounded_up_as_they_are_in_school():
    assert [words.number(value) for value in (0.5, 1.5, 2.5, 12.5)] == ["1", "2", "3", "13"]
    assert words.percent(0.145) == f"15{NB}%"  # 100 * 0.145 is 14.499999999999998
    assert words.number(-0.2) == "0"


def test_a_minus_is_no_hyphen_and_no_dash_stands_beside_it():
    assert words.number(-1234.5, 1) == "\N{MINUS SIGN}1.234,5"
    assert words.span(2.75, 4.4, 1) == "2,8–4,4"
    assert words.span(-0.6, 2.2, 1) == "\N{MINUS SIGN}0,6 til 2,2"
    with words.speaking("en"):
        assert words.span(-7, 29) == "\N{MINUS SIGN}7 to 29"


def test_plurals_follow_the_number():
    one = many = "Foreløbigt: {n} forløb kan stadig ændre det."
    assert words.plural(one, many, 1) == "Foreløbigt: 1 forløb kan stadig ændre det."
    assert words.plural(one, many, 1200) == "Foreløbigt: 1.200 forløb kan stadig ændre det."
    with words.speaking("en"):
        assert words.plural(one, many, 1) != words.plural(one, many, 2).replace("2", "1")


def test_a_language_we_do_not_have_is_danish():
    words.use("de")
    assert words.language() == "da"


def test_languages_do_not_meet():
    with words.speaking("en"):
        assert words.text("Overblik") == "Overview"
    assert words.text("Overblik") == "Overblik"


@pytest.mark.parametrize("language", sorted(words.languages()))
def test_no_words_are_no_words_in_any_language(language):
    with words.speaking(language):
        assert words.text("") == ""


def test_a_day_is_short_where_a_column_is_narrow():
    assert words.short_day(date(2026, 9, 30)) == f"30.{NB}sep.{NB}2026"
    with words.speaking("en"):
        assert words.short_day(date(2026, 5, 1)) == f"1{NB}May{NB}2026"


def test_a_file_is_called_by_letters_every_system_knows():
    assert words.for_a_file("Gennemfører, mål på 3 – æblet") == "gennemfoerer-maal-paa-3-aeblet"
    assert words.for_a_file("Høje-Taastrup") == "hoeje-taastrup"


def test_names_stand_as_danes_sort_them():
    names = ["Aabenraa", "Åbybro", "Ærø", "Vejle", "Ørsted", "Assens", "Kalundborg"]
    assert sorted(names, key=words.in_danish_order) == [
        "Assens", "Kalundborg", "Vejle", "Ærø", "Ørsted", "Aabenraa", "Åbybro",
    ]  # fmt: skip
