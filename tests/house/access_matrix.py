"""Who may open what: `rights.md` as a table. `test_access.py` asks each address in each role by each method.

A row is the name of an address; it says by which act one reads there and by which one writes. An address without a row
fails, and so does a row without an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

# --- roles ---------------------------------------------------------------------------------------------------------
CITIZEN, DEACTIVATED = "citizen", "deactivated officer with an open session"
NOT_SIGNED_IN = (CITIZEN, DEACTIVATED)
OFFICER, SIGNATORY, CASE_MANAGER = "officer", "signatory", "case manager"
ELSEWHERE = "officer of another body"
WITHOUT_BODY = ("membership ended yesterday", "membership starts tomorrow", "superuser without group")
EDITOR, APPROVER, READER = "ministry editor", "ministry approver", "ministry reader"
AUTHORITY, AUDITOR, TECHNICAL = "granting authority", "auditor", "technical"

MEMBERS = (OFFICER, SIGNATORY, CASE_MANAGER)
STAFF = (EDITOR, APPROVER, READER, AUTHORITY, AUDITOR, TECHNICAL)
SIGNED_IN = (*MEMBERS, ELSEWHERE, *WITHOUT_BODY, *STAFF)
ROLES = (*NOT_SIGNED_IN, *SIGNED_IN)


# --- acts of rights.md ---------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Act:
    """What somebody does, in the words of `rights.md`, and in which roles one may."""

    words: str
    roles: tuple[str, ...]


READ_PUBLIC = Act("read public pages, API, open data", ROLES)
SIGN_IN = Act("sign in and out", ROLES)
OWN_ACCOUNT = Act("own account", SIGNED_IN)
OPEN_BODY = Act("start page and team of the own body", MEMBERS)
OPEN_ADMIN = Act("admin start page with what one may read", STAFF)
READ_OWN_MONEY = Act("read the own body's decided allocations", (OFFICER, SIGNATORY))
READ_OWN_EVENTS = Act("event log of the own body", (OFFICER, SIGNATORY))
READ_OWN_POSITIONS = Act("read positions and appointments of the own body", MEMBERS)
KEEP_OWN_DIRECTORY = Act("offers, agencies, networks of the own body", MEMBERS)
KEEP_EVERY_DIRECTORY = Act("offers, agencies, networks of all bodies", (EDITOR,))
READ_ALL = Act("read drafts, all bodies, all positions", (EDITOR, APPROVER, READER, AUTHORITY, AUDITOR))
READ_ACCOUNTS = Act("read accounts and who may what", STAFF)
READ_EVENTS = Act("read the event log", STAFF)
EDIT_LINES = Act("edit lines, rates, guidelines, indicators, bodies", (EDITOR,))
EDIT_TEXTS = Act("public texts, imprint, sources, news, questions", (EDITOR,))
EDIT_MONEY = Act("edit draft years, appropriations, allocations; propose them", (EDITOR,))
DECIDE_MONEY = Act("decide or hand back what was proposed", (APPROVER,))
MANAGE_MEMBERSHIPS = Act("grant and end memberships", (EDITOR,))
GRANT_GROUPS = Act("grant and end staff groups", (APPROVER,))
MANAGE_ACCOUNTS = Act("create and lock accounts", (TECHNICAL,))
READ_MAILS = Act("status of the system, and the mails of the events one reads", STAFF)
RETRY_MAILS = Act("send a mail once more that was given up", (TECHNICAL,))
READ_FEEDBACK = Act("read what readers wrote", (EDITOR, APPROVER, READER, AUDITOR))
ANSWER_FEEDBACK = Act("answer what readers wrote", (EDITOR,))
NOBODY = Act("not by anybody on this page", ())

# --- rows ----------------------------------------------------------------------------------------------------------
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
READING = ("GET", "HEAD")


@dataclass(frozen=True)
class Page:
    """An address: the act of reading it and that of sending its form; without the latter it takes no form."""

    read: Act
    write: Act | None = None
    # What a role gets, where that is not 200.
    answers: Mapping[str, int] = field(default_factory=dict)
    # What an empty form gets, where that is something else.
    empty_form: int | None = None
    # Where the name and the world's example do not make the address.
    address: str = ""


def always(status: int, roles: tuple[str, ...] = ROLES) -> dict[str, int]:
    return dict.fromkeys(roles, status)


def act_page(act: Act) -> Page:
    return Page(act, act)


PUBLIC = {
    f"public:{name}": Page(READ_PUBLIC)
    for name in (
        "pages:home", "pages:municipality-detail", "pages:municipality-detail-csv", "pages:figures",
        "pages:figures-csv", "pages:search", "pages:news-list", "pages:news-feed",
        "pages:news-detail", "pages:question-list", "pages:feedback-thanks", "pages:sources",
        "pages:imprint", "pages:privacy",
        "pages:accessibility",
        "pages:easy-language", "programs:program", "programs:line-list", "programs:line-list-csv",
        "programs:line-detail", "programs:line-detail-csv", "municipalities:municipality-list",
        "municipalities:municipality-list-csv", "casemanagers:find-help", "casemanagers:offer-list",
        "casemanagers:offer-detail", "casemanagers:volunteering",
    )
}  # fmt: skip
SEND_FEEDBACK = Act("tell what is wrong with a page, without an account", ROLES)
PUBLIC["public:pages:feedback"] = Page(READ_PUBLIC, SEND_FEEDBACK)
API = {
    f"api:{name}": Page(READ_PUBLIC)
    for name in (
        "docs", "openapi-json", "municipality-list", "municipality-detail", "town-list", "contact-point-list",
        "program-list", "funding-line-list", "budget-year-list", "budget-year-detail", "allocation-list",
        "position-list", "offer-list",
    )
}  # fmt: skip
API |= {
    "api:api-root": Page(READ_PUBLIC, answers=always(302)),
    "api:nothing-here": Page(READ_PUBLIC, answers=always(404), address="/api/v1/gibt-es-nicht/"),
}
STATUS = {name: Page(READ_PUBLIC) for name in ("healthz", "readyz", "robots", "sitemap")}
ACCOUNT = {
    "account": Page(SIGN_IN, answers=always(302)),
    "account_login": Page(SIGN_IN, SIGN_IN, answers=always(302, SIGNED_IN)),
    "account_logout": Page(SIGN_IN, SIGN_IN, answers=always(302, NOT_SIGNED_IN), empty_form=302),
    "account_change_password": Page(OWN_ACCOUNT, OWN_ACCOUNT),
    "account_reset_password": Page(SIGN_IN, SIGN_IN),
    "account_reset_password_done": Page(SIGN_IN),
    "account_reset_password_from_key": Page(
        SIGN_IN, SIGN_IN, always(410), empty_form=410, address="/konto/passwort-vergessen/1-abc-def/"
    ),
    "account_reset_password_from_key_done": Page(SIGN_IN),
    # What one typed oneself; a number that is not one's own does not exist.
    "account_kept_input": Page(OWN_ACCOUNT, OWN_ACCOUNT, answers=always(404, SIGNED_IN), empty_form=404),
}
OFFICER_PAGES = {
    # The only body at once; the administration for staff; without a body the reason.
    "officer:pages:start": Page(OWN_ACCOUNT, answers=always(302, (*MEMBERS, ELSEWHERE, *STAFF))),
    "officer:pages:body-start": Page(OPEN_BODY),
    "officer:pages:contacts": Page(OPEN_BODY),
    "officer:pages:event-list": Page(READ_OWN_EVENTS),
    "officer:programs:allocation-list": Page(READ_OWN_MONEY),
    "officer:programs:allocation-list-csv": Page(READ_OWN_MONEY),
    "officer:programs:allocation-detail": Page(READ_OWN_MONEY),
    "officer:municipalities:team": Page(OPEN_BODY),
    "officer:casemanagers:position-list": Page(READ_OWN_POSITIONS),
    "officer:casemanagers:entry-list": Page(KEEP_OWN_DIRECTORY),
    "officer:casemanagers:entry-add": act_page(KEEP_OWN_DIRECTORY),
    "officer:casemanagers:entry-detail": Page(KEEP_OWN_DIRECTORY),
    "officer:casemanagers:entry-change": act_page(KEEP_OWN_DIRECTORY),
    "officer:casemanagers:entry-withdraw": act_page(KEEP_OWN_DIRECTORY),
    # They ask nothing: what happened is said on the list.
    "officer:casemanagers:entry-publish": Page(KEEP_OWN_DIRECTORY, KEEP_OWN_DIRECTORY, empty_form=302),
    "officer:casemanagers:entry-confirm": Page(KEEP_OWN_DIRECTORY, KEEP_OWN_DIRECTORY, empty_form=302),
}
ADMIN_PAGES = {
    "index": Page(OPEN_ADMIN),
    "login": Page(OPEN_ADMIN, answers=always(302)),
    "nothing-here": Page(OPEN_ADMIN, OPEN_ADMIN, always(404), address="/admin/gibt-es-nicht/"),
    "programs_distribution-years": Page(READ_ALL),
    "translations": Page(READ_ALL),
    "translations-language": Page(READ_ALL),
    "translations-catalogue": act_page(EDIT_TEXTS),
    "translations-check": act_page(EDIT_TEXTS),
    "programs_distribution-year": Page(READ_ALL),
    "programs_distribution-csv": Page(READ_ALL),
    "programs_distribution": Page(READ_ALL),
    "programs_distribution-history": Page(READ_ALL),
    "programs_distribution-row-history": Page(READ_ALL),
    "programs_distribution-assign": act_page(EDIT_MONEY),
    "programs_distribution-change": act_page(EDIT_MONEY),
    "programs_distribution-propose": act_page(EDIT_MONEY),
    "programs_distribution-withdraw": act_page(EDIT_MONEY),
    "programs_distribution-decide": act_page(DECIDE_MONEY),
    "programs_distribution-hand-back": act_page(DECIDE_MONEY),
    "programs_budgetyear_ceiling": act_page(EDIT_MONEY),
    "programs_budgetyear_appropriation": act_page(EDIT_MONEY),
    "programs_budgetyear_opening": act_page(EDIT_MONEY),
    "programs_budgetyear_closing": act_page(EDIT_MONEY),
    "programs_budgetyear_reopening": act_page(EDIT_MONEY),
    "programs_budgetyear_step-zurueckziehen": act_page(EDIT_MONEY),
    "programs_budgetyear_step-freigeben": act_page(DECIDE_MONEY),
    "programs_budgetyear_step-zurueckgeben": act_page(DECIDE_MONEY),
    "programs_budgetyear_transfer": act_page(EDIT_MONEY),
    "programs_budgetyear_commitment": act_page(EDIT_MONEY),
    "programs_commitmentauthorisation_step-freigeben": act_page(DECIDE_MONEY),
    "programs_commitmentauthorisation_step-ablehnen": act_page(DECIDE_MONEY),
    "programs_commitmentauthorisation_step-zurueckziehen": act_page(EDIT_MONEY),
    "programs_distribution-transfer": act_page(EDIT_MONEY),
    **{f"programs_transfer_step-{name}": act_page(EDIT_MONEY) for name in ("vorlegen", "aendern", "verwerfen")},
    "programs_transfer_step-zurueckziehen": act_page(EDIT_MONEY),
    "programs_transfer_step-freigeben": act_page(DECIDE_MONEY),
    "programs_transfer_step-ablehnen": act_page(DECIDE_MONEY),
    "municipalities_membership_end": act_page(MANAGE_MEMBERSHIPS),
    "core_user_lock": act_page(MANAGE_ACCOUNTS),
    "core_user_unlock": act_page(MANAGE_ACCOUNTS),
    "core_user_grant": act_page(GRANT_GROUPS),
    "core_user_end": act_page(GRANT_GROUPS),
    "core_outboxmail_retry": act_page(RETRY_MAILS),
    **{f"pages_feedback_{name}": act_page(ANSWER_FEEDBACK) for name in ("answer", "close", "reopen")},
    "pages_newsitem_preview": Page(READ_ALL),
    "pages_newsitem_publish": act_page(EDIT_TEXTS),
    "pages_newsitem_take-back": act_page(EDIT_TEXTS),
    "pages_question_preview": Page(READ_ALL),
}

# --- the models of the administration: list, file, one row, adding ---------------------------------------------------
# Who reads, who changes a row on its own page, who adds one; None: there is no page for adding.
MODELS: dict[str, tuple[Act, Act, Act | None]] = {
    "core_event": (READ_EVENTS, NOBODY, None),
    "core_outboxmail": (READ_MAILS, NOBODY, None),
    "core_sitetext": (READ_ALL, EDIT_TEXTS, None),
    "pages_newsitem": (READ_ALL, EDIT_TEXTS, EDIT_TEXTS),
    "pages_question": (READ_ALL, EDIT_TEXTS, EDIT_TEXTS),
    "pages_feedback": (READ_FEEDBACK, NOBODY, None),
    "core_searchsynonym": (READ_ALL, EDIT_TEXTS, EDIT_TEXTS),
    "core_source": (READ_ALL, EDIT_TEXTS, EDIT_TEXTS),
    "core_user": (READ_ACCOUNTS, NOBODY, MANAGE_ACCOUNTS),
    "municipalities_contactpoint": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "municipalities_indicator": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "municipalities_indicatorvalue": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "municipalities_legalstatus": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "municipalities_membership": (READ_ALL, NOBODY, MANAGE_MEMBERSHIPS),
    "municipalities_municipality": (READ_ALL, EDIT_LINES, None),
    "municipalities_postalcode": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "municipalities_town": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "programs_allocation": (READ_ALL, NOBODY, None),
    "programs_appropriation": (READ_ALL, NOBODY, None),
    "programs_budgetyear": (READ_ALL, NOBODY, EDIT_MONEY),
    "programs_fundingline": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "programs_fundingrate": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "programs_ratepurpose": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "programs_rateunit": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "programs_costcategory": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "programs_guideline": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "programs_linesuccession": (READ_ALL, EDIT_LINES, EDIT_LINES),
    "programs_program": (READ_ALL, EDIT_LINES, None),
    "programs_commitmentauthorisation": (READ_ALL, NOBODY, None),
    "programs_transfer": (READ_ALL, NOBODY, None),
    "casemanagers_appointment": (READ_ALL, NOBODY, None),
    "casemanagers_position": (READ_ALL, NOBODY, None),
    "casemanagers_offer": (READ_ALL, KEEP_EVERY_DIRECTORY, KEEP_EVERY_DIRECTORY),
    "casemanagers_agency": (READ_ALL, KEEP_EVERY_DIRECTORY, KEEP_EVERY_DIRECTORY),
    "casemanagers_volunteernetwork": (READ_ALL, KEEP_EVERY_DIRECTORY, KEEP_EVERY_DIRECTORY),
}
ADMIN_PAGES |= {
    "programs_fundingline_series": Page(READ_ALL),
    "programs_fundingline_series-csv": Page(READ_ALL),
    "programs_fundingline_end": act_page(EDIT_LINES),
}
ADMIN_PAGES |= {
    f"casemanagers_{model}_{act}": act_page(KEEP_EVERY_DIRECTORY)
    for model in ("offer", "agency", "volunteernetwork")
    for act in ("publish", "confirm", "withdraw")
}
# Files that are checked and taken in.
ADMIN_PAGES |= {
    f"municipalities_{model}_{page}": found
    for model in ("contactpoint", "indicatorvalue", "municipality")
    for page, found in (
        ("import", act_page(EDIT_LINES)),
        # The file of contact points has a fault: there is no form to send.
        ("import-report", Page(EDIT_LINES, EDIT_LINES, empty_form=200 if model == "contactpoint" else None)),
    )
}
for model, (reads, changes, adds) in MODELS.items():
    ADMIN_PAGES |= {
        f"{model}_changelist": Page(reads),
        f"{model}_csv": Page(reads),
        f"{model}_xlsx": Page(reads),
        f"{model}_change": Page(reads, changes),
        **({f"{model}_add": Page(adds, adds)} if adds else {}),
    }

PAGES: dict[str, Page] = {
    **PUBLIC,
    **API,
    **STATUS,
    **ACCOUNT,
    **OFFICER_PAGES,
    **{f"admin:{name}": page for name, page in ADMIN_PAGES.items()},
}


def answer_to(name: str, role: str, method: str) -> int:
    """The status that `interfaces.md` („Answers“) promises: first the door, then the method, then the act."""
    page, door = PAGES[name], name.partition(":")[0]
    is_taken = method in READING or (method == "POST" and page.write is not None)
    if role in NOT_SIGNED_IN and (door in ("officer", "admin") or (page.read is OWN_ACCOUNT and is_taken)):
        return 302
    if door == "admin" and role not in STAFF:
        return 403
    if not is_taken:
        return 405
    act = page.write if method == "POST" else page.read
    if role not in act.roles:
        return 404 if door == "officer" and role not in MEMBERS else 403
    return page.empty_form if method == "POST" and page.empty_form else page.answers.get(role, 200)
