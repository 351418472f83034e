"""Bodies and who acts for them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from municipalities.models import ContactPoint, LegalStatus, Membership, Municipality, PostalCode, Town
from tests.factories.core import SourceFactory, UserFactory


class MunicipalityFactory(DjangoModelFactory):
    """An invented Landkreis."""

    class Meta:
        model = Municipality

    key = factory.Sequence(lambda n: f"{97_000 + n}")
    slug = factory.LazyAttribute(lambda o: f"landkreis-{o.key}")
    name = factory.LazyAttribute(lambda o: f"Landkreis {o.key}")
    short_name = factory.SelfAttribute("name")
    sort_name = factory.LazyAttribute(lambda o: f"{o.key}, Landkreis")
    region = Municipality.Region.KASSEL
    nuts3 = "DE732"
    seat = "Musterstadt"
    latitude = 50.5
    longitude = 9.7
    source = factory.SubFactory(SourceFactory)


class MembershipFactory(DjangoModelFactory):
    """An officer since 2014."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    role = Membership.Role.OFFICER
    starts_on = date(2014, 1, 1)


class LegalStatusFactory(DjangoModelFactory):
    """A Landkreis since long; the trait makes it a city within one."""

    class Meta:
        model = LegalStatus

    class Params:
        is_city_within = factory.Trait(
            kind=LegalStatus.Kind.SPECIAL_STATUS_CITY, parent=factory.SubFactory(MunicipalityFactory)
        )

    municipality = factory.SubFactory(MunicipalityFactory)
    starts_on = date(1981, 1, 1)
    kind = LegalStatus.Kind.DISTRICT
    official_key = factory.SelfAttribute("municipality.key")


class TownFactory(DjangoModelFactory):
    class Meta:
        model = Town

    ags = factory.Sequence(lambda n: f"{97_000_000 + n}")
    name = factory.LazyAttribute(lambda o: f"Musterdorf {o.ags}")
    municipality = factory.SubFactory(MunicipalityFactory)
    latitude = 50.5
    longitude = 9.7
    source = factory.SubFactory(SourceFactory)


class PostalCodeFactory(DjangoModelFactory):
    class Meta:
        model = PostalCode

    code = factory.Sequence(lambda n: f"{97_000 + n}")
    town = factory.SubFactory(TownFactory)


class ContactPointFactory(DjangoModelFactory):
    """A published office."""

    class Meta:
        model = ContactPoint

    municipality = factory.SubFactory(MunicipalityFactory)
    office = "Büro für Integration"
    street = "Musterweg 1"
    postal_code = "36037"
    town = "Musterstadt"
    phone = "069 90009 100"
    email = "integration@example.org"
    is_published = True
