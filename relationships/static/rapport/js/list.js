// A list page works without this file. It keeps the focus, the open drawer and a closed summary where people left them when a
// part of the page is replaced, and says so when that fails.
"use strict";

(() => {
    const failure = () => document.getElementById("list-failure");

    document.addEventListener("htmx:beforeRequest", () => {
        failure().hidden = true;
        document.getElementById("results")?.setAttribute("aria-busy", "true");
    });

    document.addEventListener("htmx:afterRequest", (event) => {
        document.getElementById("results")?.removeAttribute("aria-busy");
        failure().hidden = event.detail.successful || event.detail.xhr?.status === 0 && event.detail.xhr.readyState === 0;
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
        // What had the focus is gone (a chip that was removed): the next thing to read is the list.
        if (document.activeElement === document.body && event.detail.target?.id !== "summary") {
            document.getElementById("results")?.focus({ preventScroll: true });
        }
    });

    // On a phone the summary stands between people and their list: closed until they open it.
    if (matchMedia("(max-width: 48rem)").matches) {
        for (const part of document.querySelectorAll("details[data-remembered]")) {
            part.open = document.cookie.includes(`${part.id}=open`);
        }
    }

    document.addEventListener("toggle", (event) => {
        const part = event.target;
        if (part instanceof HTMLDetailsElement && "remembered" in part.dataset) {
            document.cookie = `${part.id}=${part.open ? "open" : "closed"}; path=/staff/; max-age=31536000; samesite=lax`;
        }
    }, true);
})();
