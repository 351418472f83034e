"""Opening a form as its person does, and what it carries."""

from django.core import signing

from tests.journeys.reader import Page, values_of
from wir_portal.core.typed_work import FIELD, SALT

ADD = "/admin/core/source/add/"
TYPED = {"title": "Haushaltsplan", "publisher": "Land", "published_on": "22.02.", "reason": "Neue „Fundstelle“\r\nb"}


def shown(client, path=ADD):
    answer = client.get(path)
    assert answer.status_code == 200
    return Page(path, answer.content.decode())


def form_on(page):
    """What the page's own form sends, hidden fields included."""
    (form,) = [form for form in page.root.all("form") if FIELD in values_of(form)]
    return values_of(form)


def opened(client, path=ADD, **typed):
    return form_on(shown(client, path)) | (typed or TYPED)


def said(client):
    return Page("", client.get("/konto/login/").content.decode()).text


def mark_of(account, path=ADD, salt=SALT, **options):
    return signing.dumps((account.pk, path, None), salt=salt, **options)
