"""What the programme is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from programs.models import FundingLine, Program
from wir_portal.core import clock


@require_safe
def program(request: HttpRequest) -> HttpResponse:
    """The programme, its aims, its legal texts and its lines of today."""
    row = get_object_or_404(Program.objects.select_related("source"), slug="wir")
    guidelines = list(row.guidelines.select_related("source").order_by("starts_on"))
    today = clock.today()
    return render(
        request,
        "programs/public/program.html",
        {
            "program": row,
            "guidelines": [guideline for guideline in guidelines if guideline.starts_on <= today],
            "lines": FundingLine.objects.filter(program=row).in_force_on(today),
        },
    )
