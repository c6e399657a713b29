// The types of XPath 1.0 and how each becomes another: as values.py and numerals.py. A set of nodes is an array.
import { moment } from "./dates.js";

const NUMBER = /^-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/;
const ORDERED = { "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b };

export function numeral(number) {
  const text = String(Object.is(number, -0) ? 0 : number);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const digits = parts[2] + (parts[3] ?? "");
  const point = 1 + Number(parts[4]);
  if (point <= 0) return `${parts[1]}0.${"0".repeat(-point)}${digits}`;
  return parts[1] + digits.padEnd(point, "0");
}

export function asText(value) {
  if (Array.isArray(value)) return value.length ? value[0].text() : "";
  return typeof value === "number" ? numeral(value) : String(value);
}

export function asNumber(value) {
  if (typeof value === "number" || typeof value === "boolean") return Number(value);
  const text = asText(value).replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  return NUMBER.test(text) ? Number(text) : (moment(text)?.days ?? NaN);
}

export function asTruth(value) {
  return Array.isArray(value) ? value.some((node) => !node.absent) : Boolean(value);
}

export function compare(sign, left, right) {
  if (typeof left === "boolean" || typeof right === "boolean") {
    const one = (value) => (sign === "=" || sign === "!=" || Array.isArray(value) ? asTruth(value) : value);
    return single(sign, one(left), one(right));
  }
  const spread = (value) => (Array.isArray(value) ? value.map((node) => node.text()) : [value]);
  return spread(left).some((a) => spread(right).some((b) => single(sign, a, b)));
}

function single(sign, left, right) {
  if (sign in ORDERED) return ORDERED[sign](asNumber(left), asNumber(right));
  const same = typeof left === "string" && typeof right === "string" ? left === right : asNumber(left) === asNumber(right);
  return same === (sign === "=");
}
