// Ctrl+K (⌘K on a Mac): one search over creators, brands, views and pages. The field keeps the focus while the arrows walk
// through the lines below it. Without this file the button is a link to the search as a page.
"use strict";

(() => {
    const dialog = document.getElementById("palette");
    if (!dialog) {
        return;
    }
    const form = dialog.querySelector("form");
    const input = document.getElementById("palette-q");
    const found = document.getElementById("palette-found");
    const failed = document.getElementById("palette-failed");
    const status = document.getElementById("palette-status");
    const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
    const WAIT = 90; // milliseconds after a letter: people type faster than they read

    const hits = () => [...found.querySelectorAll("[role=option]")];
    const active = () => found.querySelector("[role=option][aria-selected=true]");

    function choose(hit) {
        active()?.setAttribute("aria-selected", "false");
        hit?.setAttribute("aria-selected", "true");
        hit?.scrollIntoView({ block: "nearest" });
        if (hit) {
            input.setAttribute("aria-activedescendant", hit.id);
        } else {
            input.removeAttribute("aria-activedescendant");
        }
    }

    function step(by) {
        const all = hits();
        if (all.length) {
            const at = all.indexOf(active());
            choose(all[(at + by + all.length) % all.length]);
        }
    }

    let timer = 0;
    let asked = null; // the request under way
    let shown = null; // the text whose results stand there
    let opensFirst = false; // Enter came before the results did

    async function search() {
        const text = input.value;
        asked?.abort();
        const mine = new AbortController();
        asked = mine;
        try {
            const answer = await fetch(`${form.action}?${new URLSearchParams({ q: text })}`, {
                headers: { "HX-Request": "true" }, signal: mine.signal,
            });
            const elsewhere = answer.headers.get("HX-Redirect");
            if (elsewhere) {
                location.assign(elsewhere);
                return;
            }
            if (!answer.ok) {
                throw new Error(answer.status);
            }
            show(text, await answer.text());
        } catch (problem) {
            if (problem.name !== "AbortError") {
                failed.hidden = false;
                opensFirst = false;
            }
        } finally {
            if (asked === mine) {
                asked = null;
            }
        }
    }

    function show(text, html) {
        found.innerHTML = html;
        found.scrollTop = 0;
        failed.hidden = true;
        shown = text;
        const all = hits();
        input.setAttribute("aria-expanded", String(all.length > 0));
        choose(text ? all[0] : null);
        status.textContent = document.getElementById("palette-list").dataset.said;
        if (opensFirst) {
            opensFirst = false;
            active()?.click();
        }
    }

    function open() {
        if (dialog.open) {
            dialog.close();
            return;
        }
        dialog.showModal();
        input.select();
        if (shown !== input.value) {
            search();
        }
    }

    input.addEventListener("input", () => {
        clearTimeout(timer);
        opensFirst = false;
        timer = setTimeout(() => { timer = 0; search(); }, WAIT);
    });

    input.addEventListener("keydown", (event) => {
        const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (by && !event.altKey) {
            event.preventDefault();
            step(active() || by > 0 ? by : 0);
        } else if (event.key === "Enter" && !event.isComposing) {
            event.preventDefault();
            if (timer || asked) {
                opensFirst = true;
            } else if (active()) {
                // With Ctrl or ⌘ it opens beside this page, as a link does.
                active().dispatchEvent(new MouseEvent("click", {
                    bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey, shiftKey: event.shiftKey,
                }));
            }
        }
    });

    found.addEventListener("mousemove", (event) => {
        const hit = event.target.closest("[role=option]");
        if (hit && hit !== active()) {
            choose(hit);
        }
    });

    dialog.addEventListener("click", (event) => {
        const hit = event.target.closest("[role=option]");
        if (event.target === dialog || event.target.closest("[data-palette-close]")) {
            dialog.close();
        } else if (hit && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
            // Its page may be this one with another address.
            dialog.close();
        }
    });

    document.addEventListener("keydown", (event) => {
        const held = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
        if (held && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
            event.preventDefault();
            open();
        }
    });

    for (const opener of document.querySelectorAll("[data-palette]")) {
        opener.setAttribute("role", "button");
        opener.setAttribute("aria-haspopup", "dialog");
        opener.addEventListener("click", (event) => {
            if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
                event.preventDefault();
                open();
            }
        });
        opener.addEventListener("keydown", (event) => {
            if (event.key === " ") {
                event.preventDefault();
                open();
            }
        });
        const keys = opener.querySelector("kbd");
        if (keys && isMac) {
            keys.textContent = "⌘ K";
        }
    }
})();
