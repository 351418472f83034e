"""What a body has to confirm again in its directory."""

from collections import Counter

from django.db.models import Count, OuterRef, Subquery

from casemanagers.models import Agency, DirectoryEntry, Offer, VolunteerNetwork
from municipalities.models import Municipality

PARTS: dict[str, type[DirectoryEntry]] = {f"{row.__name__}_count": row for row in (Offer, Agency, VolunteerNetwork)}


def to_confirm_counts(body: Municipality) -> Counter[type[DirectoryEntry]]:
    """How many offers, agencies and networks are due, or have left the public pages for want of it; one query."""
    counts = {name: _to_confirm(model) for name, model in PARTS.items()}
    row = Municipality.objects.filter(pk=body.pk).order_by().values(**counts).get()
    return Counter({model: row[name] or 0 for name, model in PARTS.items()})


def _to_confirm(model: type[DirectoryEntry]) -> Subquery:
    rows = model._default_manager.to_confirm().filter(municipality=OuterRef("pk")).order_by()
    return Subquery(rows.values("municipality").annotate(count=Count("pk")).values("count"))
