// The whole language. A page that calls no function of numbers, dates, checklists or codes does with evaluator.js, and loads less.
import { CHECKLISTS } from "./checklists.js";
import { addFunctions } from "./functions.js";
import { MATHEMATICS } from "./mathematics.js";
import { MOMENTS } from "./moments.js";
import { SECRETS } from "./secrets.js";

addFunctions([...MATHEMATICS, ...MOMENTS, ...CHECKLISTS, ...SECRETS]);

export * from "./evaluator.js";
