"""How years and distributions are written for those who work on them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from programs.models import Appropriation, BudgetYear
from wir_portal.core.admin_base import amount, mark

register = template.Library()
KINDS = {
    BudgetYear.Status.OPEN: "done",
    BudgetYear.Status.CLOSED: "done",
    Appropriation.DistributionStatus.PROPOSED: "wait",
    Appropriation.DistributionStatus.DECIDED: "done",
}


@register.filter
def year_mark(year: BudgetYear) -> SafeString:
    return mark(year.get_status_display(), KINDS.get(year.status, ""))


@register.filter
def distribution_mark(appropriation: Appropriation) -> SafeString:
    return mark(appropriation.get_distribution_status_display(), KINDS.get(appropriation.distribution_status, ""))


@register.filter
def year_total(year: BudgetYear) -> str:
    """`mindestens 10.000.000 €`; missing is never 0."""
    written = amount(year.total_cents, year.origin)
    if year.total_cents is None or year.precision == BudgetYear.Precision.EXACT:
        return written
    return format_html("{} {}", year.get_precision_display(), written)


@register.filter
def missing(year: BudgetYear) -> str:
    """A line without appropriation: still open in a draft year, not known in the others."""
    return "noch offen" if year.status == BudgetYear.Status.DRAFT else "nicht bekannt"
