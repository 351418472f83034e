"""The ground floor's own guards: the log is append-only, a mail stays what was written and is sent once."""

from wir_portal.core.guards.inventory import Guard, append_only, refused_when

EVENT_APPEND_ONLY = append_only("event_append_only", "core_event", "Ein Ereignis lässt sich nicht ändern oder löschen.")
WRITTEN = ("event_id", "kind", "recipient", "subject", "body", "message_id", "created_at")
MAIL_STAYS = Guard(
    name="mail_stays_as_written",
    message="Eine Mail ändert sich nicht mehr, und eine gesendete geht nicht noch einmal hinaus.",
    triggers=(
        refused_when(
            "core_outboxmail",
            "BEFORE UPDATE",
            " OR ".join(("OLD.status = 'sent'", *(f"NEW.{name} <> OLD.{name}" for name in WRITTEN))),
        ),
    ),
)
GUARDS = (EVENT_APPEND_ONLY, MAIL_STAYS)
