"""Under which words the entries of the directory are found: those that are public, as long as they are."""

from collections.abc import Mapping
from typing import Any

from casemanagers.calculations.freshness import last_shown_on
from casemanagers.models import Agency, DirectoryEntry, Language, Offer, Topic, VolunteerNetwork
from municipalities.models import Municipality
from wir_portal.core.models import SearchDocument
from wir_portal.core.search.sources import Draft, Source, in_german, in_languages, labels

Kind = SearchDocument.Kind


def _entry(entry: DirectoryEntry, path: str, titles: Mapping[str, str], *more: str) -> Draft:
    """What all entries share. Times and telephone numbers are on their page, not in the words."""
    return Draft(
        path=path,
        titles=titles,
        summaries=in_languages(entry, "description"),
        more=(*more, entry.town, entry.postal_code, entry.place, *labels(Language, *entry.language_codes)),
        place=entry.municipality.name,
        is_example=entry.is_example,
        shown_until_on=entry.confirmed_on and last_shown_on(entry.confirmed_on),
    )


def _offer(offer: Offer) -> Draft:
    titles = in_languages(offer, "title")
    return _entry(offer, offer.get_absolute_url(), titles, *labels(Topic, offer.topic), offer.provider_name)


def _agency(agency: Agency) -> Draft:
    return _entry(agency, _place_in_help(agency, "stelle"), in_german(agency.title), *labels(Agency.Kind, agency.kind))


def _network(network: VolunteerNetwork) -> Draft:
    path, titles = _place_in_help(network, "netz"), in_german(network.title)
    return _entry(network, path, titles, *labels(VolunteerNetwork.Kind, network.kind), network.coordinator)


def _place_in_help(entry: DirectoryEntry, part: str) -> str:
    return f"/hilfe-finden/?kommune={entry.municipality.slug}#r-{part}-{entry.pk}"


def _published(model: type[DirectoryEntry], *related: str) -> Any:
    rows = model._default_manager.filter(status=DirectoryEntry.Status.PUBLISHED)
    return lambda: rows.select_related("municipality", *related)


OF_BODY = {Municipality: lambda body: {"municipality": body}}
SOURCES = (
    Source(
        Kind.OFFER, Offer, _published(Offer, "agency"), _offer, {**OF_BODY, Agency: lambda agency: {"agency": agency}}
    ),
    Source(Kind.AGENCY, Agency, _published(Agency), _agency, OF_BODY),
    Source(Kind.NETWORK, VolunteerNetwork, _published(VolunteerNetwork), _network, OF_BODY),
)
