"""Bodies and who acts for them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from municipalities.models import Membership, Municipality
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
