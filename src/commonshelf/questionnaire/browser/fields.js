// What stands in the fields of a page, as answers nested like those of the server.
const NUMBERS = new Set(["integer", "decimal", "range"]);
const ZEROS = ["٠", "۰", "०", "０"].map((zero) => zero.codePointAt(0));
const STEP = /^([^[\]/]+)(?:\[(\d+)\])?$/;

export const pathOf = (place) => place.replace(/\[\d+\]/g, "");

// The server reads more ways to write a number; these are the ones that keyboards offer.
export function plainNumber(text) {
  const digits = [...text.trim()].map((letter) => {
    const zero = ZEROS.find((each) => letter.codePointAt(0) >= each && letter.codePointAt(0) <= each + 9);
    return zero === undefined ? letter : String(letter.codePointAt(0) - zero);
  });
  const written = digits.join("").replace("٫", ",").replace("−", "-");
  return /^-?\d*,\d+$/.test(written) && !/^-?[1-9]\d{0,2},\d{3}$/.test(written) ? written.replace(",", ".") : written;
}

// The holder of an answer and its name there; turns and groups on the way are made.
function holderOf(answers, place) {
  const steps = place.split("/").map((step) => STEP.exec(step));
  const last = steps.pop();
  let holder = answers;
  for (const [, name, number] of steps) {
    holder[name] ??= number ? [] : {};
    holder = holder[name];
    if (!number) continue;
    while (holder.length < Number(number)) holder.push({});
    holder = holder[Number(number) - 1];
  }
  return [holder, last[1], Number(last[2] ?? 0)];
}

// Fields of the form by place. Those of a template are not among them; those switched off are, so that what was hidden comes back as it was.
export function fieldsByPlace(form, plan) {
  const found = new Map();
  for (const field of form.elements) {
    if (!field.name || plan.entries.get(pathOf(field.name))?.item.is !== "question") continue;
    if (found.has(field.name)) found.get(field.name).push(field);
    else found.set(field.name, [field]);
  }
  return found;
}

function saidIn(fields) {
  return fields.flatMap((field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked ? [field.value] : [];
    if (field.multiple && field.selectedOptions) return [...field.selectedOptions].map((option) => option.value);
    return [field.value];
  }).filter((value) => value.trim() !== "");
}

export function answersOf(form, plan, fields) {
  const answers = structuredClone(plan.asked.answers ?? {});
  const turns = new Map([...form.querySelectorAll("template[data-repeat]")].map((each) => [each.dataset.repeat, 0]));
  for (const { dataset } of form.querySelectorAll('[data-place$="]"]')) {
    const [holder, name, number] = holderOf(answers, dataset.place);
    const repeat = dataset.place.replace(/\[\d+\]$/, "");
    holder[name] ??= [];
    while (holder[name].length < number) holder[name].push({});
    turns.set(repeat, Math.max(turns.get(repeat) ?? 0, number));
  }
  for (const [repeat, number] of turns) {
    const [holder, name] = holderOf(answers, repeat);
    holder[name] = (holder[name] ?? []).slice(0, number);
  }
  for (const [place, each] of fields) {
    const { kind } = plan.entries.get(pathOf(place)).item;
    const said = saidIn(each).map((value) => (NUMBERS.has(kind) ? plainNumber(value) : value));
    const [holder, name] = holderOf(answers, place);
    holder[name] = kind === "select_multiple" || kind === "rank" ? said : (said[0] ?? "");
  }
  return answers;
}
