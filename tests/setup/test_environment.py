"""The environment is read strictly: a wrong value stops the start and names the variable and an example."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from wir_portal import environment

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for name in ("WIR_PROBE", "WIR_NOW", "WIR_CLOCK_OFFSET_SECONDS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("value", "read"), [("wert", "wert"), ("  wert ", "wert"), ("", "sonst"), ("  ", "sonst")])
def test_text_is_the_value_without_outer_blanks(monkeypatch, value, read):
    monkeypatch.setenv("WIR_PROBE", value)

    assert environment.text("WIR_PROBE", "sonst", example="x") == read


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_text_that_is_needed_is_demanded_with_an_example(monkeypatch, value):
    if value is not None:
        monkeypatch.setenv("WIR_PROBE", value)

    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.text("WIR_PROBE", example="ein-wert")

    assert str(refusal.value) == "WIR_PROBE: Diese Umgebungsvariable fehlt. Beispiel: WIR_PROBE=ein-wert"


@pytest.mark.parametrize(
    ("value", "read"),
    [(v, True) for v in ("1", "true", "YES", " on ")] + [(v, False) for v in ("0", "False", "no", "off", "", " ")],
)
def test_a_flag_is_one_of_few_words(monkeypatch, value, read):
    monkeypatch.setenv("WIR_PROBE", value)

    assert environment.flag("WIR_PROBE", default=not read) is read


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_that_is_not_set_is_its_default(default):
    assert environment.flag("WIR_PROBE", default=default) is default


@pytest.mark.parametrize("value", ["2", "ja", "vielleicht", "-1"])
def test_another_word_is_no_flag(monkeypatch, value):
    monkeypatch.setenv("WIR_PROBE", value)

    with pytest.raises(ImproperlyConfigured, match=f"„{value}“ ist weder 1 noch 0. Beispiel: WIR_PROBE=1"):
        environment.flag("WIR_PROBE", default=False)


def test_hosts_are_parted_by_commas(monkeypatch):
    assert environment.hosts("WIR_PROBE", "localhost") == ["localhost"]
    monkeypatch.setenv("WIR_PROBE", " wir.example.org, [::1]")
    assert environment.hosts("WIR_PROBE", None) == ["wir.example.org", "[::1]"]


def test_hosts_are_demanded_where_there_is_no_default():
    with pytest.raises(ImproperlyConfigured, match=r"WIR_PROBE=wir\.example\.org"):
        environment.hosts("WIR_PROBE", None)


@pytest.mark.parametrize(
    ("host", "is_public"),
    [(h, False) for h in ("localhost", "LOCALHOST", "testserver", "a.localhost", "a.local", "a.test")]
    + [(h, False) for h in ("127.0.0.1", "[::1]", "10.0.0.1", "192.168.1.5", "0.0.0.0", "fe80::1")]
    + [
        (h, True)
        for h in ("wir.hessen.de", "*", ".example.org", "8.8.8.8", "[2001:4860:4860::8888]", "latest", "local")
    ],
)
def test_a_public_host_is_one_that_others_can_mean(host, is_public):
    assert environment.is_public_host(host) is is_public


@pytest.mark.parametrize("value", ["*", "https://wir.example.org", "wir.example.org:443", "a,,b", "a b"])
def test_what_is_no_name_of_a_computer_is_no_host(monkeypatch, value):
    monkeypatch.setenv("WIR_PROBE", value)

    with pytest.raises(ImproperlyConfigured, match=r"ist kein Name eines Rechners. Beispiel: WIR_PROBE=wir\.example"):
        environment.hosts("WIR_PROBE", None)


def test_a_secret_is_long_and_not_one_letter(monkeypatch):
    monkeypatch.setenv("WIR_PROBE", "abcde" * 10)
    assert environment.secret("WIR_PROBE") == "abcde" * 10

    for value in ("abcde" * 9, "abcd" * 20):
        monkeypatch.setenv("WIR_PROBE", value)
        with pytest.raises(ImproperlyConfigured, match="mindestens 50 zufällige Zeichen"):
            environment.secret("WIR_PROBE")


# --- addresses of services ------------------------------------------------------------------------------------------
SQLITE = "django.db.backends.sqlite3"


def test_an_address_is_what_its_reader_makes_of_it(monkeypatch):
    monkeypatch.setenv("WIR_PROBE", "sqlite:////srv/wir.sqlite3")

    read = environment.url("WIR_PROBE", environ.Env().db_url, "", example="sqlite:///wir", engines={SQLITE})

    assert (read["ENGINE"], read["NAME"]) == (SQLITE, "/srv/wir.sqlite3")


def test_an_address_that_is_not_set_is_its_default():
    assert environment.url("WIR_PROBE", environ.Env().cache_url, "dbcache://wir_cache", example="x")["LOCATION"] == (
        "wir_cache"
    )


@pytest.mark.parametrize("value", ["mysql://wir@localhost/wir", "quatsch://", "nur ein wort", "postgres://[::1/wir"])
def test_an_address_of_an_unknown_kind_is_refused(monkeypatch, value):
    monkeypatch.setenv("WIR_PROBE", value)

    with pytest.raises(ImproperlyConfigured, match=r"^WIR_PROBE: Diese Adresse .* Beispiel: WIR_PROBE=sqlite:///wir$"):
        environment.url("WIR_PROBE", environ.Env().db_url, "", example="sqlite:///wir", engines={SQLITE})


# --- clock ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("demo", [True, False])
def test_without_a_wish_the_clock_is_the_real_one(demo):
    assert environment.clock_offset(demo=demo) == timedelta()


def test_the_clock_starts_where_it_was_told(monkeypatch):
    monkeypatch.setenv("WIR_NOW", "2018-12-31T23:59:50+01:00")

    shown = datetime.now(UTC) + environment.clock_offset(demo=True)

    assert abs(shown - datetime(2018, 12, 31, 22, 59, 50, tzinfo=UTC)) < MINUTE


def test_the_offset_of_all_processes_goes_before_the_start(monkeypatch):
    monkeypatch.setenv("WIR_NOW", "2018-12-31T23:59:50+01:00")
    monkeypatch.setenv("WIR_CLOCK_OFFSET_SECONDS", "-1.5")

    assert environment.clock_offset(demo=True) == timedelta(seconds=-1.5)


@pytest.mark.parametrize("name", ["WIR_NOW", "WIR_CLOCK_OFFSET_SECONDS"])
def test_only_a_demonstration_moves_the_clock(monkeypatch, name):
    monkeypatch.setenv(name, "1")

    with pytest.raises(ImproperlyConfigured, match=r"nur in der Vorführung stellen \(WIR_DEMO=1\)"):
        environment.clock_offset(demo=False)


@pytest.mark.parametrize("value", ["gestern", "1e400", "inf", "nan", "9" * 20])
def test_an_offset_that_is_no_number_of_seconds_is_refused(monkeypatch, value):
    monkeypatch.setenv("WIR_CLOCK_OFFSET_SECONDS", value)

    with pytest.raises(ImproperlyConfigured, match=f"„{value}“ ist keine Zahl"):
        environment.clock_offset(demo=True)


@pytest.mark.parametrize("value", ["gestern", "2018-12-31", "2018-12-31T12:00", "2018-13-01T00:00+01:00"])
def test_a_start_without_day_time_and_zone_is_refused(monkeypatch, value):
    monkeypatch.setenv("WIR_NOW", value)

    with pytest.raises(ImproperlyConfigured, match=r"WIR_NOW=2018-11-05T09:00\+01:00"):
        environment.clock_offset(demo=True)


# --- folders --------------------------------------------------------------------------------------------------------
def test_a_folder_is_whole_and_at_home(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))

    assert environment.folder("WIR_PROBE", Path("~/sonst")) == tmp_path / "sonst"
    monkeypatch.setenv("WIR_PROBE", "")
    assert environment.folder("WIR_PROBE", tmp_path / "a" / ".." / "b") == tmp_path / "b"
    monkeypatch.setenv("WIR_PROBE", "~/daten")
    assert environment.folder("WIR_PROBE", tmp_path) == tmp_path / "daten"
