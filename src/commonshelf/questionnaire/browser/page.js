// Instant skip logic for a page of a questionnaire. Without it the page shows all that may be asked, and the server decides; with it the server still has
// the last word.
//
// The page owes:
//   <script type="application/json" id="questionnaire">   what page_document() made (data, no code)
//   <script type="module" src="…/page.js">                this file; the others of its folder beside it
//   a form around the fields, each named by its place: name="home/children[1]/age"; several choices as checkboxes of one name
//   data-place="home/children[1]/age"    on the wrapper of every question; "home" of a group; "home/children[1]" of a turn; "home/children" of a repeat
//   data-choice                          on the wrapper of one choice, for filters (options of a <select> need none)
//   data-error-for="place"               an empty element for what is wrong; name it in aria-describedby of the fields
//   data-required-mark="place"           what marks a question as required; shown while it is
//   data-output="place"                  an <output> for what is calculated
//   data-piped="name"                    a <bdi> in a label, for the answer to that question
//   <template data-repeat="home/children">   one turn, with [0] as its number, after the last turn; counted repeats need it too
//   data-add-turn="home/children", data-remove-turn="home/children[2]"   on buttons; without JavaScript they may send the form
//   data-read-only                       on fields that are read only whatever is answered
//   formnovalidate                       on submit buttons that go back, save for later or change the language: nothing is checked
//
// Once it runs, the form has data-instant="yes", for styles and for tests.
//
// A fault is said when a field is left or the form is sent, never while somebody types. Who sends the same faults a second time is let through to the server.
import { answersOf, fieldsByPlace, pathOf } from "./fields.js";
import { FUNCTIONS } from "./functions.js";
import { show } from "./showing.js";
import { planOf, stateOf } from "./state.js";

const NO_TURNS = { addCounted: () => false };

export async function start(form, asked) {
  const called = [...JSON.stringify(asked.items).matchAll(/([\w:-]+)\(/g)];
  if (called.some(([, name]) => !FUNCTIONS.has(name))) await import("./expressions.js");
  const page = new Page(form, asked, form.querySelector("template[data-repeat]") ? await import("./turns.js") : NO_TURNS);
  page.refresh();
  form.dataset.instant = "yes";
  return page;
}

class Page {
  constructor(form, asked, turns) {
    Object.assign(this, { form, asked, turns, plan: withNames(planOf(asked)), insisted: "", waiting: 0, pressing: false, unsaid: new Set(), touched: new Set() });
    const { now, today, language } = asked.environment;
    this.environment = { now, today, language, chance: Math.random, lists: asked.choices, choiceNames: this.plan.choiceNames };
    form.noValidate = true; // the page says what is wrong in its own slots
    for (const slot of form.querySelectorAll("[data-error-for]")) slot.setAttribute("aria-live", "polite");
    form.addEventListener("input", (event) => this.soon(event));
    form.addEventListener("change", (event) => this.left(event));
    form.addEventListener("focusout", (event) => this.left(event));
    form.addEventListener("pointerdown", () => { this.pressing = true; });
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(() => this.released()));
    form.addEventListener("click", (event) => this.clicked(event));
    form.addEventListener("submit", (event) => this.sent(event));
  }

  soon({ target }) {
    this.touched.add(target.name);
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => this.refresh());
  }

  refresh() {
    do {
      this.fields = fieldsByPlace(this.form, this.plan);
      this.state = stateOf(this.plan, answersOf(this.form, this.plan, this.fields), this.environment);
    } while (this.turns.addCounted(this.form, this.plan, this.state));
    show(this.form, this.plan, this.state, this.fields);
    for (const slot of this.form.querySelectorAll("[data-error-for]")) {
      if (slot.textContent && slot.dataset.said) this.say(slot.dataset.errorFor, this.fault(slot.dataset.errorFor));
    }
  }

  fault(place) {
    if (this.state.failed.has(place)) return "failed";
    return this.state.missing.has(place) && this.fields.has(place) ? "missing" : "";
  }

  left({ target }) {
    if (!this.fields.has(target.name)) return;
    this.unsaid.add(target.name);
    if (!this.pressing) this.released();
  }

  // A fault that appears moves what stands below it: not from under a finger or a mouse that is just pressing a button there.
  released() {
    this.pressing = false;
    if (!this.unsaid.size) return;
    this.refresh();
    for (const place of this.unsaid) {
      const fault = this.fault(place);
      const mended = !fault && this.touched.has(place); // what the server has said stays until somebody does something about it
      if (mended || fault === "failed") this.say(place, fault); // whoever passes by an empty field has not said no
    }
    this.unsaid.clear();
  }

  say(place, fault) {
    const slot = [...this.form.querySelectorAll("[data-error-for]")].find((each) => each.dataset.errorFor === place);
    const item = this.plan.entries.get(pathOf(place))?.item;
    if (!slot || !item) return;
    const words = fault ? (item[fault] ?? this.asked.words[fault]) : "";
    if (slot.textContent !== words) slot.textContent = words;
    slot.hidden = !words;
    slot.dataset.said = fault;
    for (const field of this.fields.get(place) ?? []) markInvalid(field, Boolean(fault));
  }

  clicked(event) {
    const button = event.target.closest?.("[data-add-turn], [data-remove-turn]");
    if (!button) return;
    event.preventDefault();
    const { addTurn: repeat, removeTurn: place } = button.dataset;
    const near = repeat ? this.turns.addTurn(this.form, repeat) : this.turns.removeTurn(this.form, place);
    this.refresh();
    const target = near?.querySelector("input:enabled, select:enabled, textarea:enabled") ?? this.form.querySelector(`[data-add-turn="${CSS.escape(repeat ?? place.replace(/\[\d+\]$/, ""))}"]`);
    target?.focus();
  }

  sent(event) {
    if (event.submitter?.formNoValidate) return;
    this.refresh();
    const faults = [...this.fields.keys()].filter((place) => this.fault(place));
    const before = this.insisted;
    this.insisted = faults.map((place) => `${place} ${this.fault(place)}`).join("\n");
    for (const place of this.fields.keys()) if (this.state.relevant.has(place)) this.say(place, this.fault(place));
    if (!faults.length || before === this.insisted) return;
    event.preventDefault();
    this.fields.get(faults[0]).find((field) => !field.disabled)?.focus();
  }
}

function markInvalid(field, wrong) {
  if (wrong) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

// Questions by name, and the labels of their choices.
function withNames(plan) {
  const questions = new Map([...plan.entries.values()].filter(({ item }) => item.is === "question").map(({ item }) => [item.name, item]));
  const rows = (item) => plan.asked.choices[item.choice_list] ?? [];
  const choiceNames = Object.fromEntries([...questions].map(([name, item]) => [name, Object.fromEntries(rows(item).map((row) => [row.name, row.label]))]));
  return Object.assign(plan, { questions, choiceNames });
}

const source = document.getElementById("questionnaire");
const form = document.querySelector("form [data-place]")?.closest("form");
if (source && form) await start(form, JSON.parse(source.textContent));
