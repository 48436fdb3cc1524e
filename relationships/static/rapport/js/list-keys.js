// A list by keyboard. The focus itself moves from row to row, on the link that opens it: so Enter works without help, and a
// screen reader says where one is. When letters are keys at all stands in keys.js.
"use strict";

(() => {
    const mainLinks = () => [...document.querySelectorAll(".list-table tbody .cell-main > a:first-of-type")];
    const rowOf = (element) => element?.closest?.(".list-table tbody tr") ?? null;
    const search = () => document.querySelector("#list-form input[type=search]");
    const status = document.getElementById("list-status");
    let last = "";

    function goTo(link) {
        link.focus({ preventScroll: true });
        (rowOf(link) ?? link).scrollIntoView({ block: "nearest" });
        last = rowOf(link)?.id ?? "";
    }

    // The rows, and after them the link to the next page.
    function stops() {
        const next = document.querySelector("a#next");
        return next ? [...mainLinks(), next] : mainLinks();
    }

    function atHand(all) {
        const row = rowOf(document.activeElement);
        return all.indexOf(row?.querySelector(".cell-main > a") ?? document.activeElement);
    }

    function step(by) {
        const all = stops();
        const at = atHand(all);
        const next = at < 0 ? all[by > 0 ? 0 : mainLinks().length - 1] : all[at + by];
        if (next) {
            goTo(next);
        }
        return Boolean(next);
    }

    function leaveRows() {
        document.getElementById("results").focus({ preventScroll: true });
        return true;
    }

    function toRows() {
        const link = (last && document.querySelector(`#${last} .cell-main > a`)) || mainLinks()[0];
        if (link) {
            goTo(link);
        } else {
            leaveRows();
        }
    }

    function select(row) {
        const box = row.querySelector(".cell-check input");
        if (!box) {
            return false;
        }
        box.click();
        const name = row.querySelector(".cell-main > a")?.textContent.trim() ?? "";
        status.textContent = `${name} ${box.checked ? "selected" : "not selected any more"}.`;
        return true;
    }

    function edit(row) {
        const link = row.querySelector("[data-quick]");
        link?.click();
        return Boolean(link);
    }

    // What the key did; false leaves it to the browser.
    function act(event) {
        const row = rowOf(event.target);
        const inRows = row || event.target.id === "next";
        switch (event.key) {
            case "/":
                search()?.focus();
                search()?.select();
                return Boolean(search());
            case "?":
                rapportKeys.help();
                return true;
            case "j":
                return step(1);
            case "k":
                return step(-1);
            case "ArrowDown":
                return inRows && step(1);
            case "ArrowUp":
                return inRows && step(-1);
            case "x":
                return row && select(row);
            case "e":
                return row && edit(row);
            case "Escape":
                return inRows && leaveRows();
            default:
                return false;
        }
    }

    document.addEventListener("keydown", (event) => {
        if (!rapportKeys.isFree(event) || event.target.closest?.("details.menu[open]")) {
            return;
        }
        if (event.key === "Escape" && event.target === search()) {
            event.preventDefault();
            toRows();
        } else if (rapportKeys.lettersFor(event) && act(event)) {
            event.preventDefault();
        }
    });
})();
