"""The ground floor's own guards: the log is append-only."""

from wir_portal.core.guards.inventory import append_only

EVENT_APPEND_ONLY = append_only("event_append_only", "core_event", "Ein Ereignis lässt sich nicht ändern oder löschen.")
GUARDS = (EVENT_APPEND_ONLY,)
