// The answers to one questionnaire as a tree in which every question has its place, answered or not: as sheet.py.
import { Node, written } from "./nodes.js";

const isGroup = (answer) => typeof answer === "object" && answer !== null && !Array.isArray(answer);

// most: how many turns a count may ask for, of one repeat and of all together, as the server has it.
export class Sheet {
  constructor(items, answers, most) {
    this.most = most;
    this.turns = 0;
    this.top = new Node("");
    this.numbered = null;
    this.fill(this.top.add("data"), items, answers);
  }

  fill(node, items, answers) {
    node.items = items;
    for (const item of items) {
      const answer = answers[item.name];
      if (item.is === "question") node.add(item.name, written(answer));
      else if (item.is === "group") this.fill(node.add(item.name), item.items, isGroup(answer) ? answer : {});
      else if (Array.isArray(answer)) for (const turn of answer) this.addTurn(item, node, turn);
    }
  }

  addTurn(item, parent, answers) {
    this.turns += 1;
    this.fill(parent.add(item.name, "", true), item.items, isGroup(answers) ? answers : {});
    this.numbered = null;
  }

  setTurns(item, parent, wanted) {
    const number = Math.trunc(Math.min(this.most.turns, Math.max(0, wanted || 0)));
    const turns = parent.children.filter((child) => child.name === item.name);
    if (turns.length === number) return;
    const surplus = new Set(turns.slice(number));
    parent.children = parent.children.filter((child) => !surplus.has(child));
    for (let each = turns.length; each < number && this.turns < this.most.turns_in_all; each += 1) this.addTurn(item, parent, {});
    const order = new Map(parent.items.map((each, index) => [each.name, index]));
    parent.children.sort((one, other) => order.get(one.name) - order.get(other.name));
    parent.changed();
    this.numbered = null;
  }

  // Every node by its path of names, each knowing its place.
  byPath() {
    if (this.numbered === null) {
      this.numbered = new Map();
      this.walk(this.top.children[0], "", "");
    }
    return this.numbered;
  }

  walk(node, path, place) {
    node.place = place;
    if (!this.numbered.has(path)) this.numbered.set(path, []);
    this.numbered.get(path).push(node);
    const turns = new Map();
    for (const child of node.children) {
      turns.set(child.name, (turns.get(child.name) ?? 0) + 1);
      const step = child.repeats ? `${child.name}[${turns.get(child.name)}]` : child.name;
      this.walk(child, path ? `${path}/${child.name}` : child.name, place ? `${place}/${step}` : step);
    }
  }

  nodes(path) {
    return this.byPath().get(path) ?? [];
  }
}
