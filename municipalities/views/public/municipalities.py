"""The 33 bodies: found by postcode or town, listed, filtered."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from municipalities import search
from municipalities.models import LegalStatus, Municipality
from wir_portal.core import clock
from wir_portal.core.exports import csv_response


@require_safe
def municipality_list(request: HttpRequest) -> HttpResponse:
    """All bodies, or those that serve the place that is looked for: one is opened, several are a choice."""
    place = request.GET.get("ort", "").strip()
    result = search.find(place) if place else None
    if result is not None and result.only is not None:
        return redirect("public:pages:municipality-detail", result.only.slug)
    rows = list(_bodies())
    kinds = {row.pk: row.kind_label for row in rows}
    chosen = _chosen_filters(request)
    shown = [row for row in rows if _fits(row, chosen)]
    return render(
        request,
        "municipalities/public/municipality_list.html",
        {
            "result": result,
            "hits": [(hit, kinds[hit.municipality.pk]) for hit in result.hits] if result else [],
            "rows": shown,
            "count": len(rows),
            "regions": Municipality.Region.choices,
            "kinds": LegalStatus.Kind.choices,
            "region": chosen.get("bezirk", ""),
            "kind": chosen.get("art", ""),
            "active": _active_filters(chosen),
            "query": urlencode(chosen),
            "today": clock.today(),
        },
    )


@require_safe
def municipality_list_csv(request: HttpRequest) -> HttpResponse:
    """The listed bodies with their keys, legal status of today and sources."""
    chosen = _chosen_filters(request)
    header = [
        _("Amtlicher Schlüssel 2018"), _("Amtlicher Schlüssel"), _("Kommune"), _("Rechtsstellung"), _("Stand"),
        _("Regierungsbezirk"), "NUTS 3", _("Sitz"), _("Internetseite"), _("Herkunft"), _("Quelle"),
    ]  # fmt: skip
    today = clock.today()
    origin = _("Öffentliche Quelle")
    rows = [
        [
            row.key, row.official_key, row.name, row.kind_label, today, row.region, row.nuts3, row.seat, row.website,
            origin, row.source.citation,
        ]
        for row in _bodies()
        if _fits(row, chosen)
    ]  # fmt: skip
    return csv_response("wir-kommunen.csv", header, rows)


def _bodies() -> Iterable[Municipality]:
    """Every body with its legal status of today in words; one query."""
    for row in Municipality.objects.with_status().select_related("source").by_name():
        row.kind_label = LegalStatus.Kind(row.kind).label if row.kind else ""
        yield row


def _chosen_filters(request: HttpRequest) -> dict[str, str]:
    """The filters in the address that mean something; the rest is ignored."""
    allowed = {"bezirk": Municipality.Region.values, "art": LegalStatus.Kind.values}
    return {name: request.GET[name] for name, values in allowed.items() if request.GET.get(name) in values}


def _active_filters(chosen: dict[str, str]) -> list[dict[str, str]]:
    """Each filter in words, with the query that is left when it is taken away."""
    words = {
        "bezirk": lambda value: _("Regierungsbezirk %(name)s") % {"name": value},
        "art": lambda value: str(LegalStatus.Kind(value).label),
    }
    return [
        {"text": words[name](value), "query": urlencode({key: v for key, v in chosen.items() if key != name})}
        for name, value in chosen.items()
    ]


def _fits(row: Municipality, chosen: dict[str, str]) -> bool:
    return chosen.get("bezirk", row.region) == row.region and chosen.get("art", row.kind) == row.kind
