"""The forms of the acts on news."""

from django import forms

from wir_portal.core.forms import DayField, ReasonField


class PublishForm(forms.Form):
    """From which day on."""

    published_on = DayField(label="Öffentlich ab", help_text="Zum Beispiel: 22.02.2018. Ein späterer Tag wartet.")
    reason_internal = ReasonField(label="Grund", help_text="Steht im Protokoll.")
