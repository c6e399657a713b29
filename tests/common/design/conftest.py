import os
import shutil

import pytest

CHROMIUM = os.environ.get("COMMONSHELF_CHROMIUM") or shutil.which("chromium") or ""


@pytest.fixture
def browser(monkeypatch):
    """Return a real browser, which ends with the test: its loop would stand in the way of other tests' rows."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only where there is a browser

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def served(live_server, transactional_db):
    """Return the address of a running server."""
    return live_server.url
