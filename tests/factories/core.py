"""Accounts and sources."""

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from wir_portal.core.models import Source, User


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    slug = factory.Sequence(lambda n: f"quelle-{n}")
    title = "Mitteilung"
    publisher = "Ministerium"


class UserFactory(DjangoModelFactory):
    """An account without any right; `group=StaffGroup.…` puts it into a staff group."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"konto-{n}")

    @factory.post_generation
    def group(self, create, extracted, **kwargs):
        if extracted:
            self.groups.add(Group.objects.get(name=extracted.value))
