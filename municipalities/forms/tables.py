"""Files about bodies: what their columns are called, how each cell is read, what a source keeps to itself."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator

from municipalities.models import ContactPoint, Indicator, IndicatorValue, Municipality
from wir_portal.core.admin_base.fields import NumberField, digits
from wir_portal.core.forms import LineField
from wir_portal.core.models import Event, Source
from wir_portal.core.tables.resources import Column, Fixed, TableResource
from wir_portal.core.tables.sheet import Cell
from wir_portal.core.tables.values import Reader, day, text, whole, yes_or_no
from wir_portal.core.text import fold

KEY, BODY = "Amtlicher Schlüssel", "Kommune"
KEY_NAMES = ("Amtlicher Schlüssel 2018", "Schlüssel", "AGS")
KEY_LENGTHS, KEY_NOTE = (5, 8), "als Text, mit führender Null"
ENTERED_BY_SOURCE = (
    "Dieser Wert kommt aus einer öffentlichen Quelle und ändert sich nur mit ihr. Tragen Sie einen neuen Stichtag ein."
)


def web_address() -> forms.CharField:
    return LineField(
        required=False,
        max_length=200,
        validators=[URLValidator(["http", "https"], message="Schreiben Sie die Adresse so: https://www.example.org.")],
    )


def line(length: int, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    return LineField(max_length=length, required=required, **kwargs)


class Bodies:
    """Looks bodies up by their official key, without a query for each row."""

    def __init__(self) -> None:
        self.by_key: Mapping[str, Municipality] = {}

    def load(self) -> None:
        self.by_key = {body.key: body for body in Municipality.objects.all()}

    def read(self, cell: Cell) -> Municipality:
        """The body; a leading zero that a spreadsheet lost is given back: no key of a Land begins otherwise."""
        if cell.refusal or cell.is_empty:
            raise ValueError(cell.refusal or "Hier fehlt der amtliche Schlüssel.")
        key = cell.shown
        if key.isascii() and key.isdigit() and len(key) + 1 in KEY_LENGTHS:
            key = f"0{key}"
        if key not in self.by_key:
            raise ValueError("Diesen amtlichen Schlüssel hat keine Kommune.")
        return self.by_key[key]


class OfABody(TableResource):
    """Rows that belong to a body, named by its key."""

    def __init__(self, *, lock: bool = False) -> None:
        super().__init__(lock=lock)
        self.bodies = Bodies()
        column = Column(
            "municipality", KEY, self.bodies.read, example="06631", names=KEY_NAMES, is_needed=True, note=KEY_NOTE
        )
        self.fields["municipality"] = column

    def before_reading(self) -> None:
        self.bodies.load()


class IndicatorValues(OfABody):
    """Kennzahlwerte: a row is a body, an indicator and a day."""

    sum_attribute = "value"

    indicator = Column("indicator", "Kennzahl", str, example="Bevölkerung", is_needed=True, note="Name oder Kürzel")
    reference_on = Column("reference_on", "Stichtag", day, example="31.12.2018", is_needed=True)
    value = Column("value", "Wert", whole(NumberField()), example="222.584", is_needed=True)
    source = Column(
        "source", "Quelle", str, example="ministerium-2018", names=("Kürzel der Quelle",), is_needed=True,
        note="Kürzel oder Name wie in der Liste der Quellen",
    )  # fmt: skip
    name = Fixed("municipality__sort_name", BODY)
    unit = Fixed("indicator__unit", "Einheit")

    class Meta:
        model = IndicatorValue
        fields: ClassVar = ("municipality", "indicator", "reference_on", "value", "source", "name", "unit")
        import_id_fields: ClassVar = ("municipality", "indicator", "reference_on")
        use_bulk = True
        skip_diff = True

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("municipality", "indicator", "source")

    def before_reading(self) -> None:
        super().before_reading()
        indicators = Indicator.objects.all()
        sources = Source.objects.all()
        self.fields["indicator"].read = one_of(
            ((name, row) for row in indicators for name in (row.slug, row.name)), "Diese Kennzahl gibt es nicht."
        )
        self.fields["source"].read = one_of(
            ((name, row) for row in sources for name in (row.slug, str(row))), "Diese Quelle gibt es nicht."
        )
        added = Event.objects.filter(act="indicator_value.added", subject_type=IndicatorValue._meta.label_lower)
        self.entered = set(added.values_list("subject_id", flat=True))

    def refusal(self, instance: Any, changed: Sequence[str]) -> str:
        return "" if instance.pk is None or str(instance.pk) in self.entered else ENTERED_BY_SOURCE

    def name_of(self, instance: Any) -> str:
        return f"{instance.municipality.sort_name}: {instance.indicator}, {instance.reference_on:%d.%m.%Y}"


class BodyRows(TableResource):
    """Kommunen: only what the editor may change; the rest is compared."""

    key = Column("key", KEY, str, example="06631", names=KEY_NAMES, is_needed=True, note=KEY_NOTE)
    website = Column("website", "Internetseite", text(web_address()), example="https://www.example.org")
    name = Fixed("name", "Name")
    sort_name = Fixed("sort_name", "Name in Listen", names=(BODY,))
    region = Fixed("region", "Regierungsbezirk")
    nuts3 = Fixed("nuts3", "NUTS 3")
    seat = Fixed("seat", "Sitz")
    source = Fixed("source", "Quelle")

    class Meta:
        model = Municipality
        fields: ClassVar = ("key", "website", "name", "sort_name", "region", "nuts3", "seat", "source")
        import_id_fields: ClassVar = ("key",)
        use_bulk = True
        skip_diff = True

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("source")

    def before_reading(self) -> None:
        bodies = Bodies()
        bodies.load()
        self.fields["key"].read = lambda cell: bodies.read(cell).key

    def body_slug(self, instance: Any) -> str:
        return instance.slug


class ContactPoints(OfABody):
    """Ansprechstellen: a row is a body and the name of the office."""

    office = Column("office", "Stelle", text(line(200, required=True)), example="Büro für Integration", is_needed=True)
    street = Column("street", "Straße", text(line(200)), example="Musterweg 1", names=("Straße und Hausnummer",))
    postal_code = Column(
        "postal_code", "Postleitzahl", text(line(5, validators=[digits(5)]), takes_digits=True),
        example="36037", names=("PLZ",),
    )  # fmt: skip
    town = Column("town", "Ort", text(line(120)), example="Fulda")
    phone = Column("phone", "Telefon", text(line(40)), example="069 90009 100", note="als Text")
    email = Column(
        "email", "E-Mail", text(forms.EmailField(required=False)), example="integration@example.org",
        names=("E-Mail-Adresse",),
    )  # fmt: skip
    website = Column("website", "Internetseite", text(web_address()), example="https://www.example.org")
    hours = Column("hours", "Sprechzeiten", text(line(300)), example="Mo bis Do 9 bis 12 Uhr")
    languages = Column("languages", "Sprachen", text(line(300)), example="Deutsch, Englisch")
    is_published = Column("is_published", "Veröffentlicht", yes_or_no, example="ja")
    name = Fixed("municipality__sort_name", BODY)
    origin = Fixed("get_origin_display", "Herkunft")

    class Meta:
        model = ContactPoint
        fields: ClassVar = (
            "municipality", "office", "street", "postal_code", "town", "phone", "email", "website", "hours",
            "languages", "is_published", "name", "origin",
        )  # fmt: skip
        import_id_fields: ClassVar = ("municipality", "office")
        use_bulk = True
        skip_diff = True

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("municipality")

    def name_of(self, instance: Any) -> str:
        return f"{instance.office}, {instance.municipality.sort_name}"

    def body_slug(self, instance: Any) -> str:
        return instance.municipality.slug


def one_of(known: Iterable[tuple[str, Any]], refusal: str) -> Reader:
    """Reads a name of what there is, however it is written in capitals and blanks; a name of two is none."""
    names = list(known)
    found: dict[str, set[Any]] = {}
    for name, row in names:
        found.setdefault(fold(name), set()).add(row)
    examples = ", ".join(sorted({name for name, _row in names}, key=lambda name: (len(name), name))[:5])

    def read(cell: Cell) -> Any:
        if cell.refusal or cell.is_empty:
            raise ValueError(cell.refusal or "Hier fehlt der Wert.")
        rows = found.get(fold(str(cell.value)), set())
        if len(rows) > 1:
            raise ValueError("Diesen Namen gibt es mehrfach. Schreiben Sie das Kürzel.")
        if not rows:
            raise ValueError(f"{refusal} Möglich: {examples}.")
        return next(iter(rows))

    return read
