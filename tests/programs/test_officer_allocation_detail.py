"""One allocation of a body: amount, origin, reason, what happened, what comes next."""

import pytest
from django.urls import reverse

from programs.exports.allocation_trail import next_acts, reason_for_body, trail_of
from programs.models import Allocation, BudgetYear
from programs.services import distributions
from tests.factories.core import SourceFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import AllocationFactory, AppropriationFactory, BudgetYearFactory, decide, now, shut
from tests.officers import read
from wir_portal.core import clock

pytestmark = pytest.mark.django_db
DETAIL = "programs:allocation-detail"


@pytest.fixture
def body(officer):
    return officer.municipality


@pytest.fixture
def sourced(body):
    source = SourceFactory(publisher="Ministerium", published_on=clock.today().replace(month=2, day=22))
    return AllocationFactory(is_sourced=True, municipality=body, source=source)


@pytest.fixture
def appropriation():
    return AppropriationFactory()


def steps(allocation):
    return [(step.what, step.who, f"{step.on:%d.%m.%Y}", step.why) for step in trail_of(allocation)]


def with_reason(appropriation, actor, for_body):
    return now(appropriation, actor, reason="nur intern") | {"reason_for_body": for_body}


def test_a_sourced_one_names_amount_day_and_source(officer_client, body, sourced):
    page = read(officer_client, DETAIL, body, sourced.pk)

    assert "<b>50.000 €</b>" in page.replace("\n", "")
    assert "<b>22.02.2018</b>" in page
    assert "Herkunft: Ministerium, 22.02.2018." in page
    assert "Er ist aus einer öffentlichen Quelle übernommen." in page
    assert steps(sourced) == [("Bekannt gegeben", "Ministerium, 22.02.2018", "22.02.2018", "")]


def test_a_decided_one_tells_who_when_and_why(officer_client, body, appropriation, editor, approver):
    distributions.change(
        appropriation, body, amount_cents=12_345_00, **with_reason(appropriation, editor, "Erster Grund")
    )
    distributions.change(appropriation, body, amount_cents=45_000_00, **now(appropriation, editor))
    distributions.propose(appropriation, **now(appropriation, editor))
    distributions.decide(appropriation, **with_reason(appropriation, approver, "Wie beantragt"))
    allocation = Allocation.objects.get()

    page = read(officer_client, DETAIL, body, allocation.pk)

    assert steps(allocation) == [
        ("Kontingent freigegeben", "Ministerium", "05.11.2018", "Wie beantragt"),
        ("Betrag für Ihre Kommune festgelegt", "Ministerium", "05.11.2018", "Erster Grund"),
    ]
    assert page.index("Kontingent freigegeben") < page.index("Betrag für Ihre Kommune festgelegt")
    assert "<p>„Wie beantragt“</p>" in page
    for secret in ("12.345", "nur intern", "Antrag vom", editor.username, approver.username):
        assert secret not in page


def test_reasons_for_other_bodies_and_lines_are_not_told(body, appropriation, editor, approver):
    other = MunicipalityFactory()
    elsewhere = AppropriationFactory()
    for row, whom in ((appropriation, other), (elsewhere, body)):
        distributions.change(row, whom, amount_cents=1_00, **with_reason(row, editor, "Geht Sie nichts an"))
    decide(appropriation, {body: 2_00}, editor=editor, approver=approver)

    assert steps(Allocation.objects.get(appropriation=appropriation, municipality=body)) == [
        ("Kontingent freigegeben", "Ministerium", "05.11.2018", "")
    ]


@pytest.mark.parametrize(("reason", "told"), [("Satz der Richtlinie", 1), ("", 0)])
def test_an_amount_for_all_is_told_where_it_has_a_reason_for_the_bodies(
    body, appropriation, editor, approver, reason, told
):
    distributions.assign(appropriation, amount_cents=50_000_00, **with_reason(appropriation, editor, reason))
    decide(appropriation, {}, editor=editor, approver=approver)

    tail = [("Betrag für alle Kommunen festgelegt", "Ministerium", "05.11.2018", "Satz der Richtlinie")]
    assert steps(Allocation.objects.get(municipality=body))[1:] == tail * told


def test_the_newest_reason_counts(body, appropriation, editor, approver):
    for cents in (1_00, 2_00):
        distributions.change(
            appropriation, body, amount_cents=cents, **with_reason(appropriation, editor, f"Grund {cents}")
        )
    decide(appropriation, {}, editor=editor, approver=approver)

    assert reason_for_body(trail_of(Allocation.objects.get())) == "Grund 200"


def test_without_a_reason_the_page_says_so(officer_client, body, appropriation):
    decide(appropriation, {body: 1_00})
    page = read(officer_client, DETAIL, body, Allocation.objects.get().pk)

    assert reason_for_body(trail_of(Allocation.objects.get())) == ""
    assert "Zu diesem Betrag ist kein Grund eingetragen." in page
    assert "öffentlichen Quelle übernommen" not in page


def test_application_and_notice_come_next(officer_client, body, sourced):
    page = read(officer_client, DETAIL, body, sourced.pk)

    assert [act.what for act in next_acts(sourced)] == ["Bescheid und Auszahlung", "Antrag"]
    assert page.count('<li class="wir-next">') == 2
    assert page.index("danach: Regierungspräsidium Darmstadt") < page.index("kommt als Nächstes: Ihre Kommune")
    assert "Das Haushaltsjahr ist offen." in page


def test_out_of_a_closed_year_nothing_comes(officer_client, body, sourced):
    shut(BudgetYear.objects.get())
    page = read(officer_client, DETAIL, body, sourced.pk)

    assert next_acts(Allocation.objects.get()) == []
    assert "wir-next" not in page
    assert "Das Haushaltsjahr 2018 ist abgeschlossen." in page
    assert "Das Haushaltsjahr ist abgeschlossen." in page


def test_a_decided_line_of_a_draft_year_says_that_the_year_is_planned(officer_client, body):
    year = BudgetYearFactory(year=2019, status=BudgetYear.Status.DRAFT)
    decide(AppropriationFactory(budget_year=year), {body: 1_00})

    assert "Das Haushaltsjahr wird noch geplant." in read(officer_client, DETAIL, body, Allocation.objects.get().pk)


def test_the_line_is_shown_in_other_years_as_far_as_decided(officer_client, body, sourced):
    line = sourced.appropriation.line
    for year, fields in ((2017, {"is_sourced": True}), (2019, {})):
        row = AppropriationFactory(budget_year=BudgetYearFactory(year=year), line=line, **fields)
        AllocationFactory(municipality=body, appropriation=row, **fields)
    AllocationFactory(is_sourced=True, municipality=body)

    answer = officer_client.get(reverse(f"officer:{DETAIL}", args=[body.slug, sourced.pk]))

    assert [row.appropriation.budget_year.year for row in answer.context["same_line"]] == [2018, 2017]


def test_examples_are_marked_wherever_the_amount_stands(officer_client, body, appropriation, sourced):
    decide(appropriation, {body: 45_000_00})
    example = Allocation.objects.exclude(pk=sourced.pk).get()

    page = read(officer_client, DETAIL, body, example.pk)

    assert page.count('<span class="wir-ex">45.000 €<span class="visually-hidden"> Beispieldaten</span></span>') == 2
    assert page.count('<span class="wir-example">Beispieldaten</span>') == 2  # head, timeline
    assert "Herkunft: Beispieldaten, freigegeben vom Ministerium am 05.11.2018." in page
    assert "wir-ex" not in read(officer_client, DETAIL, body, sourced.pk)


def test_what_is_decided_here_is_no_example(officer_client, body, appropriation, settings):
    settings.WIR_DEMO = False
    decide(appropriation, {body: 45_000_00})
    page = read(officer_client, DETAIL, body, Allocation.objects.get().pk)

    assert "Herkunft: freigegeben vom Ministerium am 05.11.2018." in page
    assert "Beispieldaten" not in page


@pytest.mark.parametrize("slug", ["own", "its"])
def test_what_belongs_to_another_body_answers_like_what_never_was(officer_client, body, slug):
    foreign = AllocationFactory(is_sourced=True)
    own = {"own": body, "its": foreign.municipality}[slug]

    answer = officer_client.get(reverse(f"officer:{DETAIL}", args=[own.slug, foreign.pk]))
    unknown = officer_client.get(reverse(f"officer:{DETAIL}", args=[body.slug, 9_999_999]))

    assert (answer.status_code, answer.content) == (404, unknown.content)
    assert unknown.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_year_and_for_three(officer_client, body, count, django_assert_num_queries):
    first = AllocationFactory(is_sourced=True, municipality=body)
    for year in range(2019, 2018 + count):
        row = AppropriationFactory(
            is_sourced=True, budget_year=BudgetYearFactory(year=year), line=first.appropriation.line
        )
        AllocationFactory(is_sourced=True, municipality=body, appropriation=row)

    # session, user, acting for, allocation, events, the line's years
    with django_assert_num_queries(6):
        assert officer_client.get(reverse(f"officer:{DETAIL}", args=[body.slug, first.pk])).status_code == 200
