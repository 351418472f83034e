"""Many processes on one database, let go at the same moment.

A process of its own sets Django up once, opens no connection and then forks: each worker connects for itself.
"""

import json
import multiprocessing
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from queue import Empty

from django.db import connection
from django.test.utils import setup_test_environment

from tests.races import line_tasks, protections, tasks, world, year_tasks
from wir_portal.core.errors import DomainError
from wir_portal.core.guards import installation

# What came of an act: it was done, it was refused in a sentence for people, or it broke.
DONE, REFUSED, BROKE = "done", "refused", "broke"
LIMIT_SECONDS = 60
TASKS = (tasks, year_tasks, line_tasks)


def main() -> None:
    """Do what is ordered on stdin in JSON, say on stdout what came of it."""
    setup_test_environment()
    order = json.load(sys.stdin)
    if order["make"]:
        world.make()
    if not order["guards"]:
        installation.remove()
    connection.close()
    answers = race(order["jobs"], order["without"]) if order["jobs"] else []
    json.dump({"answers": answers, "found": look(order["look"])}, sys.stdout, default=int)


def race(jobs: list[tuple[str, dict]], without: list[str]) -> list[list[tuple[str, str]]]:
    """The answers of each worker, in the order of the jobs."""
    context = multiprocessing.get_context("fork")
    barrier, answers = context.Barrier(len(jobs)), context.Queue()
    workers = [
        context.Process(target=work, args=(number, *job, without, barrier, answers)) for number, job in enumerate(jobs)
    ]
    for worker in workers:
        worker.start()
    said = {}
    while len(said) < len(jobs) and not any(worker.exitcode for worker in workers):
        with suppress(Empty):
            number, answer = answers.get(timeout=1)
            said[number] = answer
    for worker in workers:
        worker.join()
    return [said[number] for number in range(len(jobs))]


def work(number: int, task: str, arguments: dict, without: list[str], barrier: Barrier, answers: Queue) -> None:
    """Connect, wait for the others, act."""
    signal.alarm(LIMIT_SECONDS)
    with ExitStack() as around:
        for protection in without:
            around.enter_context(getattr(protections, protection)())
        try:
            acts = next(getattr(module, task) for module in TASKS if hasattr(module, task))(**arguments)
        except Exception:
            barrier.abort()
            raise
        around.enter_context(connection.execute_wrapper(protections.unhurried))
        barrier.wait(timeout=LIMIT_SECONDS)
        answers.put((number, [answer_of(act) for act in acts]))
    connection.close()


def answer_of(act: Callable[[], object]) -> tuple[str, str]:
    try:
        return DONE, str(act())
    except DomainError as error:
        return REFUSED, str(error)
    except Exception as error:
        return BROKE, f"{type(error).__name__}: {error}"


def look(questions: dict[str, str]) -> dict[str, list]:
    """What stands in the database, by the name of the question."""
    found = {}
    with connection.cursor() as cursor:
        for name, question in questions.items():
            cursor.execute(question)
            found[name] = [row[0] if len(row) == 1 else row for row in cursor.fetchall()]
    return found
