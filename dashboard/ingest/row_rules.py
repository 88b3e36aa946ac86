"""What can be wrong with a row or a cell, in words. The texts here are the only ones."""

from dashboard.foundation.words import mark
from dashboard.ingest.rule import Rule

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
    "undated": Rule(
        mark("skemaet har ingen dato"),
        mark("en dato på alle livshjul og spørgeskemaer"),
        mark(
            "udfyld ”{theirs}”; uden dato kan et livshjul eller et spørgeskema ikke placeres i tiden, og rækken "
            "holdes tilbage, hvis I går videre"
        ),
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
        mark('ret datoen, eller skriv jeres datoformat i recipe.toml, f.eks. date_format = "dd-mm-åååå"'),
    ),
    "timestamp": Rule(
        mark("ikke et tidspunkt"),
        mark("åååå-mm-dd tt:mm"),
        mark('ret tidspunktet, eller skriv jeres datoformat i recipe.toml, f.eks. date_format = "dd-mm-åååå"'),
    ),
    "integer": Rule(
        mark("ikke et helt tal"), mark("et helt tal"), mark("ret tallet"),
    ),
    "two_numbers": Rule(
        mark("to tal i én celle"), mark("ét tal"), mark("skriv ét tal"),
    ),
    "number": Rule(
        mark("ikke et tal"),
        mark("et tal med decimalpunktum"),
        mark('ret tallet, eller skriv decimal = "," i recipe.toml'),
    ),
    "duration": Rule(
        mark("en varighed og ikke et antal minutter"),
        mark("minutter som et tal, f.eks. 90"),
        mark('skriv durations = "minutes" i recipe.toml, så forstås 1:30, 1,5 t og 90 min'),
    ),
    "hours_spelt": Rule(
        mark("timer skrevet med enhed og ikke som et tal"),
        mark("timer om ugen som et tal, f.eks. 2,5"),
        mark("skriv tallet alene i cellen: 2 og ikke 2 t"),
    ),
    "serial_date": Rule(
        mark("et tal, som regneark tæller dage med, og ikke en dato"),
        mark("åååå-mm-dd uden klokkeslæt"),
        mark('gør kolonnen til datoer i regnearket, eller skriv date_format = "excel" i recipe.toml'),
    ),
    "date_with_time": Rule(
        mark("en dato med klokkeslæt"),
        mark("åååå-mm-dd uden klokkeslæt"),
        mark("skriv drop_time = true i recipe.toml, så kun dagen læses"),
    ),
    "two_digit_year": Rule(
        mark("årstallet er læst som to cifre"),
        mark("fire cifre, eller et format med to"),
        mark('skriv date_format = "dd-mm-åå" i recipe.toml'),
    ),
    "no_year": Rule(
        mark("dagen er skrevet uden år, og intet siger hvilket"),
        mark("en dag med år, eller et år i opskriften"),
        mark(
            'skriv formatet og året i recipe.toml, f.eks. date_format = "%d/%m" og year = 2025; med year = "file" '
            'eller "sheet" skal året stå i filens eller arkets navn'
        ),
    ),
    "missing_word": Rule(
        mark("et ord for, at der ikke er noget"),
        mark("en tom celle"),
        mark('skriv ordet i recipe.toml, f.eks. missing = ["-"], eller lad cellen være tom'),
    ),
    "grouped_number": Rule(
        mark("et tal, hvor punktummet kan dele tusinder"),
        mark("et tal uden tusindtalstegn"),
        mark('skriv thousands = "." i recipe.toml, eller ret tallet'),
    ),
    "totals_row": Rule(
        mark("rækken er en sum og ingen række i tabellen"),
        mark("kun rækker, der hører til tabellen"),
        mark("slet rækken, eller skriv dens første ord i recipe.toml, f.eks. skip = [\"I alt\"] under [[source]]"),
    ),
    "respelt_case": Rule(
        mark("forløbet findes ikke i cases, men ét, der kun er skrevet anderledes, gør"),
        mark("et case_id, som det står i cases"),
        mark("skriv numrene ens i begge tabeller"),
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
    "unknown_word": Rule(
        mark("ukendt ord"),
        mark("et ord, som opskriften siger, hvad betyder"),
        mark("ret ordet, eller skriv i recipe.toml under [source.happened], hvad det betyder"),
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
        mark("tag forløbet med i cases, eller skriv nummeret, som det står der"),
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
