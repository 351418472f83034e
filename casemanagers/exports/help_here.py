"""Who helps in a body: the rows of the page „Hilfe finden“, those first that fit best."""

from collections.abc import Iterable
from dataclasses import dataclass

from casemanagers.calculations.distance import kilometres
from casemanagers.models import Agency, Offer, Topic, VolunteerNetwork
from municipalities.models import ContactPoint, Municipality, PostalCode, Town

FAR = 10_000


@dataclass(frozen=True)
class OfferRow:
    """An offer as somebody with a language and a place sees it; `km` from town to town, None where not known."""

    offer: Offer
    speaks: bool = False
    km: int | None = None


@dataclass(frozen=True)
class TopicGroup:
    """The offers on a topic."""

    topic: Topic
    rows: list[OfferRow]


@dataclass(frozen=True)
class HelpHere:
    contacts: list[ContactPoint]
    agencies: list[Agency]
    groups: list[TopicGroup]
    networks: list[VolunteerNetwork]


def help_here(body: Municipality, *, topic: str = "", language: str = "", town: Town | None = None) -> HelpHere:
    """What is public in `body` today, for all topics unless told; five queries, whatever there is."""
    offers = Offer.objects.public().of_body(body).select_related("agency")
    if topic:
        offers = offers.filter(topic=topic)
    rows = offer_rows(offers, language=language, town=town)
    groups = [TopicGroup(known, [row for row in rows if row.offer.topic == known]) for known in Topic]
    return HelpHere(
        contacts=list(body.contact_points.filter(is_published=True)),
        agencies=_agencies(body, topic),
        groups=[group for group in groups if group.rows],
        networks=list(VolunteerNetwork.objects.public().of_body(body)),
    )


def offer_rows(offers: Iterable[Offer], *, language: str = "", town: Town | None = None) -> list[OfferRow]:
    """First where the language is spoken, then what is near, then by name."""
    known = list(offers)
    distances = _distances(known, town) if town else {}
    rows = [OfferRow(row, language in row.language_codes, distances.get(row.postal_code)) for row in known]
    return sorted(
        rows, key=lambda row: (not row.speaks, FAR if row.km is None else row.km, row.offer.title, row.offer.pk)
    )


def _agencies(body: Municipality, topic: str) -> list[Agency]:
    """Those in charge of the topic; counselling, which knows all, comes first."""
    order = list(Agency.Kind)
    rows = [row for row in Agency.objects.public().of_body(body) if not topic or topic in row.topics]
    return sorted(rows, key=lambda row: (order.index(Agency.Kind(row.kind)), row.title))


def _distances(offers: Iterable[Offer], town: Town) -> dict[str, int]:
    """Postcode → kilometres from `town`; of several towns with a postcode the nearest. One query."""
    codes = {row.postal_code for row in offers if row.postal_code}
    found: dict[str, int] = {}
    for row in PostalCode.objects.filter(code__in=codes).select_related("town"):
        km = kilometres(town.latitude, town.longitude, row.town.latitude, row.town.longitude)
        found[row.code] = min(km, found.get(row.code, FAR))
    return found
