"""What is wrong with a page whoever opens it: too wide, not the same in light and dark, or what axe finds.

Rules of axe's that are not about colours see the same in light and dark, so they are asked once for each width. Colours
are judged in both: at a desk for all of the page, on a phone in dark for all of it and in light for whatever a desk
does not show.
"""

from __future__ import annotations

from typing import Any, Literal, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

#: No stylesheet is loaded once more for axe: it has no rule here that reads one, and the console would mention it.
ALL_RULES: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
    "preload": False,
}

#: The words that can be read, and the place of everything.
_WHAT_SHOWS = """() => ({
    width: document.documentElement.scrollWidth,
    words: document.body.innerText,
    places: [...document.body.querySelectorAll("*")].map(element => {
        const box = element.getBoundingClientRect();
        return [box.x, box.y, box.width, box.height].map(Math.round).join();
    }).join(" "),
})"""
_SEEN_HERE = "() => [...document.body.querySelectorAll('*')].filter(element => element.checkVisibility())"
_REMEMBER = f"() => {{ window.seenElsewhere = new Set(({_SEEN_HERE})()); }}"
_FOUND = "found => found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`)"
_EVERYWHERE = f"options => axe.run(options).then({_FOUND})"
_WITHIN = f"within => axe.run(within, {{ resultTypes: ['violations'], preload: false }}).then({_FOUND})"
_IN_WHAT_IS_NEW = f"""options => {{
    const include = ({_SEEN_HERE})().filter(element => !window.seenElsewhere.has(element));
    return include.length ? axe.run({{ include }}, options).then({_FOUND}) : [];
}}"""
_NO_MORE_TO_COME = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added, [aria-busy='true']"
_DRAWN = """async () => {
    await document.fonts.ready;
    // What is asked for when it comes into view is asked for once that has been drawn.
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
}"""


def at_rest(page: Page) -> None:
    """The page and whatever it asks for in turn have arrived and are drawn."""
    page.wait_for_load_state()
    page.evaluate(_DRAWN)
    expect(page.locator(_NO_MORE_TO_COME)).to_have_count(0)


def violations_of(page: Page, within: str | None = None) -> list[str]:
    """What axe finds in the page as it is painted now: in all of it, or within what a selector finds."""
    _bring_axe(page)
    found: list[str] = page.evaluate(_WITHIN if within else _EVERYWHERE, within or ALL_RULES)
    return found


def _bring_axe(page: Page) -> None:
    at_rest(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)


def faults_of(page: Page) -> list[str]:
    """Of the page at hand, in a window as wide as it was opened in: `DESK` or `PHONE`. Each says where it is seen."""
    window = page.viewport_size
    assert window in (DESK, PHONE)
    _bring_axe(page)
    faults = _at_a_desk(page) if window == DESK else _on_a_phone(page)
    shown = []
    for scheme in ("light", "dark"):
        _paint(page, scheme)
        shown.append(page.evaluate(_WHAT_SHOWS))
    if shown[0] != shown[1]:
        faults.append("dark: other words, or in other places, than in light")
    if shown[0]["width"] > window["width"]:
        faults.append("wider than the window")
    return faults


def _at_a_desk(page: Page) -> list[str]:
    _paint(page, "light")
    faults = [f"light: {fault}" for fault in page.evaluate(_EVERYWHERE, ALL_RULES)]
    _paint(page, "dark")
    return faults + [f"dark: {fault}" for fault in page.evaluate(_EVERYWHERE, COLOURS)]


def _on_a_phone(page: Page) -> list[str]:
    page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a width and a height
    at_rest(page)
    page.evaluate(_REMEMBER)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    at_rest(page)
    _paint(page, "light")
    faults = [f"light: {fault}" for fault in page.evaluate(_IN_WHAT_IS_NEW, COLOURS)]
    _paint(page, "dark")
    return faults + [f"dark: {fault}" for fault in page.evaluate(_EVERYWHERE, ALL_RULES)]


def _paint(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=cast("Literal['light', 'dark']", scheme))
