"""What is asked of all the sources together, and one answer for the rest of a column."""

from dataclasses import replace

from dashboard.presenters import own_questions
from dashboard.presenters.own_choices import Block, Row

TOPICS = {'"health"': "Helbred", '"other"': "Andet", "-": "ikke oplyst, som en tom celle"}


def word(said, chosen=None, column="topic", **more):
    """A word of theirs that is asked about."""
    name = f"contacts\n*\ncodes.{column}\n{said}"
    return Row(name, said, "", TOPICS | more, chosen, "", is_asked=True)


def test_what_two_sources_ask_of_one_column_is_one_group_and_each_thing_is_asked_once():
    asked = [
        ("jan.xlsx", [Block("Emne", (word("a"), word("b"))), Block("Form", (word("x"),))]),
        ("feb.xlsx", [Block("Emne", (word("b"), word("c")))]),
    ]
    form, topics = own_questions.groups(asked)  # one alone has no heading, and stands first
    assert [(row.theirs, place) for row, place in topics.rows] == [
        ("a", "jan.xlsx"), ("b", "jan.xlsx"), ("c", "feb.xlsx"),
    ]  # fmt: skip
    assert (topics.heading, topics.where) == ("Emne", "")
    assert (form.heading, form.where) == ("Form", "jan.xlsx")


def test_the_rest_is_what_nobody_has_answered_and_each_gets_its_own_answer():
    leave = [{f'{{"without": ["{each}"]}}': "rækken tælles ikke med"} for each in "abc"]
    rows = [word(each, **more) for each, more in zip("abc", leave, strict=True)]
    (group,) = own_questions.groups([("f.xlsx", [Block("Emne", (*rows, word("d", '"health"')))])])
    assert list(own_questions.of_the_rest(group)) == [*TOPICS.values(), "rækken tælles ikke med"]
    said = own_questions.said_of_the_rest(group, "rækken tælles ikke med")
    assert list(said.values()) == [key for each in leave for key in each]  # a row by its own word
    assert own_questions.said_of_the_rest(group, "Andet") == {r.name: '"other"' for r in rows}


def test_a_choice_that_one_of_the_words_has_not_is_none_for_the_rest():
    rows = (word("a"), word("b", x="Bolig"), word("c"))
    (group,) = own_questions.groups([("f.xlsx", [Block("Emne", rows)])])
    assert "Bolig" not in own_questions.of_the_rest(group)


def test_one_yes_is_to_what_is_guessed_and_nobody_has_answered():
    rows = [
        replace(word("a"), guess='"health"'), replace(word("b"), guess='"other"'), word("c"),
        replace(word("d", '"other"'), guess='"health"'), replace(word("e"), guess='"gone"'),
    ]  # fmt: skip
    found = own_questions.groups([("f.xlsx", [Block("Emne", tuple(rows))])])
    assert own_questions.taken(found) == {rows[0].name: '"health"', rows[1].name: '"other"'}
    alone = own_questions.groups([("f.xlsx", [Block("Emne", (rows[0], rows[2]))])])
    assert own_questions.taken(alone) == {}  # a box is as quick


def test_what_every_row_of_one_list_is_is_said_of_the_others_nobody_has_answered():
    def all_rows(list_, chosen=None, column="programme"):
        theirs = f"{column}, alle rækker"
        name = f"cases\nListe.xlsx · {list_}\nconstants\n{column}"
        return Row(name, theirs, "", {'"mentor"': "Mentor"}, chosen, "", is_asked=True)

    rows = [
        all_rows("2024"),
        all_rows("2025"),
        all_rows("2026", '"mentor"'),
        all_rows("2027", column="municipality_code"),  # of another list another may be right
    ]
    (group,) = own_questions.groups([("f.xlsx", [Block("Indsats", tuple(rows))])])
    assert own_questions.alike(group, rows[0]) == [rows[1].name]
    assert own_questions.alike(group, rows[3]) == []
    other = replace(rows[1], name=rows[1].name.replace("Liste", "Job"))
    (group,) = own_questions.groups([("f", [Block("Indsats", (rows[0], other))])])
    assert own_questions.alike(group, rows[0]) == []  # nor of another file's
    words = own_questions.groups([("f", [Block("Emne", (word("a"), word("b")))])])[0]
    assert own_questions.alike(words, words.rows[0][0]) == []


def test_of_two_there_is_no_rest_and_of_what_is_one_thing_each_that_none_is_used():
    two = Block("Emne", (word("a"), word("b")))
    said = {"": "bruges ikke", "x": "Fase"}
    columns = [Row(f"cases\nf\ncolumns\n{n}", n, "", said, None, "", is_asked=True) for n in "abcd"]
    ways = {"true": "ja", "": "nej"}
    settings = [
        Row(f"cases\nf\n{section}\n{n}", n, "", ways, None, "", is_asked=True)
        for n, section in (("a", ""), ("b", "without"), ("c", "without"), ("d", "happened_on"))
    ]
    used, unused = Block("Kolonner, der bruges", tuple(columns[:2])), tuple(columns[2:])
    blocks = [
        two,
        used,
        Block("Kolonner, der ikke bruges", unused),
        Block("Sådan", tuple(settings)),
    ]
    found = own_questions.groups([("f.xlsx", blocks)])
    assert [group.heading for group in found] == ["Emne", "Hvad er kolonnerne?", "Sådan"]
    assert [list(own_questions.of_the_rest(group)) for group in found] == [
        [], ["bruges ikke"], ["nej"],
    ]  # fmt: skip
