"""The demonstration's accounts of the bodies and their example contacts."""

from datetime import date

from municipalities.models import ContactPoint, Membership, Municipality
from wir_portal.core.imports.demo import make_accounts
from wir_portal.core.models import Event, Origin, User

SUFFIXES = {
    Membership.Role.OFFICER: "amt",
    Membership.Role.SIGNATORY: "zeichnung",
    Membership.Role.CASE_MANAGER: "fallmanagement",
}
MEMBERS_FROM = date(2018, 1, 1)
# These show how a page looks that has no contact yet.
WITHOUT_CONTACT = {"hochtaunuskreis", "odenwaldkreis", "vogelsbergkreis"}


def load_members(event: Event) -> int:
    """Three accounts for each body: officer, signatory, case manager."""
    bodies = list(Municipality.objects.order_by("key"))
    wanted = {f"{body.slug}-{suffix}": (body, role) for body in bodies for role, suffix in SUFFIXES.items()}
    written = make_accounts([(name, f"{body}, {role.label}") for name, (body, role) in wanted.items()])
    accounts = dict(User.objects.filter(username__in=wanted, memberships=None).values_list("username", "pk"))
    Membership.objects.bulk_create(
        Membership(user_id=pk, municipality=wanted[name][0], role=wanted[name][1], starts_on=MEMBERS_FROM)
        for name, pk in accounts.items()
    )
    return written + len(accounts)


def load_contacts(event: Event) -> int:
    """An example contact for most bodies: reserved telephone numbers, example.org, no real street."""
    missing = Municipality.objects.filter(contact_points=None).exclude(slug__in=WITHOUT_CONTACT).order_by("key")
    rows = [
        ContactPoint(
            municipality=body,
            office="Büro für Integration (Beispiel)",
            street="Musterstraße 1",
            town=body.seat,
            phone=f"069 90009-{index:03d}",
            email=f"integration@{body.slug}.example.org",
            hours="Montag bis Donnerstag 9 bis 12 Uhr, Dienstag auch 14 bis 17 Uhr",
            languages="Deutsch, Englisch, Arabisch",
            is_published=True,
            origin=Origin.EXAMPLE,
        )
        for index, body in enumerate(missing, start=1)
    ]
    ContactPoint.objects.bulk_create(rows)
    return len(rows)
