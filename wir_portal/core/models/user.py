"""Accounts: named by function, in staff groups or members of a body."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models

from wir_portal.core import clock


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(username=username.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Konto: someone who signs in. Rights come from staff groups and memberships, never from `is_superuser`."""

    username = models.CharField(
        "Anmeldename",
        max_length=150,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        help_text="Kleinbuchstaben, Ziffern, Bindestrich, zum Beispiel: landkreis-fulda-amt",
        error_messages={"unique": "Diesen Anmeldenamen gibt es schon."},
    )
    display_name = models.CharField("Funktion", max_length=200, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    is_active = models.BooleanField("Aktiv", default=True, help_text="Gesperrte Konten können sich nicht anmelden.")
    created_at = models.DateTimeField("Angelegt am", default=clock.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        ordering = ("username",)

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def is_staff(self) -> bool:
        """Whether the account is in a staff group; Django's admin asks for this name."""
        return bool(self.is_active and self.staff_groups)

    @property
    def staff_groups(self) -> frozenset[str]:
        """The names of the staff groups, read once for each request's user object."""
        if not hasattr(self, "_staff_groups"):
            self._staff_groups = frozenset(self.groups.values_list("name", flat=True)) if self.pk else frozenset()
        return self._staff_groups
