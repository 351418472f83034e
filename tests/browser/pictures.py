"""Takes the three pictures of the README anew: `python -m tests.browser.pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import browser_available, environment
from tests.browser import portal
from tests.browser.window import ARGUMENTS, Window

IMAGES = environment.ROOT / "docs" / "images"
SIZE = {"width": 1280, "height": 1040}
MOST_BYTES = 200_000


def citizen(window: Window) -> None:
    window.go("/")


def ministry(window: Window) -> None:
    """The line of the case managers, spread and with one amount changed."""
    window.sign_in("land-bearbeitung", environment.DEFAULTS["WIR_DEMO_PASSWORD"])
    window.go("/admin/verteilung/2019/fallmanagement/foerdersatz/")
    window.page.get_by_label("Grund, intern").fill("Eine Stelle je Kommune, wie 2018")
    window.click("Vorschau zeigen")
    window.click("33 Kommunen je 50.000 € zuteilen")
    window.click("Ändern: Bergstraße, Kreis")
    window.page.get_by_label("Betrag").fill("45.000")
    window.page.get_by_label("Grund, intern").fill("Stelle erst ab März besetzt")
    window.click("Betrag speichern")
    window.go("/admin/verteilung/2019/fallmanagement/")


def officer(window: Window) -> None:
    window.sign_in("landkreis-fulda-amt", environment.DEFAULTS["WIR_DEMO_PASSWORD"])


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, portal.running(Path(folder)) as address, sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser_available.executable(), args=ARGUMENTS)
        for scene in (citizen, ministry, officer):
            with chromium.new_context(viewport=SIZE, locale="de-DE") as context:
                window = Window(context, address, IMAGES)
                scene(window)
                target = IMAGES / f"{scene.__name__}.png"
                window.page.screenshot(path=target)
                assert window.faults == []
                assert target.stat().st_size < MOST_BYTES, f"{target.name} is too large for a README"
                print(f"{target.relative_to(environment.ROOT)}: {target.stat().st_size // 1024} KB")
        chromium.close()


if __name__ == "__main__":
    main()
