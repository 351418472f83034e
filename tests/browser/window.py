"""A window of the browser that notes every fault: of the console, the policy, the network, and of what it is shown."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from tests.browser import scripts

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
LOOKS = (("light", WIDE), ("dark", WIDE), ("dark", NARROW), ("light", NARROW))
MOST_TABS = 250
# Chromium in a container has neither a sandbox nor much shared memory, and asks its maker for news.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
# All rules; `preload` only serves an experimental one, and axe would ask for imported sheets at wrong addresses.
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}


@dataclass
class Seen:
    """What the run looked at with axe: the accessibility statement counts it."""

    tool: str = ""
    views: set[tuple[str, str, int]] = field(default_factory=set)
    violations: int = 0

    def note(self, address: str, look: tuple[str, int], found: list[str]) -> None:
        self.views.add((address.partition("?")[0].partition("#")[0], *look))
        self.violations += len(found)

    def result(self) -> dict[str, object]:
        """As `manage.py accessibility_result` takes it over; the day is a real one."""
        pages = {address for address, _scheme, _width in self.views}
        closed = {address for address in pages if address.startswith(("/admin/", "/portal/", "/konto/"))}
        return {
            "tested_on": date.today().isoformat(),
            "tool": self.tool,
            "public_pages": len(pages - closed),
            "closed_pages": len(closed),
            "views": len(self.views),
            "violations": self.violations,
        }


SEEN = Seen()


class Window:
    """One tab. `faults` must be empty at the end of a test."""

    def __init__(self, context: BrowserContext, address: str, pictures: Path) -> None:
        self.context, self.address, self.pictures = context, address, pictures
        self.faults: list[str] = []
        self.expected: set[int] = set()
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", lambda request: self._same_house(request.url))
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        self.page: Page = context.new_page()

    # --- what is noted -----------------------------------------------------------------------------------------
    def _console(self, message: ConsoleMessage) -> None:
        is_expected_status = self.expected and "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not is_expected_status:
            self.faults.append(f"console: {message.text} ({self.page.url})")

    def _same_house(self, url: str) -> None:
        if not url.startswith((self.address + "/", "blob:", "about:")):
            self.faults.append(f"third party: {url}")

    def _failed(self, request: Request) -> None:
        is_left_behind = request.failure == "net::ERR_ABORTED"  # by a download, or by going on while an icon loads
        if not is_left_behind:
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status}: {response.url}")

    # --- going and looking ---------------------------------------------------------------------------------------
    def go(self, path: str, *, status: int = 200) -> Page:
        """Opens an address of the portal; an answer other than 200 must be announced."""
        self.expected = {status} - {200}
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status == status, f"{path}: {response.status}"
        return self.page

    def click(self, words: str, within: str = "body") -> Page:
        """The first link or button with exactly these words, and on to the next page."""
        place = self.page.locator(within)
        link, button = (place.get_by_role(role, name=words, exact=True) for role in ("link", "button"))
        return self.click_on(link.or_(button).first)

    def click_on(self, target: Locator | str) -> Page:
        with self.page.expect_navigation():
            (self.page.locator(target).first if isinstance(target, str) else target).click()
        return self.page

    def look(self, picture: str = "") -> None:
        """Light and dark, wide and narrow: nothing for axe to find, no sideways scroll; pictures of a named page."""
        self.page.evaluate(AXE_SCRIPT)
        SEEN.tool = f"axe-core {self.page.evaluate('axe.version')}"
        for scheme, size in LOOKS:
            self.page.emulate_media(color_scheme=scheme)
            self.page.set_viewport_size(size)
            where = f"{self.page.url}, {scheme}, {size['width']} px"
            self.faults += [f"{where}: {fault}" for fault in self._seen_faults(scheme, size["width"])]
            if picture and scheme == "light":
                self.picture(f"{picture}-{size['width']}")
        self.page.set_viewport_size(WIDE)

    def _seen_faults(self, scheme: str, width: int) -> list[str]:
        found = [
            f"axe {violation['id']}: {'; '.join(' '.join(map(str, node['target'])) for node in violation['nodes'][:3])}"
            for violation in self.page.evaluate("options => axe.run(options)", AXE_OPTIONS)["violations"]
        ]
        SEEN.note(self.page.url.removeprefix(self.address), (scheme, width), found)
        scroll = self.page.evaluate(scripts.SCROLL_WIDTH)
        return found + ([f"{scroll} px wide"] if scroll > width else [])

    def picture(self, name: str) -> Path:
        target = self.pictures / f"{name}.png"
        self.page.screenshot(path=target, full_page=True)
        return target

    # --- people and keys -----------------------------------------------------------------------------------------
    def sign_in(self, name: str, password: str) -> None:
        self.go("/konto/login/")
        self.page.locator("[name=login]").fill(name)
        self.page.locator("[name=password]").fill(password)
        with self.page.expect_navigation():
            self.page.locator("[name=password]").press("Enter")

    def tab_to(self, words: str) -> None:
        """With Tab alone to what carries these words; on the way the focus is always seen and never covered."""
        seen = []
        for _ in range(MOST_TABS):
            seen.append(self._tab())
            if seen[-1] == words:
                return
        raise AssertionError(f"Tab never comes to „{words}“ on {self.page.url}: {seen}")

    def tab_through(self) -> None:
        """With Tab through the page, until it leaves it."""
        for _ in range(MOST_TABS):
            if self._tab() is None:
                return

    def _tab(self) -> str | None:
        """One step; the name of what has the focus now, None outside the page."""
        self.page.keyboard.press("Tab")
        focus = self.page.evaluate(scripts.FOCUS)
        if focus["faults"]:
            self.faults.append(f"focus on „{focus['name']}“ ({self.page.url}): {focus['faults']}")
        return focus["name"]

    def key(self, words: str) -> Page:
        """To a link or button by Tab, then Enter, and on to the next page."""
        self.tab_to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self.page

    def type(self, label: str, text: str) -> None:
        """Into a field by its label, replacing what stands there."""
        self.tab_to(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
