// Functions of many answers and of lists: as functions/series.py and lookups.py.
import { ExpressionError } from "./errors.js";
import { Node } from "./nodes.js";
import { asNumber, asText } from "./values.js";

const PRIME = 2147483647;
const FACTOR = 16807;

function extreme(given, choose) {
  const numbers = given.each(0).map(asNumber);
  return numbers.length && !numbers.some(Number.isNaN) ? choose(...numbers) : NaN;
}

function position(given) {
  if (!given.count) return given.position;
  const nodes = given.value(0);
  if (!Array.isArray(nodes)) throw new ExpressionError("UnsupportedExpressionError", "position() wants a question", "Write position(..).");
  return nodes.length ? nodes[0].position() : NaN;
}

function seeded(seed) {
  const state = Number.isFinite(seed) ? Math.trunc(seed) % PRIME : 0;
  return state > 0 ? state : state + PRIME - 1;
}

function randomize(given) {
  const shuffled = [...given.nodes(0)];
  let state = given.count > 1 ? seeded(given.number(1)) : null;
  [...shuffled].forEach((node, index) => {
    if (state !== null) state = (state * FACTOR) % PRIME; // below 2 to the 46th, so exact
    const part = state === null ? given.environment.chance() : (state - 1) / (PRIME - 1);
    const other = Math.floor(part * (index + 1));
    shuffled[index] = shuffled[other];
    shuffled[other] = node;
  });
  return shuffled;
}

function opened(given) {
  const name = given.text(0);
  if (!given.opened.has(name)) {
    const rows = given.environment.lists?.[name];
    if (!rows) throw new ExpressionError("UnknownListError", `There is no list “${name}”`, "Add the list to the choices.");
    const top = new Node("");
    const root = top.add("root");
    for (const row of rows) {
      const item = root.add("item");
      for (const [column, value] of Object.entries(row)) item.add(column, value);
    }
    given.opened.set(name, top);
  }
  return given.opened.get(name);
}

function pulldata(given) {
  const [wanted, column, value] = [given.text(1), given.text(2), given.text(3)];
  const cell = (item, name) => item.children.find((child) => child.name === name)?.value;
  const row = opened(given).children[0].children.find((item) => cell(item, column) === value);
  return row ? (cell(row, wanted) ?? "") : "";
}

function indexedRepeat(given) {
  const everywhere = given.fromTop();
  let found = everywhere.nodes(0);
  for (let index = 1; index < given.count; index += 2) {
    const number = given.number(index + 1);
    const turns = new Set(everywhere.nodes(index).filter((node) => node.position() === number));
    found = found.filter((node) => lineage(node).some((each) => turns.has(each)));
  }
  return asText(found);
}

function lineage(node) {
  return node === null ? [] : [node, ...lineage(node.parent)];
}

function choiceName(given) {
  const question = given.text(1).replace(/^\$\{|\}$/g, "").trim().split("/").at(-1);
  return given.environment.choiceNames?.[question]?.[given.text(0)] ?? "";
}

export const LOOKUPS = [
  ["sum", 1, 1, (given) => given.nodes(0).reduce((total, node) => total + asNumber(node.text()), 0)],
  ["max", 1, null, (given) => extreme(given, Math.max)],
  ["min", 1, null, (given) => extreme(given, Math.min)],
  ["count", 1, 1, (given) => given.nodes(0).length],
  ["count-non-empty", 1, 1, (given) => given.nodes(0).filter((node) => node.text()).length],
  ["position", 0, 1, position],
  ["randomize", 1, 2, randomize],
  ["instance", 1, 1, (given) => [opened(given)]],
  ["current", 0, 0, (given) => [given.origin]],
  ["pulldata", 4, 4, pulldata],
  ["indexed-repeat", 3, 7, indexedRepeat, true],
  ["jr:choice-name", 2, 2, choiceName],
];
