"""A new line, rate, category or succession is data entry; a line ends by an act; each with its reason and event."""

from datetime import date

import pytest
from django.urls import reverse

from programs.models import BudgetYear, CostCategory, FundingLine, FundingRate, LineSuccession, RatePurpose, RateUnit
from programs.services import lines
from tests.clients import client_of
from tests.factories.core import SourceFactory, UserFactory
from tests.factories.programs import (
    AppropriationFactory,
    BudgetYearFactory,
    CostCategoryFactory,
    FundingLineFactory,
    FundingRateFactory,
    LineSuccessionFactory,
    RatePurposeFactory,
    RateUnitFactory,
)
from tests.programs.distributions import account
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db
REASON = "Erlass vom 12.10.2018"


@pytest.fixture
def editor():
    return client_of(account("bearbeitung", StaffGroup.MINISTRY_EDITOR))


@pytest.fixture
def line():
    return FundingLineFactory(slug="koordination", name="Koordination", starts_on=date(2014, 1, 1))


def address(model, page, *args):
    return reverse(f"admin:programs_{model}_{page}", args=args)


def end(line, ends_on, **more):
    return lines.end(line, **{"ends_on": ends_on, "reason_internal": REASON, "actor": UserFactory(), **more})


def rate(line, **more):
    return {
        "line": line.pk, "purpose": "position", "unit": "fulltime_year", "starts_on": "01.01.2020",
        "start_precision": "day", "amount_cents": "60.000", "max_fulltime_percent": "100", "note_de": "", "note_en": "",
        "source": line.source_id, "reason": REASON, **more,
    }  # fmt: skip


def errors(answer):
    assert answer.status_code == 200
    return dict(answer.context["adminform"].form.errors)


# --- the end of a line -----------------------------------------------------------------------------------------------
def test_a_line_ends_with_reason_and_event_and_may_go_on(line, editor):
    page = address("fundingline", "end", line.pk)
    assert page in editor.get(address("fundingline", "change", line.pk)).content.decode()

    answer = editor.post(page, {"ends_on": "31.12.2020", "reason_internal": REASON}, follow=True)

    line.refresh_from_db()
    event = Event.objects.about(line).get()
    assert (line.ends_on, line.end_origin, line.has_sourced_end) == (date(2020, 12, 31), "example", False)
    assert (event.act, event.actor, event.reason_internal) == ("funding_line.ended", editor.user, REASON)
    assert "Koordination endet am 31.12.2020." in answer.content.decode()
    assert answer.context["timeline"][0].title == "Ende der Förderlinie festgelegt"

    answer = editor.post(page, {"ends_on": "", "reason_internal": REASON}, follow=True)
    line.refresh_from_db()
    assert (line.ends_on, Event.objects.about(line).first().act) == (None, "funding_line.continued")
    assert "läuft ohne festgelegtes Ende weiter" in answer.content.decode()


def test_an_end_is_no_example_outside_the_demonstration(line, settings):
    settings.WIR_DEMO = False

    end(line, date(2020, 12, 31))

    line.refresh_from_db()
    assert line.end_origin == "decided"


def test_a_sourced_end_stays(line, editor):
    FundingLine.objects.filter(pk=line.pk).update(ends_on=date(2020, 12, 31))

    with pytest.raises(DomainError, match="stammt aus einer öffentlichen Quelle"):
        end(line, None)
    page = address("fundingline", "end", line.pk)
    assert page not in editor.get(address("fundingline", "change", line.pk)).content.decode()


@pytest.mark.parametrize(
    ("ends_on", "words"),
    [
        (date(2013, 12, 31), "Das Ende liegt vor dem Beginn am 01.01.2014."),
        (None, "Sie haben nichts geändert."),
        (date(2017, 12, 31), r"Für 2018, 2019 hat diese Förderlinie schon einen Ansatz. .* frühestens im Jahr 2019"),
    ],
)
def test_an_end_that_cannot_be_is_refused_in_words(line, ends_on, words):
    for year in (2018, 2019):
        AppropriationFactory(line=line, budget_year=BudgetYearFactory(year=year))

    with pytest.raises(DomainError, match=words):
        end(line, ends_on)
    assert not Event.objects.about(line).exists()


def test_an_end_before_its_succession_is_refused_by_the_database_in_words(line, editor):
    LineSuccessionFactory(predecessor=line)

    answer = editor.post(address("fundingline", "end", line.pk), {"ends_on": "31.12.2019", "reason_internal": REASON})

    assert "höchstens einen Tag nach ihrem Ende" in answer.content.decode()
    line.refresh_from_db()
    assert line.ends_on is None


def test_only_the_editor_ends_a_line(line, auditor_client):
    page = address("fundingline", "end", line.pk)

    assert auditor_client.get(page).status_code == 403
    assert page not in auditor_client.get(address("fundingline", "change", line.pk)).content.decode()


def test_after_its_end_a_line_takes_no_money(line, editor):
    end(line, date(2018, 12, 31))
    year = BudgetYearFactory(year=2019, status=BudgetYear.Status.DRAFT)

    answer = editor.get(address("budgetyear", "appropriation", year.pk, line.slug))
    form = answer.context["form"].initial
    sent = {**form, "amount_cents": "1.000", "reason_internal": REASON}
    answer = editor.post(address("budgetyear", "appropriation", year.pk, line.slug), sent)

    assert "In diesem Haushaltsjahr läuft die Förderlinie nicht" in answer.content.decode()


# --- new rows --------------------------------------------------------------------------------------------------------
def test_a_new_line_is_entered_and_an_example_in_the_demonstration(editor, line, client):
    sent = {
        "name_de": "Sportcoaches", "summary_de": "Sport verbindet.", "description_de": "", "name_en": "",
        "summary_en": "", "description_en": "", "program": line.program_id, "slug": "sport", "recipients": "both",
        "starts_on": "01.01.2019", "start_precision": "year", "ends_on": "", "rank": "90", "source": line.source_id,
        "reason": REASON,
    }  # fmt: skip
    assert editor.post(address("fundingline", "add"), sent).status_code == 302

    new = FundingLine.objects.get(slug="sport")
    assert (new.origin, new.end_origin, new.vague_start_year) == ("example", "example", 2019)
    assert Event.objects.about(new).get().act == "funding_line.added"
    assert "Beispieldaten" in client.get("/foerderlinien/sport/").content.decode()
    wrong = editor.post(address("fundingline", "add"), {**sent, "slug": "x", "starts_on": "02.01.2019"})
    assert errors(wrong) == {"starts_on": ["Ist nur das Jahr bekannt, schreiben Sie den ersten Tag: 01.01.2019."]}


def test_a_rates_follow_up_starts_from_the_old_one(editor, line):
    old = FundingRateFactory(line=line, max_fulltime_percent=150)
    page = editor.get(address("fundingline", "change", line.pk))
    table = page.context["tables"][0]
    assert [str(cell) for cell in table.cells[0][1:4]] == ["ab 01.01.2017", "50.000 €", "je Vollzeitstelle und Jahr"]
    follow = table.cells[0][-1].split('"')[1].replace("&amp;", "&")

    form = editor.get(follow).context["adminform"].form
    assert {name: str(form.initial[name]) for name in ("line", "purpose", "unit", "max_fulltime_percent")} == {
        "line": str(line.pk), "purpose": "position", "unit": "fulltime_year", "max_fulltime_percent": "150",
    }  # fmt: skip
    assert editor.post(address("fundingrate", "add"), rate(line)).status_code == 302

    new = FundingRate.objects.exclude(pk=old.pk).get()
    assert (new.amount_cents, new.origin, new.starts_on) == (60_000_00, "example", date(2020, 1, 1))
    cells = editor.get(address("fundingline", "change", line.pk)).context["tables"][0].cells
    assert [row[-1] == "–" for row in cells] == [True, False]
    assert "Beispieldaten" in cells[1][2]


def test_the_end_of_a_rate_is_said_not_forgotten(editor, line):
    FundingRateFactory(line=line)
    add = address("fundingrate", "add")

    assert list(errors(editor.post(add, rate(line, amount_cents="")))) == ["amount_cents"]
    assert list(errors(editor.post(add, rate(line, is_none="on")))) == ["is_none"]
    assert "Schreiben Sie den Betrag so" in errors(editor.post(add, rate(line, amount_cents="1.2")))["amount_cents"][0]
    assert editor.post(add, rate(line, amount_cents="", is_none="on")).status_code == 302

    none = FundingRate.objects.get(amount_cents=None)
    page = editor.get(address("fundingrate", "change", none.pk))
    assert page.context["adminform"].form["is_none"].value() is True
    assert Event.objects.about(none).get().details == {"fields": ["line", "purpose", "source", "starts_on", "unit"]}


def test_a_sourced_rate_is_only_read(editor, line):
    row = FundingRateFactory(line=line)

    page = editor.get(address("fundingrate", "change", row.pk))
    assert (page.context["writes"], page.context["example_mark"]) == (False, False)
    assert "is_none" not in page.content.decode()
    assert editor.post(address("fundingrate", "change", row.pk), rate(line)).status_code == 403


@pytest.mark.parametrize(("model", "code"), [(RatePurpose, "rate_purpose"), (RateUnit, "rate_unit")])
def test_a_new_word_for_rates_is_entered_and_its_short_name_stays(editor, model, code):
    name = model._meta.model_name
    sent = {"slug": "workshop", "name_de": "Werkstatt", "name_en": "Workshop", "rank": "90", "reason": REASON}

    assert editor.post(address(name, "add"), sent).status_code == 302
    row = model.objects.get(slug="workshop")
    changed = {**sent, "slug": "anders", "name_de": "Werkstätten"}
    assert editor.post(address(name, "change", row.pk), changed).status_code == 302

    row.refresh_from_db()
    assert (row.slug, row.name) == ("workshop", "Werkstätten")
    assert [e.act for e in Event.objects.about(row)] == [f"{code}.changed", f"{code}.added"]


def test_a_rate_of_a_new_purpose_shows_on_the_public_page(editor, line, client):
    RatePurposeFactory(slug="workshop", name="Werkstatt")
    RateUnitFactory(slug="day", name="je Tag")

    sent = rate(line, purpose="workshop", unit="day", starts_on="01.01.2018", amount_cents="12,50", note_de="zu zweit")
    assert editor.post(address("fundingrate", "add"), sent).status_code == 302

    text = client.get(f"/foerderlinien/{line.slug}/").content.decode()
    assert "bis zu 12,50 € je Tag (<span>zu zweit</span>)" in text


def test_a_cost_category_is_entered_for_a_line_and_begins_and_ends(editor, line):
    sent = {
        "line": line.pk, "name_de": "Personal", "name_en": "Staff", "description_de": "", "description_en": "",
        "starts_on": "01.01.2018", "ends_on": "31.12.2019", "rank": "10", "source": line.source_id, "reason": REASON,
    }  # fmt: skip
    assert editor.post(address("costcategory", "add"), sent).status_code == 302

    row = CostCategory.objects.get()
    assert (row.origin, str(row)) == ("example", "Personal (Koordination)")
    found = [CostCategory.objects.in_force_on(date(year, 1, 1)).count() for year in (2017, 2018, 2019, 2020)]
    assert found == [0, 1, 1, 0]
    twice = editor.post(address("costcategory", "add"), sent)
    assert "Diese Kostenart ist für diesen Tag schon eingetragen." in twice.content.decode()
    ended = {**sent, "name_de": "Sachkosten", "ends_on": "31.12.2017"}
    assert "Das Ende liegt vor dem Beginn." in editor.post(address("costcategory", "add"), ended).content.decode()
    assert "Personal" in editor.get(address("fundingline", "change", line.pk)).content.decode()


def test_a_succession_is_entered_and_a_circle_is_refused_in_words(editor, line):
    after = FundingLineFactory(name="Zentren")
    sent = {
        "predecessor": line.pk, "successor": after.pk, "starts_on": "01.01.2021", "source": line.source_id,
        "reason": REASON,
    }  # fmt: skip

    assert editor.post(address("linesuccession", "add"), sent).status_code == 302
    assert LineSuccession.objects.get().origin == "example"
    back = editor.post(address("linesuccession", "add"), {**sent, "predecessor": after.pk, "successor": line.pk})
    assert "Diese Nachfolge würde im Kreis führen" in back.content.decode()
    itself = editor.post(address("linesuccession", "add"), {**sent, "successor": line.pk})
    assert "Eine Förderlinie folgt nicht auf sich selbst." in itself.content.decode()
    assert LineSuccession.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("model", "make", "queries"),
    [
        ("fundingline", FundingLineFactory, 8),
        ("fundingrate", FundingRateFactory, 9),
        ("costcategory", CostCategoryFactory, 8),
        ("linesuccession", LineSuccessionFactory, 7),
    ],
)
def test_lists_cost_the_same_for_one_and_for_three(editor, django_assert_num_queries, model, make, queries, count):
    for _ in range(count):
        make()

    with django_assert_num_queries(queries):
        assert editor.get(address(model, "changelist")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_line_costs_the_same_for_one_and_for_three(editor, line, django_assert_num_queries, count):
    source = SourceFactory()
    for number in range(count):
        FundingRateFactory(line=line, starts_on=date(2018 + number, 1, 1), source=source)
        CostCategoryFactory(line=line, source=source)
        LineSuccessionFactory(predecessor=line, source=source)
        LineSuccessionFactory(successor=line, source=source)

    with django_assert_num_queries(12):
        assert editor.get(address("fundingline", "change", line.pk)).status_code == 200
