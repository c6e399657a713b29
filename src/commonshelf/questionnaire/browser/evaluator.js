// What an expression says, asked at one place of the answers: as evaluator.py, from the same cases.
//
// environment: { now: "2026-03-04T10:20:30.000+01:00", today: "2026-03-04", language, chance: () => 0…1, lists, choiceNames }
import { ExpressionError } from "./errors.js";
import { FUNCTIONS } from "./functions.js";
import { documentOf, find } from "./nodes.js";
import { parse } from "./parser.js";
import { asNumber, asText, asTruth, compare } from "./values.js";

const MOST_STEPS = 500000;

export function evaluate(expression, node, environment) {
  return new Place(node, node, 1, { environment, steps: 0, opened: new Map() }).value(parse(expression));
}

// Where an expression stands: the node it looks from, the question it belongs to, its number among those a predicate looks at.
class Place {
  constructor(node, origin, position, run) {
    Object.assign(this, { node, origin, position, run });
  }

  spend(steps = 1) {
    this.run.steps += steps;
    if (this.run.steps > MOST_STEPS) throw new ExpressionError("ExpressionTooLargeError", "The expression takes too many steps", "Shorten it.", 0);
  }

  value(tree) {
    this.spend();
    if (tree.kind === "literal") return tree.value;
    if (tree.kind === "answer") return this.answersTo(tree.name);
    if (tree.kind === "negative") return -asNumber(this.value(tree.inner));
    if (tree.kind === "chain") return this.chain(tree);
    return tree.kind === "path" ? this.path(tree) : this.call(tree);
  }

  call(tree) {
    try {
      return FUNCTIONS.get(tree.name).work(new Given(this, tree.arguments));
    } catch (error) {
      if (error instanceof ExpressionError) error.position = error.position || tree.at;
      throw error;
    }
  }

  chain(tree) {
    let left = this.value(tree.first);
    for (const [sign, right] of tree.rest) {
      if (sign === "and") left = asTruth(left) && asTruth(this.value(right));
      else if (sign === "or") left = asTruth(left) || asTruth(this.value(right));
      else if (/[=<>]/.test(sign)) left = compare(sign, left, this.value(right));
      else left = reckon(sign, asNumber(left), asNumber(this.value(right)));
    }
    return left;
  }

  answersTo(name) {
    return nearest(name, this.origin);
  }

  path(tree) {
    let nodes = [tree.absolute ? this.origin.top() : this.node];
    if (tree.start !== null) {
      const start = this.value(tree.start);
      if (!Array.isArray(start)) {
        throw new ExpressionError("UnsupportedExpressionError", "A path cannot begin with a single value", "Begin it with ${name}.", tree.at);
      }
      nodes = this.kept(start, tree.predicates);
    }
    for (const step of tree.steps) {
      nodes = [...new Set(nodes.flatMap((node) => this.kept(this.step(step, node), step.predicates)))];
    }
    return nodes;
  }

  step(step, node) {
    if (step.name === "." && !step.deep) return [node];
    if (step.name === ".." && !step.deep) return node.parent === null ? [] : [node.parent];
    const candidates = step.deep ? [...node.within()] : node.children;
    this.spend(candidates.length);
    return candidates.filter((each) => step.name === "*" || step.name === each.name);
  }

  kept(nodes, predicates) {
    return predicates.reduce(
      (left, predicate) =>
        left.filter((node, index) => {
          const verdict = new Place(node, this.origin, index + 1, this.run).value(predicate);
          return typeof verdict === "number" ? verdict === index + 1 : asTruth(verdict);
        }),
      nodes,
    );
  }
}

// What `${name}` stands for: those in the nearest turn of a repeat around the question that has any; outside of repeats, all.
export function nearest(name, origin) {
  for (let scope = origin; scope !== null; scope = scope.parent) {
    if (!scope.repeats && scope.parent !== null) continue;
    const found = scope.named(name).filter((node) => node.parent.parent !== null);
    if (found.length) return found;
  }
  return [];
}

function reckon(sign, left, right) {
  if (sign === "+") return left + right;
  if (sign === "-") return left - right;
  if (sign === "*") return left * right;
  if (sign === "div") return left / right;
  return left % right;
}

// The arguments of a call; each is worked out when asked for.
class Given {
  constructor(place, trees) {
    Object.assign(this, { place, trees, count: trees.length, node: place.node, origin: place.origin, position: place.position });
    this.environment = place.run.environment;
    this.opened = place.run.opened;
  }

  fromTop() {
    const top = this.node.top();
    return new Given(new Place(top, top, 1, this.place.run), this.trees);
  }

  value(index) {
    return this.place.value(this.trees[index]);
  }

  text(index) {
    return asText(this.value(index));
  }

  number(index) {
    return asNumber(this.value(index));
  }

  truth(index) {
    return asTruth(this.value(index));
  }

  nodes(index) {
    const value = this.value(index);
    if (!Array.isArray(value)) {
      throw new ExpressionError("UnsupportedExpressionError", "A path to questions belongs here", "Write ${name}.", this.trees[index].at);
    }
    return value.filter((node) => !node.absent);
  }

  each(since) {
    return this.trees.slice(since).flatMap((_tree, index) => {
      const value = this.value(since + index);
      return Array.isArray(value) ? value.filter((node) => !node.absent).map((node) => node.text()) : [value];
    });
  }
}

export { asNumber, asText, asTruth, documentOf, ExpressionError, find, FUNCTIONS, parse };
