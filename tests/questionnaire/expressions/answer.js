// Answers one case in the browser, in the words of its expectation.
import { asText, asTruth, documentOf, evaluate, ExpressionError, find } from "./expressions.js";

const CONVERT = { text: asText, truth: asTruth };

export function said(expectedCase) {
  const { now, today, language, chance, lists, choice_names: choiceNames } = expectedCase.environment;
  const environment = { now, today, language, chance: () => chance, lists, choiceNames };
  try {
    const raw = evaluate(expectedCase.expression, find(documentOf(expectedCase.answers), expectedCase.at ?? ""), environment);
    const value = expectedCase.convert ? CONVERT[expectedCase.convert](raw) : raw;
    if (Array.isArray(value)) return { nodes: value.map((node) => node.text()) };
    if (typeof value === "boolean") return { truth: value };
    if (typeof value === "string") return { text: value };
    const near = Math.abs(value - expectedCase.number) <= (expectedCase.near ?? 0);
    return { number: near ? expectedCase.number : Number.isFinite(value) ? value : String(value) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { error: error.name, ...("position" in expectedCase ? { position: error.position } : {}) };
  }
}
