"""The agreed settings: defaults, what may override them, and how a mistake is said."""

from datetime import date

import pytest

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import END_REASONS
from dashboard.foundation.settings import GROUPABLE, Settings, from_values, read
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots.publish import publish
from dashboard.snapshots.snapshot import current
from tests.builders import case, write_export

KEYS = ", ".join(sorted(Settings.model_fields))


def settings_with(folder, text):
    (folder / "settings.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(folder)


def test_the_defaults_are_the_contracts(tmp_path):
    agreed = read(tmp_path)
    assert agreed.horizon_months == 12
    assert agreed.wheel_threshold_points == 1.0
    assert agreed.thresholds == [1.0, 1.2, 1.7, 2.1]
    assert agreed.counted_reasons == ("employment", "education", "flexjob")
    assert (agreed.target_completed, agreed.target_charged, agreed.target_progress) == (
        0.75,
        0.15,
        0.6,
    )
    assert agreed.verdict_dates == ("03-31", "06-30", "09-30", "12-31")
    assert agreed.charges_complete_to is None
    assert agreed.stale_after_days == 35
    assert (agreed.follow_up_no_contact_days, agreed.follow_up_no_shows) == (14, 3)
    assert (agreed.follow_up_goals_days, agreed.follow_up_wheel_days) == (30, 14)
    assert agreed.retention_months == 60


def test_the_data_folder_overrides_one_by_one(tmp_path):
    agreed = settings_with(
        tmp_path,
        "horizon_months = 6\ncharges_complete_to = 2026-06-30\ntarget_charged = 0\n"
        'counted_reasons = ["employment"]\nwheel_threshold_points = 1.7\nverdict_dates = ["02-29"]\n',
    )
    assert (agreed.horizon_months, agreed.charges_complete_to) == (6, date(2026, 6, 30))
    assert (agreed.target_charged, agreed.target_completed) == (0.0, 0.75)
    assert agreed.counted_reasons == ("employment",)
    assert agreed.thresholds == [1.7, 1.2, 2.1]
    assert agreed.verdict_dates == ("02-29",)


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("target = 0.5", "target", KEYS),
        ("horizon_months = 0", "horizon_months", "1–120"),
        ("horizon_months = 121", "horizon_months", "1–120"),
        ("horizon_months = 12.0", "horizon_months", "1–120"),
        ("horizon_months = true", "horizon_months", "1–120"),
        ('horizon_months = "12"', "horizon_months", "1–120"),
        ("stale_after_days = 0", "stale_after_days", "1–3650"),
        ("follow_up_no_contact_days = 0", "follow_up_no_contact_days", "1–3650"),
        ("follow_up_no_shows = 2.5", "follow_up_no_shows", "1–100"),
        ("follow_up_goals_days = -30", "follow_up_goals_days", "1–3650"),
        ('follow_up_wheel_days = "14"', "follow_up_wheel_days", "1–3650"),
        ("retention_months = 0", "retention_months", "1–600"),
        ("noise_charges = 0.0", "noise_charges", "0.1–4"),
        ("noise_other = 5", "noise_other", "0.1–4"),
        ("report_years = 0", "report_years", "1–20"),
        ("most_hours_per_week = 41", "most_hours_per_week", "1–40"),
        ('report_levels = ["ejer"]', "report_levels", "public, authority"),
        ('exact_for_authority = "exit_*"', "exact_for_authority", '["exit_*_share"]'),
        ('grouped_reasons = ["prison"]', "grouped_reasons", ", ".join(GROUPABLE)),
        ('grouped_reasons = ["employment"]', "grouped_reasons", ", ".join(GROUPABLE)),
        (
            "disclosure_threshold = 10",
            "disclosure_threshold",
            "at linjen slettes: rapporterne følger nu noise_* og report_*",
        ),
        ("wheel_threshold_points = 0.0", "wheel_threshold_points", "0.1–9"),
        ("wheel_threshold_points = nan", "wheel_threshold_points", "0.1–9"),
        ("target_completed = 75", "target_completed", "0–1"),
        ("target_completed = -0.1", "target_completed", "0–1"),
        ("target_charged = false", "target_charged", "0–1"),
        ("target_progress = inf", "target_progress", "0–1"),
        ('counted_reasons = ["job"]', "counted_reasons", ", ".join(END_REASONS)),
        ('counted_reasons = "employment"', "counted_reasons", ", ".join(END_REASONS)),
        ('counted_reasons = [["employment"]]', "counted_reasons", ", ".join(END_REASONS)),
        ("counted_reasons = [{a = 1}]", "counted_reasons", ", ".join(END_REASONS)),
        ('verdict_dates = ["31-03"]', "verdict_dates", '["03-31", "12-31"]'),
        ('verdict_dates = ["02-30"]', "verdict_dates", '["03-31", "12-31"]'),
        ("verdict_dates = [2026-03-31]", "verdict_dates", '["03-31", "12-31"]'),
        ('verdict_dates = "03-31"', "verdict_dates", '["03-31", "12-31"]'),
        ('charges_complete_to = "juni"', "charges_complete_to", "2026-06-30"),
        ("charges_complete_to = 2026-06-30T10:00:00", "charges_complete_to", "2026-06-30"),
        ("charges_complete_to = 20260630", "charges_complete_to", "2026-06-30"),
        ("agreed_on = 2026", "agreed_on", "2026-06-30"),
        ("wheel_threshold_points = 1.3333", "wheel_threshold_points", "0,001"),
    ],
)
def test_a_value_that_is_none_is_named_with_what_is_expected(tmp_path, text, key, expected):
    with pytest.raises(DashboardError) as error:
        settings_with(tmp_path, text)
    assert str(error.value) == f"settings.toml: ”{key}” forstås ikke; der ventes {expected}."


@pytest.mark.parametrize(
    "text",
    [
        '"010170-1234" = 1', '"nr 0101701234" = 1', "0101701234 = 1", '[a]\n"010170 1234" = 1',
        'note = "Kim, 010170\N{EN DASH}1234"', "note = 101701234", 'verdict_dates = ["610170-1234"]',
        "horizon_months = 1101701234", 'a = [{b = "0101701234"}]',
    ],
)  # fmt: skip
def test_a_cpr_number_in_the_settings_is_refused_and_never_repeated(tmp_path, text):
    with pytest.raises(DashboardError) as error:
        settings_with(tmp_path, text)
    assert str(error.value) == (
        "settings.toml: en nøgle eller værdi ligner et CPR-nummer og gentages derfor ikke her; "
        "fjern den, og prøv igen."
    )


def test_settings_from_anywhere_else_repeat_no_cpr_number_either():
    with pytest.raises(DashboardError, match=r"^settings[.]toml: ”…” forstås ikke"):
        from_values({"010170-1234": 1})


@pytest.mark.parametrize("text", ["horizon_months = ", "æ = 1".encode("latin-1")])
def test_what_is_not_toml_in_utf_8_is_one_sentence(tmp_path, text):
    with pytest.raises(DashboardError) as error:
        settings_with(tmp_path, text)
    assert str(error.value) == (
        f"{tmp_path / 'settings.toml'} kan ikke læses som TOML i UTF-8; ret filen, og prøv igen."
    )


def test_the_same_values_have_the_same_version_and_others_another(tmp_path):
    agreed = read(tmp_path)
    assert settings_with(tmp_path, "horizon_months = 12\n").version == agreed.version
    assert settings_with(tmp_path, "horizon_months = 11\n").version != agreed.version
    assert len(agreed.version) == 12
    assert from_values(agreed.as_json()) == agreed


def test_settings_count_from_the_publishing_that_copied_them(tmp_path):
    export = write_export(tmp_path / "export", cases=[case()])
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.toml").write_text("charges_complete_to = 2025-01-31\nhorizon_months = 3\n")
    publish(export, data, Recipe())
    (data / "settings.toml").write_text("horizon_months = 9\n")
    kept = current(data)
    assert kept.settings.horizon_months == 3
    assert kept.settings.charges_complete_to == date(2025, 1, 31)
    assert kept.manifest["settings_version"] == kept.settings.version != read(data).version
    (data / "settings.toml").write_text("horizon_months = 0\n")
    with pytest.raises(DashboardError, match=r"^settings[.]toml: ”horizon_months” forstås ikke"):
        publish(export, data, Recipe())
    assert current(data).id == kept.id
