// The page works without this. It adds keys and dragging, and puts the focus back on the card that was moved.
"use strict";

const form = document.getElementById("arrange");
const cards = [...document.querySelectorAll(".ask")];
const place = document.querySelector(".builder").dataset.at;
if (place) document.getElementById(`c-${place}`)?.focus();

// An address with a fragment would scroll the frame too, but take the focus away from the card.
const frame = document.querySelector(".builder__preview iframe");
frame.addEventListener("load", () => {
  const asked = place && frame.contentDocument?.querySelector(`[data-place="${CSS.escape(place)}"]`);
  if (asked) frame.contentWindow.scrollTo(0, asked.getBoundingClientRect().top + frame.contentWindow.scrollY - 16);
});

const send = (name, value, more = {}) => {
  for (const [field, words] of Object.entries({ [name]: value, ...more })) {
    const box = document.createElement("input");
    Object.assign(box, { type: "hidden", name: field, value: words });
    form.append(box);
  }
  form.requestSubmit();
};

const next = (card, step) => cards[cards.indexOf(card) + step]?.focus();

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const card = event.target.closest(".ask");
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    if (card) next(card, event.key === "j" ? 1 : -1);
    else cards[0]?.focus();
    return;
  }
  if (!card) {
    if (event.key === "n") document.getElementById("add").click();
    return;
  }
  if (event.target !== card && event.key.startsWith("Arrow")) return;
  const deed = card.querySelector(`:scope > .ask__deeds > [data-key="${CSS.escape(event.key)}"]`);
  if (!deed) return;
  event.preventDefault();
  deed.click();
});

let dragged = null;
for (const card of cards) {
  card.tabIndex = 0;
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    event.stopPropagation();
    dragged = card;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.place);
  });
  card.addEventListener("dragover", (event) => {
    if (!dragged || dragged.contains(card)) return;
    event.preventDefault();
    event.stopPropagation();
    card.classList.add("ask--over");
  });
  card.addEventListener("dragleave", () => card.classList.remove("ask--over"));
  card.addEventListener("drop", (event) => {
    if (!dragged || dragged.contains(card)) return;
    event.preventDefault();
    event.stopPropagation();
    send("drop", dragged.dataset.place, { beside: card.dataset.place });
  });
  card.addEventListener("dragend", () => {
    dragged = null;
  });
}
