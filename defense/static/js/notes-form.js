/* The form of a note, as a card beside its paragraph; what was typed is kept until it is posted. */
import { make, say } from "./notes-parts.js";

const KINDS = [["highlight", "Highlight"], ["comment", "Comment"], ["question", "Question"], ["correction", "Correction"], ["source", "Source"]];
const EYES = [["public", "Everyone"], ["private", "Only me"]];
const LONGEST = 5000;
const GONE = "It is not there any more. Copy your words if you want to keep them.";

function choices(name, legend, options, chosen) {
  const labels = options.map(([value, label]) =>
    make("label", {}, make("input", { type: "radio", name, value, checked: value === chosen }), label),
  );
  return make("fieldset", { data: { field: name } }, make("legend", {}, legend), ...labels);
}

function field(tag, name, label, value, more = {}) {
  const input = make(tag, { name, value: value ?? "", ...more });
  return make("div", { data: { field: name } }, make("label", {}, label, input));
}

/* `said` is what the fields hold at first; of a reply there is only the body. */
export function formOf({ title, quote, said, isReply, verb }) {
  const rest = isReply
    ? []
    : [
        field("textarea", "replacement", "Should read", said.replacement, { rows: 2, maxLength: LONGEST }),
        field("input", "reference", "Where the source is: its address, or how to find it", said.reference, { maxLength: 500 }),
        choices("visibility", "Who may see it?", EYES, said.visibility),
      ];
  const form = make(
    "form",
    { className: "note-form", noValidate: true, aria: { label: title } },
    make("b", {}, title),
    quote && make("p", { className: "on two-lines" }, `“${quote}”`),
    make("p", { className: "wrong", role: "alert", data: { wrong: "" } }),
    !isReply && choices("kind", "What is it?", KINDS, said.kind),
    field("textarea", "body", isReply ? "Your reply" : "Your note", said.body, { rows: 4, maxLength: LONGEST }),
    ...rest,
    make("p", {}, make("button", { className: "go" }, verb), make("button", { type: "button", data: { cancel: "" } }, "Cancel")),
  );
  const suit = () => {
    const kind = form.elements.kind?.value;
    for (const [name, its] of [["replacement", "correction"], ["reference", "source"]]) {
      const part = form.querySelector(`[data-field=${name}]`);
      if (part) part.hidden = kind !== its;
    }
  };
  form.addEventListener("change", suit);
  suit();
  return form;
}

function tell(form, errors) {
  for (const old of form.querySelectorAll("[data-field] > .wrong")) old.remove();
  const general = form.querySelector("[data-wrong]");
  general.textContent = "";
  for (const [name, messages] of Object.entries(errors)) {
    const part = form.querySelector(`[data-field="${name}"]:not([hidden])`);
    if (part) part.prepend(make("p", { className: "wrong", role: "alert" }, messages.join(" ")));
    else general.append(`${messages.join(" ")} `);
  }
  const first = form.querySelector("[data-field]:has(> .wrong) :is(input, textarea)");
  (first ?? form.querySelector("textarea")).focus();
}

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

/* Posts the values; the answer, or the reasons why it is not taken. */
export async function post(address, values) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(values),
      headers: { Accept: "application/json", "X-CSRFToken": token() },
    });
  } catch {
    return { errors: { "": ["The site cannot be reached. Nothing is lost: try again."] } };
  }
  if (answer.ok) return { made: await answer.json() };
  if (answer.status === 422) return answer.json();
  const said = {
    401: "You are signed out. Sign in in another tab, then post again.",
    404: GONE,
    410: GONE,
  };
  return { errors: { "": [said[answer.status] ?? "It was not taken. Nothing is lost: try again in a minute."] } };
}

export async function send(form, address, more) {
  const button = form.querySelector("button.go");
  button.disabled = true;
  const { made, errors } = await post(address, { ...Object.fromEntries(new FormData(form)), ...more });
  button.disabled = false;
  if (errors) {
    tell(form, errors);
    say("Not posted.");
  }
  return made;
}
