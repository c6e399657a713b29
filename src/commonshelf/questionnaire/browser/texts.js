// Functions of texts, of yes and no, and of choices: as functions/texts.py, decisions.py, selections.py and secrets.py.
import { ExpressionError } from "./errors.js";
import { asNumber, asText } from "./values.js";

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

function decode(given) {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(given.text(0)), (letter) => letter.charCodeAt(0)));
  } catch {
    return ""; // it was not encoded
  }
}

function uuid(given) {
  const { chance } = given.environment;
  const draw = (alphabet) => alphabet[Math.floor(chance() * alphabet.length)];
  if (given.count) {
    const wanted = given.number(0);
    if (!(wanted >= 0 && wanted <= 512)) throw new ExpressionError("WrongArgumentsError", "uuid() wants a number of characters", "Give it 1 to 512.");
    return Array.from({ length: Math.trunc(wanted) }, () => draw("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")).join("");
  }
  const digits = Array.from({ length: 32 }, () => draw("0123456789abcdef"));
  digits[12] = "4";
  digits[16] = ((parseInt(digits[16], 16) % 4) + 8).toString(16);
  return digits.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function digest() {
  throw new ExpressionError("UnsupportedExpressionError", "A browser makes no digests while it waits", "The server works this out.");
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
  ["checklist", 2, null, (given) => lies(given, given.each(2).filter((value) => asNumber(value) > 0).length)],
  ["weighted-checklist", 2, null, weighted, true],
  ["selected", 2, 2, (given) => items(given).includes(given.text(1).trim())],
  ["selected-at", 2, 2, (given) => (given.number(1) >= 0 ? (items(given)[Math.trunc(given.number(1))] ?? "") : "")],
  ["count-selected", 1, 1, (given) => items(given).length],
  ["digest", 2, 3, digest],
  ["base64-decode", 1, 1, decode],
  ["uuid", 0, 1, uuid],
];
