// Pages work without this. It saves a double click, counts letters, and leads to what needs mending.
"use strict";

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // After the browser has gathered the form: a disabled button would take its own name and value with it.
    setTimeout(() => {
      for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = true;
    });
  });
}

// A page that comes back from the browser's memory must be usable again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button:disabled")) button.disabled = false;
  }
});

for (const box of document.querySelectorAll("textarea[data-limit]")) {
  const limit = Number(box.dataset.limit);
  const count = document.createElement("p");
  count.className = "field__count";
  count.setAttribute("aria-live", "polite");
  box.after(count);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const show = () => {
    const length = box.value.length;
    count.classList.toggle("field__count--over", length > limit);
    count.textContent = length < limit / 2 ? "" : `${number.format(length)} / ${number.format(limit)}`;
  };
  box.addEventListener("input", show);
  show();
}

document.querySelector(".error-summary")?.focus();
