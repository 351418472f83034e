"""One portal, one Chromium, one sign-in for each person and session; a fresh window for each test."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import browser_available
from tests.browser import portal
from tests.browser.window import ARGUMENTS, SEEN, WIDE, Window
from tests.environment import DEFAULTS, ROOT

ARTIFACTS = ROOT / ".test-artifacts"
PASSWORD = DEFAULTS["WIR_DEMO_PASSWORD"]
Opener = Callable[..., Window]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_sessionfinish() -> None:
    if SEEN.views:
        ARTIFACTS.mkdir(exist_ok=True)
        (ARTIFACTS / "accessibility.json").write_text(json.dumps(SEEN.result(), indent=2), encoding="utf-8")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if ARTIFACTS.is_dir():
        terminalreporter.write_line(f"Bilder der Tests im Browser: {ARTIFACTS}")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the portal keeps its data and its server's output."""
    return tmp_path_factory.mktemp("portal")


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    with portal.running(folder) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_available.executable(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sessions(address: str, chromium: Browser) -> Callable[[str], Any]:
    """Cookies of a signed-in person; the sign-in happens once."""
    known: dict[str, Any] = {}

    def session_of(name: str) -> Any:
        if name not in known:
            with chromium.new_context() as context:
                window = Window(context, address, ARTIFACTS)
                window.sign_in(name, PASSWORD)
                known[name] = context.storage_state()
        return known[name]

    return session_of


@pytest.fixture
def open_window(address: str, chromium: Browser, sessions: Callable[[str], Any], request: pytest.FixtureRequest):
    """`open_window("land-bearbeitung")`: a window in which this person is signed in; all must end without a fault."""
    windows: list[Window] = []
    pictures = ARTIFACTS / re.sub(r"\W+", "-", request.node.nodeid.removeprefix("tests/browser/")).strip("-")

    def opened(name: str | None = None, **options: Any) -> Window:
        state = sessions(name) if name else None
        context = chromium.new_context(
            **{"viewport": WIDE, "locale": "de-DE", "reduced_motion": "reduce", "storage_state": state} | options
        )
        context.set_default_timeout(15_000)
        windows.append(Window(context, address, pictures))
        return windows[-1]

    yield opened
    faults = [fault for window in windows for fault in window.faults]
    for window in windows:
        window.context.close()
    assert faults == []


@pytest.fixture
def window(open_window: Opener) -> Window:
    """A citizen's window."""
    return open_window()
