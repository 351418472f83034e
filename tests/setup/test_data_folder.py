"""The first start decides; later ones read it."""

import json
import stat
import sys
import zoneinfo
from datetime import datetime, timedelta

import pytest

from wir_portal import data_folder
from wir_portal.data_folder import DataFolder, Refusal

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for name in (
        *data_folder.SETS_UP_AN_INSTALLATION,
        *("WIR_DEMO", "WIR_NOW", "WIR_DEMO_PASSWORD", "WIR_CLOCK_OFFSET_SECONDS", "WIR_DATA_DIR"),
    ):
        monkeypatch.delenv(name, raising=False)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_first_start_is_a_demonstration_of_november_2018(tmp_path):
    folder = DataFolder(tmp_path / "new" / "data")

    assert folder.is_demo
    assert folder.is_new
    assert abs(folder.clock() - moment("2018-11-05T09:00+01:00")) < MINUTE
    assert stat.S_IMODE(folder.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_second_start_reads_what_the_first_decided(tmp_path, monkeypatch):
    first = DataFolder(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/wir")

    second = DataFolder(tmp_path)

    assert second.state == first.state
    assert not second.is_new


def test_passwords_and_keys_are_made_up_each_time(tmp_path):
    one, two = DataFolder(tmp_path / "1").state, DataFolder(tmp_path / "2").state

    assert one["demo_password"] != two["demo_password"]
    assert one["secret_key"] != two["secret_key"]


@pytest.mark.parametrize("name", ["DATABASE_URL", "WIR_SECRET_KEY", "WIR_ALLOWED_HOSTS"])
def test_settings_of_an_installation_make_one(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, "value")

    folder = DataFolder(tmp_path)

    assert not folder.is_demo
    assert folder.environment()["WIR_DEMO"] == "0"
    assert folder.environment().keys().isdisjoint({"WIR_DEMO_PASSWORD", "WIR_CLOCK_OFFSET_SECONDS"})


def test_an_explicit_mode_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/wir")
    monkeypatch.setenv("WIR_DEMO", "1")

    assert DataFolder(tmp_path).is_demo


def test_the_mode_stays(tmp_path, monkeypatch):
    DataFolder(tmp_path)
    monkeypatch.setenv("WIR_DEMO", "0")

    with pytest.raises(Refusal, match=r"gehört einer Vorführung .*--data-dir"):
        DataFolder(tmp_path)


def test_an_own_clock_replaces_the_kept_one_once_kept(tmp_path, monkeypatch):
    DataFolder(tmp_path)
    monkeypatch.setenv("WIR_NOW", "2018-12-31T23:59:50+01:00")
    moved = DataFolder(tmp_path)
    assert abs(moved.clock() - moment("2018-12-31T23:59:50+01:00")) < MINUTE
    monkeypatch.delenv("WIR_NOW")

    assert abs(DataFolder(tmp_path).clock() - moment("2018-11-05T09:00+01:00")) < MINUTE
    moved.keep()
    assert abs(DataFolder(tmp_path).clock() - moment("2018-12-31T23:59:50+01:00")) < MINUTE


def test_all_processes_get_one_offset(tmp_path, monkeypatch):
    monkeypatch.setenv("WIR_NOW", "2018-12-31T23:59:50+01:00")

    environment = DataFolder(tmp_path).environment()

    assert "WIR_NOW" not in environment
    assert float(environment["WIR_CLOCK_OFFSET_SECONDS"]) < 0


@pytest.mark.parametrize("wrong", ["gestern", "2018-12-31", "2018-12-31T12:00", "2018-13-01T00:00+01:00"])
def test_a_wrong_clock_is_refused_with_an_example(tmp_path, monkeypatch, wrong):
    monkeypatch.setenv("WIR_NOW", wrong)

    with pytest.raises(Refusal, match=r"WIR_NOW=2018-11-05T09:00\+01:00"):
        DataFolder(tmp_path)


def test_an_installation_keeps_the_real_clock(tmp_path, monkeypatch):
    monkeypatch.setenv("WIR_DEMO", "0")
    DataFolder(tmp_path)
    monkeypatch.setenv("WIR_NOW", "2018-12-31T23:59:50+01:00")

    with pytest.raises(Refusal, match="nur in der Vorführung"):
        DataFolder(tmp_path)


def test_a_wrong_mode_is_refused_with_an_example(tmp_path, monkeypatch):
    monkeypatch.setenv("WIR_DEMO", "vielleicht")

    with pytest.raises(Refusal, match="WIR_DEMO=1"):
        DataFolder(tmp_path)


def test_a_given_password_replaces_the_made_up_one(tmp_path, monkeypatch):
    monkeypatch.setenv("WIR_DEMO_PASSWORD", "ein-eigenes-kennwort")

    assert DataFolder(tmp_path).environment()["WIR_DEMO_PASSWORD"] == "ein-eigenes-kennwort"


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"demo": "ja"}', "\udcff"])
def test_a_damaged_file_is_named(tmp_path, content):
    DataFolder(tmp_path)
    (tmp_path / "portal.json").write_bytes(content.encode(errors="surrogateescape"))

    with pytest.raises(Refusal, match=r"portal\.json ist beschädigt"):
        DataFolder(tmp_path)


def test_a_folder_that_takes_no_files_is_named(tmp_path):
    in_the_way = tmp_path / "data"
    in_the_way.write_text("")

    with pytest.raises(Refusal, match=r"data lässt sich nicht schreiben .*--data-dir"):
        DataFolder(in_the_way)


def test_a_broken_write_leaves_the_old_file(tmp_path, monkeypatch):
    folder = DataFolder(tmp_path)
    before = json.loads(folder.file.read_text())
    folder.state["demo_password"] = object()

    with pytest.raises(TypeError):
        folder.keep()

    assert json.loads(folder.file.read_text()) == before


def test_the_folder_is_where_the_environment_says_or_beside_the_code(monkeypatch):
    assert data_folder.folder_of_environment() == data_folder.ROOT / ".data"
    monkeypatch.setenv("WIR_DATA_DIR", "/srv/wir")
    assert str(data_folder.folder_of_environment()) == "/srv/wir"


def test_a_machine_without_time_zones_shows_its_own_time(tmp_path, monkeypatch):
    folder = DataFolder(tmp_path)
    berlin = folder.clock()
    # Neither the system's zones nor those of a package.
    monkeypatch.setitem(sys.modules, "tzdata", None)
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    try:
        own = folder.clock()
    finally:
        zoneinfo.reset_tzpath()

    assert not isinstance(own.tzinfo, zoneinfo.ZoneInfo)
    assert abs(own - berlin) < MINUTE


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "0.0.0.0", "192.168.1.5"])
def test_a_demonstration_answers_at_home(host):
    data_folder.refuse_public(host)


@pytest.mark.parametrize("host", ["wir.example.org", "8.8.8.8", "2001:4860:4860::8888"])
def test_a_demonstration_has_no_public_name(host):
    with pytest.raises(Refusal, match="öffentlich"):
        data_folder.refuse_public(host)
