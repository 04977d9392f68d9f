/** The page: makes hooks, looks at them, tries them, and shows how messages will look. Keeps nothing anywhere. */
import { $, W, button, busy, check, complain, copier, described, el, on, quieten, speak } from "./dom.js";
import { patterns, ticked } from "./patterns.js";
import { renderMessage } from "./slack-message.js";
import { backlogSteps, githubSteps, place } from "./steps.js";

const NAMES = { backlog: "Backlog", github: "GitHub", ja: "日本語", en: "English" };
const LEGACY = { channel: "#general", username: "", icon: ":bell:" };
const SECRET_BYTES = 32;
const form = $("form");
const locked = document.documentElement.dataset.access === "passphrase";
const state = { language: navigator.language.startsWith("ja") ? "ja" : "en", tab: "new", session: "", kinds: null, filters: null, chosen: {}, old: null, made: null, where: "" };

const value = (name) => form.elements[name]?.value.trim() ?? "";
const source = () => value("source");
const gated = () => locked && !state.session;
const was = () => state.old?.hook ?? {};
const all = () => state.kinds[source()].filter((row) => row.told !== "quiet");
const chosen = () => (state.chosen[source()] ??= ticked(all(), {}));
const named = (name) => all().find((row) => row.name === name)?.description[state.language] ?? name;
const listed = (list) => (list ?? []).join(", ");

// --- asking the bridge ---------------------------------------------------------------------------------------------------

async function ask(path, given) {
  const headers = { "Accept-Language": state.language };
  if (given) headers["Content-Type"] = "application/json";
  const used = state.session;
  if (used) headers.Authorization = `Bearer ${used}`;
  let status = 0;
  try {
    const answer = await fetch(path, { method: given ? "POST" : "GET", headers, body: given && JSON.stringify(given), cache: "no-store", credentials: "omit" });
    status = answer.status;
    const body = await answer.json();
    if (answer.ok) return { ok: true, body };
    if (body.error === "session-required" && used === state.session) gate();
    if (body.detail) return { body };
  } catch {
    // no answer, or not the bridge's: said below
  }
  return { body: { detail: W.failed(status) } };
}

// --- kinds, filters and the other options --------------------------------------------------------------------------------

function showKinds() {
  const words = value("search").toLowerCase();
  const groups = {};
  for (const row of all()) {
    const { en, ja } = row.description;
    if (`${row.name} ${en} ${ja}`.toLowerCase().includes(words)) (groups[row.name.split(".")[0]] ??= []).push(row);
  }
  const open = [...$("kinds").querySelectorAll("[open]")].map((fold) => fold.dataset.group);
  $("kinds").replaceChildren(...Object.entries(groups).map(([name, rows]) => kindGroup(name, rows, Boolean(words) || open.includes(name))));
  if (!$("kinds").firstChild) $("kinds").append(W.kindsNotFound);
}

function kindGroup(name, rows, open) {
  const count = el("span", { className: "soft" });
  const recount = () => { count.textContent = ` ${rows.filter((row) => chosen().has(row.name)).length}/${rows.length}`; };
  const set = (some, ticking) => {
    for (const row of some) chosen()[ticking ? "add" : "delete"](row.name);
    recount();
    changed();
  };
  const boxes = rows.map((row) => check(el("span", {}, named(row.name), " ", el("code", {}, row.name)), chosen().has(row.name), (ticking) => set([row], ticking)));
  const every = (text, spoken, ticking) => button(text, () => {
    for (const box of boxes) box.control.checked = ticking;
    set(rows, ticking);
  }, { ariaLabel: spoken(name) });
  recount();
  return el("details", { className: "group", open, data: { "data-group": name } }, el("summary", {}, el("code", {}, name), count),
    el("p", { className: "actions" }, every(W.kindsAll, W.groupAll, true), every(W.kindsNone, W.groupNone, false)), ...boxes);
}

function choose(names) {
  state.chosen[source()] = new Set(names);
  showKinds();
  changed();
}

function field(id, label, box, hint) {
  Object.assign(box, { id, name: id });
  const whole = el("div", { className: box.localName === "textarea" ? "wide" : "" }, el("label", { htmlFor: id }, label, el("span", { className: "soft" }, hint ? ` ${hint}` : "")), box);
  described(box);
  return whole;
}

const pick = (pairs, selected) => el("select", {}, ...pairs.map(([key, text]) => new Option(text, key, false, key === selected)));
const input = (filled, placeholder) => el("input", { type: "text", value: filled ?? "", placeholder });
const area = (filled, placeholder) => el("textarea", { rows: 2, value: filled, placeholder });

/** Builds the fields that depend on the source, the language and the hook that is changed; keeps what is in them. */
function showFields(fresh) {
  const old = was();
  const filled = fresh ? [] : [...form.elements].filter((box) => box.id && box.name).map((box) => [box.id, box.value, box.checked]);
  const mine = (rows) => rows.filter((row) => row.sources.includes(source()));
  $("legacy-fields").replaceChildren(...Object.entries(LEGACY).map(([name, example]) => field(name, W[name], input(old[name], example))));
  $("filters").replaceChildren(
    ...mine(state.filters.where).map((row) => field(row.name, row.description[state.language], input(listed(old.filters?.[row.name])), W.such(row.example))),
    el("div", { className: "wide" }, ...mine(state.filters.switches).map((row) =>
      check(row.description[state.language], old.filters?.[row.name] ?? row.usual, () => {}, { id: row.name, name: row.name }))));
  const until = old.expires ? [["", W.kept(old.expires.slice(0, 10))], ["never", W.never]] : [["", W.never]];
  const statuses = Object.entries(old.statuses ?? {}).map((each) => each.join(" = ")).join("\n");
  $("more-fields").replaceChildren(
    field("mentions", W.mentions, pick(["assigned", "all", "none"].map((each) => [each, W[each]]), old.mentions)),
    field("expires", W.expires, pick([...until, ...[30, 90, 365].map((count) => [`${count}d`, W.days(count)])], "")),
    field("person", W.person, area("", source() === "github" ? "octocat = U012ABCDEF" : "12345 = U012ABCDEF"), old.people && W.peopleKept(old.people)),
    ...(source() === "backlog" ? [field("status", W.status, area(statuses, "12345 = In review"))] : []));
  for (const [id, text, checked] of filled) if ($(id)) Object.assign($(id), { value: text, checked });
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== source();
  $("slack_url").placeholder = old.destination ? W.kept(old.destination) : "https://hooks.slack.com/services/…";
  $("sources").disabled = Boolean(state.old);
  showSecret();
}

function showSecret() {
  const lost = was().secret && value("slack_url");
  $("secret-hint").textContent = value("secret") ? W.secretMade : lost ? W.secretLost : was().secret ? W.secretKept : W.secretHint;
  $("secret-copy").hidden = !value("secret");
  $("secret-drop-label").hidden = !was().secret || Boolean(lost || value("secret"));
}

const entries = (name) => value(name).split("\n").map((line) => line.trim().replace(/\s*=\s*/, "=")).filter(Boolean);

/** What the form says, as the API takes it; of a hook that is changed what differs from it. */
function options() {
  const old = was();
  const given = state.old ? { from: state.old.url } : { source: source() };
  const put = (name, now, before) => { if (now !== before) given[name] = now; };
  given.language = value("language");
  given.style = value("style");
  for (const name of Object.keys(LEGACY)) put(name, value(name), old[name] ?? "");
  for (const name of ["slack_url", "expires"]) put(name, value(name), "");
  put("mentions", value("mentions"), old.mentions ?? "assigned");
  if (source() === "backlog") {
    put("space", value("space"), old.space ?? "");
    if (value("status") || old.statuses) given.status = entries("status");
  } else if ($("secret-drop").checked && !$("secret-drop-label").hidden) given.secret = "";
  else put("secret", value("secret"), "");
  for (const { name } of state.filters.where) {
    if (form.elements[name] && value(name) !== listed(old.filters?.[name])) given[name] = value(name) ? [value(name)] : [];
  }
  for (const { name, usual } of state.filters.switches) if (form.elements[name]) put(name, $(name).checked, old.filters?.[name] ?? usual);
  if (value("person")) given.person = entries("person").map((line) => (/^(backlog|github):/.test(line) ? line : `${source()}:${line}`));
  for (const [name, list] of Object.entries(patterns(all(), chosen()))) if (state.old || list.length) given[name] = list;
  return given;
}

// --- the preview ---------------------------------------------------------------------------------------------------------

// What the bridge said, by everything that it depends on.
const samples = new Map();
let turn = 0;

async function preview() {
  const mine = (turn += 1);
  const names = all().map((row) => row.name).filter((name) => chosen().has(name));
  const asked = { source: source(), language: value("language"), style: value("style") };
  if (asked.source === "backlog" && /^https?:\/\/[\w.-]+(:\d+)?$/.test(value("space"))) asked.space = value("space");
  const key = (name) => JSON.stringify([asked, name]);
  const missing = names.filter((name) => !samples.has(key(name)));
  if (missing.length) {
    const { ok, body } = await ask("/api/preview", { ...asked, kinds: missing });
    if (ok) missing.forEach((name, at) => samples.set(key(name), body.results[at]));
  }
  if (mine !== turn) return;
  const shown = names.filter((name) => samples.has(key(name)));
  $("stage").replaceChildren(...shown.map((name) => {
    const { payload, reason } = samples.get(key(name));
    const message = payload ? renderMessage(payload, { ...asked, app: NAMES[asked.source], sent: new Date() }) : el("p", {}, reason);
    return el("div", { className: "sample" }, el("h3", {}, named(name)), message);
  }));
  if (!shown.length) $("stage").append(el("p", {}, W.previewNone));
}

let waiting = 0;
function changed() {
  $("kinds-count").textContent = W.kindsCount(chosen().size, all().length);
  const note = state.made && $("note");
  if (note) Object.assign(note, { className: "notice bad", textContent: W.stale });
  clearTimeout(waiting);
  if (!gated()) waiting = setTimeout(preview, 250);
}

// --- making and trying ---------------------------------------------------------------------------------------------------

async function make() {
  quieten();
  if (!value("slack_url") && !state.old) return complain("slack_url", W.slackMissing);
  if (!chosen().size) return complain("kinds", W.kindsMissing);
  state.chosen[source()] = ticked(all(), patterns(all(), chosen()));
  showKinds();
  const given = options();
  const { ok, body } = await ask("/api/urls", given);
  if (!ok) return complain(/^(only|also|skip)$/.test(body.option) ? "kinds" : $(body.option) ? body.option : "form", body.detail);
  state.made = { ...body, given };
  showResult();
  $("result-title").focus();
}

async function test() {
  const { ok, body } = await ask("/api/test", state.made.given);
  if (!$("note")) return;
  Object.assign($("note"), { className: `notice ${ok ? "good" : "bad"}`, textContent: ok ? W.testGood(named(body.kind)) : body.detail });
}

function showResult() {
  const { url, length } = state.made;
  const box = el("textarea", { rows: 3, readOnly: true, value: url, ariaLabel: W.resultTitle });
  box.addEventListener("focus", () => box.select());
  const secret = value("secret");
  const told = all().filter((row) => chosen().has(row.name));
  const kept = Boolean(was().secret && !secret && !value("slack_url"));
  const next = { state, url, secret, kept, told, whole: told.length === all().length, space: value("space") };
  $("result").replaceChildren(
    el("h2", { id: "result-title", tabIndex: -1 }, W.resultTitle),
    el("div", { className: "beside" }, box, copier(() => url, W.theUrl)),
    el("p", { className: "hint" }, `${W.length(length)}. ${length > 255 ? W.long : ""} ${W.resultHint}`),
    ...(state.old ? [el("p", { className: "notice" }, W.oldWorks(was().id))] : []),
    el("p", {}, button(W.test, (pressed) => busy(pressed, test))),
    el("div", { id: "note", role: "status" }),
    el("h3", {}, W.now),
    (source() === "backlog" ? backlogSteps : githubSteps)(next));
  $("result").hidden = false;
}

// --- a hook that exists --------------------------------------------------------------------------------------------------

function about(hook) {
  const day = (iso) => iso && new Date(iso).toLocaleString(state.language, { dateStyle: "medium", timeStyle: "short" });
  const asked = Object.entries(hook.filters).map(([name, each]) => [name, Array.isArray(each) ? listed(each) : String(each)]).filter(([, text]) => text);
  const filters = asked.map((each) => each.join(": ")).join("; ") || W.usual;
  const style = hook.style === "full" ? W.styleFull : W.styleCompact;
  const facts = { ...hook, filters, style, source: NAMES[hook.source], secret: hook.secret && W.set, language: NAMES[hook.language], issued: day(hook.issued), expires: day(hook.expires) ?? W.never };
  const told = Object.entries(W.about).filter(([name]) => facts[name]);
  return el("dl", {}, ...told.flatMap(([name, label]) => [el("dt", {}, label), el("dd", {}, String(facts[name]))]));
}

async function look() {
  quieten();
  const url = $("old").value.trim();
  const { ok, body } = await ask("/api/inspect", { url });
  if (body.error === "session-required") return;
  const hook = ok ? body : body.hook;
  $("told").replaceChildren(
    el("p", { className: `notice ${ok ? "good" : "bad"}` }, el("strong", {}, ok ? W.works : hook ? W.ended : W.broken), ok ? "" : ` ${body.detail}`),
    ...(hook ? [about(hook)] : []),
    ...(ok ? [button(W.change, () => start({ url, hook }), { className: "primary" })] : []));
  $("told").hidden = false;
}

/** Fills the form anew: empty, or with a hook that is to be changed. */
function start(old) {
  form.reset();
  Object.assign(state, { old, made: null, chosen: {}, tab: "new" });
  $("result").hidden = true;
  quieten();
  const { source: from = "backlog", language = state.language, style = "full", space = "" } = was();
  for (const [name, text] of Object.entries({ source: from, language, style, space })) form.elements[name].value = text;
  if (!old) $("slack_url").value = document.documentElement.dataset.example;
  if (old) state.chosen[from] = ticked(all(), old.hook.filters);
  show(true);
}

// --- the whole -----------------------------------------------------------------------------------------------------------

function show(fresh) {
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = W[element.dataset.t] ?? "";
  for (const element of document.querySelectorAll("[data-label]")) element.ariaLabel = W[element.dataset.label];
  const view = gated() ? "Gate" : state.tab === "new" ? "New" : "Old";
  $("title").textContent = W[`title${view}`];
  $("lead").textContent = W[`lead${view}`];
  document.title = `${W[`title${view}`]} – bridge`;
  Object.assign($("language"), { textContent: W.other, lang: state.language === "ja" ? "en" : "ja", hidden: false });
  for (const [id, shown] of Object.entries({ gate: view === "Gate", maker: view === "New" && state.kinds, existing: view === "Old", tabs: view !== "Gate" })) $(id).hidden = !shown;
  for (const name of ["new", "old"]) $(`tab-${name}`).setAttribute("aria-current", String(name === state.tab));
  $("make").textContent = state.old ? W.makeChanged : W.make;
  $("changing").hidden = !state.old;
  if (!state.kinds) return;
  if (state.old) $("changing").replaceChildren(el("p", {}, W.changing(was().id)), el("p", { className: "actions" }, button(W.stop, () => start(null))));
  showFields(fresh);
  showKinds();
  changed();
  if (state.made) showResult();
}

function gate() {
  state.session = "";
  show();
  $("passphrase").focus();
}

async function load() {
  const [kinds, filters] = await Promise.all([ask("/api/kinds"), ask("/api/filters")]);
  if (!kinds.ok || !filters.ok) return void ($("lead").textContent = (kinds.ok ? filters : kinds).body.detail);
  Object.assign(state, { kinds: kinds.body, filters: filters.body });
  start(null);
}

on("language", "click", async () => {
  const other = state.language === "ja" ? "en" : "ja";
  await speak(other);
  state.language = other;
  show();
});
for (const name of ["new", "old"]) {
  on(`tab-${name}`, "click", () => {
    state.tab = name;
    show();
  });
}
on("gate", "submit", async (event) => {
  event.preventDefault();
  quieten();
  const { ok, body } = await ask("/api/session", { passphrase: $("passphrase").value });
  if (!ok) return complain("passphrase", body.detail);
  state.session = body.session;
  $("passphrase").value = "";
  if (state.kinds) show();
  else await load();
  $("title").focus();
});
on("look", "submit", (event) => {
  event.preventDefault();
  busy(event.submitter, look);
});
on("form", "submit", (event) => {
  event.preventDefault();
  if (document.activeElement.id !== "search") busy($("make"), make);
});
on("form", "input", ({ target }) => {
  if (target.id === "search") return showKinds();
  if (target.closest("#result")) return;
  if (target.name === "source") {
    state.made = null;
    $("result").hidden = true;
    showFields();
    showKinds();
  }
  if (target.id) complain(target.id, "");
  showSecret();
  changed();
});
on("space", "change", () => {
  const found = place($("space").value);
  if (!found) return;
  $("space").value = found.space;
  state.where = found.project || state.where;
  changed();
});
on("secret-make", "click", () => {
  $("secret").value = [...crypto.getRandomValues(new Uint8Array(SECRET_BYTES))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  showSecret();
  changed();
});
on("kinds-usual", "click", () => choose(ticked(all(), {})));
on("kinds-all", "click", () => choose(all().map((row) => row.name)));
on("kinds-none", "click", () => choose([]));
for (const [id, night] of [["light", false], ["dark", true]]) {
  on(id, "click", () => {
    $("stage").classList.toggle("night", night);
    $("light").ariaPressed = String(!night);
    $("dark").ariaPressed = String(night);
  });
}

await speak(state.language);
for (const box of document.querySelectorAll("[data-hint]")) described(box);
$("secret-copy").replaceWith(copier(() => value("secret"), W.theSecret, { id: "secret-copy", hidden: true }));
if (matchMedia("(prefers-color-scheme: dark)").matches) $("dark").click();
show();
if (locked) gate();
else await load();
