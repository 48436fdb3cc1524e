// Gives an accessible name to the controls that the stock admin draws without one: cells of tabular inlines and of editable
// lists (their column's heading), the two halves of a date with time, and autocomplete boxes (their label).
"use strict";

const NAMELESS = ":is(input:not([type=hidden], [type=submit]), select, textarea):not([aria-label], [aria-labelledby])";

function ownText(element) {
    return element ? element.textContent.replace(/[\s:]+$/, "").trim() : "";
}

function headingOf(control) {
    const cell = control.closest("td, th");
    const table = cell && cell.closest(".tabular table, #result_list");
    return table ? ownText(table.tHead.rows[0].cells[cell.cellIndex]) : "";
}

function labelOf(control) {
    const line = control.closest(".fieldBox, .form-row");
    return ownText(line && line.querySelector("label"));
}

function nameControl(control) {
    const half = control.closest("p.datetime") ? (control.classList.contains("vTimeField") ? ": time" : ": date") : "";
    const name = headingOf(control) || (half && labelOf(control));
    if (name && !control.labels.length) {
        control.setAttribute("aria-label", name + half);
    }
}

function nameAutocomplete(box) {
    const select = box.previousElementSibling;
    const name = select.getAttribute("aria-label") || ownText(select.labels[0]);
    const chosen = box.querySelector(".select2-selection__rendered[role=textbox]");
    if (chosen && name) {
        chosen.setAttribute("aria-label", chosen.title ? `${name}: ${chosen.title}` : name);
    }
    const several = box.querySelector(".select2-selection--multiple .select2-search__field");
    if (several && name) {
        several.parentElement.closest("[role=combobox]").setAttribute("aria-label", name);
        several.setAttribute("aria-label", name);
    }
}

function nameAll(root) {
    root.querySelectorAll(NAMELESS).forEach(nameControl);
    root.querySelectorAll(".select2-container--admin-autocomplete").forEach(nameAutocomplete);
    root.querySelectorAll(".search-label-icon[aria-label]").forEach((icon) => icon.setAttribute("role", "img"));
    for (const heading of root.querySelectorAll(".tabular thead th")) {
        if (!ownText(heading)) {
            const words = heading.appendChild(document.createElement("span"));
            words.className = "visually-hidden";
            words.textContent = heading.classList.contains("original") ? "Entry" : "Remove";
        }
    }
}

// A box for several is a list; the cross that would empty it stands inside and is no list item. Said before the box is made.
for (const select of document.querySelectorAll("select.admin-autocomplete[multiple]")) {
    select.dataset.allowClear = "false";
}

// jQuery's callbacks run in turn, so this one follows those that make the boxes; some widgets wait for the whole page instead.
const jQueryOfAdmin = window.django?.jQuery;
jQueryOfAdmin?.(() => nameAll(document));
window.addEventListener("load", () => nameAll(document));
document.addEventListener("formset:added", (event) => nameAll(event.target));
jQueryOfAdmin?.(document).on("change", "select.admin-autocomplete", (event) => nameAll(event.target.parentElement));
