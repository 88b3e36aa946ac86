"""What can be wrong with an export, in words: finding, expectation and remedy a rule.

A rule that concerns rows is found by SQL (`staging` and queries/checks/exports/); a rule
that concerns a whole file is found when it is opened. The texts here are the only ones.
"""

from dataclasses import dataclass

from dashboard.foundation.words import mark


@dataclass(frozen=True)
class Fault:
    """One finding: where it stands, which rule it breaks, and what stood there."""

    table: str
    rule: str
    file: str = ""
    row: int | None = None  # as the sender counts; None for a whole file or column
    column: str | None = None
    found: str | None = None  # never a CPR-like value


@dataclass(frozen=True)
class Rule:
    """The three sentences of a fault. {column}, {codes}, {low}, {high}, {limit} are filled in."""

    finding: str
    expected: str
    remedy: str


# Rules about a file or a column: nothing of the table can be used, so no quarantine either.
FILE_RULES = {
    "missing_table": Rule(
        mark("tabellen mangler"),
        mark("{table}.parquet, {table}.csv, {table}.xlsx eller mappen {table}/"),
        mark("læg filen i mappen med udtrækket"),
    ),
    "two_files": Rule(
        mark("der er flere filer til samme tabel"),
        mark("én fil til hver tabel"),
        mark("fjern den, der ikke skal bruges"),
    ),
    "no_file": Rule(
        mark("opskriften nævner filer, som ikke er i mappen"),
        mark("filer med de navne"),
        mark("læg filerne i mappen, eller ret files i recipe.toml"),
    ),
    "no_sheet": Rule(
        mark("opskriften nævner ark, som ikke er i filen"),
        mark("ark med de navne"),
        mark("ret sheets i recipe.toml, eller kald arkene det samme som sidst"),
    ),
    "not_what_it_is_called": Rule(
        mark("filen er et regneark eller Parquet, selv om navnet siger noget andet"),
        mark("det rigtige efternavn på filen, f.eks. .xlsx"),
        mark("omdøb filen, eller gem den igen"),
    ),
    "too_big": Rule(
        mark("filen fylder mere, når den pakkes ud, end et udtræk kan fylde"),
        mark("en almindelig fil"),
        mark("udtræk kun det, der skal bruges, eller gem den upakket"),
    ),
    "unreadable_json": Rule(
        mark("filen kan ikke læses som JSON-linjer"),
        mark("et JSON-objekt på hver linje"),
        mark("kør udtrækket igen"),
    ),
    "other_encoding": Rule(
        mark("filen er ikke i det tegnsæt, opskriften siger"),
        mark("UTF-8, UTF-16, Windows-1252 eller Latin-1"),
        mark("ret encoding i recipe.toml"),
    ),
    "no_parts": Rule(
        mark("mappen har ingen Parquet-dele"),
        mark("mindst én *.parquet, hvis navn ikke begynder med _ eller ."),
        mark("kør udtrækket igen"),
    ),
    "denied": Rule(
        mark("filen må ikke læses"),
        mark("læseadgang til filen"),
        mark("giv adgang til filen, og prøv igen"),
    ),
    "unreadable_parquet": Rule(
        mark("filen kan ikke læses som Parquet; den er måske afbrudt eller beskadiget"),
        mark("en hel Parquet-fil"),
        mark("kør udtrækket igen, og kopiér filen, når det er færdigt"),
    ),
    "unreadable_xlsx": Rule(
        mark("filen kan ikke læses som Excel; den er måske beskadiget eller har adgangskode"),
        mark("en .xlsx-fil uden adgangskode"),
        mark("åbn den i Excel, gem den igen som .xlsx, eller gem den som CSV UTF-8"),
    ),
    "unreadable_csv": Rule(
        mark("filen kan ikke læses som CSV"),
        mark("komma eller semikolon mellem cellerne og lige anførselstegn om tekst"),
        mark("gem den igen som CSV UTF-8"),
    ),
    "not_utf8": Rule(
        mark("filen er ikke i UTF-8"),
        mark("CSV i UTF-8"),
        mark(
            'gem den igen som ”CSV UTF-8”, eller skriv encoding = "windows-1252" i recipe.toml, '
            "hvis den er fra et dansk Windows"
        ),
    ),
    "empty_file": Rule(
        mark("filen er tom"),
        mark("en række med overskrifter"),
        mark("kør udtrækket igen; en tabel uden rækker skal stadig have sine overskrifter"),
    ),
    "double_heading": Rule(
        mark("overskriften står mere end én gang"),
        mark("hver overskrift én gang"),
        mark("omdøb eller fjern den ene kolonne"),
    ),
    "reserved_heading": Rule(
        mark("overskriften er et navn, som programmet selv bruger"),
        mark("et andet navn"),
        mark("omdøb kolonnen"),
    ),
    "missing_column": Rule(
        mark("kolonnen mangler"),
        mark("kolonnen skal være der og hedde sådan"),
        mark("tilføj kolonnen, eller oversæt jeres overskrift i recipe.toml"),
    ),
    "cpr_heading": Rule(
        mark("en overskrift ligner et CPR-nummer og gentages derfor ikke her"),
        mark("overskrifter uden personnumre"),
        mark("fjern kolonnen; er det et løbenummer, så sæt 99 foran"),
    ),
    "cpr_name": Rule(
        mark(
            "navnet på en fil, en mappe eller et ark ligner et CPR-nummer og gentages derfor ikke her"
        ),
        mark("navne uden personnumre"),
        mark("omdøb det; er det et løbenummer, så sæt 99 foran"),
    ),
    "too_many_columns": Rule(
        mark("filen har flere kolonner, end en tabel kan have"),
        mark("højst 1.000 kolonner"),
        mark("udtræk kun de kolonner, der skal bruges"),
    ),
    "formula_heading": Rule(
        mark("en overskrift er en fejl eller en formel, der ikke er beregnet"),
        mark("overskrifter, der er skrevet som tekst"),
        mark("skriv overskriften, eller åbn filen i regnearksprogrammet, og gem den"),
    ),
    "cpr_mapping": Rule(
        mark("noget i oversættelsen ligner et CPR-nummer og gentages derfor ikke her"),
        mark("ingen personnumre i oversættelsen"),
        mark("fjern linjen; er det løbenumre, der kun ligner, så sæt 99 foran dem i udtrækket"),
    ),
    "damaged": Rule(
        mark("filens indhold er beskadiget og kan ikke læses til ende"),
        mark("en hel fil"),
        mark("kør udtrækket igen"),
    ),
}

ROW_RULES = {
    "ragged": Rule(
        mark("rækken har ikke lige så mange celler som overskrifterne, eller et anførselstegn for meget"),
        mark("samme antal celler i alle rækker"),
        mark("ret rækken; tekst med skilletegn eller linjeskift skal stå i anførselstegn"),
    ),
    "missing": Rule(
        mark("cellen er tom"),
        mark("en værdi i alle rækker"),
        mark("udfyld {column}"),
    ),
    "error_cell": Rule(
        mark("cellen er en fejl i regnearket"),
        mark("en værdi"),
        mark("ret formlen, eller lad cellen være tom"),
    ),
    "not_calculated": Rule(
        mark("formlen er aldrig beregnet, så der er ingen værdi at læse"),
        mark("en celle, hvis værdi er gemt"),
        mark("åbn filen i regnearksprogrammet, gem den, og prøv igen"),
    ),
    "cut_id": Rule(
        mark("nummeret er skåret over af et regneark, så cifre er gået tabt"),
        mark("alle cifre"),
        mark("gør kolonnen til tekst, før numrene sættes ind, eller tag dem fra fagsystemet"),
    ),
    "date": Rule(
        mark("ikke en dato"),
        mark("åååå-mm-dd uden klokkeslæt"),
        mark("ret datoen, eller skriv jeres datoformat i recipe.toml"),
    ),
    "timestamp": Rule(
        mark("ikke et tidspunkt"),
        mark("åååå-mm-dd tt:mm"),
        mark("ret tidspunktet, eller skriv jeres format i recipe.toml (timestamp_format)"),
    ),
    "integer": Rule(
        mark("ikke et helt tal"), mark("et helt tal"), mark("ret tallet"),
    ),
    "number": Rule(
        mark("ikke et tal"),
        mark("et tal med decimalpunktum"),
        mark('ret tallet, eller skriv decimal = "," i recipe.toml'),
    ),
    "boolean": Rule(
        mark("hverken ja eller nej"),
        mark("true/false, 1/0, ja/nej eller sand/falsk"),
        mark("ret cellen, eller oversæt koden i recipe.toml"),
    ),
    "municipality": Rule(
        mark("ikke en kommunekode"),
        mark("en af de 98 officielle koder med fire cifre, f.eks. 0360"),
        mark("ret koden"),
    ),
    "code": Rule(
        mark("ukendt kode"),
        mark("en af disse: {codes}"),
        mark("ret koden, eller oversæt den i recipe.toml"),
    ),
    "too_low": Rule(mark("for lavt"), mark("mindst {low}"), mark("ret tallet")),
    "too_high": Rule(mark("for højt"), mark("højst {high}"), mark("ret tallet")),
    "before_1990": Rule(
        mark("datoen ligger før 1990"), mark("1990-01-01 eller senere"), mark("ret datoen"),
    ),
    "in_the_future": Rule(
        mark("datoen ligger efter {limit}"),
        mark("senest {limit}"),
        mark("ret datoen, eller udgiv med et senere --data-to"),
    ),
    "cpr": Rule(
        mark("en værdi ligner et CPR-nummer og gentages derfor ikke her"),
        mark("ingen personnumre i udtrækket"),
        # two digits: with one 9 before it, a number that lost its zero is one of day 91
        mark("fjern personnumrene; er det løbenumre, der kun ligner, så sæt 99 foran dem"),
    ),
    "double_key": Rule(
        mark("samme nøgle står i flere rækker"),
        mark("hver nøgle én gang"),
        mark("fjern gentagelsen i udtrækket"),
    ),
    "unknown_case": Rule(
        mark("forløbet findes ikke i cases"),
        mark("et case_id, der står i cases"),
        mark("tag forløbet med i cases, eller fjern rækken"),
    ),
    "date_order": Rule(
        mark("datoen ligger før en tidligere fase"),
        mark("henvist ≤ startet ≤ fase 2 ≤ fase 3 ≤ faser gennemført ≤ afsluttet"),
        mark("ret den dato, der er forkert"),
    ),
    "end_without_reason": Rule(
        mark("afsluttet uden årsag"),
        mark("end_reason, når ended_on er udfyldt"),
        mark("udfyld end_reason"),
    ),
    "reason_without_end": Rule(
        mark("årsag uden slutdato"),
        mark("ended_on, når end_reason er udfyldt"),
        mark("udfyld ended_on, eller fjern end_reason"),
    ),
    "not_constant": Rule(
        mark("rækkerne i besvarelsen modsiger hinanden"),
        mark("ens værdi i alle rækker med samme response_id"),
        mark("ret rækkerne, eller giv besvarelserne hver sit response_id"),
    ),
    "wheel_without": Rule(
        mark("et livshjul uden forløb eller fase"),
        mark("case_id og phase på alle livshjul"),
        mark("udfyld {column}"),
    ),
    "unknown_item": Rule(
        mark("ukendt spørgsmål"),
        mark("et spørgsmål, der hører til skemaet"),
        mark("ret item, eller oversæt det i recipe.toml"),
    ),
    "unknown_answer": Rule(
        mark("ukendt svar på spørgsmålet"),
        mark("en svarkode, der hører til spørgsmålet"),
        mark("ret svaret, eller oversæt det i recipe.toml"),
    ),
    "misplaced_answer": Rule(
        mark("svaret står i den forkerte kolonne"),
        mark("answer i satisfaction og coping, score i life_wheel og internship"),
        mark("flyt svaret til den rigtige kolonne"),
    ),
    "score_range": Rule(
        mark("uden for skalaen"),
        mark("1-10 i life_wheel, 1-5 i internship"),
        mark("ret score"),
    ),
}  # fmt: skip
RULES = FILE_RULES | ROW_RULES
