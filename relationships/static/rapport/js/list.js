// A list page works without this file. It keeps the focus, the open drawer and an opened summary where people left them when a
// part of the page is replaced, says so when that fails, and keeps the heads of the columns in sight.
"use strict";

(() => {
    const failure = document.getElementById("list-failure");
    const isOfList = (event) => Boolean(event.detail.target?.closest?.("#list"));
    let failed = null;

    function tellFailure(xhr, element) {
        const kind = xhr.status === 0 ? "network" : xhr.status >= 500 ? "server" : "refused";
        for (const words of failure.querySelectorAll("[data-when]")) {
            words.hidden = words.dataset.when !== kind;
        }
        failed = element;
        failure.hidden = false;
        failure.scrollIntoView({ block: "nearest" });
    }

    document.addEventListener("htmx:beforeRequest", (event) => {
        if (isOfList(event)) {
            failure.hidden = true;
            document.getElementById("results")?.setAttribute("aria-busy", "true");
        }
    });

    document.addEventListener("htmx:afterRequest", (event) => {
        const { successful, xhr, elt } = event.detail;
        const wasReplaced = xhr?.status === 0 && xhr.readyState === 0;
        document.getElementById("results")?.removeAttribute("aria-busy");
        if (!successful && !wasReplaced && isOfList(event)) {
            tellFailure(xhr, elt);
        }
    });

    document.getElementById("list-retry").addEventListener("click", () => {
        failure.hidden = true;
        if (failed?.isConnected && failed.matches("a")) {
            failed.click();
        } else if (failed?.isConnected && failed.closest("form")) {
            failed.closest("form").requestSubmit();
        } else {
            location.reload();
        }
    });

    let drawerWasOpen = false;

    document.addEventListener("htmx:beforeSwap", () => {
        drawerWasOpen = document.getElementById("filters")?.open ?? false;
    });

    document.addEventListener("htmx:afterSettle", (event) => {
        const drawer = document.getElementById("filters");
        if (drawer && drawerWasOpen) {
            drawer.open = true;
        }
        fitTables();
        // What had the focus is gone (a chip that was removed): the next thing to read is the list.
        if (document.activeElement === document.body && event.detail.target?.id !== "summary") {
            document.getElementById("results")?.focus({ preventScroll: true });
        }
    });

    document.addEventListener("toggle", (event) => {
        const part = event.target;
        if (part instanceof HTMLDetailsElement && "remembered" in part.dataset) {
            document.cookie = `${part.id}=${part.open ? "open" : "closed"}; path=/staff/; max-age=31536000; samesite=lax`;
        }
    }, true);

    // Where the whole table fits, its head sticks to the window; where it does not, it scrolls in a box of its own.
    function fitTables() {
        for (const box of document.querySelectorAll(".table-box")) {
            const { scrollLeft, scrollTop } = box;
            box.classList.remove("table-box--wide");
            const fits = box.firstElementChild.offsetWidth <= box.offsetWidth;
            box.classList.toggle("table-box--fits", fits);
            box.classList.toggle("table-box--wide", !fits);
            box.scrollTo(scrollLeft, scrollTop);
        }
    }

    new ResizeObserver(fitTables).observe(document.getElementById("content"));
    fitTables();
})();
