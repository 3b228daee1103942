/* The fields of a form as a list, and a form made to hold them again, with the rows that were added to it. */
const LEFT_OUT = /^(csrfmiddlewaretoken|opened_by|resolving)$|__prefix__/;
// Keys and counts differ between a form before and after a save that changed no word.
const UNSAID = /-(id|TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS)$|^edited_|^what_changed$/;

export function fieldsOf(form) {
  const labels = {};
  form.querySelectorAll("select").forEach((select) => {
    [...select.selectedOptions].forEach((option) => {
      labels[`${select.name}=${option.value}`] = option.textContent.trim();
    });
  });
  return [...new FormData(form)]
    .filter(([name, value]) => !LEFT_OUT.test(name) && typeof value === "string")
    .map(([name, value]) => [name, value, labels[`${name}=${value}`] ?? ""]);
}

/* What the fields say, without what only counts them: two forms that say the same are the same. */
export function said(fields) {
  const told = fields.filter(([name, value]) => !UNSAID.test(name) && value !== "");
  return JSON.stringify(told.map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]).sort());
}

export function restore(form, fields) {
  const values = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : grouped(fields);
  makeRows(form, values);
  [...form.elements].forEach((control) => {
    if (control.name && !LEFT_OUT.test(control.name)) fill(control, values.get(control.name));
  });
  const names = new Set([...form.elements].map((control) => control.name));
  [...values].forEach(([name, entries]) => {
    if (!names.has(name)) entries.forEach(([, value]) => form.append(hidden(name, value)));
  });
  form.querySelectorAll("details.remark-field").forEach((remark) => {
    remark.open ||= Boolean(remark.querySelector("textarea").value);
  });
  form.dispatchEvent(new Event("desk:restored"));
  form.querySelectorAll("[data-heading], [data-topics] input").forEach((control) => {
    control.dispatchEvent(new Event(control.type === "checkbox" ? "change" : "input", { bubbles: true }));
  });
}

function grouped(fields) {
  const values = new Map();
  fields.forEach((field) => values.set(field[0], [...(values.get(field[0]) ?? []), field]));
  return values;
}

/* As many rows of each kind as there were: new ones by the form's own buttons, what is too much is taken out. */
function makeRows(form, values) {
  form.querySelectorAll("[name$='-TOTAL_FORMS']").forEach((total) => {
    const prefix = total.name.slice(0, -"-TOTAL_FORMS".length);
    const wanted = Number(values.get(total.name)?.[0][1] ?? 0);
    const group = document.getElementById(`${prefix}-group`);
    const button = () => group?.querySelector("[data-add-last], .add-row a, .add-row button");
    while (Number(total.value) < wanted && button()) {
      const before = total.value;
      button().click();
      if (total.value === before) break;
    }
    const row = new RegExp(`^${prefix}-(\\d+)-`);
    [...form.elements].forEach((control) => {
      const found = row.exec(control.name);
      if (found && Number(found[1]) >= wanted) (control.closest("[data-card], tr.form-row") ?? control).remove();
    });
  });
}

function fill(control, entries) {
  if (["submit", "button", "file", "password"].includes(control.type)) return;
  if (control.type === "checkbox" || control.type === "radio") {
    control.checked = Boolean(entries?.some(([, value]) => value === control.value));
    return;
  }
  if (control.tagName === "SELECT") {
    choose(control, entries ?? []);
    return;
  }
  if (entries) [[, control.value]] = entries;
}

function choose(select, entries) {
  const chosen = entries.map(([, value]) => value);
  entries.forEach(([, value, label]) => {
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(label, value));
  });
  [...select.options].forEach((option) => {
    option.selected = chosen.includes(option.value);
  });
  // Django's autocompletion draws what is chosen when it hears of a change.
  if (select.matches(".admin-autocomplete")) select.dispatchEvent(new Event("change", { bubbles: true }));
}

function hidden(name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}
