// What can be wrong with an expression. `name` is the same word as the server's class; `position` counts characters from 0.
export class ExpressionError extends Error {
  constructor(name, what, mend, position = null) {
    super(`${what}. ${mend}`);
    this.name = name;
    this.what = what;
    this.mend = mend;
    this.position = position;
  }
}
