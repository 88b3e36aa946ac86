"""The page of other efforts in a browser: the chosen document stands in the address, tables download."""

import csv
import io


def test_a_document_is_chosen_in_the_address_and_its_table_downloaded(reader):
    page = reader.open("andre-indsatser")
    page.get_by_test_id("stButtonGroup").get_by_text("KVIK 2013").click()
    page.get_by_role("heading", name="Hvad kom der ud af det?").wait_for()
    assert "kilde=KVIK" in page.url
    reader.settle()
    page.get_by_test_id("stButtonGroup").get_by_text("Hvad kostede det?").click()
    page.get_by_role("heading", name="Hvad kostede det?").wait_for()
    assert "om=kvik-pris" in page.url
    reader.settle()
    with page.expect_download() as download:
        page.get_by_role("button", name="Hent som CSV").first.click()
    assert download.value.suggested_filename == "demo-kvik-pris.csv"
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Projekt"] for row in rows] == ["Assens", "Brøndby", "Esbjerg"]
    assert rows[0]["Pr. deltager (beregnet)"] == "14.177 kr."
    assert reader.complaints == []
