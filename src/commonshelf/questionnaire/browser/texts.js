// Functions of texts, of yes and no, and of choices: as functions/texts.py, decisions.py and selections.py.
import { ExpressionError } from "./errors.js";
import { asText } from "./values.js";

const letters = (text) => [...text];
const items = (given) => given.text(0).split(/[ \t\r\n]+/).filter(Boolean);
const here = (given) => (given.count ? given.text(0) : given.node.text());

function substr(given) {
  const text = letters(given.text(0));
  const bounds = [given.number(1), given.count > 2 ? given.number(2) : Infinity];
  if (bounds.some(Number.isNaN)) return "";
  const [start, end] = bounds.map((number) => Math.max(0, Math.min(text.length, Math.trunc(number) + (number < 0 ? text.length : 0))));
  return text.slice(start, Math.max(start, end)).join("");
}

function around(given) {
  const [text, part] = [given.text(0), given.text(1)];
  const at = text.indexOf(part);
  return at < 0 ? ["", ""] : [text.slice(0, at), text.slice(at + part.length)];
}

function translate(given) {
  const [old, fresh] = [letters(given.text(1)), letters(given.text(2))];
  return letters(given.text(0)).map((letter) => (old.includes(letter) ? (fresh[old.indexOf(letter)] ?? "") : letter)).join("");
}

// The browser's own engine may backtrack; here that costs nobody but the reader, and the server has the last word.
function regex(given) {
  const pattern = given.text(1);
  const refused = /\\\\/g;
  const plain = pattern.replace(refused, "");
  if (/\(\?(?!:)/.test(plain) || /\\[^dDwWsStnrfvux\W_]/.test(plain)) {
    throw new ExpressionError("BrokenPatternError", "This pattern is not allowed", "Look neither ahead nor behind nor back.");
  }
  try {
    return new RegExp(pattern).test(given.text(0));
  } catch {
    throw new ExpressionError("BrokenPatternError", "The pattern cannot be read", "Check its brackets.");
  }
}

export const TEXTS = [
  ["string", 0, 1, here],
  ["concat", 1, null, (given) => given.each(0).map(asText).join("")],
  ["join", 1, null, (given) => given.each(1).map(asText).join(given.text(0))],
  ["substr", 2, 3, substr],
  ["substring-before", 2, 2, (given) => around(given)[0]],
  ["substring-after", 2, 2, (given) => around(given)[1]],
  ["translate", 3, 3, translate],
  ["string-length", 1, 1, (given) => letters(given.text(0)).length],
  ["normalize-space", 0, 1, (given) => here(given).split(/[ \t\r\n]+/).filter(Boolean).join(" ")],
  ["contains", 2, 2, (given) => given.text(0).includes(given.text(1))],
  ["starts-with", 2, 2, (given) => given.text(0).startsWith(given.text(1))],
  ["ends-with", 2, 2, (given) => given.text(0).endsWith(given.text(1))],
  ["regex", 2, 2, regex],
  ["if", 3, 3, (given) => given.value(given.truth(0) ? 1 : 2)],
  ["coalesce", 2, 2, (given) => given.text(0) || given.text(1)],
  ["once", 1, 1, (given) => given.node.text() || given.text(0)],
  ["true", 0, 0, () => true],
  ["false", 0, 0, () => false],
  ["boolean", 1, 1, (given) => given.truth(0)],
  ["boolean-from-string", 1, 1, (given) => ["true", "1"].includes(given.text(0))],
  ["not", 1, 1, (given) => !given.truth(0)],
  ["selected", 2, 2, (given) => items(given).includes(given.text(1).trim())],
  ["selected-at", 2, 2, (given) => (given.number(1) >= 0 ? (items(given)[Math.trunc(given.number(1))] ?? "") : "")],
  ["count-selected", 1, 1, (given) => items(given).length],
];
