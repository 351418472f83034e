"""Who may read, change and add which rows of the money and the lines."""

import pytest
from django.contrib import admin

from programs.models import (
    Allocation,
    Appropriation,
    BudgetYear,
    CommitmentAuthorisation,
    CostCategory,
    FundingLine,
    FundingRate,
    Guideline,
    LineSuccession,
    Program,
    RatePurpose,
    RateUnit,
    Transfer,
)
from tests.programs.distributions import account
from wir_portal.core.permissions import CONTENT_READERS, StaffGroup

pytestmark = pytest.mark.django_db
EDITOR = {StaffGroup.MINISTRY_EDITOR}
NOBODY: set[str] = set()
# model: who changes it on its own page, who adds to it there
RIGHTS = {
    BudgetYear: (NOBODY, EDITOR),
    Appropriation: (NOBODY, NOBODY),
    Allocation: (NOBODY, NOBODY),
    Transfer: (NOBODY, NOBODY),
    CommitmentAuthorisation: (NOBODY, NOBODY),
    FundingLine: (EDITOR, EDITOR),
    FundingRate: (EDITOR, EDITOR),
    RatePurpose: (EDITOR, EDITOR),
    RateUnit: (EDITOR, EDITOR),
    CostCategory: (EDITOR, EDITOR),
    Guideline: (EDITOR, EDITOR),
    LineSuccession: (EDITOR, EDITOR),
    Program: (EDITOR, NOBODY),
}


@pytest.mark.parametrize("group", StaffGroup)
@pytest.mark.parametrize("model", RIGHTS)
def test_each_group_may_what_the_table_says(rf, model, group):
    request = rf.get("/admin/")
    request.user = account("jemand", group)
    model_admin = admin.site.get_model_admin(model)
    changes, adds = RIGHTS[model]

    assert model_admin.has_module_permission(request) == (group in CONTENT_READERS)
    assert model_admin.has_view_permission(request) == (group in CONTENT_READERS)
    assert model_admin.has_change_permission(request) == (group in changes)
    assert model_admin.has_add_permission(request) == (group in adds)
    assert not model_admin.has_delete_permission(request)
