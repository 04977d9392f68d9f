/** What the page is built with: its words, its elements, what it says aloud, and its complaints. */

const LOADING = { en: () => import("./words-en.js"), ja: () => import("./words-ja.js") };
// The words of the page's language.
export let W;

export async function speak(language) {
  W = (await LOADING[language]()).default;
}

export const $ = (id) => document.getElementById(id);
export const on = (id, event, work) => $(id).addEventListener(event, work);
export const say = (text) => { $("news").textContent = ""; setTimeout(() => { $("news").textContent = text; }, 50); };

export function el(tag, { data, ...rest } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(data ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function button(textContent, press, rest = {}) {
  const made = el("button", { type: "button", textContent, ...rest });
  made.addEventListener("click", () => press(made));
  return made;
}

export function check(label, checked, change, rest = {}) {
  const box = el("input", { type: "checkbox", checked, ...rest });
  box.addEventListener("change", () => change(box.checked));
  return el("label", { className: "check" }, box, label);
}

/** Does what a button is for, once at a time, and says that it is under way. */
export async function busy(pressed, work) {
  pressed.disabled = true;
  say(W.busy);
  try {
    await work();
  } finally {
    pressed.disabled = false;
  }
}

/** Puts a hint and a place for errors behind a field of the page, and tells screen readers of both. */
export function described(box) {
  const hint = el("p", { id: `${box.id}-hint`, className: "hint", data: { "data-t": box.dataset.hint ?? "" } });
  (box.closest(".beside") ?? box).after(hint, el("p", { id: `${box.id}-error`, className: "error", role: "alert" }));
  box.setAttribute("aria-describedby", `${box.id}-hint ${box.id}-error`);
}

export function complain(field, text) {
  ($(`${field}-error`) ?? $("form-error")).textContent = text;
  const box = $(field);
  if (!text) return box?.removeAttribute("aria-invalid");
  for (let fold = (box ?? $(`${field}-error`))?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (!box?.matches("input, textarea, select")) return;
  box.setAttribute("aria-invalid", "true");
  box.focus();
}

export function quieten() {
  for (const error of document.querySelectorAll(".error")) error.textContent = "";
  for (const box of document.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
}

export function copier(read, what, rest = {}) {
  return button(W.copy, async (pressed) => {
    try {
      await navigator.clipboard.writeText(read());
    } catch {
      // An address without TLS has no clipboard.
      const area = el("textarea", { className: "unseen", value: read() });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      pressed.focus();
    }
    pressed.textContent = W.copied;
    say(W.copied);
    setTimeout(() => { pressed.textContent = W.copy; }, 1500);
  }, { ariaLabel: W.copyOf(what), ...rest });
}
