"""What can be wrong with a file, a sheet or a heading, in words. The texts here are the only ones."""

from dashboard.foundation.words import mark
from dashboard.ingest.rule import Rule

# Rules about a file or a column: nothing of the table can be used, so no quarantine either.
FILE_RULES = {
    "missing_table": Rule(
        mark("tabellen mangler"),
        mark("{table}.parquet, {table}.csv, {table}.xlsx eller mappen {table}/"),
        mark(
            "læg filen i mappen med udtrækket; hedder den noget andet, foreslår "
            "”python -m dashboard recipe MAPPE” en recipe.toml, der siger det"
        ),
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
    "password": Rule(
        mark("regnearket er låst med en adgangskode"),
        mark("et regneark uden adgangskode"),
        mark("åbn det, fjern adgangskoden (Filer, Oplysninger, Beskyt projektmappe), og gem det"),
    ),
    "text_as_workbook": Rule(
        mark("filen hedder som et regneark, men er tekst eller en webside"),
        mark("et regneark eller en CSV-fil"),
        mark("åbn den i Excel, og gem den som .xlsx; er den CSV, så omdøb den til .csv"),
    ),
    "no_headings": Rule(
        mark("ingen af tabellens overskrifter er fundet"),
        mark("overskrifterne i en af de første 30 rækker på det ark, der læses"),
        mark(
            "skriv i recipe.toml, hvilke filer og ark tabellen står i, og hvad overskrifterne betyder; "
            "”python -m dashboard recipe MAPPE” foreslår det"
        ),
    ),
    "unreadable_csv": Rule(
        mark("filen kan ikke læses som CSV"),
        mark("komma eller semikolon mellem cellerne og lige anførselstegn om tekst"),
        mark("gem den igen som CSV UTF-8"),
    ),
    "looks_encoded": Rule(
        mark("filen er ikke i UTF-8, men ligner et andet tegnsæt"),
        mark("CSV i UTF-8"),
        mark(
            "skriv det, der står efter filens navn, som encoding i recipe.toml, eller gem filen som ”CSV UTF-8”"
        ),
    ),
    "mixed_encodings": Rule(
        mark("filen blander to tegnsæt: nogle rækker er i UTF-8, andre ikke"),
        mark("CSV i UTF-8"),
        mark(
            "sæt filen sammen igen af filer, der er gemt som ”CSV UTF-8”; den første række, der ikke er, er nævnt"
        ),
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
