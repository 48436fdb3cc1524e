// A list is sent, told and brought in by ordinary forms. This file lets a file be dropped, says its size and the shape of
// what was pasted before anything is sent, and shows how far the work is while the request itself does it.
"use strict";

(() => {
    document.documentElement.classList.add("has-script");
    for (const form of document.querySelectorAll("form[data-send-on-change]")) {
        form.addEventListener("change", () => form.requestSubmit());
    }

    // What a column means decides what else is asked about it; a name or a day decides nothing.
    document.addEventListener("change", (event) => {
        if (event.target.matches("#columns select")) {
            htmx.trigger("#columns", "chosen");
        }
    });

    // Columns that a person has unfolded stay so when the answer to a choice comes.
    let unfolded = false;
    document.addEventListener("htmx:beforeSwap", () => {
        unfolded = document.querySelector("#folded")?.open ?? unfolded;
    });
    document.addEventListener("htmx:afterSwap", () => {
        const folded = document.querySelector("#folded");
        if (folded) {
            folded.open = unfolded;
        }
    });

    // Among many columns one is found by a part of its name, or of what stands in it.
    document.addEventListener("input", (event) => {
        const list = event.target.dataset?.finds && document.querySelector(event.target.dataset.finds);
        if (!list) {
            return;
        }
        const wanted = event.target.value.trim().toLowerCase();
        let shown = 0;
        for (const one of list.children) {
            const [name, sample] = one.children;
            one.hidden = !`${name.textContent} ${sample.textContent}`.toLowerCase().includes(wanted);
            shown += one.hidden ? 0 : 1;
        }
        document.querySelector("#found-columns").textContent = wanted ? `${shown} of ${list.children.length}` : "";
    });
    // Enter in that field finds; it sends nothing.
    document.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && event.target.dataset?.finds) {
            event.preventDefault();
        }
    });

    newList(document.querySelector("form[data-import-new]"));
    working(document.querySelector("[data-here]"));

    function newList(form) {
        if (!form) {
            return;
        }
        const zone = form.querySelector("[data-zone]");
        const input = form.querySelector("input[type=file]");
        const chosen = form.querySelector("#file-chosen");
        const pasted = form.querySelector("textarea");
        const seen = form.querySelector("#text-seen");
        const button = form.querySelector("button.btn--primary");
        const most = Number(form.dataset.most);

        function shown(size) {
            if (size < 2 ** 20) {
                return size < 1024 ? `${size} bytes` : `${Math.round(size / 1024)} KB`;
            }
            return `${(size / 2 ** 20).toFixed(1).replace(".0", "")} MB`;
        }

        function tellFile() {
            const [file] = input.files;
            const wrong = !file ? "" : file.size > most ? `: a list may have ${shown(most)}` : file.size ? "" : ": it is empty";
            chosen.hidden = !file;
            chosen.textContent = file ? `${file.name}, ${shown(file.size)}${wrong}` : "";
            chosen.classList.toggle("is-wrong", wrong !== "");
            button.disabled = wrong !== "";
        }

        function tellText() {
            const lines = pasted.value.split("\n").filter((line) => line.trim());
            const columns = lines.length ? lines[0].split("\t").length : 0;
            seen.hidden = !lines.length;
            const of = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
            seen.textContent = lines.length ? `${of(lines.length, "line")}${columns > 1 ? `, ${of(columns, "column")}` : ""}` : "";
        }

        input.addEventListener("change", tellFile);
        pasted.addEventListener("input", tellText);
        tellText();

        let depth = 0;
        const over = (by) => {
            depth = by ? depth + by : 0;
            zone.classList.toggle("is-over", depth > 0);
        };
        const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
        zone.addEventListener("dragenter", (event) => hasFiles(event) && over(1));
        zone.addEventListener("dragleave", (event) => hasFiles(event) && over(-1));
        zone.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
        zone.addEventListener("drop", (event) => {
            over(0);
            if (hasFiles(event) && event.dataTransfer.files.length) {
                event.preventDefault();
                input.files = event.dataTransfer.files;
                tellFile();
                button.focus();
            }
        });

        // A large file takes its time: the button says so, and a second press sends nothing twice.
        const label = button.textContent;
        let sending = false;
        form.addEventListener("submit", (event) => {
            if (sending) {
                event.preventDefault();
                return;
            }
            sending = true;
            button.setAttribute("aria-disabled", "true");
            button.textContent = button.dataset.busy;
        });
        // The page may come back from the browser's memory as it was left.
        addEventListener("pageshow", () => {
            sending = false;
            button.removeAttribute("aria-disabled");
            button.textContent = label;
            tellFile();
        });
    }

    // The answer to a button with data-works comes when the work is over; until then its progress is asked for.
    function working(box) {
        if (!box) {
            return;
        }
        const progress = box.querySelector("#here-progress");
        // The answer may have put another button in the place of the one that asked, which is then told by what was sent.
        const works = (event) => event.detail.requestConfig.elt.matches("[data-works]");
        let asking = 0;
        const stop = () => {
            clearInterval(asking);
            asking = 0;
        };
        document.body.addEventListener("htmx:beforeRequest", (event) => {
            if (works(event)) {
                stop();
                asking = setInterval(() => {
                    box.hidden = false;
                    htmx.trigger(progress, "poke");
                }, 700);
            }
        });
        document.body.addEventListener("htmx:afterRequest", (event) => {
            if (works(event)) {
                stop();
                // Led elsewhere, the page stays as it is until the next one is there.
                box.hidden ||= !event.detail.xhr.getResponseHeader("HX-Redirect");
            }
        });
    }
})();
