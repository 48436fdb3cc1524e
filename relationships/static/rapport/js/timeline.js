// Restoring something from a timeline reloads the page that it is a part of: what stands unsaved in the form above it is
// asked about first. Without this file everything works, unasked.
"use strict";

(() => {
    const timeline = document.getElementById("timeline");
    const form = document.querySelector(".submit-row")?.closest("form");
    if (!timeline || !form) {
        return;
    }
    let typed = false;
    for (const kind of ["input", "change"]) {
        form.addEventListener(kind, () => {
            typed = true;
        });
    }
    timeline.addEventListener("submit", (event) => {
        if (typed && !confirm(timeline.dataset.unsaved)) {
            event.preventDefault();
        }
    });
})();
