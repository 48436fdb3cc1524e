// Rows that are ticked stay so from page to page of the same filters, and what is done with them opens above the list.
// Without this file the ticks of one page are sent as an ordinary form.
"use strict";

(() => {
    const dialog = document.getElementById("dialog");
    const form = () => document.getElementById("bulk");
    const boxes = () => [...document.querySelectorAll(".cell-check input[name=row]")];
    const key = () => `rapport-selected-${form().dataset.list}`;
    let chosen = { filters: "", all: false, rows: [] };
    let opener = "";

    // What was ticked under other filters is forgotten: nobody would see it any more.
    function recall() {
        const filters = form().dataset.filters;
        try {
            chosen = JSON.parse(sessionStorage.getItem(key())) ?? chosen;
        } catch {
            sessionStorage.removeItem(key());
        }
        if (chosen.filters !== filters || !Array.isArray(chosen.rows)) {
            chosen = { filters, all: false, rows: [] };
        }
    }

    function keep() {
        sessionStorage.setItem(key(), JSON.stringify(chosen));
        draw();
    }

    function words(here) {
        const total = document.getElementById("total")?.textContent.trim() ?? form().dataset.total;
        const number = chosen.rows.length;
        if (chosen.all) {
            return total.endsWith("+") ? "All that match are selected" : `All ${total} that match are selected`;
        }
        const elsewhere = number - here;
        return `${number.toLocaleString("en")} selected${elsewhere > 0 ? `, ${elsewhere.toLocaleString("en")} of them on other pages` : ""}`;
    }

    function draw() {
        const rows = new Set(chosen.rows);
        const all = boxes();
        for (const box of all) {
            box.checked = chosen.all || rows.has(box.value);
            box.closest("tr").classList.toggle("is-chosen", box.checked);
        }
        const here = all.filter((box) => box.checked).length;
        const head = document.getElementById("select-page");
        head.hidden = false;
        head.checked = all.length > 0 && here === all.length;
        head.indeterminate = here > 0 && here < all.length;
        form().classList.toggle("bulk--on", chosen.all || chosen.rows.length > 0);
        document.getElementById("bulk-count").textContent = words(here);
        document.getElementById("bulk-all").hidden = chosen.all;
        document.getElementById("bulk-page").hidden = chosen.all || here === all.length;
        document.getElementById("bulk-clear").hidden = false;
    }

    function take(values, on) {
        const rows = new Set(chosen.all ? boxes().map((box) => box.value) : chosen.rows);
        for (const value of values) {
            rows[on ? "add" : "delete"](value);
        }
        chosen = { ...chosen, all: false, rows: [...rows] };
        keep();
    }

    function clear() {
        chosen = { ...chosen, all: false, rows: [] };
        keep();
    }

    function begin() {
        if (form() && document.getElementById("select-page")) {
            recall();
            draw();
        }
    }

    let latest = null;

    document.addEventListener("click", (event) => {
        const box = event.target;
        if (box.id === "bulk-clear") {
            clear();
            document.getElementById("results").focus({ preventScroll: true });
        } else if (box.id === "bulk-page") {
            take(boxes().map((one) => one.value), true);
        } else if (box.id === "select-page") {
            take(boxes().map((one) => one.value), box.checked);
        } else if (box.matches?.(".cell-check input[name=row]")) {
            // With Shift: all from the last one that was ticked to here.
            const all = boxes();
            const [from, to] = [all.indexOf(latest), all.indexOf(box)].sort((one, other) => one - other);
            const range = event.shiftKey && from >= 0 ? all.slice(from, to + 1) : [box];
            take(range.map((one) => one.value), box.checked);
            latest = box;
        }
    });

    document.addEventListener("submit", (event) => {
        if (event.target !== form()) {
            return;
        }
        event.preventDefault();
        const pressed = event.submitter;
        if (pressed?.id === "bulk-all") {
            chosen = { ...chosen, all: true, rows: [] };
            keep();
            return;
        }
        opener = pressed?.value ?? "";
        const values = { action: opener, query: form().dataset.filters, next: location.pathname + location.search };
        htmx.ajax("POST", form().getAttribute("action"), {
            source: dialog,
            target: "#dialog-body",
            swap: "innerHTML",
            values: chosen.all ? { ...values, all: "1" } : { ...values, rows: chosen.rows.join(",") },
        }).catch(() => {});
    });

    dialog?.addEventListener("close", () => {
        if (opener) {
            form()?.querySelector(`[value=${opener}]`)?.focus();
            opener = "";
        }
    });

    // What was changed at once is done with; what was left alone is told in the dialog, above the list as it is now.
    document.addEventListener("rapport:bulk", (event) => {
        clear();
        opener = "";
        if (event.detail.refresh) {
            htmx.ajax("GET", location.href, { target: "#results", swap: "outerHTML" }).catch(() => {});
        }
    });

    document.addEventListener("htmx:afterSettle", (event) => {
        if (event.detail.target?.id === "results" || event.detail.target?.id === "list") {
            begin();
        }
    });
    window.addEventListener("pageshow", begin);
    begin();
})();
