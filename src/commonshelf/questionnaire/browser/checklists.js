// Functions that count how many of several things hold: as those of functions/decisions.py.
import { asNumber } from "./values.js";

function lies(given, total) {
  const [least, most] = [given.number(0), given.number(1)];
  return (least === -1 || total >= least) && (most === -1 || total <= most);
}

function weighted(given) {
  const values = given.each(2);
  const half = Math.floor(values.length / 2);
  const columns = given.count === 4 && values.length > 2;
  let total = 0;
  for (let pair = 0; pair < half; pair += 1) {
    const [value, weight] = columns ? [values[pair], values[half + pair]] : [values[2 * pair], values[2 * pair + 1]];
    if (asNumber(value) > 0) total += asNumber(weight);
  }
  return lies(given, total);
}

export const CHECKLISTS = [
  ["checklist", 2, null, (given) => lies(given, given.each(2).filter((value) => asNumber(value) > 0).length)],
  ["weighted-checklist", 2, null, weighted, true],
];
