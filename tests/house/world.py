"""The demonstration with people in every role of the access matrix; an example of each address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from casemanagers.models import Offer
from municipalities.models import Indicator, Membership, Municipality
from programs.models import Allocation, Appropriation, BudgetYear, FundingLine, YearStep
from programs.services import commitments, transfers
from programs.services.transfers import End
from tests.clients import HouseClient, client_of
from tests.factories.core import UserFactory
from tests.factories.municipalities import MembershipFactory
from tests.factories.pages import FeedbackFactory
from tests.factories.programs import CostCategoryFactory
from tests.house import access_matrix as matrix
from wir_portal.core import clock
from wir_portal.core.models import Event, Origin, Source, User
from wir_portal.core.permissions import Visitor
from wir_portal.core.services import mails, uploaded_tables
from wir_portal.pages.models import Feedback, NewsItem
from wir_portal.pages.views.public.feedback import receipt

OWN, OTHER = "landkreis-fulda", "stadt-fulda"
# What a browser sends of a form in which nobody wrote anything.
EMPTY_FORM = {"csrfmiddlewaretoken": "x" * 64}
DEMO = {
    matrix.OFFICER: f"{OWN}-amt",
    matrix.SIGNATORY: f"{OWN}-zeichnung",
    matrix.CASE_MANAGER: f"{OWN}-fallmanagement",
    matrix.ELSEWHERE: f"{OTHER}-amt",
    matrix.EDITOR: "land-bearbeitung",
    matrix.APPROVER: "land-freigabe",
    matrix.READER: "land-lesen",
    matrix.AUTHORITY: "bewilligung-1",
    matrix.AUDITOR: "pruefung",
    matrix.TECHNICAL: "technik",
}


@dataclass
class World:
    """Everybody with a browser, and what the addresses name."""

    numbers: dict[str, int]
    clients: dict[str, HouseClient]
    own: Municipality
    other: Municipality
    allocation: Allocation
    allocation_of_other: Allocation
    offer: Offer
    rows: dict[str, Model]
    uploads: dict[str, int]

    def user(self, role: str) -> Visitor:
        """The account as a request would read it now; nobody's for a citizen."""
        return User.objects.get(pk=self.numbers[role]) if role in self.numbers else AnonymousUser()

    def address(self, name: str, **other: object) -> str:
        """The example's address of this name; parameters can be replaced."""
        if matrix.PAGES[name].address:
            return matrix.PAGES[name].address
        return reverse(name, kwargs={key: self._example(name, key) for key in PARAMETERS[name]} | other)

    def _example(self, name: str, key: str) -> object:
        if key == "object_id":
            return self.rows[name.removeprefix("admin:").rpartition("_")[0]].pk
        if key == "receipt":
            return receipt(Feedback.objects.first())
        if name == "public:pages:news-detail":
            return self.rows["pages_newsitem"].slug
        if key == "upload":
            return self.uploads[name.removeprefix("admin:").rpartition("_")[0]]
        if key == "slug" and name.startswith("public:programs:"):
            return "fallmanagement"
        if ":casemanagers:" in name and key == "pk":
            return self.offer.pk
        if name == "public:casemanagers:offer-detail":
            return self.offer.slug
        if name == "admin:translations-check" and key == "pk":
            return FundingLine.objects.get(slug="fallmanagement").pk
        examples = {
            "language": "ar",
            "label": "programs-fundingline",
            "kind": "angebote",
            "slug": self.own.slug,
            "body": self.own.slug,
            "pk": self.allocation.pk,
            "line": "fallmanagement",
            "year": 2019 if name.startswith("admin:") else 2018,
            "key": self.own.key,
        }
        return examples[key]


def names_and_parameters() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address of the house: its name and what it takes."""

    def walk(resolver: URLResolver, spaces: tuple[str, ...], taken: tuple[str, ...]) -> Iterator[Any]:
        for entry in resolver.url_patterns:
            parameters = (*taken, *entry.pattern.converters, *entry.pattern.regex.groupindex)
            if isinstance(entry, URLPattern):
                yield ":".join((*spaces, entry.name or str(entry.pattern))), tuple(dict.fromkeys(parameters))
            else:
                yield from walk(entry, (*spaces, *filter(None, [entry.namespace])), parameters)

    return walk(get_resolver(), (), ())


PARAMETERS = dict(names_and_parameters())


def make_world() -> Iterator[World]:
    """The demonstration; all of it is gone when the tests of the module are through."""
    with transaction.atomic():
        call_command("load_wir", verbosity=0)
        call_command("load_demo", verbosity=0)
        _add_cost_category()
        _add_mail()
        FeedbackFactory(kind="accessibility")
        _add_work_in_progress()
        own, other = (Municipality.objects.get(slug=slug) for slug in (OWN, OTHER))
        people = {role: User.objects.get(username=name) for role, name in DEMO.items()} | _others(own)
        clients = {role: client_of(people.get(role)) for role in matrix.ROLES}
        User.objects.filter(pk=people[matrix.DEACTIVATED].pk).update(is_active=False)
        published = Allocation.objects.published()
        yield World(
            numbers={role: user.pk for role, user in people.items()},
            clients=clients,
            own=own,
            other=other,
            allocation=published.filter(municipality=own).first(),
            allocation_of_other=published.filter(municipality=other).first(),
            offer=Offer.objects.public().of_body(own).first(),
            rows=dict(_rows(own)),
            uploads=dict(_uploads(User.objects.get(username=DEMO[matrix.EDITOR]))),
        )
        transaction.set_rollback(True)


def _others(own: Municipality) -> dict[str, User]:
    today, day = clock.today(), timedelta(days=1)
    periods = {
        "membership ended yesterday": (date(2018, 1, 1), today - day),
        "membership starts tomorrow": (today + day, None),
        matrix.DEACTIVATED: (date(2018, 1, 1), None),
    }
    found = {"superuser without group": UserFactory(username="probe-0", is_superuser=True)}
    for number, (role, (starts_on, ends_on)) in enumerate(periods.items(), start=1):
        found[role] = UserFactory(username=f"probe-{number}")
        MembershipFactory(user=found[role], municipality=own, starts_on=starts_on, ends_on=ends_on)
    return found


def _add_cost_category() -> None:
    """What no source names: which costs a line pays for."""
    CostCategoryFactory(line=FundingLine.objects.first(), source=Source.objects.first(), origin=Origin.EXAMPLE)


def _add_mail() -> None:
    """What nobody gets from loading examples."""
    with transaction.atomic():
        mails.enqueue(Event.objects.latest("pk"), mails.Letter("Probe", "Text"), recipients=["technik@example.org"])


def _add_work_in_progress() -> None:
    """What the demonstration leaves to its visitors: a transfer in draft, a year that somebody wants to open."""
    line = Appropriation.objects.get(budget_year__year=2018, line__slug="sprachfoerderung")
    source, target = (End(line, row.municipality) for row in line.allocations.select_related("municipality")[:2])
    transfers.draft(
        line.budget_year, source=source, target=target, amount_cents=1_00, reason_internal="Probe",
        actor=User.objects.get(username="land-bearbeitung"),
    )  # fmt: skip
    commitments.propose(
        line.budget_year, line.line, later_year=2019, amount_cents=1_00, reason_internal="Probe",
        actor=User.objects.get(username="land-bearbeitung"),
    )  # fmt: skip
    YearStep.objects.create(
        budget_year=BudgetYear.objects.first(), kind=YearStep.Kind.OPENING, reason_internal="Probe",
        proposed_by=User.objects.get(username="land-bearbeitung"),
    )  # fmt: skip


# Of the second one the postcode is wrong.
FILES = {
    "municipality": "Amtlicher Schlüssel;Internetseite\n06631;https://www.example.org\n",
    "contact_point": "Amtlicher Schlüssel;Stelle;Postleitzahl\n06631;Neues Büro;3603\n06631;Altes Büro;36037\n",
    "indicator_value": "Amtlicher Schlüssel;Kennzahl;Stichtag;Wert;Quelle\n06631;{indicator};31.12.2019;1;{source}\n",
}


def _uploads(editor: User) -> Iterator[tuple[str, int]]:
    """A file of each kind between its dry run and its confirmation."""
    names = {"indicator": Indicator.objects.first().slug, "source": Source.objects.first().slug}
    for model, model_admin in admin.site._registry.items():
        if importer := getattr(model_admin, "importer", None):
            content = FILES[importer.code].format_map(names).encode()
            kept = uploaded_tables.keep(importer, name="probe.csv", content=content, actor=editor)
            yield f"{model._meta.app_label}_{model._meta.model_name}", kept.pk


def _rows(own: Municipality) -> Iterator[tuple[str, Model]]:
    """One row of each model of the administration, entered there: what came from a source is not edited."""
    for model, model_admin in admin.site._registry.items():
        row = model._default_manager.first()
        if model is NewsItem:
            row = NewsItem.objects.public().first()
        if model is User:
            row = User.objects.get(username="probe-1")
        if model is Membership:
            row = Membership.objects.on().filter(municipality=own).first()
        assert row is not None, f"The demonstration has no row of {model.__name__}."
        Event.objects.create(
            act=f"{model_admin.event_code}.added", subject_type=model._meta.label_lower, subject_id=str(row.pk)
        )
        yield f"{model._meta.app_label}_{model._meta.model_name}", row
