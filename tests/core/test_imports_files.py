"""Data files: every fault names file, row, column and an example."""

import pytest

from wir_portal.core.imports.files import DataFault, number, one_of, read_csv, read_toml, whole


@pytest.fixture
def file(tmp_path):
    def write(content: str | bytes, name: str = "orte.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_rows_come_with_their_number(file):
    rows = list(read_csv(file('name,ort\n"Kreis\nFulda",Fulda\nKassel,Kassel\n'), ["name"]))

    assert rows == [(3, {"name": "Kreis\nFulda", "ort": "Fulda"}), (4, {"name": "Kassel", "ort": "Kassel"})]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("name\nFulda\n", "orte.csv: Es fehlen die Spalten ort."),
        ("", "orte.csv: Es fehlen die Spalten name, ort."),
        ("name,ort\nFulda\n", "orte.csv, Zeile 2: Die Zeile hat nicht 2 Felder."),
        ("name,ort\na,b\nFulda,Fulda,3\n", "orte.csv, Zeile 3: Die Zeile hat nicht 2 Felder."),
        (b"name,ort\nGie\xdfen,x\n", "orte.csv: Die Datei ist nicht in UTF-8 gespeichert."),
    ],
)
def test_a_damaged_table_is_named(file, content, sentence):
    with pytest.raises(DataFault) as fault:
        list(read_csv(file(content), ["name", "ort"]))

    assert str(fault.value) == sentence


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataFault, match=r"^orte\.csv: Die Datei fehlt\.$"):
        list(read_csv(tmp_path / "orte.csv", ["name"]))
    with pytest.raises(DataFault, match=r"^wir\.toml: "):
        read_toml(tmp_path / "wir.toml")


@pytest.mark.parametrize("content", ["a = ", "a = 1\na = 2", b"a = '\xdf'"])
def test_a_damaged_toml_is_named(file, content):
    with pytest.raises(DataFault, match=r"^wir\.toml: "):
        read_toml(file(content, "wir.toml"))


def test_what_is_well_written_is_read(file):
    path = file("a = 1", "wir.toml")

    assert read_toml(path) == {"a": 1}
    assert number(path, 2, {"x": "50.5"}, "x", example="1") == 50.5
    assert whole(path, 2, {"x": "06631"}, "x", example="1") == 6631
    assert one_of(path, 2, {"x": "a"}, "x", ["a", "b"]) == "a"


@pytest.mark.parametrize(
    ("read", "value", "sentence"),
    [
        (number, "viel", "„viel“ ist keine Zahl. Beispiel: 7"),
        (whole, "50.000", "„50.000“ ist keine ganze Zahl. Beispiel: 7"),
        (whole, "-1", "„-1“ ist keine ganze Zahl. Beispiel: 7"),
        (whole, "١", "„١“ ist keine ganze Zahl. Beispiel: 7"),
        (whole, "", "„“ ist keine ganze Zahl. Beispiel: 7"),
    ],
)
def test_another_number_is_refused_with_its_place(tmp_path, read, value, sentence):
    with pytest.raises(DataFault) as fault:
        read(tmp_path / "orte.csv", 7, {"wert": value}, "wert", example="7")

    assert str(fault.value) == f"orte.csv, Zeile 7, Spalte wert: {sentence}"


def test_an_unknown_word_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(DataFault) as fault:
        one_of(tmp_path / "orte.csv", 3, {"art": "Dorf"}, "art", ["a", "b"])

    assert str(fault.value) == "orte.csv, Zeile 3, Spalte art: „Dorf“ ist nicht bekannt. Möglich: a, b"


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e400"])
def test_a_number_is_a_finite_one(tmp_path, text):
    with pytest.raises(DataFault, match="ist keine Zahl"):
        number(tmp_path / "orte.csv", 3, {"wert": text}, "wert", example="7")
