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
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.servers import ROOT, is_well, running, wait_until

UNHEARD = Path(os.devnull)
RUNS = 5
REST = 1000  # ms until the last page has done all it had to
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
            measure_own_files(folder)
            measure_large(folder)
            measure_reports(folder)


def command(*arguments: str, how: tuple[str, str] = ("-m", "dashboard")) -> None:
    done = subprocess.run(
        [sys.executable, *how, *arguments], cwd=ROOT, check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr)


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
TITLE = "document.querySelector('h1')"
WHOLE = f"""{TITLE} && !document.querySelector('{CHART}:not(:has(svg))')
  && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"""
PICTURES = f"{WHOLE} && document.querySelector('.rows')"  # neither page has charts; its rows are drawn last
# The page itself says when what was waited for was painted: what drives the browser hears of it only once
# the page has time to answer, which is long after a reader has seen it. What drives it asks for nothing
# meanwhile, and the clock is the page's own, from the click or the address on.
SEEN = """condition => {
  const watch = new MutationObserver(look);
  function look() {
    if (!condition()) return;
    watch.disconnect();
    requestAnimationFrame(() => {  // a message comes first of all after the frame
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => console.info(`seen ${performance.now()}`);
      port2.postMessage(0);
    });
  }
  watch.observe(document, {childList: true, subtree: true, attributes: true,
    attributeFilter: ['data-test-script-state']});
}"""


def seen(page: Page, go: Callable[[], object]) -> float:
    """Goes, and gives when what the page watches for was painted, in seconds of the page's clock."""
    with page.expect_console_message(lambda told: told.text.startswith("seen ")) as told:
        go()
    return float(told.value.text.split()[1]) / 1000


def visit(browser: Browser, address: str, what: str, token: str = "") -> float:
    """A first view until what is painted: a new browser with an empty cache, a link's session where one is needed."""
    with window(browser) as page:
        if token:
            page.goto(f"{address}/l")
            opened = "token => fetch('/l', {method: 'POST', body: token, headers: {'X-Link': '1'}})"
            page.evaluate(f"async token => {{ await ({opened})(token) }}", token)
        page.add_init_script(f"({SEEN})(() => {what})")
        return seen(page, lambda: page.goto(address, wait_until="commit"))


def reload(browser: Browser, address: str, what: str) -> float:
    """A reload until what is painted, of a page at rest: the same browser, its cache warm."""
    with window(browser) as page:
        page.add_init_script(f"({SEEN})(() => {what})")
        seen(page, lambda: page.goto(address, wait_until="commit"))

        def again() -> float:
            page.wait_for_timeout(REST)
            return seen(page, lambda: page.reload(wait_until="commit"))

        return median_of(again)


@contextmanager
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="da-DK", viewport={"width": 1400, "height": 2400})
    yield context.new_page()
    context.close()


def measure_floor(browser: Browser, folder: Path) -> dict[str, float]:
    with served(folder, 8591) as (address, start):
        floor = {
            "start": start,
            "first": median_of(lambda: visit(browser, address, TITLE)),
            "reload": reload(browser, address, TITLE),
        }
    tell("empty page: server start", floor["start"])
    tell("empty page: first view to text", floor["first"])
    tell("empty page: reload to text", floor["reload"])
    return floor


def measure_overview(browser: Browser, data: Path, floor: dict[str, float]) -> None:
    with served(ROOT, 8592, data) as (address, start):
        tell("overview: server start", start, floor["start"])
        tell("overview: first visit after start, to title", visit(browser, address, TITLE))
        for kind, how in (("first", visit), ("reload", reload)):
            for name, what in (("title", TITLE), ("last picture", PICTURES)):
                took = (
                    median_of(lambda how=how, what=what: how(browser, address, what))
                    if how is visit else how(browser, address, what)
                )  # fmt: skip
                tell(f"overview: {kind} view to {name}", took, floor[kind])
        tell("overview: filter change to new number", filter_change(browser, address))
        print(f"{'overview: sent over the socket':55} {sent(browser, address) / 1000:8.0f} kB")


def measure_partner(browser: Browser, data: Path, floor: dict[str, float]) -> None:
    """A municipality's first view through its link's session, beside the empty page's."""
    origin = "http://localhost:8593"
    _link, token = LinkRegister(database.address(data)).new("0461", label="bench", by="bench")
    place = {"DASHBOARD_DATA": str(data), "PARTNER_ORIGIN": origin, "PARTNER_PORT": "8593"}
    with running(sys.executable, "partner_app.py", log=UNHEARD, **place) as process:
        wait_until(lambda: is_well(origin, "/sund"), process, UNHEARD)
        for name, what in (("title", TITLE), ("its end", PICTURES)):
            took = median_of(lambda what=what: visit(browser, origin, what, token))
            tell(f"partner page: first view to {name}", took, floor["first"])


def filter_change(browser: Browser, address: str) -> float:
    """From choosing a municipality to the first promise's new number; each run chooses another."""
    names = iter(("Odense", "København", "Næstved", "Køge", "Horsens", "Frederikshavn"))
    with window(browser) as page:
        page.add_init_script(f"({SEEN})(() => {PICTURES})")
        seen(page, lambda: page.goto(address, wait_until="commit"))

        def choose() -> float:
            page.get_by_role("combobox", name="Kommune").click()
            option = page.get_by_role("option", name=next(names), exact=True)
            option.wait_for()
            page.evaluate(
                f"""() => {{
                  const before = document.querySelector('h2').innerText;
                  addEventListener(
                    'pointerup', () => {{ window.chosen = performance.now(); }}, {{once: true, capture: true}});
                  ({SEEN})(() => document.querySelector('h2')?.innerText !== before);
                }}"""
            )
            return seen(page, option.click) - float(page.evaluate("window.chosen")) / 1000

        return median_of(choose)


def sent(browser: Browser, address: str) -> int:
    """Bytes of a first view that are the page's own: Streamlit's files are the same for every page."""
    with window(browser) as page:
        sizes: list[int] = []
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda data: sizes.append(len(data))),
        )
        page.add_init_script(f"({SEEN})(() => {PICTURES})")
        seen(page, lambda: page.goto(address, wait_until="commit"))
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


def measure_own_files(folder: Path) -> None:
    """Checking sixty courses as a firm's own spreadsheets, a sheet a month, beside the same as Parquet."""
    small = ("demo", "--cases", "60", "--out")
    command(*small, str(folder / "ours"))
    command(*small, str(folder / "theirs"), "--as", "spreadsheets")
    command("recipe", str(folder / "theirs"))
    floor = median_of(lambda: seconds(lambda: command("check", str(folder / "ours"))))
    took = median_of(lambda: seconds(lambda: command("check", str(folder / "theirs"))))
    tell("check: 60 courses as spreadsheets", took, floor, "the same as Parquet")


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
