"""Which offices of the Land answer the bodies' questions."""

from dataclasses import dataclass
from datetime import date

# The ministry took its new name in the course of 2024; no source here names the day.
FIRST_YEAR_OF_THE_NEW_NAME = 2024


@dataclass(frozen=True)
class Office:
    """An office and what it answers; no person, no number that nobody has published."""

    name: str
    unit: str
    topics: tuple[str, ...]


def offices(day: date) -> tuple[Office, Office]:
    """The ministry under its name of the day, and the granting authority."""
    is_new = day.year >= FIRST_YEAR_OF_THE_NEW_NAME
    ministry = "Arbeit, Integration, Jugend und Soziales" if is_new else "Soziales und Integration"
    return (
        Office(
            name=f"Hessisches Ministerium für {ministry}",
            unit="Landesprogramm WIR",
            topics=(
                "Ziele und Förderlinien des Programms",
                "Kontingente: wie viel Ihre Kommune aus einer Förderlinie bekommen kann",
                "Zugänge zu diesem Portal",
            ),
        ),
        Office(
            name="Regierungspräsidium Darmstadt",
            unit="Dezernat II\N{NO-BREAK SPACE}25, Bewilligungsbehörde",
            topics=("Anträge", "Bescheide", "Auszahlungen", "Verwendungsnachweise"),
        ),
    )
