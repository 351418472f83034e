"""The addresses of the distribution: years, a year, a line of a year, and the acts on it."""

from django.contrib import admin
from django.urls import URLPattern, path

from programs.admin import distribution_amounts, distribution_pages, distribution_steps, transfer_pages

ROOT = "verteilung/"
LINE = f"{ROOT}<int:year>/<slug:line>"


def addresses() -> list[URLPattern]:
    """All pages, each behind the site's own login."""
    guarded = admin.site.admin_view
    pages = [
        path(ROOT, guarded(distribution_pages.years), name="programs_distribution-years"),
        path(f"{ROOT}<int:year>/", guarded(distribution_pages.year), name="programs_distribution-year"),
        path(f"{LINE}.csv", guarded(distribution_pages.line_csv), name="programs_distribution-csv"),
        path(f"{LINE}/", guarded(distribution_pages.line), name="programs_distribution"),
        path(f"{LINE}/verlauf/", guarded(distribution_pages.history), name="programs_distribution-history"),
        path(
            f"{LINE}/verlauf/<slug:body>/",
            guarded(distribution_pages.row_history),
            name="programs_distribution-row-history",
        ),
        path(f"{LINE}/foerdersatz/", guarded(distribution_amounts.assign), name="programs_distribution-assign"),
        path(f"{LINE}/umschichten/", guarded(transfer_pages.of_line), name="programs_distribution-transfer"),
        path(f"{LINE}/betrag/<slug:body>/", guarded(distribution_amounts.change), name="programs_distribution-change"),
    ]
    steps = [
        path(
            f"{LINE}/{step.slug}/",
            guarded(distribution_steps.take),
            {"step": step},
            name=f"programs_distribution-{step.name}",
        )
        for step in distribution_steps.STEPS
    ]
    return pages + steps
