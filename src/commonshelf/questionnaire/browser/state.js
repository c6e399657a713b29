// What a questionnaire says about answers: as state.py, from the same cases (tests/questionnaire/cases/pages).
//
// asked: what page_document() of answering/for_browser.py made. Where an expression cannot be worked out here, the question is shown and
// nothing is said against it: the server has the last word.
import { asNumber, asText, asTruth, evaluate, ExpressionError } from "./evaluator.js";
import { Node } from "./nodes.js";
import { Sheet } from "./sheet.js";

const OTHER = "other";

// Entries in the order of the page, and those that others wait for in the order of need, as the server found it.
export function planOf(asked) {
  const entries = new Map();
  const walk = (items, around) => {
    for (const item of items) {
      const path = around ? `${around}/${item.name}` : item.name;
      entries.set(path, { path, around, item });
      if (item.items) walk(item.items, path);
    }
  };
  walk(asked.items, "");
  const ruled = [...entries.values()].filter(({ item }) => item.constraint || item.required || item.choice_filter || item.read_only);
  return { asked, entries, ruled, order: asked.order.map((path) => entries.get(path)) };
}

export function stateOf(plan, answers, environment) {
  for (;;) {
    const state = new Work(plan, answers, environment).result();
    if (!dropFiltered(plan, state)) return state;
    answers = answersIn(state.sheet);
  }
}

class Work {
  constructor(plan, answers, environment) {
    Object.assign(this, { plan, environment, sheet: new Sheet(plan.asked.items, answers, plan.asked.most), calculated: new Map(), repeats: new Set() });
  }

  value(expression, node, otherwise) {
    try {
      return evaluate(expression, node, this.environment);
    } catch (error) {
      if (error instanceof ExpressionError) return otherwise;
      throw error;
    }
  }

  says(expression, node, otherwise, unknown = otherwise) {
    return expression ? asTruth(this.value(expression, node, unknown)) : otherwise;
  }

  settle({ path, around, item }) {
    if (item.is === "repeat") this.settleRepeat(around, item);
    for (const node of this.sheet.nodes(path)) {
      node.absent = node.parent.absent || !this.says(item.relevant, node, true);
      if (item.calculation && !node.absent) this.calculate(item, node);
    }
  }

  settleRepeat(around, item) {
    for (const parent of this.sheet.nodes(around)) {
      if (parent.absent) continue;
      if (item.count) this.sheet.setTurns(item, parent, asNumber(this.value(item.count, parent, 0)));
      if (!this.says(item.relevant, new Node(item.name, parent, "", true), true)) continue;
      this.sheet.byPath();
      this.repeats.add(parent.place ? `${parent.place}/${item.name}` : item.name);
    }
  }

  calculate(item, node) {
    if (item.trigger && (node.value || !asText(this.value(`concat(${item.trigger})`, node, "")))) return;
    node.before = node.value;
    node.value = asText(this.value(item.calculation, node, node.value));
    this.calculated.set(node, node.value);
  }

  result() {
    for (const entry of this.plan.order) this.settle(entry);
    const found = { required: new Set(), missing: new Set(), failed: new Set(), readOnly: new Set(), choices: new Map(), relevant: new Set() };
    for (const nodes of this.sheet.byPath().values()) {
      for (const node of nodes) if (!node.absent && node.place) found.relevant.add(node.place);
    }
    for (const { path, item } of this.plan.ruled) {
      for (const node of this.sheet.nodes(path)) if (!node.absent) this.rule(item, node, found);
    }
    return { ...found, sheet: this.sheet, repeats: this.repeats, calculated: new Map([...this.calculated].map(([node, value]) => [node.place, value])) };
  }

  rule(item, node, found) {
    if (this.says(item.required, node, false)) {
      found.required.add(node.place);
      if (!node.value) found.missing.add(node.place);
    }
    if (node.value && !this.says(item.constraint, node, true)) found.failed.add(node.place);
    if (this.says(item.read_only, node, false)) found.readOnly.add(node.place);
    if (item.choice_filter) {
      const kept = this.value(`instance('${item.choice_list}') / root / item[${item.choice_filter}] / name`, node, null);
      if (kept !== null) found.choices.set(node.place, kept.map((each) => each.text()));
    }
  }
}

// Takes out what a choice filter does not leave; says whether there was any.
function dropFiltered(plan, state) {
  let dropped = false;
  for (const { path, item } of plan.ruled.filter((entry) => entry.item.choice_filter)) {
    for (const node of state.sheet.nodes(path)) {
      const names = state.choices.get(node.place);
      if (!names || !node.value) continue;
      const chosen = node.value.split(" ");
      const kept = chosen.filter((name) => names.includes(name) || (item.or_other && name === OTHER));
      if (kept.length === chosen.length) continue;
      node.value = kept.join(" ");
      dropped = true;
    }
  }
  return dropped;
}

// All answers of a sheet as they stand, relevant or not; those that were calculated as they came.
function answersIn(sheet) {
  const level = (parent) => {
    const found = {};
    for (const node of parent.children) {
      if (node.repeats) (found[node.name] ??= []).push(level(node));
      else found[node.name] = node.items ? level(node) : (node.before ?? node.value);
    }
    return found;
  };
  return level(sheet.top.children[0]);
}
