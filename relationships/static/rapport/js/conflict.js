"use strict";
// Whose value is chosen shows in the form at once; what is then typed into the field is "yours" again.
// The server takes the choices alone: without this script the page works the same.

(() => {
  const panel = document.querySelector("[data-conflict]");
  if (!panel) return;
  panel.focus();

  const radios = [...panel.querySelectorAll("input[type=radio][data-control]")];
  const typed = new Map();

  const value = (control, set) => {
    const key = control.type === "checkbox" ? "checked" : "value";
    if (set !== undefined) control[key] = set;
    return control[key];
  };

  for (const radio of radios) {
    const control = document.getElementById(radio.dataset.control);
    if (!control) continue;
    if (!typed.has(control)) {
      typed.set(control, value(control));
      control.addEventListener("input", () => {
        const mine = radios.find((one) => one.dataset.control === control.id && one.value === "mine");
        mine.checked = true;
        typed.set(control, value(control));
      });
    }
    radio.addEventListener("change", () => {
      const theirs = radio.value === "theirs";
      if (!theirs) value(control, typed.get(control));
      else value(control, control.type === "checkbox" ? radio.dataset.raw === "on" : radio.dataset.raw);
    });
  }
})();
