// The whole language. A page that calls no function of numbers or dates does with evaluator.js, and loads less.
import { addFunctions } from "./functions.js";
import { MATHEMATICS } from "./mathematics.js";
import { MOMENTS } from "./moments.js";

addFunctions([...MATHEMATICS, ...MOMENTS]);

export * from "./evaluator.js";
