// Files are sent by an ordinary form. This file lets them be dropped on it, names those chosen with their sizes, and says
// before anything is sent which of them the server would refuse for their size or number.
"use strict";

(() => {
    const form = document.querySelector("form[data-attach]");
    if (!form) {
        return;
    }
    const zone = form.querySelector(".attach__zone");
    const input = form.querySelector("input[type=file]");
    const chosen = form.querySelector(".attach__chosen");
    const button = form.querySelector("button.btn--primary");
    const most = Number(form.dataset.size);
    const atOnce = Number(form.dataset.atOnce);
    form.classList.add("attach--ready");

    function shown(size) {
        if (size < 1024) {
            return `${size} bytes`;
        }
        return size < 2 ** 20 ? `${Math.round(size / 1024)} KB` : `${(size / 2 ** 20).toFixed(1).replace(".0", "")} MB`;
    }

    function line(text, wrong) {
        const item = document.createElement("li");
        item.textContent = text;
        item.classList.toggle("is-wrong", wrong);
        return item;
    }

    function tell() {
        const files = [...input.files];
        const tooLong = files.filter((file) => file.size > most);
        const lines = files.map((file) => {
            const wrong = file.size > most || file.size === 0;
            const why = file.size ? `, at most ${shown(most)} can be kept` : ", it is empty";
            return line(`${file.name}, ${shown(file.size)}${wrong ? why : ""}`, wrong);
        });
        if (files.length > atOnce) {
            lines.unshift(line(`${files.length} files: send at most ${atOnce} at once`, true));
        }
        chosen.replaceChildren(...lines);
        chosen.hidden = !files.length;
        // The browser itself says so, and keeps the form from being sent.
        const problem = files.length > atOnce ? `Send at most ${atOnce} files at once.`
            : tooLong.length ? `${tooLong[0].name} is larger than ${shown(most)}.` : "";
        input.setCustomValidity(problem);
    }

    input.addEventListener("change", tell);

    let depth = 0;
    const over = (by) => {
        depth = by ? depth + by : 0;
        zone.classList.toggle("attach__zone--over", depth > 0);
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
            tell();
            form.querySelector("select[name=kind]").focus();
        }
    });

    // A large file takes its time: the button says so, and a second press sends nothing twice.
    let sending = false;
    form.addEventListener("submit", (event) => {
        if (sending) {
            event.preventDefault();
            return;
        }
        sending = true;
        button.setAttribute("aria-disabled", "true");
        button.textContent = "Sending…";
    });
    // The page may come back from the browser's memory as it was left.
    addEventListener("pageshow", () => {
        sending = false;
        button.removeAttribute("aria-disabled");
        button.textContent = "Attach";
    });
})();
