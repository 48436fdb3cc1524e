// The day by keyboard. The page works without this file: every step is a link to a form and a form that is posted.
// When letters are keys at all stands in keys.js.
"use strict";

(() => {
    const lines = () => [...document.querySelectorAll(".line")];
    const lineOf = (element) => element?.closest?.(".line") ?? null;
    const failure = document.getElementById("day-failure");

    function goTo(line) {
        line.focus({ preventScroll: true });
        line.scrollIntoView({ block: "nearest" });
    }

    function step(by) {
        const all = lines();
        const at = all.indexOf(lineOf(document.activeElement));
        const next = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by];
        if (next) {
            goTo(next);
        }
        return Boolean(next);
    }

    function close(slot) {
        const line = lineOf(slot);
        slot.replaceChildren();
        if (line) {
            goTo(line);
        }
    }

    document.addEventListener("keydown", (event) => {
        if (!rapportKeys.isFree(event)) {
            return;
        }
        const slot = event.target.closest?.(".line__slot");
        if (event.key === "Escape" && slot) {
            event.preventDefault();
            close(slot);
            return;
        }
        if (!rapportKeys.lettersFor(event)) {
            return;
        }
        const line = lineOf(event.target);
        const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const letter = { j: 1, k: -1 }[event.key];
        if (letter || (arrow && line && !slot)) {
            if (step(letter ?? arrow)) {
                event.preventDefault();
            }
        } else if (event.key === "?") {
            event.preventDefault();
            rapportKeys.help();
        } else if (line && !slot) {
            const key = event.key === "Enter" && event.target === line ? "o" : event.key;
            const action = /^[a-z]$/.test(key) ? line.querySelector(`[data-key="${key}"]`) : null;
            if (action) {
                event.preventDefault();
                action.click();
            }
        }
    });

    // "Back" leads to the day; where the form stands beside its line it only closes.
    document.addEventListener("click", (event) => {
        const slot = event.target.closest?.("[data-close]")?.closest(".line__slot");
        if (slot) {
            event.preventDefault();
            close(slot);
        }
    });

    document.addEventListener("htmx:beforeRequest", () => {
        failure.hidden = true;
    });
    document.addEventListener("htmx:afterRequest", (event) => {
        failure.hidden = event.detail.successful;
        if (!event.detail.successful) {
            failure.scrollIntoView({ block: "nearest" });
        }
    });

    // One form at a time; and after a step the line stays at hand, or the one that took its place.
    let place = null;
    document.addEventListener("htmx:beforeSwap", (event) => {
        if (event.detail.target?.id === "day") {
            const line = lineOf(document.activeElement) ?? lineOf(event.detail.requestConfig?.elt);
            place = line ? { id: line.id, at: lines().indexOf(line) } : { id: "", at: -1 };
        } else if (event.detail.target?.classList.contains("line__slot")) {
            for (const other of document.querySelectorAll(".line__slot")) {
                if (other !== event.detail.target) {
                    other.replaceChildren();
                }
            }
        }
    });
    document.addEventListener("htmx:afterSettle", (event) => {
        if (place) {
            const all = lines();
            const next = document.getElementById(place.id) ?? all[Math.min(place.at, all.length - 1)];
            place = null;
            goTo(next ?? document.getElementById("day"));
        } else if (event.detail.target?.closest?.(".line__slot")) {
            const form = event.detail.target.closest(".line__slot").querySelector("form");
            const first = form?.querySelector("[aria-invalid=true]") ?? form?.querySelector("[data-first]");
            first?.focus();
        }
    });
})();
