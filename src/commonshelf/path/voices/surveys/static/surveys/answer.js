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
    form.addEventListener("submit", (event) => settle(event, form.dataset.sent), true);
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

  // Where the skip logic found something missing, nothing was sent: the buttons that house.js switched off have to work again.
  const settle = (event, sentBefore) => {
    const release = () => {
      delete form.dataset.sent;
      for (const button of document.querySelectorAll("button:disabled")) if (button.form === form) button.disabled = false;
    };
    setTimeout(() => {
      sending = sending || !event.defaultPrevented;
      if (event.defaultPrevented && !sentBefore) setTimeout(release); // after house.js, which waits a moment too
    });
  };

  const number = () => {
    for (const each of form.querySelectorAll("[data-turn]")) each.textContent = /(\d+)\]$/.exec(each.dataset.turn)[1];
  };

  const leave = () => {
    if (!furthest || sending || !script.dataset.left || !attempt.value) return;
    const told = new FormData();
    told.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    told.set("attempt", attempt.value);
    told.set("place", furthest);
    if (navigator.sendBeacon(script.dataset.left, told)) form.elements["~noted"].value = "1"; // who comes back and sends is not counted as gone
  };

  if (form) start();
}
