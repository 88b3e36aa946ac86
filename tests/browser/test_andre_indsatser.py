"""The page of other efforts in a browser: the chosen document stands in the address, tables download."""

import csv
import io


def test_a_document_is_chosen_in_the_address_and_its_table_downloaded(reader):
    page = reader.open("andre-indsatser")
    page.get_by_test_id("stButtonGroup").get_by_text("KVIK 2013").click()
    page.get_by_role("heading", name="Hvad kostede det?").wait_for()
    assert "kilde=KVIK" in page.url
    reader.settle()
    table = page.get_by_test_id("stExpander").nth(1)
    table.get_by_text("Tabel og CSV").click()
    page.get_by_role("button", name="Hent som CSV").first.wait_for()
    reader.settle()
    # the table unfolds, and a click on what moves is lost
    table.evaluate(
        "it => Promise.allSettled(it.getAnimations({subtree: true}).map(a => a.finished))"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Hent som CSV").first.click()
    assert download.value.suggested_filename == "demo-kvik-pris.csv"
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Projekt"] for row in rows] == ["Assens", "Brøndby", "Esbjerg"]
    assert rows[0]["Pr. deltager (beregnet)"] == "14.177 kr."
    assert reader.complaints == []
