"""The positions of one's own body and who fills them."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casemanagers.exports import overviews
from casemanagers.permissions import positions_visible_to
from municipalities.views.officer.door import own_body


@require_safe
@own_body
def position_list(request: HttpRequest) -> HttpResponse:
    """Every year, the newest first: state of the day, appointments, vacant days."""
    rows = overviews.of_positions(positions_visible_to(request.user, request.acting.municipality))
    years = [(year, list(group)) for year, group in groupby(rows, key=lambda row: row.position.budget_year.year)]
    return render(request, "casemanagers/officer/position_list.html", {"years": years})
