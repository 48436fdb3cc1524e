// The chooser of columns: lines are moved here instead of being sent, by their arrows or dragged by their grip. The form works
// without this file. The chooser arrives in a dialog, so everything is heard on the document.
"use strict";

(() => {
    const lineOf = (element) => element?.closest?.("[data-chooser] > [data-line]") ?? null;

    function tell(line) {
        const chooser = line.parentElement;
        const lines = [...chooser.children];
        for (const [at, each] of lines.entries()) {
            for (const button of each.querySelectorAll("[data-move]")) {
                button.disabled = button.dataset.move === "-1" ? at <= 1 : at === lines.length - 1;
            }
        }
        const said = chooser.parentElement.querySelector("[data-chooser-status]");
        const name = line.querySelector("label").firstElementChild.nextSibling.textContent.trim();
        said.textContent = `${name}, ${lines.indexOf(line) + 1} of ${lines.length}`;
    }

    // Before or after the other.
    function place(line, other, by) {
        if (by < 0) {
            other.before(line);
        } else {
            other.after(line);
        }
    }

    function move(line, by) {
        const other = by < 0 ? line.previousElementSibling : line.nextElementSibling;
        if (other?.matches("[data-line]")) {
            place(line, other, by);
            tell(line);
        }
    }

    // Before htmx hears of it: the button would send the form.
    document.addEventListener("click", (event) => {
        const button = event.target.closest?.("[data-chooser] [data-move]");
        if (!button) {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
        const line = lineOf(button);
        move(line, Number(button.dataset.move));
        (button.disabled ? line.querySelector("[data-move]:not(:disabled)") : button).focus();
        line.scrollIntoView({ block: "nearest" });
    }, true);

    let dragged = null;

    document.addEventListener("pointerdown", (event) => {
        const line = event.target.closest?.("[data-grip]") ? lineOf(event.target) : null;
        if (line && event.button === 0) {
            event.preventDefault();
            dragged = line;
            line.classList.add("is-dragged");
            line.setPointerCapture(event.pointerId);
        }
    });

    document.addEventListener("pointermove", (event) => {
        if (!dragged) {
            return;
        }
        for (const other of dragged.parentElement.querySelectorAll("[data-line]")) {
            const { top, height } = other.getBoundingClientRect();
            const isOver = other !== dragged && event.clientY > top && event.clientY < top + height;
            if (isOver) {
                const isBelow = Boolean(dragged.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
                // Only past the middle, so that lines of different height do not change places to and fro.
                if (isBelow ? event.clientY > top + height / 2 : event.clientY < top + height / 2) {
                    place(dragged, other, isBelow ? 1 : -1);
                }
                break;
            }
        }
    });

    for (const end of ["pointerup", "pointercancel"]) {
        document.addEventListener(end, () => {
            dragged?.classList.remove("is-dragged");
            if (dragged) {
                tell(dragged);
            }
            dragged = null;
        });
    }
})();
