// Adds and takes away turns of repeats. A template has [0] where its turn belongs; templates within it too.
import { pathOf } from "./fields.js";

function rename(root, old, fresh) {
  for (const element of root.querySelectorAll("*")) {
    for (const attribute of [...element.attributes]) {
      if (attribute.name !== "value" && attribute.value.includes(old)) attribute.value = attribute.value.split(old).join(fresh);
    }
    if (element.content) rename(element.content, old, fresh);
  }
}

const templateOf = (form, repeat) => [...form.querySelectorAll("template[data-repeat]")].find((each) => each.dataset.repeat === repeat);
export const turnsOf = (form, repeat) =>
  [...form.querySelectorAll("[data-place]")].filter(({ dataset: { place } }) => place.startsWith(`${repeat}[`) && /^\[\d+\]$/.test(place.slice(repeat.length)));

export function addTurn(form, repeat) {
  const template = templateOf(form, repeat);
  if (!template) return null;
  const fresh = template.content.cloneNode(true);
  rename(fresh, `${repeat}[0]`, `${repeat}[${turnsOf(form, repeat).length + 1}]`);
  const added = fresh.firstElementChild;
  template.before(fresh);
  return added;
}

export function removeTurn(form, place) {
  const repeat = place.replace(/\[\d+\]$/, "");
  const turns = turnsOf(form, repeat);
  const at = turns.findIndex((turn) => turn.dataset.place === place);
  if (at < 0) return null;
  turns[at].remove();
  for (const [index, turn] of turns.slice(at + 1).entries()) {
    const shell = document.createDocumentFragment();
    const after = document.createComment("");
    turn.replaceWith(after); // so that the turn itself is renamed like what is in it
    shell.append(turn);
    rename(shell, `${repeat}[${at + index + 2}]`, `${repeat}[${at + index + 1}]`);
    after.replaceWith(turn);
  }
  return turns[at + 1] ?? turns[at - 1] ?? null;
}

// Turns that a count asks for and the page does not have yet. Those it asks for no more stay, hidden, in case it does again.
export function addCounted(form, plan, state) {
  let added = false;
  for (const place of state.relevant) {
    if (!place.endsWith("]") || !plan.entries.get(pathOf(place)).item.count) continue;
    const repeat = place.replace(/\[\d+\]$/, "");
    const number = Number(/(\d+)\]$/.exec(place)[1]);
    while (turnsOf(form, repeat).length < number && addTurn(form, repeat)) added = true;
  }
  return added;
}
