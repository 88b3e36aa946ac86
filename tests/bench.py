"""make bench: how fast, as ratios against a floor measured in the same run.

The floor is an empty Streamlit page on the same machine in the same browser. Every time is the
median of RUNS after one run that is not counted; the first visit after a start is told apart.
`python -m tests.bench pages` measures what a browser sees alone.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.access import database
from dashboard.access.register import LinkRegister
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.scope import Scope
from dashboard.demo import courses as demo
from dashboard.demo import writing
from dashboard.figures import (
    courses_by_quarter,
    criteria,
    criteria_by_quarter,
    figures,
    figures_by_quarter,
    progress_by_threshold,
    wheels_by,
)
from dashboard.presenters import (
    caseworkers,
    comparisons,
    courses,
    diagrams,
    differences,
    documented,
    flow,
    follow_up,
    method,
    orders,
    overview,
    programmes,
    quarters,
)
from dashboard.presenters.criterion import certainty, charged, counted, denominator, over_time
from dashboard.presenters.life_wheel import figure_ids
from dashboard.published import reference
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse
from tests.browser.conftest import CHROMIUM, FLAGS, until
from tests.servers import ROOT, is_well, running, wait_until

UNHEARD = Path(os.devnull)
RUNS = 5
LARGE = 100_000  # courses, some 8.8 million contacts
WITHOUT_REPORTS = """
from dashboard.cli import main, publishing
publishing._write_editions = lambda data, snapshot: ()
main()
"""
EMPTY = 'import streamlit as st\n\nst.title("Tom")\n'


def main(*, is_of_pages_alone: bool) -> None:
    """Prints one line a measurement."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty").mkdir()
        (folder / "empty" / "streamlit_app.py").write_text(EMPTY, encoding="utf-8")
        command("demo", "--out", str(folder / "demo"))
        tell("publish: the demo and its reports", seconds(
            lambda: command("--data", str(folder / "data"), "publish", str(folder / "demo"))))  # fmt: skip
        tell("editions: nothing has changed, of the demo", seconds(
            lambda: command("--data", str(folder / "data"), "editions")))  # fmt: skip
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            floor = measure_floor(browser, folder / "empty")
            measure_overview(browser, folder / "data", floor)
            measure_partner(browser, folder / "data", floor)
            browser.close()
        if not is_of_pages_alone:
            measure_large(folder)
            measure_reports(folder)


def command(*arguments: str, how: tuple[str, str] = ("-m", "dashboard")) -> None:
    subprocess.run([sys.executable, *how, *arguments], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip


@contextmanager
def served(folder: Path, port: int, data: Path | None = None) -> Iterator[tuple[str, float]]:
    """A Streamlit server on a folder's app; gives its address and the seconds it took to start."""
    environment = {"DASHBOARD_DATA": str(data)} if data else {}
    started = time.perf_counter()
    address = f"http://127.0.0.1:{port}"
    with running(
        sys.executable, "-m", "streamlit", "run", "--server.port", str(port),
        "--server.headless", "true", "--browser.gatherUsageStats", "false",
        log=UNHEARD, cwd=folder, **environment,
    ) as process:  # fmt: skip
        wait_until(lambda: is_well(address), process, UNHEARD)
        yield address, time.perf_counter() - started


def median_of(measure: Callable[[], float]) -> float:
    """The median of RUNS calls after one that is not counted."""
    measure()
    return statistics.median(measure() for _ in range(RUNS))


def seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


CHART = "[data-testid=stVegaLiteChart]"


def until_title(page: Page, go: Callable[[], object]) -> float:
    return seconds(lambda: (go(), page.wait_for_selector("h1")))


def until_end(page: Page, go: Callable[[], object], drawn: str = f"{CHART}:has(svg)") -> float:
    """Until the script has run to its end, something is drawn and no picture is missing."""
    done = f"""document.querySelector('h1') && document.querySelector('{drawn}')
      && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
      && !document.querySelector('{CHART}:not(:has(svg))')"""
    return seconds(lambda: (go(), until(page, done)))


def until_rows(page: Page, go: Callable[[], object]) -> float:
    """The same for a page of rows, which has no charts."""
    return until_end(page, go, ".rows")


def visit(browser: Browser, address: str, until: Callable[..., float], token: str = "") -> float:
    """A first view: a new browser with an empty cache, and a link's session where one is needed."""
    context = browser.new_context(locale="da-DK", viewport={"width": 1400, "height": 2400})
    page = context.new_page()
    if token:
        page.goto(f"{address}/l")
        opened = "token => fetch('/l', {method: 'POST', body: token, headers: {'X-Link': '1'}})"
        page.evaluate(f"async token => {{ await ({opened})(token) }}", token)
    took = until(page, lambda: page.goto(address, wait_until="commit"))
    context.close()
    return took


def reload(browser: Browser, address: str, until: Callable[..., float]) -> float:
    """A reload: the same browser, its cache warm."""
    context = browser.new_context(locale="da-DK", viewport={"width": 1400, "height": 2400})
    page = context.new_page()
    until(page, lambda: page.goto(address, wait_until="commit"))
    took = median_of(lambda: until(page, lambda: page.reload(wait_until="commit")))
    context.close()
    return took


def measure_floor(browser: Browser, folder: Path) -> dict[str, float]:
    with served(folder, 8591) as (address, start):
        floor = {
            "start": start,
            "first": median_of(lambda: visit(browser, address, until_title)),
            "reload": reload(browser, address, until_title),
        }
    tell("empty page: server start", floor["start"])
    tell("empty page: first view to text", floor["first"])
    tell("empty page: reload to text", floor["reload"])
    return floor


def measure_overview(browser: Browser, data: Path, floor: dict[str, float]) -> None:
    with served(ROOT, 8592, data) as (address, start):
        tell("overview: server start", start, floor["start"])
        tell("overview: first visit after start, to title", visit(browser, address, until_title))
        for kind, how in (("first", visit), ("reload", reload)):
            for what, until in (("title", until_title), ("last picture", until_end)):
                took = (
                    median_of(lambda how=how, until=until: how(browser, address, until))
                    if how is visit else how(browser, address, until)
                )  # fmt: skip
                tell(f"overview: {kind} view to {what}", took, floor[kind])
        tell("overview: filter change to new number", filter_change(browser, address))
        print(f"{'overview: sent over the socket':55} {sent(browser, address) / 1000:8.0f} kB")


def measure_partner(browser: Browser, data: Path, floor: dict[str, float]) -> None:
    """A municipality's first view through its link's session, beside the empty page's."""
    origin = "http://localhost:8593"
    _link, token = LinkRegister(database.address(data)).new("0461", label="bench", by="bench")
    place = {"DASHBOARD_DATA": str(data), "PARTNER_ORIGIN": origin, "PARTNER_PORT": "8593"}
    with running(sys.executable, "partner_app.py", log=UNHEARD, **place) as process:
        wait_until(lambda: is_well(origin, "/sund"), process, UNHEARD)
        for what, until in (("title", until_title), ("its end", until_rows)):
            took = median_of(lambda until=until: visit(browser, origin, until, token))
            tell(f"partner page: first view to {what}", took, floor["first"])


def filter_change(browser: Browser, address: str) -> float:
    """From choosing a municipality to the first promise's new number; each run chooses another."""
    context = browser.new_context(locale="da-DK", viewport={"width": 1400, "height": 2400})
    page = context.new_page()
    until_end(page, lambda: page.goto(address, wait_until="commit"))
    names = iter(("Odense", "København", "Næstved", "Køge", "Horsens", "Frederikshavn"))

    def choose() -> float:
        before = page.inner_text("h2")
        page.get_by_role("combobox", name="Kommune").click()
        option = page.get_by_role("option", name=next(names), exact=True)
        option.wait_for()
        changed = "before => document.querySelector('h2')?.innerText !== before"
        return seconds(lambda: (option.click(), until(page, changed, before)))

    took = median_of(choose)
    context.close()
    return took


def sent(browser: Browser, address: str) -> int:
    """Bytes of a first view that are the page's own: Streamlit's files are the same for every page."""
    context = browser.new_context(locale="da-DK", viewport={"width": 1400, "height": 2400})
    page, sizes = context.new_page(), []
    page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda data: sizes.append(len(data)))
    )
    until_end(page, lambda: page.goto(address, wait_until="commit"))
    context.close()
    return sum(sizes)


def measure_large(folder: Path) -> None:
    """Querying 100,000 courses, a third of them in one municipality."""
    tell("demo: 100,000 courses", seconds(
        lambda: command("demo", "--out", str(folder / "large"), "--cases", str(LARGE))))  # fmt: skip
    command("--data", str(folder / "big"), "publish", str(folder / "large"))
    warehouse = Warehouse(snapshot.current(folder / "big"))
    for scope, name in ((Scope(), "no filter"), (Scope(municipality="0461"), "one municipality")):
        for page, ask in pages(warehouse, scope).items():
            tell(f"queries of {page}, {name}", median_of(lambda ask=ask: seconds(ask)))


def measure_reports(folder: Path) -> None:
    """Publishing 100,000 courses spread over every municipality, and their reports."""
    towns = dict.fromkeys(reference.municipalities(), 1.0)
    with mock.patch.dict(demo.MUNICIPALITIES, towns, clear=True):
        writing.write(folder / "spread", cases=LARGE)
    publish = ("publish", str(folder / "spread"))
    data, bare = str(folder / "towns"), str(folder / "bare")
    without = seconds(lambda: command("--data", bare, *publish, how=("-c", WITHOUT_REPORTS)))
    took = seconds(lambda: command("--data", data, *publish))
    what = f"publish: 100,000 courses in {len(towns)} municipalities"
    tell(what, took, without, "the same without reports")
    tell("editions: nothing has changed, of 100,000 courses", median_of(
        lambda: seconds(lambda: command("--data", data, "editions"))))  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'publish: peak memory of any command':55} {peak:8.0f} MB")


def pages(warehouse: Warehouse, scope: Scope) -> dict[str, Callable[[], object]]:
    """Every page's rows, asked for as the page asks for them."""

    def rows(ids: Iterable[str]) -> object:
        return figures(warehouse, scope, ids)

    return {
        "Overblik": lambda: (
            rows(overview.ANSWER), rows(overview.BESIDE), courses_by_quarter(warehouse, scope),
        ),
        **{
            f"Succeskriterier, {name}": lambda name=name: criteria_page(warehouse, scope, name)
            for name in counted.CHOICES
        },
        "Sammenligning": lambda: rows(i for s in comparisons.sections() for i in s.ids),
        "Forløb": lambda: (
            rows(i for s in courses.sections() for i in s.ids),
            figures_by_quarter(warehouse, scope, quarters.OF_COURSES),
        ),
        "Livshjul": lambda: (
            rows(figure_ids.IDS), wheels_by(warehouse, scope, "municipality"), wheels_by(warehouse, scope, "programme"),
        ),
        "Opfølgning": lambda: (
            rows(follow_up.IDS), warehouse.query("mentor_weeks", **scope.parameters()),
            warehouse.query("follow_up_list", case_id=None, **scope.parameters()),
        ),
        "Faser": lambda: rows(flow.ids()),
        "Aktiviteter og dokumenter": lambda: rows(documented.IDS),
        "Bestilling og match": lambda: rows(orders.ids()),
        "Programmer": lambda: rows(programmes.IDS),
        "Tilfredshed": lambda: (
            rows(diagrams.IDS), rows(differences.PERCEPTION_IDS), rows(differences.PAIRED_IDS),
            rows(caseworkers.IDS), figures_by_quarter(warehouse, scope, quarters.OF_ANSWERS),
            warehouse.query("answered_items", **scope.parameters()),
        ),
        "Data og metode": lambda: rows(method.RESPONSE_RATES),
    }  # fmt: skip


def criteria_page(warehouse: Warehouse, scope: Scope, name: str) -> int:
    """All the queries and statistics of one criterion's page; gives how many it ends at."""
    agreed = warehouse.snapshot.settings
    given = scope.parameters() | criteria.parameters(agreed) | {"most_points": charged.MOST_EVENTS}
    rows = {row.id: row for row in figures(warehouse, scope, counted.ids(name))}
    main = rows[f"criterion_{name}"]
    thresholds = progress_by_threshold(warehouse, scope) if name == "progress" else []
    certainty.what_would_settle(main, thresholds, agreed)
    for query in ("started_courses", "criteria_days"):
        warehouse.query(query, **given)
    if name == "charged":
        warehouse.query("charges_in_order", **given)
    else:
        quarters = over_time.of(name, criteria_by_quarter(warehouse, scope))
        over_time.records(quarters)
        over_time.sentence(quarters)
    steps = denominator.steps_to(
        main, warehouse.query(denominator.query(FIGURES[main.id]), **given)
    )
    return int(denominator.records(steps, 0)[-1]["remaining"])


def tell(what: str, took: float, floor: float | None = None, of: str = "the empty page") -> None:
    ratio = f"   {took / floor:5.2f} x {of}" if floor else ""
    print(f"{what:55} {1000 * took:8.0f} ms{ratio}", flush=True)


if __name__ == "__main__":
    main(is_of_pages_alone="pages" in sys.argv[1:])
