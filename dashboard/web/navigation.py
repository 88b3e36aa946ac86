"""The pages of both apps: one question a reader asks each, in the order of a Monday morning."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.foundation.words import mark

FOLDER = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class Page:
    """A page: its address below the app ("" is the first page), file, title and question."""

    path: str
    file: Path
    title: str
    question: str  # what it answers, said below its title
    group: str = ""  # of the menu, where that has any
    needs_report: bool = (
        True  # whether there is nothing to say without one, or without anything published
    )
    is_filtered: bool = True  # whether what it says is of what the filters choose


PAGES = (
    Page(
        "", FOLDER / "overblik.py", mark("Overblik"),
        mark("Holder vi de tre løfter, og hvordan ligger vi i forhold til landstallene?"),
        mark("Målene"),
    ),
    Page(
        "succeskriterier", FOLDER / "succeskriterier.py", mark("Succeskriterier"),
        mark("Hvad ved vi om hvert løfte, hvad ved vi ikke, og hvad ville afgøre det?"),
        mark("Målene"),
    ),
    Page(
        "sammenligning", FOLDER / "sammenligning.py", mark("Sammenligning med SFI"),
        mark("Hvad kan tallene sammenlignes med, hvor godt, og hvad viser det? En sammenligning viser ikke effekt."),
        mark("Målene"),
    ),
    Page(
        "andre-indsatser", FOLDER / "andre_indsatser.py", mark("Andre indsatser"),
        mark(
            "Hvad er der offentliggjort om andre indsatser, hvad er der tvivl om, og hvilke af tallene kan vores bedst"
            " holdes op mod?"
        ),
        mark("Målene"),
    ),
    Page(
        "livshjul", FOLDER / "livshjul.py", mark("Livshjul"),
        mark("Hvor langt rykker borgerne på livshjulet, på hvilke områder og hvornår?"),
        mark("Borgerne"),
    ),
    Page(
        "forloeb", FOLDER / "forloeb.py", mark("Forløb"),
        mark("Hvad får borgerne, hvor længe, hvordan slutter det – og hvem er de?"),
        mark("Borgerne"),
    ),
    Page(
        "faser", FOLDER / "faser.py", mark("Faser"),
        mark("Hvor langt når forløbene, hvor længe varer hver fase, og hvad fylder undervejs?"),
        mark("Borgerne"),
    ),
    Page(
        "aktiviteter", FOLDER / "aktiviteter.py", mark("Aktiviteter og dokumenter"),
        mark("Hvilke aktiviteter deltager borgerne i, og er rapporter og møder gjort til tiden?"),
        mark("Borgerne"),
    ),
    Page(
        "bestilling", FOLDER / "bestilling.py", mark("Bestilling og match"),
        mark("Hvad beder kommunerne om, hvem bliver matchet, og hvordan går det dem?"),
        mark("Borgerne"),
    ),
    Page(
        "programmer", FOLDER / "programmer.py", mark("Programmer"),
        mark("Hvad er hvert af de tre tilbud, og hvad bliver der af borgerne i det?"),
        mark("Borgerne"),
    ),
    Page(
        "tilfredshed", FOLDER / "tilfredshed.py", mark("Tilfredshed"),
        mark("Hvad svarer borgerne i dag, hvad stod der i rapporten fra 2016, og hvad siger de andre?"),
        mark("Borgerne"),
    ),
    Page(
        "borgernes-ord", FOLDER / "borgernes_ord.py", mark("Borgernes ord"),
        mark("Hvad skriver borgerne selv om deres forløb? Kun for ejeren."),
        mark("Borgerne"),
        is_filtered=False,
    ),
    Page(
        "opfoelgning", FOLDER / "opfoelgning.py", mark("Opfølgning"),
        mark("Hvilke forløb i gang kræver, at nogen handler, og hvorfor? Kun for ejeren."),
        mark("Borgerne"),
    ),
    Page(
        "forloebet", FOLDER / "et_forloeb.py", mark("Et forløb"),
        mark("Hvad er der sket i ét forløb, og hvad er der at tale om? Kun for ejeren."),
        mark("Borgerne"),
    ),
    Page(
        "forloebene", FOLDER / "forloebene.py", mark("Forløbene bag et tal"),
        mark("Hvilke forløb står bag et tal? Kun for ejeren."),
        mark("Borgerne"),
    ),
    Page(
        "indlaes", FOLDER / "indlaes_data.py", mark("Indlæs data"),
        mark("Få jeres egne filer ind, og se, hvad de ændrer. Kun for ejeren."),
        mark("Data"),
        needs_report=False, is_filtered=False,
    ),
    Page(
        "rapporter", FOLDER / "rapporter.py", mark("Rapporter"),
        mark("Få årets evaluering og alle tal som filer."),
        mark("Data"),
    ),
    Page(
        "links", FOLDER / "kommuner_og_links.py", mark("Kommuner og links"),
        mark("Hvem uden for KeepGoing kan se hvad, hvor længe, og har de set det? Kun for ejeren."),
        mark("Data"),
        is_filtered=False,
    ),
    Page(
        "data", FOLDER / "data.py", mark("Data og metode"),
        mark("Hvad betyder tallene, holder en rapport stadig, hvor kommer tallene fra, og hvad mangler?"),
        mark("Data"),
    ),
    Page(
        "tilgaengelighed", FOLDER / "tilgaengelighed.py", mark("Tilgængelighed"),
        mark("Kan alle bruge siderne, og hvem hører om det, hvis nogen ikke kan?"),
        mark("Data"),
        is_filtered=False,
    ),
)  # fmt: skip

PARTNER_PAGES = (
    Page(
        "", FOLDER / "partner_overblik.py", mark("Overblik"),
        mark("Holdes de tre løfter for jeres borgere, hvad fik de, og hvordan gik det?"),
    ),
    Page(
        "tilfredshed", FOLDER / "partner_tilfredshed.py", mark("Svar"),
        mark("Hvad svarer jeres borgere om deres forløb?"),
    ),
    Page(
        "om-tallene", FOLDER / "partner_om_tallene.py", mark("Om tallene"),
        mark("Hvor nøjagtige er tallene, og hvordan kan I bruge dem?"),
    ),
    Page(
        "tilgaengelighed", FOLDER / "partner_tilgaengelighed.py", mark("Tilgængelighed"),
        mark("Kan alle bruge siderne, og hvem hører om det, hvis nogen ikke kan?"),
        needs_report=False,
    ),
)  # fmt: skip
