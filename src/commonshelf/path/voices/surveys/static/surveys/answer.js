// The page works without this. It asks before answers are lost, numbers the turns that were added, and tells how far somebody came who leaves
// without sending: the place, and no answer.
"use strict";

{
  const script = document.currentScript;
  const form = document.getElementById("answers");
  const attempt = form?.elements["~attempt"];
  let touched = false;
  let sending = false;
  let furthest = "";

  const start = () => {
    form.addEventListener("input", (event) => {
      touched = true;
      furthest = event.target.closest("[data-place]")?.dataset.place ?? furthest;
    });
    form.addEventListener("submit", () => {
      sending = true;
    });
    form.addEventListener("click", (event) => {
      if (event.target.closest("[data-add-turn], [data-remove-turn]")) setTimeout(number);
    });
    addEventListener("beforeunload", (event) => {
      if (touched && !sending) event.preventDefault();
    });
    addEventListener("commonshelf:leaving", () => {
      touched = false;
    });
    addEventListener("pageshow", () => {
      sending = false;
    });
    addEventListener("pagehide", leave);
  };

  const number = () => {
    for (const each of form.querySelectorAll("[data-turn]")) each.textContent = /(\d+)\]$/.exec(each.dataset.turn)[1];
  };

  const leave = () => {
    if (!furthest || sending || !script.dataset.left) return;
    attempt.value ||= crypto.randomUUID?.() ?? "";
    if (!attempt.value) return;
    const told = new FormData();
    told.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    told.set("attempt", attempt.value);
    told.set("place", furthest);
    navigator.sendBeacon(script.dataset.left, told);
  };

  if (form) start();
}
