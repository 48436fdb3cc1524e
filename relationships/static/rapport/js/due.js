// What is due is moved to another day by taking it at its handle and letting go over that day. The same is done with the button
// "Move…" of the row (or the key m), which needs no script and no pointer.
"use strict";

(() => {
    const dialog = document.getElementById("dialog");
    const FAR_ENOUGH = 5; // pixels: a click is no drag
    let drag = null;

    const movable = (row) => row?.querySelector("[data-move]") ?? null;
    const dayAt = (x, y) => document.elementFromPoint(x, y)?.closest?.(".due-day") ?? null;

    // All that are ticked go along when one of them is taken.
    function taken(row) {
        const ticked = [...document.querySelectorAll(".list-table tbody .cell-check input:checked")].map((box) => box.closest("tr"));
        return ticked.includes(row) ? [row, ...ticked.filter((other) => other !== row && movable(other))] : [row];
    }

    function begin() {
        drag.rows = taken(drag.row);
        drag.ghost = document.createElement("div");
        drag.ghost.className = "due-ghost";
        const name = drag.row.querySelector(".cell-main > a").textContent.trim();
        drag.ghost.textContent = drag.rows.length > 1 ? `${name} and ${drag.rows.length - 1} more` : name;
        document.body.append(drag.ghost);
        document.body.classList.add("is-dragging");
        drag.rows.forEach((row) => row.classList.add("is-dragged"));
    }

    function over(day) {
        document.querySelector(".due-day--over")?.classList.remove("due-day--over");
        day?.classList.add("due-day--over");
    }

    function end() {
        over(null);
        drag?.ghost?.remove();
        drag?.rows?.forEach((row) => row.classList.remove("is-dragged"));
        document.body.classList.remove("is-dragging");
        drag = null;
    }

    document.addEventListener("pointerdown", (event) => {
        const grip = event.target.closest?.("[data-grip]");
        const row = grip?.closest("tr");
        if (row && event.button === 0 && movable(row)) {
            event.preventDefault();
            drag = { row, x: event.clientX, y: event.clientY, pointer: event.pointerId };
        }
    });

    document.addEventListener("pointermove", (event) => {
        if (drag?.pointer !== event.pointerId) {
            return;
        }
        if (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR_ENOUGH) {
            return;
        }
        if (!drag.ghost) {
            begin();
        }
        drag.ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 12}px)`;
        over(dayAt(event.clientX, event.clientY));
    });

    document.addEventListener("pointerup", (event) => {
        if (drag?.pointer !== event.pointerId) {
            return;
        }
        const day = drag.ghost && dayAt(event.clientX, event.clientY);
        const [first, ...others] = drag.rows ?? [];
        end();
        if (day) {
            move(movable(first), others.map((row) => movable(row).dataset.move), day.dataset.day);
        }
    });

    document.addEventListener("pointercancel", end);
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && drag) {
            end();
        }
    });

    // What is refused, and why, comes back as the form in the dialog.
    function move(link, others, day) {
        const values = { day, row: others };
        htmx.ajax("POST", link.getAttribute("href"), { source: dialog, target: "#dialog-body", swap: "innerHTML", values }).catch(() => {});
    }

    document.addEventListener("keydown", (event) => {
        if (event.key !== "m" || !rapportKeys.isFree(event) || !rapportKeys.lettersFor(event)) {
            return;
        }
        const link = movable(event.target.closest?.(".list-table tbody tr"));
        if (link) {
            event.preventDefault();
            link.click();
        }
    });
})();
