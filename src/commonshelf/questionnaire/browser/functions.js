// The functions of ODK XForms by name: how many arguments each takes, and what it does.
import { LOOKUPS } from "./lookups.js";
import { MATHEMATICS } from "./mathematics.js";
import { MOMENTS } from "./moments.js";
import { TEXTS } from "./texts.js";

const rows = [...TEXTS, ...MATHEMATICS, ...MOMENTS, ...LOOKUPS];

export const FUNCTIONS = new Map(rows.map(([name, least, most, work, pairs = false]) => [name, Object.freeze({ least, most, work, pairs })]));
