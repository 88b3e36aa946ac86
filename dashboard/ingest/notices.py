"""Things worth knowing of an export that stop nothing, in words. The texts here are the only ones.

What whoever keeps the lists is asked, or is to do, stands on a line of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.foundation import harmless
from dashboard.foundation.words import day, mark, number
from dashboard.foundation.words import text as _

MOST_NAMES = 10  # told of one kind of thing that was not read

TAKEN = "taken_from_snapshot"
NOT_READ = (  # rows, sheets, files and columns that are in no figure
    "undelivered_table", "no_optional_file", "unread_files", "unread_sheets", "unread_hidden_sheets",
    "sheets_left_out", "skipped_rows", "left_out_rows", "of_left_out", "left_out_answers", "unknown_column",
    "unknown_columns", "missing_nullable_column", "missing_nullable_columns", "added_words", "added_unknown",
    "happened_without_day",
)  # fmt: skip

# {n} is how many, {column} which, {names} what they are called, {day} when.
NOTICES = {
    TAKEN: mark(
        "{table}: ingen filer i mappen; tabellen er taget fra øjebliksbilledet af {day} ({n} rækker)."
    ),
    "undelivered_table": mark(
        "{table}: tabellen er ikke leveret; tal, der skal bruge den, opgøres ikke."
    ),
    "missing_nullable_columns": mark(
        "{table}: kolonner, der mangler og regnes som tomme: {n} ({names})."
    ),
    "unknown_columns": mark("{table}: kolonner, der ikke bruges: {n} ({names})."),
    "missing_nullable_column": mark("{table}: kolonnen {column} mangler og regnes som tom."),
    "unknown_column": mark("{table}: kolonnen {column} bruges ikke."),
    "unused_mapping": mark("{table}: oversættelsen af ”{column}” passer ikke på nogen overskrift."),
    "unused_codes": mark(
        "{table}: koder for {column} i oversættelsen, som ikke passer på nogen celle: {n} ({names})."
    ),
    "unused_id_codes": mark(
        "{table}: koder for {column} i oversættelsen, som ikke passer på nogen celle: {n}."
    ),
    "headings_below": mark(
        "{table}: overskrifterne er fundet i række {column} i {names}; rækkerne over er sprunget over."
    ),
    "no_optional_file": mark(
        "{table}: der er ingen filer, der hedder {column}, og de regnes som ikke leveret."
    ),
    "skipped_rows": mark(
        "{table}: rækker i ”{column}”, som opskriften springer over (summer og noter): {n}."
    ),
    "left_out_rows": mark(
        "{table}: rækker, som opskriften udelader efter det, der står i {column}: {n}."
    ),
    "of_left_out": mark("{table}: rækker om forløb, som opskriften udelader: {n}."),
    "filled_down": mark("{table}: celler i ”{column}”, som har fået værdien fra rækken over: {n}."),
    "completed_at_end": mark(
        "{table}: de, der er registreret gennemført, regnes for at have gennemført alle tre faser den dag, de sluttede."
    ),
    "charged_without_day": mark(
        "{table}: forløb, hvor ”{column}” siger ja til en tiltale, og ingen kolonne siger hvornår: "
        "{n}. Tiltalerne regnes for rejst den dag, forløbet begyndte; hvornår i forløbet det sker, kan tallene "
        "ikke sige."
    ),
    "charge_unsaid": mark(
        "{table}: forløb, hvor ”{column}” er tom, mens der står nej ved andre: {n}. De tæller som ikke tiltalt.\n"
        "Er der spurgt?"
    ),
    "happened_without_day": mark(
        "{table}: forløb, hvor ”{column}” siger, at noget er sket, uden en dag ved siden af, og hvor det ikke "
        "tælles med: {n}."
    ),
    "left_out_answers": mark(
        "{table}: svar, som opskriften regner for ubesvarede: {n} ({column}). De er i intet tal."
    ),
    "merged_answers": mark(
        "{table}: svar, der er flere trin hos jer og ét hos os: {n} ({column})."
    ),
    "other_encoding": mark("{table}: {names} er i tegnsættet {column} og er læst sådan."),
    "sheets_left_out": mark(
        "Ark med indhold, skjulte eller ej, som opskriften ikke nævner: {n} ({names})."
    ),
    "unread_files": mark("Filer og mapper ved siden af, som ikke er læst: {n} ({names})."),
    "unread_sheets": mark(
        "{table}: kun det første ark, ”{column}”, er læst; andre ark med indhold: {n} ({names})."
    ),
    "unread_hidden_sheets": mark("{table}: skjulte ark, som ikke er læst: {n} ({names})."),
    "hidden_sheet": mark("{table}: arket, der er læst, ”{column}”, er skjult."),
    "stale_formulas": mark(
        "{table}: formler, som har værdien 0 og måske aldrig er beregnet: {n}.\n"
        "Åbn filen i regnearksprogrammet, gem den, og prøv igen."
    ),
    "may_be_utc": mark(
        "{table}: tidspunkterne i {column} er gemt uden tidszone (INT96) og læst som dansk tid.\n"
        "Er de UTC?"
    ),
    "unread_status": mark(
        "{table}: kolonnen {column} læses ikke.\nSiger den, at kontakter er aflyst eller udeblevet, "
        "tælles de alligevel, som outcome siger."
    ),
    "short_meetings": mark(
        "{table}: de fleste afholdte møder varer under 10 minutter (af {n} med varighed).\n"
        "Er det timer, der står i minutes?"
    ),
    "long_contacts": mark(
        "{table}: afholdte kontakter på 10 timer eller mere: {n}.\nEr varigheden skrevet rigtigt?"
    ),
    "repeated_contacts": mark(
        "{table}: kontakter med samme forløb, tidspunkt og kontaktform som en anden, men eget id: {n}.\n"
        "Er de leveret to gange?"
    ),
    "repeated_answers": mark(
        "{table}: besvarelser, der er ens med en anden (forløb, skema, dag og svar), men har eget id: "
        "{n}.\nEr de leveret to gange?"
    ),
    "overlapping_courses": mark(
        "{table}: forløb, der begynder, før borgerens forrige er slut: {n}.\nEr de leveret to gange?"
    ),
    "made_here": mark(
        "{table}: progressionsrapporter, der er lavet på forløbets egen side og ikke står som lavet i filerne: {n}. "
        "De er sat som lavet."
    ),
    "returned_citizens": mark(
        "{table}: borgere, hvis nummer er en andens med et løbenummer bagefter: {n}. Nu tælles de som to "
        "borgere.\nEr det den samme, der er kommet igen?"
    ),
    "two_spellings": mark(
        "{table}: numre i {column}, der er skrevet på flere måder (store bogstaver, mellemrum, "
        "bindestreger eller nuller foran): {n}.\nEr det den samme?"
    ),
    "looks_like_missing": mark(
        "{table}: værdier i {column}, der ligner en kode for ”uoplyst” (som 99, 999 eller 1900): {n}.\n"
        "Er de det, så oversæt dem til tomme celler."
    ),
    "wheels_outside_course": mark(
        "{table}: livshjul, der er besvaret mere end 31 dage før forløbets start eller efter dets "
        "slutning, og som ikke tælles med: {n}."
    ),
    "wheels_out_of_order": mark(
        "{table}: forløb med livshjul, hvor en senere fase er besvaret før en tidligere: {n}."
    ),
    "blank_rows": mark("{table}: tomme rækker, som er sprunget over: {n}."),
    "blank_rows_of": mark("{table}: tomme rækker i ”{column}”, som er sprunget over: {n}."),
    "padded_municipality": mark("{table}: kommunekoder, som har fået nul foran: {n}."),
    "named_municipality": mark(
        "{table}: kommuner, der er skrevet med navn og læst som deres kode: {n}."
    ),
    "grouped_decimals": mark(
        "{table}: tal i {column} med tre cifre efter punktummet (som 1.200), læst som decimaler: {n}.\n"
        'Er punktummet tusindtalstegn, så skriv thousands = "." i recipe.toml.'
    ),
    "two_readings": mark(
        "{table}: datoer i {column}, der kan læses på to måder: {n}. De er læst efter det første datoformat i "
        "opskriften, der passer."
    ),
    "year_given": mark(
        "{table}: dage i {column}, der er skrevet uden år og er læst i det år, opskriften siger: {n}."
    ),
    "short_years": mark(
        "{table}: årstal i {column}, der er skrevet med to cifre (som '90) og er læst som 1990: {n}."
    ),
    "turned_dates": mark(
        "{table}: i {column} ligger alle rigtige datoer ({n}) før den 13. i måneden, og alle, der er "
        "skrevet som tekst, efter.\nHar et regneark byttet om på dag og måned?"
    ),
    "na_initials": mark(
        "{table}: celler i {column}, hvor der står NA, og som er læst som tomme: {n}.\nEr det nogens "
        'initialer, så skriv "NA" = "NA" under koder for {column} i recipe.toml.'
    ),
    "contacts_in_no_hour": mark(
        "contacts: tidspunkter i den time, der ikke findes, når uret stilles frem: {n}.\nEr tiderne UTC?"
    ),
    "mended_ids": mark(
        "{table}: numre i {column}, som er skrevet anderledes end i forløbene (mellemrum, store bogstaver, "
        "nuller, ord bagefter) og er læst som deres: {n} ({names})."
    ),
    "citizens_ids": mark(
        "{table}: borgeres numre, hvor forløbets skulle stå; hver har fået borgerens eneste forløb: {n} ({names})."
    ),
    "ids_by_day": mark(
        "{table}: numre på borgere med flere forløb; hver række har fået det forløb, der var i gang den dag, "
        "eller det sidste før: {n} ({names})."
    ),
    "numbered_ids": mark(
        "{table}: forløb med samme nummer som borgerens forløb før; de har fået et løbenummer: {n} ({names})."
    ),
    "added_values": mark(
        "{table}: forløb, der har fået {column} fra en fil, der siger mere om dem: {n}."
    ),
    "added_again": mark(
        "{table}: forløb, hvor {column} står flere gange i en fil, der siger mere om dem, og hvor den første "
        "dag gælder: {n}."
    ),
    "added_otherwise": mark(
        "{table}: forløb, hvor {column} står anderledes i en fil, der siger mere om dem, og hvor forløbets "
        "egen fil gælder: {n}."
    ),
    "added_unknown": mark(
        "{table}: rækker, der siger mere om forløb, som ikke er i {table}, og som ikke er læst: {n} ({names})."
    ),
    "added_words": mark(
        "{table}: ord i kolonnen {column}, som opskriften ikke nævner, og hvis rækker ikke er læst: {n} ({names})."
    ),
    "merged_cells": mark(
        "{table}: flettede celler i {column}: {n} ({names}). Kun den øverste til venstre har en værdi."
    ),
    "open_files": mark(
        "Filer, der er åbne i et regnearksprogram: {n} ({names}).\nGem og luk dem, og prøv igen, hvis "
        "det nyeste skal med."
    ),
    "completed_without_date": mark(
        "cases: forløb afsluttet som gennemført uden dato for gennemførte faser: {n}. "
        "Løftet opgøres efter datoen."
    ),
    "phases_completed_without_phase_3": mark(
        "cases: forløb med gennemførte faser, men uden dato for fase 3: {n}."
    ),
    "charged_before_start": mark("cases: tiltaler før forløbets start, som ikke tælles med: {n}."),
    "date_after_data_to": mark("{column}: datoer efter {limit}, som ikke tælles med: {n}."),
    "contacts_outside_course": mark(
        "contacts: kontakter uden for forløbets dage, som ikke er med i noget tal: {n}."
    ),
    "contacts_without_time": mark(
        "contacts: kontakter kl. 00:00, som tæller som morgen: {n}.\nMangler klokkeslættet?"
    ),
    "wheel_of_phase_not_entered": mark(
        "survey_results: livshjul for en fase, forløbet ikke er nået til: {n}."
    ),
    "answered_before_invited": mark(
        "survey_results: besvarelser med svardato før invitationen: {n}."
    ),
    "answer_without_date": mark("survey_results: svar uden svardato, som ikke tælles med: {n}."),
}

GATHERED = {  # of one table: told together
    "missing_nullable_column": "missing_nullable_columns",
    "unknown_column": "unknown_columns",
    "headings_below": "headings_below",  # of one row
}


@dataclass(frozen=True)
class Notice:
    """Something worth knowing that stops nothing: a key of NOTICES and its values."""

    key: str
    table: str
    column: str = ""
    n: int = 0
    names: tuple[str, ...] = ()  # of what is meant, the first of them; never a person's
    on: str = ""  # an ISO date

    @classmethod
    def of(cls, key: str, table: str, names: Sequence[str], column: str = "") -> "Notice":
        """A notice about things with names: how many, and the first of them by name."""
        told = tuple(harmless.heading(name) for name in names[:MOST_NAMES])
        return cls(key, table, column, len(names), told)

    def said(self, limit: str) -> str:
        """The notice in words; limit: the last day the data go to."""
        return self._told(limit).replace("\n", " ")

    def fact(self, limit: str) -> str:
        """The same for who has no export to look in: without what it asks."""
        return self._told(limit).partition("\n")[0]

    def _told(self, limit: str) -> str:
        names = ", ".join(f"”{name}”" for name in self.names)
        return _(
            NOTICES[self.key],
            table=self.table,
            column=self.column,
            n=number(self.n),
            names=names + (" …" if self.n > len(self.names) else ""),
            limit=limit,
            day=day(date.fromisoformat(self.on)) if self.on else "",
        )


def gathered(notices: Iterable[Notice]) -> list[Notice]:
    """The notices, with those of one kind about one table's columns, or about headings in one row, as one."""
    groups: dict[object, list[Notice]] = {}
    for nth, notice in enumerate(notices):
        row = notice.column if notice.key == "headings_below" else ""
        key = (notice.key, notice.table, row) if notice.key in GATHERED else nth
        groups.setdefault(key, []).append(notice)
    return [each[0] if len(each) == 1 else _together(each) for each in groups.values()]


def _together(notices: Sequence[Notice]) -> Notice:
    names = tuple(dict.fromkeys(name for each in notices for name in each.names or (each.column,)))
    first = notices[0]
    return Notice(GATHERED[first.key], first.table, first.column, len(names), names[:MOST_NAMES])
