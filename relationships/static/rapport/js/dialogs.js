// Links and buttons with data-dialog open their address above the page. Without this file they are links to pages.
"use strict";

(() => {
    const dialog = document.getElementById("dialog");
    const body = document.getElementById("dialog-body");
    const toast = document.getElementById("toast");
    if (!dialog || !window.htmx) {
        return;
    }
    let opener = null;

    async function open(link) {
        opener = link;
        await htmx.ajax("GET", link.href ?? link.dataset.dialog, { source: dialog, target: body, swap: "innerHTML" });
    }

    // Before the link itself hears of it: inside a list links are followed by script.
    document.addEventListener("click", (event) => {
        const link = event.target.closest?.("[data-dialog]");
        if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
            event.preventDefault();
            event.stopPropagation();
            open(link);
        } else if (event.target.closest?.("[data-close]") || event.target === dialog) {
            dialog.close();
        }
    }, true);

    // Its answer is a file: the page stays. Closed once the browser has taken what was filled in.
    document.addEventListener("submit", (event) => {
        if (event.target.matches("[data-download]")) {
            setTimeout(() => dialog.close());
        }
    });

    // Only what arrived is shown: nobody looks into an empty frame.
    body.addEventListener("htmx:afterSwap", () => {
        if (!dialog.open) {
            dialog.showModal();
        }
        const wrong = body.querySelector("[aria-invalid=true]");
        (wrong ?? body.querySelector("[data-first], [autofocus]") ?? body.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
    });

    for (const failed of ["htmx:sendError", "htmx:timeout"]) {
        dialog.addEventListener(failed, () => say("That did not arrive. Check the connection, then try again.", "danger"));
    }
    dialog.addEventListener("htmx:responseError", (event) => {
        const gone = event.detail.xhr.status === 404;
        say(gone ? "This is not there any more, or not yours to see." : "That was refused. Load the page again, then try once more.", "danger");
    });

    dialog.addEventListener("close", () => {
        body.replaceChildren();
        if (opener?.isConnected) {
            opener.focus();
        }
    });

    document.addEventListener("rapport:done", async (event) => {
        const { said, row, undo } = event.detail;
        dialog.close();
        const results = document.getElementById("results");
        if (!results) {
            sessionStorage.setItem("rapport-said", said);
            location.reload();
            return;
        }
        await htmx.ajax("GET", location.href, { target: "#results", swap: "outerHTML" });
        (row && document.querySelector(`#row-${row} a, #row-${row} button`))?.focus();
        say(said, "success", undo);
    });

    let timer = 0;

    // What was done, with the way to take it back where there is one.
    function say(text, tone, undo = "") {
        toast.replaceChildren(text);
        toast.className = `toast toast--${tone} toast--shown`;
        if (undo) {
            const button = document.createElement("button");
            button.type = "button";
            button.className = "btn btn--small";
            button.textContent = "Undo";
            button.addEventListener("click", () => htmx.ajax("POST", undo, { source: dialog, target: body, swap: "none" }));
            toast.append(button);
        }
        clearTimeout(timer);
        timer = setTimeout(() => { toast.className = "toast"; }, undo ? 12000 : 6000);
    }

    const said = sessionStorage.getItem("rapport-said");
    if (said) {
        sessionStorage.removeItem("rapport-said");
        say(said, "success");
    }
})();
