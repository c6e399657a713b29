// From the text of an expression to its tree: as parser.py, with frozen objects that say their `kind`.
import { ExpressionError } from "./errors.js";
import { FUNCTIONS } from "./functions.js";
import { tokensOf } from "./tokens.js";

const DEEPEST = 80;
const LEVEL = new Map(["or", "and", "= !=", "< <= > >=", "+ -", "* div mod"].flatMap((words, level) => words.split(" ").map((word) => [word, level])));
const READ = new Map();

export function parse(expression) {
  if (!READ.has(expression)) READ.set(expression, new Parser(tokensOf(expression)).whole());
  return READ.get(expression);
}

class Parser {
  constructor(tokens) {
    this.tokens = tokens;
    this.index = 0;
    this.depth = 0;
  }

  get here() {
    return this.tokens[this.index];
  }

  take() {
    return this.tokens[this.index++];
  }

  sees(...symbols) {
    return ["symbol", "operator"].includes(this.here.kind) && symbols.includes(this.here.text);
  }

  expect(symbol) {
    if (!this.sees(symbol)) throw this.unexpected(`A “${symbol}” is missing.`);
    this.take();
  }

  unexpected(mend) {
    const { kind, text, at } = this.here;
    if (kind === "end") return new ExpressionError("BrokenExpressionError", "The expression ends too early", mend, at);
    const unsupported = ["@", "::", "|"].includes(text);
    return new ExpressionError(unsupported ? "UnsupportedExpressionError" : "BrokenExpressionError", `“${text}” was not expected`, mend, at);
  }

  whole() {
    const result = this.expression(0);
    if (this.here.kind !== "end") throw this.unexpected("Put an operator before it, or take it out.");
    return result;
  }

  expression(least) {
    this.depth += 1;
    if (this.depth > DEEPEST) {
      throw new ExpressionError("ExpressionTooLargeError", "The expression is too deep", "Split it into several calculations.", this.here.at);
    }
    let left = this.unary();
    let level = -1;
    while (this.here.kind === "operator" && (LEVEL.get(this.here.text) ?? -1) >= least) {
      const sign = this.take();
      const right = this.expression(LEVEL.get(sign.text) + 1);
      const longer = left.kind === "chain" && level === LEVEL.get(sign.text);
      left = longer
        ? Object.freeze({ ...left, rest: [...left.rest, [sign.text, right]] })
        : Object.freeze({ kind: "chain", first: left, rest: [[sign.text, right]], at: sign.at });
      level = LEVEL.get(sign.text);
    }
    this.depth -= 1;
    return left;
  }

  unary() {
    if (!this.sees("-")) return this.path();
    const { at } = this.here;
    let odd = false;
    while (this.sees("-")) {
      this.take();
      odd = !odd;
    }
    const inner = Object.freeze({ kind: "negative", inner: this.path(), at });
    return odd ? inner : Object.freeze({ kind: "negative", inner, at });
  }

  path() {
    const { at } = this.here;
    if (this.sees("/", "//")) {
      const deep = this.take().text === "//";
      const alone = !deep && !this.sees(".", "..") && this.here.kind !== "name";
      return Object.freeze({ kind: "path", start: null, steps: alone ? [] : this.steps(deep), predicates: [], absolute: true, at });
    }
    if (this.sees(".", "..") || (this.here.kind === "name" && !this.calls())) {
      return Object.freeze({ kind: "path", start: null, steps: this.steps(false), predicates: [], absolute: false, at });
    }
    const start = this.primary();
    const predicates = this.predicates();
    if (!this.sees("/", "//")) {
      return predicates.length ? Object.freeze({ kind: "path", start, steps: [], predicates, absolute: false, at }) : start;
    }
    return Object.freeze({ kind: "path", start, steps: this.steps(this.take().text === "//"), predicates, absolute: false, at });
  }

  calls() {
    const after = this.tokens[this.index + 1];
    return this.here.text !== "*" && after.kind === "symbol" && after.text === "(";
  }

  steps(deep) {
    const found = [];
    for (;;) {
      if (!this.sees(".", "..") && this.here.kind !== "name") throw this.unexpected("A path goes on with a name.");
      const { text, at } = this.take();
      if (this.sees("::", "(")) throw this.unexpected("A path goes on with a name.");
      found.push(Object.freeze({ name: text, predicates: this.predicates(), deep, at }));
      if (!this.sees("/", "//")) return found;
      deep = this.take().text === "//";
    }
  }

  predicates() {
    const found = [];
    while (this.sees("[")) {
      this.take();
      found.push(this.expression(0));
      this.expect("]");
    }
    return found;
  }

  primary() {
    const { kind, text, at } = this.here;
    if (kind === "name") return this.call();
    if (this.sees("(")) {
      this.take();
      const inner = this.expression(0);
      this.expect(")");
      return inner;
    }
    if (!["reference", "number", "literal"].includes(kind) || (kind === "reference" && !text)) {
      throw this.unexpected("Write a question as ${name}, a number, a text in quotes or a function here.");
    }
    this.take();
    if (kind === "reference") return Object.freeze({ kind: "answer", name: text, at });
    return Object.freeze({ kind: "literal", value: kind === "number" ? Number(text) : text, at });
  }

  call() {
    const { text, at } = this.take();
    const known = FUNCTIONS.get(text);
    if (!known) throw new ExpressionError("UnknownFunctionError", `There is no function ${text}()`, "See the list of functions.", at);
    const given = this.arguments();
    const { least, most, pairs } = known;
    if (given.length < least || (most !== null && given.length > most) || (pairs && given.length % 2 !== least % 2)) {
      throw new ExpressionError("WrongArgumentsError", `${text}() has the wrong number of arguments`, `It takes ${least} to ${most ?? "any number"}.`, at);
    }
    return Object.freeze({ kind: "call", name: text, arguments: given, at });
  }

  arguments() {
    const found = [];
    this.expect("(");
    if (!this.sees(")")) {
      found.push(this.expression(0));
      while (this.sees(",")) {
        this.take();
        found.push(this.expression(0));
      }
    }
    this.expect(")");
    return found;
  }
}
