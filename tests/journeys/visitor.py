"""Somebody at a browser: opens the start page, follows links by their words, fills in what a form asks."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpResponse

from tests.clients import HouseClient
from tests.journeys.reader import Page, values_of


class Visitor:
    """Knows an address to start from; every further one stands on the page before."""

    page: Page
    response: HttpResponse

    def __init__(self) -> None:
        self.client = HouseClient(enforce_csrf_checks=True)

    def open(self, address: str) -> Page:
        return self._show(address, self.client.get(address, follow=True))

    def follow(self, words: str) -> Page:
        """By a link with these words; several with the same words must lead to the same place."""
        addresses = set(self.page.links(words))
        assert len(addresses) == 1, f"„{words}“ on {self.page.address} leads to {sorted(addresses)}"
        return self.open(urljoin(self.page.address, addresses.pop()))

    def press(self, button: str, **typed: str) -> Page:
        """Fills in what is given, leaves the rest of the form as it stands, and presses the button."""
        form, pressed = self.page.form(button)
        unknown = typed.keys() - {field["name"] for field in form.all("input", "textarea", "select")}
        assert not unknown, f"no field {unknown} beside „{button}“ on {self.page.address}"
        data = values_of(form) | typed | ({pressed["name"]: pressed["value"]} if pressed["name"] else {})
        address = urljoin(self.page.address, form["action"])
        if form["method"] == "post":
            return self._show(address, self.client.post(address, data, follow=True))
        return self._show(address, self.client.get(address.partition("?")[0], data, follow=True))

    def sign_in(self, name: str) -> Page:
        """By the sign-in page, with the demonstration's password."""
        self.open("/konto/login/")
        (form,) = [form for form in self.page.root.all("form") if "login" in values_of(form)]
        button = form.all("button")[-1].text
        return self.press(button, login=name, password=settings.WIR_DEMO_PASSWORD)

    def download(self, words: str) -> list[str]:
        """Lines of the file behind this link."""
        (address,) = set(self.page.links(words))
        response = self.client.get(urljoin(self.page.address, address))
        assert response.status_code == 200
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        return response.content.decode("utf-8-sig").splitlines()

    def _show(self, address: str, response: HttpResponse) -> Page:
        self.response = response
        last = response.redirect_chain[-1][0] if response.redirect_chain else address
        assert response.status_code == 200, f"{last}: {response.status_code}"
        self.page = Page(last, response.content.decode())
        return self.page
