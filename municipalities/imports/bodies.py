"""Loads the 33 bodies with legal status, population and area, and the towns with their postcodes."""

from datetime import date
from pathlib import Path

from municipalities.models import Indicator, IndicatorValue, LegalStatus, Municipality, PostalCode, Town
from wir_portal.core.imports import sources, translations
from wir_portal.core.imports.files import DataFault, number, one_of, read_csv, whole
from wir_portal.core.imports.sync import sync
from wir_portal.core.languages import CODES, column
from wir_portal.core.models import Event

DATA = Path(__file__).parent.parent / "data"
BODIES, TOWNS = DATA / "municipalities.csv", DATA / "towns.csv"
BODY_COLUMNS = [
    "key",
    "name",
    "short_name",
    "kind",
    "slug",
    "region",
    "nuts3",
    "parent_key",
    "seat",
    "population_2018",
    "area_km2",
    "latitude",
    "longitude",
    "website",
]
TOWN_COLUMNS = ["ags", "name", "municipality_key", "postal_codes", "latitude", "longitude"]
KNOWN_FROM, REFERENCE = date(2014, 1, 1), date(2018, 12, 31)
# Since that day Hanau is an independent city; no source names its new official key yet.
HANAU_KEY, HANAU_INDEPENDENT_ON = "06435014", date(2026, 1, 1)
SPECIAL = LegalStatus.Kind.SPECIAL_STATUS_CITY


def load_bodies(event: Event) -> int:
    """The bodies and what is known about each; websites belong to the editors once loaded."""
    rows = _checked_bodies()
    known = sources.by_slug()

    def source_of(row: dict[str, str]):
        slug = "destatis-gemeinden-2018" if row["kind"] == SPECIAL else "destatis-kreise-2018"
        return sources.source(known, slug)

    written = sync(
        Municipality,
        ["key"],
        (
            {
                **{
                    field: row[field]
                    for field in ("key", "name", "short_name", "slug", "region", "nuts3", "seat", "website")
                },
                "sort_name": list_name(row["name"], row["short_name"], row["kind"]),
                "latitude": float(row["latitude"]),
                "longitude": float(row["longitude"]),
                "source_id": source_of(row).pk,
            }
            for row in rows
        ),
        initial=("website",),
    )
    ids = dict(Municipality.objects.values_list("key", "pk"))
    statuses = [(ids[row["key"]], KNOWN_FROM, row["kind"], row["key"], ids.get(row["parent_key"])) for row in rows]
    statuses.append((ids[HANAU_KEY], HANAU_INDEPENDENT_ON, LegalStatus.Kind.INDEPENDENT_CITY, None, None))
    names = ("municipality_id", "starts_on", "kind", "official_key", "parent_id")
    written += sync(
        LegalStatus,
        names[:2],
        (dict(zip(names, status, strict=True)) for status in statuses),
        initial=("official_key",),
    )
    indicators = [
        {
            "slug": "population",
            "name_de": "Bevölkerung",
            "name_en": "Population",
            "unit_de": "Personen",
            "unit_en": "people",
        },
        {"slug": "area-ha", "name_de": "Fläche", "name_en": "Area", "unit_de": "Hektar", "unit_en": "hectares"},
    ]
    indicators = [row | translations.texts_of(DATA, "indicators", row["slug"]) for row in indicators]
    texts = [column(field, code) for field in ("name", "unit") for code in CODES]
    written += sync(Indicator, ["slug"], indicators, initial=texts)
    written += translations.supplement(Indicator, "slug", indicators, fields=("name", "unit"))
    indicator_ids = dict(Indicator.objects.values_list("slug", "pk"))
    values = [
        {
            "indicator_id": indicator_ids[slug],
            "municipality_id": ids[row["key"]],
            "reference_on": REFERENCE,
            "value": value,
            "source_id": source_of(row).pk,
        }
        for row in rows
        for slug, value in (
            ("population", int(row["population_2018"])),
            ("area-ha", round(float(row["area_km2"]) * 100)),
        )
    ]
    return written + sync(IndicatorValue, ["indicator_id", "municipality_id", "reference_on"], values)


def _checked_bodies() -> list[dict[str, str]]:
    rows = []
    for line, row in read_csv(BODIES, BODY_COLUMNS):
        one_of(BODIES, line, row, "kind", LegalStatus.Kind.values)
        one_of(BODIES, line, row, "region", Municipality.Region.values)
        whole(BODIES, line, row, "key", example="06631")
        whole(BODIES, line, row, "population_2018", example="222584")
        for name, example in (("area_km2", "1380.41"), ("latitude", "50.55162"), ("longitude", "9.67518")):
            number(BODIES, line, row, name, example=example)
        if (row["kind"] == SPECIAL) != bool(row["parent_key"]):
            raise DataFault(f"{BODIES.name}, Zeile {line}: Genau die Sonderstatusstädte haben einen parent_key.")
        rows.append(row)
    keys = {row["key"] for row in rows}
    if len(keys) != len(rows):
        raise DataFault(f"{BODIES.name}: Ein amtlicher Schlüssel steht zweimal in der Datei.")
    for row in rows:
        if row["parent_key"] and row["parent_key"] not in keys:
            raise DataFault(f"{BODIES.name}: {row['name']} liegt in {row['parent_key']}, den es nicht gibt.")
    return rows


def list_name(name: str, short_name: str, kind: str) -> str:
    """`Fulda, Landkreis`, `Fulda, Stadt`, `Hochtaunuskreis`: the same in every list."""
    if kind != LegalStatus.Kind.DISTRICT:
        return f"{short_name}, Stadt"
    for word in ("Landkreis", "Kreis"):
        if name.startswith(f"{word} "):
            return f"{name.removeprefix(word).strip()}, {word}"
    return name


def load_towns(event: Event) -> int:
    """The towns, the body that serves each, and their postcodes."""
    ids = dict(Municipality.objects.values_list("key", "pk"))
    source_id = sources.source(sources.by_slug(), "mietneinv-2021").pk
    rows = []
    for line, row in read_csv(TOWNS, TOWN_COLUMNS):
        if row["municipality_key"] not in ids:
            raise DataFault(
                f"{TOWNS.name}, Zeile {line}, Spalte municipality_key: „{row['municipality_key']}“ ist keine Kommune."
                " Beispiel: 06631"
            )
        for code in row["postal_codes"].split():
            if not (len(code) == 5 and code.isascii() and code.isdigit()):
                raise DataFault(f"{TOWNS.name}, Zeile {line}: „{code}“ ist keine Postleitzahl. Beispiel: 36037")
        rows.append(
            row
            | {
                "latitude": number(TOWNS, line, row, "latitude", example="50.55162"),
                "longitude": number(TOWNS, line, row, "longitude", example="9.67518"),
            }
        )
    written = sync(
        Town,
        ["ags"],
        (
            {
                "ags": row["ags"],
                "name": row["name"],
                "municipality_id": ids[row["municipality_key"]],
                "latitude": row["latitude"],
                "longitude": row["longitude"],
                "source_id": source_id,
            }
            for row in rows
        ),
    )
    towns = dict(Town.objects.values_list("ags", "pk"))
    wanted = {(code, towns[row["ags"]]) for row in rows for code in row["postal_codes"].split()}
    missing = sorted(wanted - set(PostalCode.objects.values_list("code", "town_id")))
    PostalCode.objects.bulk_create(PostalCode(code=code, town_id=town) for code, town in missing)
    return written + len(missing)
