"""What every page of the admin stands on: who may, lists with sums and CSV, forms with a reason, acts, history."""

from wir_portal.core.admin_base.cells import amount, day, mark, money
from wir_portal.core.admin_base.guarded import GuardedAdmin
from wir_portal.core.admin_base.pages import Crumb, act_page

__all__ = ["Crumb", "GuardedAdmin", "act_page", "amount", "day", "mark", "money"]
