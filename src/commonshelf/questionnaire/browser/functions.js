// The functions of ODK XForms by name: how many arguments each takes, and what it does. The rarer ones join when expressions.js is loaded.
import { LOOKUPS } from "./lookups.js";
import { TEXTS } from "./texts.js";

export const FUNCTIONS = new Map();

export function addFunctions(rows) {
  for (const [name, least, most, work, pairs = false] of rows) FUNCTIONS.set(name, Object.freeze({ least, most, work, pairs }));
}

addFunctions([...TEXTS, ...LOOKUPS]);
