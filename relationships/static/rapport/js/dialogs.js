// Links and buttons with data-dialog open their address above the page. Without this file they are links to pages.
"use strict";

(() => {
    const dialog = document.getElementById("dialog");
    const body = document.getElementById("dialog-body");
    const toast = document.getElementById("toast");
    if (!dialog || !window.htmx) {
        return;
    }
    const FOCUSABLE = "input:not([type=hidden]):not(:disabled), select, textarea, button[type=submit]";
    // What the dialog was opened from, by its address too: the list is drawn anew after a step.
    let opener = null;
    // The one before, to which taking a step back leads, too.
    let place = null;
    // What was typed into a form that was closed without being sent, by the address of the form.
    const drafts = new Map();

    // --- Opening and closing -----------------------------------------------------------------------------------------

    async function open(link) {
        if (!dialog.contains(link)) {
            opener = { link, address: link.getAttribute("href") ?? link.dataset.dialog };
        }
        // Here and wherever one asks by script: what did not arrive is told by its event, and needs no second word.
        await htmx.ajax("GET", link.href ?? link.dataset.dialog, { source: dialog, target: body, swap: "innerHTML" }).catch(() => {});
    }

    // Before the link itself hears of it: inside a list links are followed by script.
    document.addEventListener("click", (event) => {
        const link = event.target.closest?.("[data-dialog]");
        if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
            event.preventDefault();
            event.stopPropagation();
            open(link);
        } else if (event.target.closest?.("#dialog [data-close]")) {
            drafts.delete(form()?.action);
            dialog.close("cancelled");
        } else if (event.target === dialog && isOutOf(event) && !isTouched()) {
            dialog.close();
        }
    }, true);

    // Its answer is a file: the page stays. Closed once the browser has taken what was filled in.
    document.addEventListener("submit", (event) => {
        if (event.target.matches("[data-download]")) {
            setTimeout(() => dialog.close("done"));
        }
    });

    // A press on the dialog's own edge or scroll bar is none outside of it.
    function isOutOf({ clientX: x, clientY: y }) {
        const { left, right, top, bottom } = dialog.getBoundingClientRect();
        return x < left || x > right || y < top || y > bottom;
    }

    const form = () => body.querySelector("form");
    const isTouched = () => {
        const now = form();
        return Boolean(now) && written(now) !== now.dataset.asked;
    };
    const written = (one) => JSON.stringify([...new FormData(one)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string"));

    // Only what arrived is shown: nobody looks into an empty frame. And only once htmx has taken the form over: whoever
    // is quick on Enter would otherwise send it as a page.
    body.addEventListener("htmx:afterSettle", () => {
        if (!body.firstElementChild) {
            return;
        }
        if (!dialog.open) {
            dialog.showModal();
        }
        dialog.scrollTop = 0;
        const now = form();
        const wrong = body.querySelector("[aria-invalid=true]");
        if (now) {
            now.dataset.asked = written(now);
            if (!wrong) {
                bringBack(now);
            }
        }
        const first = body.querySelector("[data-first]:checked") ?? body.querySelector("[data-first]:is(a, input, select, textarea)");
        (wrong ?? first ?? body.querySelector(FOCUSABLE) ?? body.querySelector("a[href], button"))?.focus();
        if (document.activeElement?.matches("input[type=text], input:not([type])")) {
            document.activeElement.select();
        }
    });

    // What was typed before an Escape is there again when the same form is opened.
    function bringBack(now) {
        const draft = drafts.get(now.action);
        drafts.delete(now.action);
        for (const [name, value] of draft ?? []) {
            const fields = [...now.elements].filter((field) => field.name === name && field.type !== "hidden");
            for (const field of fields) {
                if (field.type === "radio" || field.type === "checkbox") {
                    field.checked ||= field.value === value;
                } else {
                    field.value = value;
                }
            }
        }
    }

    dialog.addEventListener("close", () => {
        const left = form();
        if (left && dialog.returnValue !== "cancelled" && dialog.returnValue !== "done" && isTouched()) {
            drafts.set(left.action, [...new FormData(left)]);
        }
        dialog.returnValue = "";
        body.replaceChildren();
        if (opener?.link.isConnected) {
            opener.link.focus();
        }
    });

    // --- By keyboard and by one click --------------------------------------------------------------------------------

    // What opens a form is a button in all but its tag, which works without this file, too.
    document.addEventListener("keydown", (event) => {
        if (event.key === " " && event.target.matches?.("a[data-dialog][role=button]")) {
            event.preventDefault();
            event.target.click();
        }
    });

    // The steps of a row: each has its letter, and the arrows move between them.
    body.addEventListener("keydown", (event) => {
        const steps = [...body.querySelectorAll("[data-steps] a")];
        if (!steps.length || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        const at = steps.indexOf(document.activeElement);
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: steps.length - 1 }[event.key];
        const named = steps.find((step) => step.dataset.key === event.key);
        if (to !== undefined) {
            event.preventDefault();
            steps[(to + steps.length) % steps.length].focus();
        } else if (named) {
            event.preventDefault();
            named.click();
        }
    });

    // A rating is one digit.
    body.addEventListener("keydown", (event) => {
        const scale = event.target.closest?.(".scale");
        if (scale && /^[0-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
            const step = scale.querySelector(`input[value="${event.key}"]:not(:disabled)`);
            step?.focus();
            step?.click();
        }
    });

    // Shortcuts put their value into a field; a proposal fills in the whole plan.
    body.addEventListener("click", (event) => {
        const short = event.target.closest?.("[data-fill]");
        const plan = event.target.closest?.("[data-plan]");
        if (short) {
            fill(document.getElementById(short.dataset.fill), short.dataset.value);
        }
        for (const name of plan ? ["next_action", "next_action_kind", "next_action_on"] : []) {
            fill(form().elements[name], plan.getAttribute(`data-${name}`));
        }
        if (plan) {
            form().elements.next_action.focus();
        }
    });

    function fill(field, value) {
        field.value = value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    // --- What became of it -------------------------------------------------------------------------------------------

    // What goes on in here is no business of the page's own messages about its list.
    for (const heard of ["htmx:beforeRequest", "htmx:afterRequest"]) {
        dialog.addEventListener(heard, (event) => event.stopPropagation());
    }
    for (const failed of ["htmx:sendError", "htmx:timeout"]) {
        dialog.addEventListener(failed, () => fail("That did not arrive. Check the connection, then try again."));
    }
    dialog.addEventListener("htmx:responseError", (event) => {
        const words = {
            403: "That is not yours to do, or the page has grown old. Load it again, then try once more.",
            404: "This is not there any more, or not yours to see.",
            413: "That is too large to be sent.",
        };
        fail(words[event.detail.xhr.status] ?? "That went wrong on our side; nothing was changed. Try again in a moment.");
    });

    // Above the form where one is open, for a toast would lie behind it.
    function fail(text) {
        const place = dialog.open && body.querySelector(".dialog__head");
        if (!place) {
            say(text, "danger");
            return;
        }
        body.querySelector(".dialog__failure")?.remove();
        const notice = document.createElement("p");
        notice.className = "notice notice--danger dialog__failure";
        notice.setAttribute("role", "alert");
        notice.textContent = text;
        place.after(notice);
    }

    document.addEventListener("rapport:refused", (event) => say(event.detail.said, "danger"));

    document.addEventListener("rapport:done", async (event) => {
        const { said, row, undo } = event.detail;
        const from = opener ?? place;
        dialog.close("done");
        [opener, place] = [null, from];
        if (document.getElementById("results")) {
            await drawAnew(row, from);
            say(said, "success", undo);
        } else if (isPageTouched()) {
            // To load the page again would throw away what somebody is typing into it.
            say(`${said} The page shows it once it is loaded again.`, "success", undo);
        } else {
            sessionStorage.setItem("rapport-said", JSON.stringify({ said, undo, from: from?.address, at: scrollY }));
            location.reload();
        }
    });

    // The list once more, at the same place, with the focus where it was.
    async function drawAnew(row, from) {
        const across = document.querySelector("#results .table-box")?.scrollLeft ?? 0;
        await htmx.ajax("GET", location.href, { target: "#results", swap: "outerHTML" }).catch(() => {});
        const box = document.querySelector("#results .table-box");
        if (box) {
            box.scrollLeft = across;
        }
        const same = from && document.querySelector(`#results [data-dialog][href="${CSS.escape(from.address)}"]`);
        const there = row && document.querySelector(`#row-${row} a, #row-${row} button`);
        (same ?? there ?? document.getElementById("results")).focus({ preventScroll: Boolean(same) });
    }

    function isPageTouched() {
        const fields = document.querySelectorAll("main form :is(input, select, textarea)");
        return [...fields].some((field) => {
            if (field.type === "checkbox" || field.type === "radio") {
                return field.checked !== field.defaultChecked;
            }
            if (field instanceof HTMLSelectElement) {
                const meant = [...field.options].some((option) => option.defaultSelected);
                return meant && [...field.options].some((option) => option.selected !== option.defaultSelected);
            }
            return !["hidden", "search", "submit", "button"].includes(field.type) && field.value !== field.defaultValue;
        });
    }

    let timer = 0;
    let undone = "";

    // What was done, with the way to take it back where there is one.
    function say(text, tone, undo = "") {
        const words = document.createElement("span");
        words.textContent = text;
        toast.replaceChildren(words);
        toast.className = `toast toast--${tone} toast--shown`;
        undone = undo ?? "";
        if (undo) {
            const button = document.createElement("button");
            button.type = "button";
            button.className = "btn btn--small";
            button.textContent = "Undo";
            button.setAttribute("aria-keyshortcuts", "Control+Z");
            button.addEventListener("click", takeBack);
            toast.append(button);
        }
        later();
    }

    function later() {
        clearTimeout(timer);
        timer = setTimeout(() => {
            toast.className = "toast";
            undone = "";
        }, undone ? 12000 : 6000);
    }

    function takeBack() {
        const address = undone;
        undone = "";
        toast.className = "toast";
        htmx.ajax("POST", address, { source: dialog, target: body, swap: "none" }).catch(() => {});
    }

    // Nobody is hurried who is about to press it.
    for (const [begins, ends] of [["mouseenter", "mouseleave"], ["focusin", "focusout"]]) {
        toast.addEventListener(begins, () => clearTimeout(timer));
        toast.addEventListener(ends, later);
    }

    document.addEventListener("keydown", (event) => {
        const typing = event.target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
        if (undone && !typing && event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
            event.preventDefault();
            takeBack();
        }
    });

    // After a step that loaded the page again: where it was, and what was done.
    const told = sessionStorage.getItem("rapport-said");
    if (told) {
        sessionStorage.removeItem("rapport-said");
        const { said, undo, from, at } = JSON.parse(told);
        scrollTo(0, at ?? 0);
        (from && document.querySelector(`[data-dialog][href="${CSS.escape(from)}"]`))?.focus({ preventScroll: true });
        say(said, "success", undo);
    }
})();
