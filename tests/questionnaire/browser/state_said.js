// Works out a page of answers in the browser, in the words of its case.
import "./expressions.js";
import { planOf, stateOf } from "./state.js";

export function said({ asked, answers, environment }) {
  const names = (list) => Object.fromEntries((asked.choices[list] ?? []).map((row) => [row.name, row.label]));
  const plan = planOf(asked);
  const questions = [...plan.entries.values()].map(({ item }) => item).filter((item) => item.choice_list);
  const choiceNames = Object.fromEntries(questions.map((item) => [item.name, names(item.choice_list)]));
  const state = stateOf(plan, answers, { ...environment, chance: () => environment.chance, lists: asked.choices, choiceNames });
  return {
    relevant: [...state.relevant].sort(),
    required: [...state.required].sort(),
    missing: [...state.missing].sort(),
    failed: [...state.failed].sort(),
    calculated: Object.fromEntries(state.calculated),
    choices: Object.fromEntries(state.choices),
    repeats: [...state.repeats].sort(),
    read_only: [...state.readOnly].sort(),
  };
}

// How long one working out of a long page takes, in milliseconds: the middle one of several.
export function pace({ asked, answers, environment }) {
  const plan = planOf(asked);
  const took = Array.from({ length: 15 }, () => {
    const begun = performance.now();
    stateOf(plan, answers, { ...environment, chance: () => 0.5, lists: asked.choices, choiceNames: {} });
    return performance.now() - begun;
  });
  return took.sort((one, other) => one - other)[7];
}
