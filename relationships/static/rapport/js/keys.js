// Letters as keys: what every page that has some shares. They act only while nothing is being typed in and no dialog is open,
// and can be switched off (they then are no keys at all); which ones there are stands in a dialog.
"use strict";

const rapportKeys = (() => {
    const dialog = document.getElementById("keys");
    const lettersOn = document.getElementById("keys-on");
    const opener = document.getElementById("keys-open");

    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
    lettersOn.checked = !document.cookie.includes("letters=off");
    lettersOn.addEventListener("change", () => {
        const word = lettersOn.checked ? "on" : "off";
        document.cookie = `letters=${word}; path=/staff/; max-age=31536000; samesite=lax`;
    });

    const isTyping = (element) => Boolean(element.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]"));

    return {
        isTyping,

        // Whether this press may be a key of the page at all.
        isFree: (event) => !(event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")),

        // Whether letters are keys now.
        lettersFor: (event) => lettersOn.checked && !isTyping(event.target),

        help: () => dialog.showModal(),
    };
})();
