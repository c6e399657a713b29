// Brings a page to what is asked: shows, hides, filters, fills in. Whatever is hidden is switched off as well, so that it is not sent.
import { nearest } from "./evaluator.js";
import { pathOf } from "./fields.js";
import { find } from "./nodes.js";

// Only what differs is written: a page of 300 questions is looked through at each key.
function put(thing, name, value) {
  if (thing[name] !== value) thing[name] = value;
}

export function show(form, plan, state, fields) {
  for (const wrapper of form.querySelectorAll("[data-place]")) {
    const { place } = wrapper.dataset;
    const empty = plan.entries.get(pathOf(place))?.item.count && !place.endsWith("]") && !state.relevant.has(`${place}[1]`);
    put(wrapper, "hidden", !state.relevant.has(place) && (!state.repeats.has(place) || Boolean(empty)));
  }
  for (const [place, each] of fields) showFields(plan, state, place, each);
  for (const mark of form.querySelectorAll("[data-required-mark]")) put(mark, "hidden", !state.required.has(mark.dataset.requiredMark));
  for (const output of form.querySelectorAll("[data-output]")) put(output, "textContent", state.calculated.get(output.dataset.output) ?? "");
  for (const slot of form.querySelectorAll("[data-piped]")) {
    put(slot, "textContent", pipedText(plan, state, slot.dataset.piped, slot.closest("[data-place]")?.dataset.place ?? ""));
  }
}

function showFields(plan, state, place, fields) {
  const { item } = plan.entries.get(pathOf(place));
  const asked = state.relevant.has(place);
  const names = state.choices.get(place);
  const kept = names && new Set(item.or_other ? [...names, "other"] : names);
  for (const field of fields) {
    const isChoice = field.type === "checkbox" || field.type === "radio";
    const filtered = Boolean(kept) && isChoice && !kept.has(field.value);
    if (filtered) put(field, "checked", false);
    put(field, "disabled", !asked || filtered);
    if (isChoice && kept) showChoice(field, filtered);
    if (field.options && kept) showOptions(field, kept);
    if ("readOnly" in field) put(field, "readOnly", state.readOnly.has(place) || field.hasAttribute("data-read-only"));
    if (field.type !== "checkbox") put(field, "required", state.required.has(place));
  }
}

function showChoice(field, filtered) {
  const around = field.closest("[data-choice]");
  if (around) put(around, "hidden", filtered);
}

function showOptions(select, kept) {
  for (const option of select.options) {
    const filtered = option.value !== "" && !kept.has(option.value);
    put(option, "hidden", filtered);
    put(option, "disabled", filtered);
    if (filtered && option.selected) select.value = "";
  }
}

// What was answered, as text: a choice by its label, several joined by commas. It never becomes markup.
export function pipedText(plan, state, name, place) {
  const origin = (place && find(state.sheet.top, place)) || state.sheet.top.children[0];
  const text = nearest(name, origin)[0]?.text() ?? "";
  const { kind, choice_list: list } = plan.questions.get(name) ?? {};
  const labels = plan.choiceNames[name] ?? {};
  const parts = kind === "select_multiple" || kind === "rank" ? text.split(" ") : [text];
  return parts.map((part) => (list && labels[part]) || part).join(", ");
}
