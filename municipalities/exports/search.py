"""Under which words the bodies and their towns are found."""

from municipalities.models import Municipality, PostalCode, Town
from wir_portal.core.models import SearchDocument
from wir_portal.core.search.sources import Draft, Source, in_german


def _body(body: Municipality) -> Draft:
    return Draft(
        path=body.get_absolute_url(),
        titles=in_german(body.name),
        more=(body.short_name, body.sort_name, body.seat, body.key),
    )


def _town(town: Town) -> Draft:
    """The name and the postcodes; the line leads to the body that serves the town."""
    return Draft(
        path=town.municipality.get_absolute_url(),
        titles=in_german(town.name),
        more=tuple(sorted(code.code for code in town.postal_codes.all())),
        place=town.municipality.name,
    )


BODIES = Source(SearchDocument.Kind.BODY, Municipality, Municipality.objects.all, _body)
TOWNS = Source(
    SearchDocument.Kind.TOWN,
    Town,
    lambda: Town.objects.select_related("municipality").prefetch_related("postal_codes"),
    _town,
    follows={
        PostalCode: lambda code: {"pk": code.town_id},
        Municipality: lambda body: {"municipality": body},
    },
)
SOURCES = (BODIES, TOWNS)
