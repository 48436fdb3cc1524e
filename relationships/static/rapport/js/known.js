"use strict";
// Tells who is on file already while a creator is being typed in. The server asks again when the form is saved.

(() => {
  const place = document.getElementById("known");
  const form = place?.closest("form");
  if (!form) return;
  const ASKED = /^(email|accounts-\d+-(handle|network))$/;
  let last = "";
  let running = null;

  const question = () => {
    const body = new URLSearchParams();
    body.set("creator", place.dataset.creator);
    const email = form.elements.namedItem("email");
    if (email && email.value !== email.defaultValue) body.set("email", email.value);
    for (const handle of form.querySelectorAll("input[name^='accounts-'][name$='-handle']")) {
      const network = form.elements.namedItem(handle.name.replace(/handle$/, "network"));
      if (handle.value.trim()) body.append("account", `${network ? network.value : ""}:${handle.value}`);
    }
    return body;
  };

  const ask = async () => {
    const body = question();
    if (body.toString() === last) return;
    last = body.toString();
    running?.abort();
    running = new AbortController();
    const token = form.elements.namedItem("csrfmiddlewaretoken").value;
    try {
      const answer = await fetch(place.dataset.url, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token },
        signal: running.signal,
      });
      if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
    } catch {
      // Left unanswered, or asked anew meanwhile: saving asks again.
    }
  };

  form.addEventListener("change", (event) => {
    if (ASKED.test(event.target.name ?? "")) ask();
  });
})();
