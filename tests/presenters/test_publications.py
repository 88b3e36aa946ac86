"""What other efforts published: shown as printed, computed only from printed counts, doubts beside it."""

import csv
import io
import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from math import comb

import pytest

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.scope import Scope
from dashboard.charts import funnel
from dashboard.charts.grammar import LIGHT
from dashboard.figures import figures
from dashboard.foundation import words
from dashboard.presenters import method, rows_as_text
from dashboard.presenters.published import (
    empowerment,
    empowerment_projects,
    kvik,
    nearest,
    publications,
    reform,
    reports,
    sheets,
)
from dashboard.presenters.published.publications import PUBLICATIONS
from dashboard.published import computed, reference
from dashboard.web import navigation
from tests.builders import case, published

PRINTED = list(reference.figures().values())
MEASURES = (empowerment_projects.MENTOR, empowerment_projects.INITIATIVE)


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """KeepGoing's figures of twelve courses, four of them closed."""
    cases = [case(f"F{i}", citizen_gender="female", birth_year=1980) for i in range(8)]
    cases += [
        case(f"G{i}", ended_on="2025-12-01", end_reason=reason, citizen_gender="male")
        for i, reason in enumerate(("employment", "education", "flexjob", "other"))
    ]
    warehouse = published(tmp_path_factory.mktemp("others"), cases=cases)
    return figures(warehouse, Scope())


@pytest.fixture
def own(rows):
    return {row.id: row for row in rows}


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# ---- computed from printed counts


def test_a_weighted_share_counts_people_and_a_mean_counts_parts():
    parts = [(0.5, 10), (0.2, 30)]
    assert computed.weighted_share(iter(parts)) == pytest.approx(11 / 40)
    assert computed.mean_share(iter(parts)) == pytest.approx(0.35)


def test_counts_are_added_as_printed_and_shares_by_the_people_behind():
    assert computed.total("emp_2015_overall_table2_job", "emp_2015_overall_table2_fleksjob") == 53
    assert computed.total("kvik_2013_assens_exit_job", "kvik_2013_assens_exit_education") == 14
    assert computed.ratio("emp_2015_overall_tool_used", "emp_2015_overall_tool_citizens") == (
        pytest.approx(321 / 772)
    )
    assert computed.sum_of_shares(f"faxe_m3_share_{name}" for name in reports.PROFILES) == (
        pytest.approx(1.25)
    )


@pytest.mark.parametrize(
    "lost", ["kvik_2013_esbjerg_no_primary_school", "emp_2015_koebenhavn_active"]
)
def test_what_was_printed_without_a_count_is_not_added(lost):
    with pytest.raises(ValueError, match=f"{lost} was printed without a"):
        computed.total(lost)


@pytest.mark.parametrize(
    "town, per_person, per_reached",
    [
        ("assens", 1_020_751 / 72, 1_020_751 / (1 + 13)),
        ("broendby", 1_399_000 / 119, 1_399_000 / (15 + 3)),
        ("esbjerg", 2_914_000 / 185, 2_914_000 / (5 + 43)),
    ],
)
def test_a_grant_is_divided_by_participants_and_by_those_it_reached(town, per_person, per_reached):
    assert kvik.cost_per_participant(town) == pytest.approx(per_person)
    assert kvik.cost_per_reached(town) == pytest.approx(per_reached)


def test_the_cost_says_what_it_is_computed_of_and_what_it_leaves_out(own):
    cost = next(e for e in kvik.sections(own, [], LIGHT) if e.name == "kvik-pris")
    said = plain(cost.says)
    assert said == (
        "Pr. deltager var bevillingen 14.177 kr. i Assens, 11.756 kr. i Brøndby og 15.751 kr. i Esbjerg "
        "(beregnet som bevilling delt med antal)."
    )
    reached = [plain(row["Pr. påbegyndt job eller uddannelse (beregnet)"]) for row in cost.table]
    assert reached == ["72.911 kr.", "77.722 kr.", "60.708 kr."]
    assert "ikke kommunens egne timer, ydelser, løntilskud" in cost.reservations[0]


def test_the_list_of_sources_names_and_counts_as_the_page_about_them_does():
    documents = method.documents()
    assert sum(int(row["Tal"]) for row in documents) == len(PRINTED)
    # the minutes of Frederikshavn are where Empowerment is printed
    named = {row["Kort navn"] for row in documents} - set(PUBLICATIONS)
    assert named == {"Frederikshavn 2015"}


# ---- the funnel


def test_thirty_projects_whose_active_citizens_add_up_to_the_printed_total():
    assert len(empowerment_projects.projects()) == 30
    assert empowerment_projects.projects()[0] == "Ballerup"
    assert empowerment_projects.projects()[-2:] == ("Vordingborg", "Aalborg")
    active = {name: empowerment_projects.active(name) for name in empowerment_projects.projects()}
    assert (active["Sønderborg"], active["Vallensbæk/Ishøj"], active["Slagelse"]) == (84, 112, 105)
    assert sum(active.values()) == reference.figures()["emp_2015_overall_active_n"].value


def by_hand(measure: str, left_out: set[str]) -> tuple[float, int]:
    """The level straight from the file: citizens weighted, and how many projects."""
    with (reference.FOLDER / "figures.csv").open(encoding="utf-8") as file:
        found = [
            (float(line["value"]), int(line["denominator"]))
            for line in csv.DictReader(file)
            if line["measure"] == measure and line["value"] and line["denominator"]
            if line["group"] not in left_out
        ]
    people = sum(n for _share, n in found)
    return sum(share * n for share, n in found) / people, len(found)


@pytest.mark.parametrize(
    "measure, left_out",
    [
        (empowerment_projects.MENTOR, {"Odder", "Sønderborg", "Vallensbæk/Ishøj", "Middelfart", "Skive",
                              "København", "Slagelse"}),
        (empowerment_projects.INITIATIVE, {"Odder", "Sønderborg", "Vallensbæk/Ishøj", "Horsens", "Middelfart",
                                  "København"}),
    ],
)  # fmt: skip
def test_the_level_is_of_citizens_and_leaves_out_what_is_in_doubt(measure, left_out):
    level, count = by_hand(measure, left_out)
    assert set(empowerment_projects.DOUBTS[measure]) == left_out
    assert empowerment_projects.centre(measure) == pytest.approx(level)
    certain = [point for point in empowerment_projects.points(measure) if not point.doubt]
    assert len(certain) == count


def test_every_share_with_a_doubt_about_its_number_is_marked():
    doubtful = {f"frederikshavn_amu_2015-{n}" for n in ("02", "03", "08")}
    for measure in MEASURES:
        for point in empowerment_projects.points(measure):
            if doubtful & set(point.published.discrepancy_ids):
                assert point.doubt, point.published.figure_id


@pytest.mark.parametrize("measure", MEASURES)
def test_every_share_within_the_limits_can_come_of_its_number(measure):
    for point in empowerment_projects.points(measure):
        low, high = point.published.rounding_band
        fits = [k for k in range(point.n + 1) if low <= k / point.n <= high]
        assert fits or point.doubt, point.published.figure_id


def tails(k: int, n: int, level: float) -> tuple[float, float]:
    chance = [comb(n, i) * level**i * (1 - level) ** (n - i) for i in range(n + 1)]
    return sum(chance[: k + 1]), sum(chance[k:])


@pytest.mark.parametrize("measure", MEASURES)
def test_a_project_stands_out_only_where_chance_hardly_ever_reaches(measure):
    level = empowerment_projects.centre(measure)
    sides = set()
    for point in empowerment_projects.points(measure):
        if point.published.numerator is None:
            continue
        rarest = min(tails(point.published.numerator, point.n, level))
        sides.add(point.side)
        if point.side == "outside":
            assert rarest <= 0.001
        elif point.side == "watch":
            assert rarest <= 0.025
        else:
            assert rarest > 0.01
    assert sides == {"outside", "watch", "inside"}


def test_a_share_that_rounding_could_put_within_the_limits_stays_within():
    printed = reference.figures()["emp_2015_kolding_mentor"]  # 21 %: 24 or 25 of 117
    sharper = replace(printed, as_printed="20,5 procent", value=0.205)  # 24 of 117
    flagged = {
        (empowerment_projects.side(printed, level / 1000) != "inside",
         empowerment_projects.side(sharper, level / 1000) != "inside")
        for level in range(205, 490)
    }  # fmt: skip
    assert flagged == {(True, True), (False, True), (False, False)}


@pytest.mark.parametrize("measure", MEASURES)
def test_what_counts_as_outside_is_drawn_outside(measure):
    drawn = {limit["n"]: limit for limit in empowerment_projects.limits(measure)}
    for point in empowerment_projects.points(measure):
        limit = drawn[point.n]
        if point.side == "outside":
            assert not limit["low998"] <= point.share <= limit["high998"]
        elif point.side == "watch":
            assert not limit["low95"] <= point.share <= limit["high95"]


def test_the_funnel_marks_the_doubtful_and_draws_the_printed_average(own):
    mentor, initiative, *_ = empowerment.sections(own, [], LIGHT)
    data = mentor.charts[0]["datasets"]
    assert {row["name"] for row in data["rows"] if row["is_doubtful"]} == set(
        empowerment_projects.DOUBTS[empowerment_projects.MENTOR]
    )
    assert [plain(level["name"]) for level in data["levels"]] == [
        "beregnet 44,9 %",
        "offentliggjort 49 %",
    ]
    assert [limit["n"] for limit in data["limits"]] == list(range(10, 122))
    # a phone has no room for these beside their dots, and nobody hears a dot
    outside = {row["name"] for row in data["rows"] if row["is_named"] and not row["is_doubtful"]}
    assert len(outside) == 8
    assert all(name in mentor.says for name in outside)
    told = plain(" ".join(mentor.reservations))
    assert "giver 47,3 % vægtet efter aktive borgere og 49,1 % som gennemsnit af projekter" in told
    assert "Sønderborg (54 %): andelen er oplyst af 41, men projektet har 84 aktive" in told
    assert "Esbjerg, Norddjurs og Slagelse oplyser ingen andel" in plain(
        " ".join(initiative.reservations)
    )


def test_projects_are_never_ranked(own):
    for section in empowerment.sections(own, [], LIGHT)[:2]:
        shares = [row["share"] for row in section.charts[0]["datasets"]["rows"]]
        assert shares != sorted(shares)
        assert shares != sorted(shares, reverse=True)
        assert not any(re.search(r"\bnr\b|plads", cell) for row in section.table for cell in row)


def point(name: str, n: int, share: float) -> dict:
    return {"name": name, "n": n, "share": share, "is_doubtful": False, "is_named": True}


def test_names_in_a_funnel_do_not_run_into_each_other():
    spec = funnel.funnel(
        [point("A", 73, 0.93), point("B", 84, 0.92), point("C", 84, 0.60)], [], [], LIGHT, "borgere"
    )
    assert [row["is_left"] for row in spec["datasets"]["rows"]] == [True, False, False]
    given = {param["name"]: param["value"] for param in spec["params"]}
    assert given["first"] == 0.5
    beside = [point("A", 105, 0.44), point("", 111, 0.43) | {"is_named": False}]
    spec = funnel.funnel(beside, [], [], LIGHT, "borgere")
    assert spec["datasets"]["rows"][0]["is_left"]  # nor into a dot without a name
    texts = [layer["mark"]["type"] == "text" for layer in spec["layer"]]
    assert texts[-2:] == [True, True]  # and no dot lies on a name
    assert funnel.funnel([], [], [], LIGHT, "borgere")["datasets"]["rows"] == []


# ---- sheets


def test_every_published_figure_has_its_place(rows):
    shown = sum(len(publication.everything(rows)) for publication in PUBLICATIONS.values())
    shown += sum(
        len(empowerment_projects.of_project(project)) for project in empowerment_projects.projects()
    )
    assert shown == len(PRINTED) == 919


def test_a_line_holds_what_was_printed_beside_ours_where_one_alone_stands_beside_it(own):
    women = sheets.line_of(reference.figures()["emp_2015_overall_fig2_women"], own)
    assert plain(women.told) == "8 ud af 12 (67 %, lille antal)"
    assert women.value == pytest.approx(8 / 12)
    assert women.low < 8 / 12 < women.high
    assert [tick.at for tick in women.ticks] == [0.56]
    assert plain(women.held) == "56 % (n ikke oplyst)"
    assert "målgruppen og måden at tælle på er en anden" in women.more[0]
    assert women.more[-1].startswith("Frederikshavn 2015 s. ")
    alone = sheets.line_of(reference.figures()["emp_2015_ballerup_mentor"], own)
    assert (alone.value, alone.low, alone.is_quiet) == (None, None, True)
    assert alone.told == "ingen tilsvarende"
    months = sheets.line("over 3 år", [(0.5, "50 %")], own["months_on_benefit_before_mean"])
    assert months.value is None  # months on a scale of shares


def test_every_measure_part_and_population_has_its_words():
    called = defaultdict(set)
    for found in PRINTED:
        for code, *names in (
            (found.measure, found.measure_da, found.measure_en),
            (found.group, found.part_da, found.part_en),
            (found.population, found.population_da, found.population_en),
        ):
            called[code].add(tuple(names))
        assert found.measure_da
        assert found.population_da
    assert all(len(names) == 1 for names in called.values())
    for danish, english in {name for names in called.values() for name in names}:
        assert bool(danish) == bool(english)
        assert not re.search("[æøåÆØÅ«»]", english.replace("Næstved", ""))


@pytest.mark.parametrize(
    "figure_id, amount, grounds",
    [
        ("emp_2015_ballerup_mentor", "42 %", "8 ud af 19"),
        ("emp_2015_horsens_min_one_initiative", "82 %", "n = 52"),
        ("emp_2015_koebenhavn_mentor", "92 %", "n ikke oplyst; 37 antaget"),
        ("emp_2015_esbjerg_min_one_initiative", "intet tal", "n ikke oplyst"),
        ("emp_2015_overall_fig2_not_stated", "0,1 %", "n ikke oplyst"),
        ("emp_2015_overall_fig3_men", "+4 procentpoint", "n ikke oplyst"),
        ("emp_2015_overall_contacts_min", "”én kontakt hver fjerde måned”", "n ikke oplyst"),
        ("emp_2015_all_exits_to_job_verbal", "”under en fjerdel”", "n ikke oplyst"),
        ("khr_2014_mentor_with_activity_holistic_text", "”Over halvdelen”", "n ikke oplyst"),
        ("emp_2015_kalundborg_health_initiative_verbal", "”over halvdelen”", "n ikke oplyst"),
        ("emp_2015_overall_age_30_49_verbal", "”mere end halvdelen”", "n ikke oplyst"),
        ("emp_2015_frederikshavn_dec15_min_age", "over 30 år", ""),
        ("kl_2011_development_course_years_upper", "over 10 år", ""),
        ("frh_amu_2015_tig_courses", "mere end 10", ""),
        ("kg_resume_duration_months", "knap 8 måneder", "n ikke oplyst"),
        ("kg_target_max_charged", "Max. 15 %", "n ikke oplyst"),
        ("sfi_2015_disagree_assignment_p24", "op imod 40 %", "n ikke oplyst"),
        ("faxe_m3_fysisk_share_p16", "”ca. 1/3”", "n ikke oplyst"),
        ("kg_2016_passive_benefit_verbal", "”Stort set alle”", "n ikke oplyst"),
        ("kg_2016_not_job_or_education_ready_verbal", "”Hovedparten”", "n ikke oplyst"),
        ("kg_exit_some_employment_verbal", "”flertallet”", "n ikke oplyst"),
        (
            "sfi_2015_effect_direction",
            "”en lille tendens til, at mentorstøtten mindsker sandsynligheden”",
            "n ikke oplyst",
        ),
        ("emp_2015_overall_table2_job", "21", "21 ud af 181"),
        ("emp_2015_overall_municipalities", "30", ""),
        ("kvik_2013_assens_grant", "1.020.751 kr.", ""),
        ("khr_2014_fig56_mentor", "8,3 point", "n = 41"),
        ("khr_2014_good_cooperation_text", "”Ca. halvdelen”", "n ikke oplyst"),
        ("faxe_m3_motivated_verbal", "”størstedelen”", "n ikke oplyst"),
        ("ny_indsats_glaed_dig_job_or_education", "23 %", "n ikke oplyst"),
    ],
)
def test_a_figure_is_shown_as_it_was_printed(figure_id, amount, grounds):
    found = reference.figures()[figure_id]
    assert (plain(sheets.amount(found)), sheets.grounds(found)) == (amount, grounds)


def test_every_row_says_page_people_and_reservation(own):
    for publication in PUBLICATIONS.values():
        for section in publication.parts(own, [], LIGHT):
            for row in section.table:
                if "Sted" in row:
                    assert re.search(r" s\. \d+$|side ikke angivet$", row["Sted"])
                if "Offentliggjort" in row:
                    assert row["Offentliggjort"]
                    assert row["KeepGoing"]


def test_a_row_names_its_project_wherever_a_table_has_several(own):
    mentor, *_ = empowerment.sections(own, [], LIGHT)
    assert [row["Projekt"] for row in mentor.table] == list(empowerment_projects.projects())
    assert (
        mentor.table[0]["Offentliggjort"].replace("\N{NO-BREAK SPACE}", " ") == "42 % (8 ud af 19)"
    )
    towns = {row["Projekt"] for row in PUBLICATIONS["KVIK 2013"].everything(list(own.values()))}
    assert towns == {"", "Assens", "Brøndby", "Esbjerg"}
    assert "Projekt" not in empowerment.project_sheet("Odder", own).table[0]


def test_a_row_says_whom_it_is_about_where_a_table_has_several(own):
    purposes = reform.reform(own, [], LIGHT)[1].table
    assert purposes[0]["Tal"].endswith(" – mentor sammen med anden indsats")
    assert purposes[-1]["Tal"].endswith(" – mentor som eneste indsats")


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_reservation_is_shown_in_the_readers_language(code):
    found = reference.figures()["emp_2015_odder_over_4_months"]
    with words.speaking(code):
        assert sheets.reservation(found) == getattr(found, f"note_{code}")


def test_what_must_not_be_used_says_so_first():
    for figure_id in sheets.UNUSABLE:
        assert sheets.reservation(reference.figures()[figure_id]).startswith("Må ikke bruges. ")


# ---- KeepGoing's nearest figure


def test_what_stands_beside_a_figure_is_a_figure_of_ours_or_nothing():
    for found in PRINTED:
        near = nearest.to(found)
        assert set(near.figure_ids) <= set(FIGURES)
        if near.figure_ids:
            assert len(near.reason) > 20
            assert not near.reason.endswith(".")


def test_a_benchmark_stands_beside_the_figure_it_is_a_benchmark_of(own):
    found = reference.figures()
    job = found["emp_2015_overall_table2_job"]
    assert nearest.to(job).figure_ids == ("exit_employment_share",)
    assert plain(sheets.beside(job, own)).startswith("Afsluttet: job: 1 ud af 4 – C, fordi ")
    assert nearest.to(found["sfi_2015_citizens_say_better_coping"]).grade == "B"
    chemistry = sheets.beside(found["sfi_2015_good_chemistry"], own)
    assert "må ikke sammenlignes, fordi" in chemistry
    ages = sheets.beside(found["emp_2015_overall_under30_verbal"], own)
    assert ages.count(";") >= 1
    assert sheets.beside(found["kvik_2013_assens_grant"], own) == (
        "ingen tilsvarende: KeepGoings pris står ikke i data"
    )
    assert sheets.beside(found["kvik_2013_projects_n"], own) == "ingen tilsvarende"
    assert sheets.beside(found["kvik_2013_assens_company_course"], own) == (
        "Praktik ved KeepGoing: se siden ”Tilfredshed”"
    )
    assert sheets.beside(found["emp_2015_overall_one_problem"], own) == (
        "Behov i bestillingen: se siden ”Bestilling og match”"
    )


def test_a_page_that_is_pointed_to_is_a_page_of_the_owners():
    pointed = {nearest.to(each).page for each in PRINTED} - {""}
    assert pointed == {"Tilfredshed", "Bestilling og match", "Succeskriterier"}
    assert pointed <= {page.title for page in navigation.PAGES}


def test_an_age_group_whose_limits_are_lost_is_never_put_beside_ours():
    lost = [p for p in PRINTED if "grænser tabt" in p.group]
    assert len(lost) == 4
    assert all(nearest.to(each) == nearest.NOTHING for each in lost)


# ---- the documents


def sections(name: str, rows: list) -> dict:
    return {e.name: e for e in PUBLICATIONS[name].sections(rows, LIGHT)}


def test_december_is_counted_like_july(rows):
    told = sections("Empowerment 2015", rows)["frederikshavn"]
    assert "sætter 12 i december over for 8 i juli, men 12 er kun ordinært job." in told.says
    assert "Talt ens er det 15 i december" in told.says
    assert "Fleksjob falder fra 1 til 0" in told.says


def test_lost_age_limits_are_drawn_as_values_without_groups(rows):
    lost = sections("Empowerment 2015", rows)["profil"].lines[-1]
    assert [tick.at for tick in lost.ticks] == [0.10, 0.14, 0.27, 0.30]
    assert lost.value is None


def test_a_label_that_may_be_anothers_has_both_values(rows):
    lines = sections("Kontanthjælpsreformen 2014", rows)["reform-implementering"].lines
    unsure = [line for line in lines if line.label.endswith("(?)")]
    assert [{tick.at for tick in line.ticks} for line in unsure] == [{6.4, 5.9}] * 2
    assert {line.unit for line in lines} == {"points"}


def test_two_printed_sizes_of_one_profile_are_both_drawn_with_their_page(rows):
    first, *_ = sections("Jobcenter Faxe", rows)["faxe-profiler"].lines
    assert plain(first.held) == "ca. 50 % (s. 7); ca. 45 % (s. 8)"
    assert [tick.at for tick in first.ticks] == [0.5, 0.45]


def test_ny_indsats_begins_with_the_reservation(rows):
    told = plain(sections("Ny indsats – glæd dig", rows)["ny-indsats"].says)
    assert told.startswith("23 % i 11 projekter, n ikke oplyst.")
    assert (
        "KeepGoing: 2 ud af 4 afsluttede forløb. Kun løst sammenligneligt, fordi hverken antal"
        in told
    )


def test_what_others_printed_says_whose_it_is(rows):
    (line,) = sections("Ny indsats – glæd dig", rows)["ny-indsats"].lines
    assert plain(line.held) == "Ny indsats 23 %"
    plan, company, *reached = sections("KVIK 2013", rows)["kvik-resultater"].lines
    assert plain(plan.held) == "Assens 96 %; Brøndby 100 %; Esbjerg 85 %"
    assert plan.label.startswith("Individuel plan (KeepGoing: ")
    assert company.told == "ingen tilsvarende"
    assert [len(line.ticks) for line in reached] == [3, 3, 3]


def test_a_document_says_how_old_its_figures_are():
    told = PUBLICATIONS["KVIK 2013"].introduction(date(2026, 9, 30))
    assert told.endswith("Tallene er 13 år gamle.")
    assert PUBLICATIONS["Jobcenter Faxe"].introduction(date(2026, 9, 30)).endswith("ikke kendt.")


def test_the_tools_stand_beside_the_coverage_of_the_life_wheel(rows):
    told = sections("minvurdering.dk", rows)["minvurdering"]
    assert "321 ud af 772 oprettede borgere havde brugt det (beregnet 42 %)" in plain(told.says)
    assert "0 forløb har to" in told.says
    assert any("Hunter" in text for text in told.reservations)


def test_a_table_of_words_is_a_danish_spreadsheet():
    rows = [{"Tal": "=1+1", "Offentliggjort": "42 %"}]
    text = rows_as_text.as_spreadsheet(rows, rows[0]).decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert line["Offentliggjort"] == "42 %"
    assert not line["Tal"].startswith("=")


def test_grades_and_computed_are_explained():
    assert "En sammenligning viser ikke effekt." in publications.reading()


# ---- the projects' requirements


def test_every_project_says_for_whom_it_was_and_what_it_lived_up_to(rows):
    told = sections("Empowerment 2015", rows)["minimumskrav"]
    assert plain(told.says) == (
        "17 af 30 projekter levede op til alle fire minimumskrav, 9 af dem med et forbehold. "
        "17 nåede måltallet for borgere, 12 næsten eller ikke helt, og 1 langtfra."
    )
    by_project = {line["Projekt"]: list(line.values())[1:] for line in told.table}
    assert by_project["Bornholm"] == [
        "voksenprojekt", "opfyldt", "ikke opfyldt", "opfyldt", "opfyldt",
        "”en anelse højere end det forventede”", "", "Frederikshavn 2015 s. 64",
    ]  # fmt: skip
    assert set(by_project) == set(empowerment_projects.projects())
    assert sum(cells[0] == "ungeprojekt" for cells in by_project.values()) == 8


def test_a_project_s_own_sheet_says_it_too(own):
    told = empowerment.project_sheet("Jammerbugt", own).says
    assert (
        "Voksenprojekt. Minimumskrav: 1 og 4 opfyldt, 2 delvist, 3 ikke opfyldt. Borgere mod måltal: "
        "”ikke helt det forventede” (Frederikshavn 2015 s. 84)."
    ) in told


def test_the_exits_of_empowerment_are_counted_and_add_up(own, rows):
    shown = [row for row in rows if row.id in empowerment.figure_ids()]
    (exits,) = (each for each in empowerment.sections(own, shown, LIGHT) if each.name == "afgange")
    *told, rest = exits.lines
    counts = [int(plain(line.held).split(" ud af 181 (beregnet ")[0].split()[-1]) for line in told]
    assert sum(counts) + 4 == 181
    assert plain(rest.held) == "4 ud af 181 (beregnet 2 %)"
    assert "revalidering, efterløn eller folkepension" in rest.more[0]


def test_a_source_shown_elsewhere_leads_there(own):
    (sfi,) = reports.national(own, [], LIGHT)
    assert sfi.pages == [("sammenligning", "Sammenligning med SFI")]
