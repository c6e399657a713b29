"""A real server with the sample town, its worker and a mail server on loopback, and a real browser. Started once for all journeys."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

COMMONSHELF = [sys.executable, "-m", "commonshelf.config.command_line"]
CHROMIUM = os.environ.get("COMMONSHELF_CHROMIUM", "/usr/bin/chromium")
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what is not asked for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever lies here as a journey. One without its mark would run among the units, and its browser's loop would last there."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.journey)


class House(NamedTuple):
    """Where the sample town answers, the environment its commands need, and where its letters arrive."""

    address: str
    environment: dict[str, str]
    letters: Path

    def command(self, *words: str) -> str:
        """Run a command of the house and return what it prints."""
        done = subprocess.run([*COMMONSHELF, *words], env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def wait_for_letter(self, to: str, *, seconds: int = 30) -> str:
        """Return the newest letter to an address, as it arrived."""
        for _try in range(seconds * 5):
            for letter in sorted((self.letters / "new").glob("*"), key=lambda each: -each.stat().st_mtime):
                text = letter.read_text(encoding="utf-8", errors="replace")
                if f"To: {to}" in text:
                    return text
            time.sleep(0.2)
        raise AssertionError(f"no letter to {to} arrived in {seconds} s")


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("town")
    letters = home / "letters"
    post = Controller(Mailbox(str(letters)), hostname="127.0.0.1", port=free_port())
    post.start()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("COMMONSHELF_", "DATABASE_", "DJANGO_"))},
        "COMMONSHELF_HOME": str(home / "home"),
        "COMMONSHELF_BASE_URL": address,
        "COMMONSHELF_SMTP_HOST": "127.0.0.1",
        "COMMONSHELF_SMTP_PORT": str(post.port),
    }
    log = (home / "server.log").open("w")
    server = subprocess.Popen([*COMMONSHELF, "demo", "run", "--port", str(port)], env=environment, stdout=log, stderr=log)
    try:
        wait_until_answers(address, server, home / "server.log")
        yield House(address, {**environment, "COMMONSHELF_SAMPLE_TOWN": "1"}, letters)
    finally:
        server.terminate()
        server.wait(timeout=30)
        post.stop()
        log.close()


def wait_until_answers(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _try in range(600):
        try:
            urllib.request.urlopen(address, timeout=30).close()  # noqa: S310 -- our own loopback address
        except OSError:  # not there yet, or still waking up
            assert server.poll() is None, log.read_text()
            time.sleep(0.2)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield chromium
        chromium.close()


@pytest.fixture
def open_browser(browser: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """Open a fresh browser window; every error in its console fails the journey, a breach of the content policy above all."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_it(*, language: str = "en", width: int = 1280, scheme: str = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=house.address,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            locale=language,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}") if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert [line for line in complaints if "status of 4" not in line] == []


@pytest.fixture(scope="session")
def sessions() -> dict[str, list[Any]]:
    """Hold the session cookie of whoever has signed in before."""
    return {}


@pytest.fixture
def sign_in(house: House, sessions: dict[str, list[Any]]) -> Callable[[Page, str], None]:
    """Sign somebody of the sample town in, with the password and the second factor. Who has done so before goes on with that session."""

    def enter(page: Page, name: str) -> None:
        if name in sessions:
            page.context.add_cookies(sessions[name])
            page.goto("/after-sign-in/")
            if "/account/" not in page.url:
                return
        page.goto("/account/login/")
        page.fill("input[name=login]", f"{name}@riverbend.example")
        page.fill("input[name=password]", "open shelves for all")
        page.press("input[name=password]", "Enter")
        page.wait_for_selector("input[name=code]")
        # A code is good once; a journey that signs the same person in within the half minute waits for the next one.
        for _try in range(3):
            page.fill("input[name=code]", house.command("demo", "code", name))
            page.press("input[name=code]", "Enter")
            page.wait_for_load_state()
            if "/account/" not in page.url:
                sessions[name] = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
                return
            time.sleep(31 - time.time() % 30)
        raise AssertionError(f"{name} could not sign in: {page.url}")

    return enter
