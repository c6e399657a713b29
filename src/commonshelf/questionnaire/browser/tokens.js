// The words of an expression, with where each begins: as tokens.py.
import { ExpressionError } from "./errors.js";

const LONGEST = 20000;
const PATTERN =
  /(\$\{[^{}]*\})|([0-9]+(?:\.[0-9]*)?|\.[0-9]+)|("[^"]*"|'[^']*'|[“”][^“”"]*[“”"]|[‘’][^‘’']*[‘’'])|(\.\.|\/\/|<=|>=|!=|::|[-+*/()[\],.=<>|@])|([\p{L}_][\p{L}\p{M}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{M}\p{N}_.-]*)?)/uy;
const WORDS = new Set(["or", "and", "div", "mod"]);
const OPERATORS = new Set([...WORDS, "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "|"]);
const BEFORE_A_NAME = new Set(["(", "[", ",", "@", "::", "/", "//"]);

export function tokensOf(expression) {
  if (expression.length > LONGEST) {
    throw new ExpressionError("ExpressionTooLargeError", "The expression is too long", `Use at most ${LONGEST} characters.`, 0);
  }
  const found = [];
  let at = 0;
  while (at < expression.length) {
    if (/\s/u.test(expression[at])) {
      at += 1;
      continue;
    }
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(expression);
    if (!match) {
      throw new ExpressionError("BrokenExpressionError", `“${expression[at]}” has no meaning here`, "Take it out.", at);
    }
    found.push(read(match, found.at(-1), at));
    at += match[0].length;
  }
  found.push({ kind: "end", text: "", at: expression.length });
  return found;
}

function read([text, reference, number, literal, symbol], before, at) {
  const afterOperand = before !== undefined && before.kind !== "operator" && !BEFORE_A_NAME.has(before.text);
  if (reference) return { kind: "reference", text: text.slice(2, -1).trim(), at };
  if (number) return { kind: "number", text, at };
  if (literal) return { kind: "literal", text: text.slice(1, -1), at };
  if (!symbol) return { kind: WORDS.has(text) && afterOperand ? "operator" : "name", text, at };
  if (text === "*" && !afterOperand) return { kind: "name", text, at };
  return { kind: OPERATORS.has(text) ? "operator" : "symbol", text, at };
}
