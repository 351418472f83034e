"""One process at a time: whoever comes second waits as long as the first one works."""

from threading import Timer

import pytest
from django.db import connection

from wir_portal.core.locks import LOCK_NUMBER, one_at_a_time


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_waiting_for_another_is_not_cut_short_by_the_limit_for_rows():
    other = connection.copy()
    with other.cursor() as first, connection.cursor() as second:
        first.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
        second.execute("SET lock_timeout = '50ms'")
        timer = Timer(0.5, first.execute, ("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER]))
        timer.start()
        try:
            with one_at_a_time():
                second.execute("SHOW lock_timeout")
                assert second.fetchone() == ("15s",)
        finally:
            timer.join()
    other.close()
