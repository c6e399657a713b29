// Answers as a tree of nodes, which is what paths walk: as nodes.py.
import { numeral } from "./values.js";

export class Node {
  constructor(name, parent = null, value = "", repeats = false) {
    Object.assign(this, { name, parent, value, repeats, children: [], absent: false, index: null });
  }

  text() {
    if (this.absent) return "";
    return this.children.length ? this.children.map((child) => child.text()).join("") : this.value;
  }

  add(name, value = "", repeats = false) {
    const child = new Node(name, this, value, repeats);
    this.children.push(child);
    this.changed();
    return child;
  }

  // Everything below of a name, in document order; remembered until a node comes or goes.
  named(name) {
    if (this.index === null) {
      this.index = new Map();
      for (const node of this.within()) {
        if (this.index.has(node.name)) this.index.get(node.name).push(node);
        else this.index.set(node.name, [node]);
      }
    }
    return this.index.get(name) ?? [];
  }

  changed() {
    for (let node = this; node !== null; node = node.parent) node.index = null;
  }

  *within() {
    for (const child of this.children) {
      yield child;
      yield* child.within();
    }
  }

  top() {
    return this.parent === null ? this : this.parent.top();
  }

  position() {
    if (this.parent === null) return 1;
    return this.parent.children.filter((each) => each.name === this.name).indexOf(this) + 1;
  }
}

export function written(answer) {
  if (answer === null || answer === undefined) return "";
  if (typeof answer === "number") return numeral(answer);
  return Array.isArray(answer) ? answer.map(written).join(" ") : String(answer);
}

const isGroup = (answer) => typeof answer === "object" && answer !== null && !Array.isArray(answer);

export function documentOf(answers, root = "data") {
  const top = new Node("");
  fill(top.add(root), answers);
  return top;
}

function fill(node, answers) {
  for (const [name, answer] of Object.entries(answers)) {
    if (isGroup(answer)) fill(node.add(name), answer);
    else if (Array.isArray(answer) && answer.some(isGroup)) answer.forEach((turn) => fill(node.add(name, "", true), turn));
    else node.add(name, written(answer));
  }
}

// The node at a place such as `household[2]/age`, or null.
export function find(top, place) {
  let node = top.children[0];
  for (const step of place.split("/").filter(Boolean)) {
    const [, name, number] = /^([^[]*)(?:\[(\d+)\])?$/.exec(step);
    node = node?.children.filter((child) => child.name === name)[Number(number ?? 1) - 1];
  }
  return node ?? null;
}
