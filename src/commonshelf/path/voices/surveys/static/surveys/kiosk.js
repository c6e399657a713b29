// A page that nobody touches for a while begins anew, and one that the browser kept is not shown again: the next person finds nothing.
"use strict";
const here = document.currentScript.dataset;
const patience = Number(here.seconds) * 1000;
let timer = 0;

function beginAnew() {
  document.querySelectorAll("form").forEach((form) => form.reset());
  window.dispatchEvent(new Event("commonshelf:leaving"));
  window.location.replace(here.home);
}

function wait() {
  window.clearTimeout(timer);
  timer = window.setTimeout(beginAnew, patience);
}

["pointerdown", "keydown", "input", "scroll"].forEach((sign) => window.addEventListener(sign, wait, { passive: true }));
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    beginAnew();
  }
});
wait();
