"""Races: a world is stored once, each race runs on a copy of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.databases import ROOT, fresh_database, variables
from tests.races.crew import BROKE, DONE, REFUSED

SECONDS = 80
TRIES = 6
START = "from tests import environment; import django; django.setup(); from tests.races.crew import main; main()"


@dataclass
class Outcome:
    """What the workers were answered and what stands in the database afterwards."""

    answers: list[list[tuple[str, str]]]
    found: dict[str, list]

    def count(self, kind: str) -> int:
        return sum(answer[0] == kind for worker in self.answers for answer in worker)

    def said(self, kind: str) -> set[str]:
        return {answer[1] for worker in self.answers for answer in worker if answer[0] == kind}

    @property
    def done(self) -> int:
        return self.count(DONE)

    @property
    def sentences(self) -> set[str]:
        return self.said(REFUSED)

    @property
    def broken(self) -> set[str]:
        return self.said(BROKE)


def order(address: str, folder: Path, jobs: list, *, make=False, guards=True, without=(), **look: str) -> Outcome:
    """Have a crew do the jobs; whatever ends us ends it with all its workers."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", START], env=variables(address, folder), cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        words = {"make": make, "guards": guards, "jobs": jobs, "without": list(without), "look": look}
        said, _ = process.communicate(json.dumps(words), timeout=SECONDS)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    assert process.returncode == 0, said
    return Outcome(**json.loads(said))


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> Iterator[str]:
    """The address of the stored world."""
    folder = tmp_path_factory.mktemp("world")
    with fresh_database(folder) as address:
        order(address, folder, [], make=True)
        yield address


@pytest.fixture
def race(world, tmp_path):
    """`race(jobs, guards=…, without=…, question="SELECT …")` on a fresh copy of the world."""

    def run(jobs: list, **options) -> Outcome:
        with fresh_database(tmp_path, copy_of=world) as address:
            return order(address, tmp_path, jobs, **options)

    return run


@pytest.fixture
def in_some_try(race):
    """`in_some_try(goes_wrong)(jobs, …)`: whether a race without its protection goes wrong.

    Who comes first is chance, so one of some tries is enough.
    """

    def trying(goes_wrong: Callable[[Outcome], bool]) -> Callable[..., bool]:
        return lambda jobs, **options: any(goes_wrong(race(jobs, **options)) for _try in range(TRIES))

    return trying


@pytest.fixture
def race_on_nothing(tmp_path):
    """The same on an empty database."""

    def run(jobs: list, **options) -> Outcome:
        with fresh_database(tmp_path) as address:
            return order(address, tmp_path, jobs, **options)

    return run
