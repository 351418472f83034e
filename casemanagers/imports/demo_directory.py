"""The demonstration's directory: a handful of invented agencies, offers and networks for each body.

Telephone numbers are those that are kept free for invented people, addresses are in example.org, streets are none.
"""

from datetime import date, timedelta
from pathlib import Path

from casemanagers.models import Agency, DirectoryEntry, Offer, VolunteerNetwork
from municipalities.models import Municipality, Town
from wir_portal.core import clock
from wir_portal.core.imports.files import read_toml
from wir_portal.core.models import Event, Origin
from wir_portal.core.text import fold

FILE = Path(__file__).parent.parent / "data" / "demo_directory.toml"
COUNTED_ON = date(2018, 9, 30)
# Days since somebody confirmed an entry; most are fresh, one in eleven is marked, one in eleven has left the pages.
CONFIRMED = (3, 12, 25, 33, 40, 205, 61, 75, 90, 300, 118)
SECOND_NETWORK_EVERY = 3


def load(event: Event) -> int:
    """Entries for the bodies that have none; which body gets which is always the same."""
    kept = set(Agency.objects.values_list("municipality_id", flat=True))
    bodies = [body for body in Municipality.objects.order_by("key") if body.pk not in kept]
    towns = _towns()
    content = read_toml(FILE)
    return sum(_Body(body, towns[body.pk], content, number).load() for number, body in enumerate(bodies))


def _towns() -> dict[int, list[Town]]:
    """Of each body its towns; where the administration has its seat comes first."""
    towns: dict[int, list[Town]] = {}
    rows = Town.objects.select_related("municipality").prefetch_related("postal_codes").order_by("ags")
    for town in rows:
        towns.setdefault(town.municipality_id, []).append(town)
    return {
        pk: sorted(rows, key=lambda town: town.search_name != fold(town.municipality.seat))
        for pk, rows in towns.items()
    }


class _Body:
    """Makes the entries of one body, the `number`-th."""

    def __init__(self, body: Municipality, towns: list[Town], content: dict, number: int) -> None:
        self.body, self.towns, self.content, self.number = body, towns, content, number
        self.made = 0

    def load(self) -> int:
        agencies = [self._entry(Agency, values, town=0) for values in self.content["agency"]]
        Agency.objects.bulk_create(agencies)
        by_kind = {agency.kind: agency for agency in agencies}
        offers = [self._offer(place, values, by_kind) for place, values in enumerate(self.content["offer"])]
        Offer.objects.bulk_create(offers)
        shown = self.content["network"][: 1 if self.number % SECOND_NETWORK_EVERY else 2]
        networks = [self._entry(VolunteerNetwork, values | {"counted_on": COUNTED_ON}, town=0) for values in shown]
        VolunteerNetwork.objects.bulk_create(networks)
        return self.made

    def _offer(self, place: int, values: dict, agencies: dict[str, Agency]) -> Offer:
        values = dict(values)
        is_draft = values.pop("is_draft", False)
        if "agency" in values:
            values["agency"] = agencies[values["agency"]]
        offer = self._entry(Offer, values, town=place)
        if is_draft:
            offer.status, offer.confirmed_on = DirectoryEntry.Status.DRAFT, None
        return offer

    def _entry(self, model: type[DirectoryEntry], values: dict, *, town: int) -> DirectoryEntry:
        """Published, in the body's town of this number, with a telephone number of its own."""
        where = self.towns[town % len(self.towns)]
        days = CONFIRMED[(self.number + self.made) % len(CONFIRMED)]
        self.made += 1
        entry = model(
            municipality=self.body,
            street=f"Musterstraße {self.made}",
            postal_code=min(code.code for code in where.postal_codes.all()),
            town=where.short_name,
            phone=f"069 90009-{100 + (self.number * 20 + self.made) % 900:03d}",
            email=f"hilfe-{self.made}@{self.body.slug}.example.org",
            status=DirectoryEntry.Status.PUBLISHED,
            confirmed_on=clock.today() - timedelta(days=days),
            origin=Origin.EXAMPLE,
            revision=1,
            **values,
        )
        entry.note_translations()
        return entry
