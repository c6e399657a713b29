// Functions of lots and codes: as functions/secrets.py.
import { ExpressionError } from "./errors.js";

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

export const SECRETS = [
  ["digest", 2, 3, digest],
  ["base64-decode", 1, 1, decode],
  ["uuid", 0, 1, uuid],
];
