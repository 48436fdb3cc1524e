"""What looks for faults finds them: pages that are wrong in one way each, and one that is not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.looks import DESK, PHONE, faults_of

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = """<!doctype html><html lang="en"><head><title>A page</title><style>
    :root {{ color-scheme: light dark; }} {css}
</style></head><body><main><h1>A page</h1><p class="it">Words</p></main></body></html>"""
POOR = "color: #777; background: #888;"
FAULTS = [
    ("", DESK, []),
    ("", PHONE, []),
    (f".it {{ {POOR} }}", DESK, ["light: color-contrast", "dark: color-contrast"]),
    (f".it {{ {POOR} }}", PHONE, ["dark: color-contrast"]),
    (f"@media (prefers-color-scheme: dark) {{ .it {{ {POOR} }} }}", DESK, ["dark: color-contrast"]),
    (
        f".it {{ display: none; }} @media (max-width: 600px) {{ .it {{ display: block; {POOR} }} }}",
        PHONE,
        ["light: color-contrast", "dark: color-contrast"],
    ),
    ("@media (prefers-color-scheme: dark) { .it { display: none; } }", DESK, ["dark: other words"]),
    (".it { width: 1000px; }", DESK, []),
    (".it { width: 1000px; }", PHONE, ["wider than the window"]),
]


def test_each_fault_is_found(page: Page) -> None:
    for css, window, expected in FAULTS:
        page.set_viewport_size(window)  # type: ignore[arg-type]  # a width and a height
        page.emulate_media(color_scheme="light")
        page.set_content(PAGE.format(css=css))
        found = faults_of(page)
        assert [fault.startswith(begin) for fault, begin in zip(found, expected, strict=True)] == [True] * len(
            expected
        ), (
            css,
            found,
        )
