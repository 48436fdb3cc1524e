"use strict";
// What is typed into a workplace's form and not saved yet outlives the steps taken beside it: then only the parts that
// a step changes are drawn anew. Leaving the page with something unsaved is asked about by the browser.

(() => {
  const form = document.querySelector("#content-main > form");
  const PARTS = ["#guidance", ".summary"];
  if (!form || !document.querySelector(PARTS[0])) return;

  const written = () => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const shown = written();
  // A form that comes back with a question holds what nobody has saved.
  const returned = Boolean(document.querySelector("[data-conflict], .errornote"));
  let leaving = false;
  const isUnsaved = () => !leaving && (returned || written() !== shown);

  form.addEventListener("submit", () => {
    leaving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved()) event.preventDefault();
  });

  /** Takes the parts and the messages out of a page that the server sent; false where it is another page. */
  const drawAnew = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.querySelector(PARTS[0])) return false;
    for (const part of PARTS) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh) old.replaceWith(document.adoptNode(fresh));
    }
    const said = page.querySelector(".messagelist")?.parentElement;
    document.querySelector(".messagelist")?.parentElement.remove();
    if (said) document.querySelector("#content").before(document.adoptNode(said));
    return true;
  };

  // A step of the guidance: dismiss, settle, decide. Refused or not, the server answers with the page (views/steps.py).
  document.addEventListener("submit", async (event) => {
    const step = event.target;
    if (event.defaultPrevented || !step.closest(PARTS[0]) || step.method !== "post" || !isUnsaved()) return;
    event.preventDefault();
    const answer = await fetch(step.action, {
      method: "POST",
      body: new FormData(step, event.submitter),
      headers: { "HX-Request": "true", "HX-Current-URL": location.href },
    });
    if (!(await drawAnew(answer))) location.reload();
  });
})();
