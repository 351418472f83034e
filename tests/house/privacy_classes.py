"""Which data the portal keeps, and who may see it: every field of every model of ours is in one class.

There is no class for data of an individual refugee, because there is no field for it.
"""

PUBLIC = "public"  # everybody, on the public pages and in the API
OFFICIAL = "official"  # people of the state and the bodies, for their work
PERSONAL = "personal"  # about a person who works here: who that is, what they did, how to reach them
SECRET = "secret"  # shown to nobody

# What every entry of the directory keeps; about places, never about people.
ENTRY = (
    "id municipality title description languages place street postal_code town access access_note hours phone email"
    " website status confirmed_on origin translation_states"
)

CLASSES: dict[str, dict[str, str]] = {
    "core.CatalogueCheck": {PUBLIC: "id language fingerprint checked_at"},
    "core.Event": {
        OFFICIAL: "id at act subject_type subject_id body_slug reason_internal reason_for_body details",
        PERSONAL: "actor",
    },
    "core.FormKey": {SECRET: "id key digest result created_at", PERSONAL: "actor"},
    "core.OutboxMail": {
        OFFICIAL: "id event kind subject body message_id created_at status next_attempt_at attempt_count"
        " is_perhaps_delivered claim claim_ends_at sent_at failed_at failure",
        PERSONAL: "recipient",
    },
    "core.KeptInput": {PERSONAL: "id account path fields created_at"},
    "core.SearchDocument": {
        PUBLIC: "id kind object_id path titles summaries place is_example shown_from_on shown_until_on title_words"
        " words"
    },
    "core.SearchSynonym": {OFFICIAL: "id slug words"},
    "core.SiteText": {PUBLIC: "id key title body updated_on translation_states"},
    "core.Source": {PUBLIC: "id slug title publisher published_on url licence note"},
    "core.UploadedTable": {PERSONAL: "id account kind target name content digest created_at"},
    "core.User": {
        OFFICIAL: "id is_active is_superuser created_at groups user_permissions",
        PERSONAL: "username display_name email last_login",
        SECRET: "password",
    },
    "municipalities.ContactPoint": {
        PUBLIC: "id municipality office street postal_code town phone email website hours languages origin",
        OFFICIAL: "is_published",
    },
    "municipalities.Indicator": {PUBLIC: "id slug name unit translation_states"},
    "municipalities.IndicatorValue": {PUBLIC: "id indicator municipality reference_on value source"},
    "municipalities.LegalStatus": {PUBLIC: "id municipality starts_on kind official_key parent"},
    "municipalities.Membership": {OFFICIAL: "id municipality role starts_on ends_on", PERSONAL: "user"},
    "municipalities.Municipality": {
        PUBLIC: "id slug key name short_name sort_name sort_key region nuts3 seat website latitude longitude source"
    },
    "municipalities.PostalCode": {PUBLIC: "id code town"},
    "municipalities.Town": {PUBLIC: "id ags name search_name municipality latitude longitude source"},
    "pages.Feedback": {
        OFFICIAL: "id kind page language message received_at due_on status answer done_at",
        PERSONAL: "email",
        SECRET: "form_key",
    },
    "pages.NewsItem": {PUBLIC: "id slug title lead body status published_on changed_at origin translation_states"},
    "pages.Question": {PUBLIC: "id slug topic question answer source rank is_published translation_states"},
    "programs.Allocation": {
        PUBLIC: "id appropriation municipality amount_cents status origin source",
        OFFICIAL: "changed_by_transfer",
        PERSONAL: "last_edited_by decided_by",
    },
    "programs.Appropriation": {
        PUBLIC: "id budget_year line amount_cents note origin source published_on",
        OFFICIAL: "distribution_status revision proposed_at decided_at changed_by_transfer",
        PERSONAL: "last_edited_by proposed_by decided_by",
    },
    "programs.BudgetYear": {
        PUBLIC: "id year total_cents precision status origin source",
        OFFICIAL: "planning_ceiling_cents revision last_step",
        PERSONAL: "last_edited_by",
    },
    "programs.FundingLine": {
        PUBLIC: "id program slug name summary description recipients starts_on start_precision ends_on end_origin rank"
        " origin source translation_states"
    },
    "programs.FundingRate": {
        PUBLIC: "id line purpose starts_on start_precision unit amount_cents max_fulltime_percent note origin source"
    },
    "programs.RatePurpose": {PUBLIC: "id slug name rank"},
    "programs.RateUnit": {PUBLIC: "id slug name rank"},
    "programs.CostCategory": {PUBLIC: "id line name description starts_on ends_on rank origin source"},
    "programs.Guideline": {PUBLIC: "id program name citation starts_on source"},
    "programs.LineSuccession": {PUBLIC: "id predecessor successor starts_on origin source"},
    "programs.Program": {PUBLIC: "id slug name summary description starts_on source translation_states"},
    "programs.CommitmentAuthorisation": {
        OFFICIAL: "id budget_year line later_year amount_cents reason_internal origin status revision proposed_at"
        " decided_at",
        PERSONAL: "proposed_by decided_by",
    },
    "programs.Transfer": {
        OFFICIAL: "id budget_year from_appropriation from_municipality to_appropriation to_municipality amount_cents"
        " reason_internal reason_for_body origin status is_booked revision proposed_at decided_at decided_on",
        PERSONAL: "last_edited_by proposed_by decided_by",
    },
    "programs.YearStep": {
        OFFICIAL: "id budget_year kind status source reason_internal reason_for_body proposed_at decided_at",
        PERSONAL: "proposed_by decided_by",
    },
    "casemanagers.Appointment": {
        PUBLIC: "id position role employer share_hundredths starts_on ends_on origin",
    },
    "casemanagers.Agency": {PUBLIC: f"{ENTRY} kind", OFFICIAL: "revision"},
    "casemanagers.Offer": {PUBLIC: f"{ENTRY} topic is_free cost agency provider", OFFICIAL: "revision"},
    "casemanagers.VolunteerNetwork": {
        PUBLIC: f"{ENTRY} kind coordinator guide_count counted_on",
        OFFICIAL: "revision",
    },
    "casemanagers.Position": {PUBLIC: "id municipality line budget_year"},
}
# What each version in a history has beside the fields of its model.
HISTORY = {
    OFFICIAL: "event history_id history_date history_change_reason history_type",
    PERSONAL: "history_user",
}


def class_of(label: str, field: str) -> str:
    """The class of a model's field."""
    found = [name for name, fields in CLASSES[label].items() if field in fields.split()]
    assert len(found) == 1, f"{label}.{field} is in {len(found)} classes."
    return found[0]
