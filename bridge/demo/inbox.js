/** The inbox: follows /inbox/events and shows each channel's messages as Slack would. */
import { formatDate, renderMessage } from "/inbox/slack-message.js";
import "/inbox/slack-blocks.js";
import "/inbox/slack-emoji.js";

const WORDS = {
  en: {
    channels: "Channels",
    send: "Send another",
    other: "日本語",
    live: "live",
    newer: "New messages ↓",
    unread: (count) => `, ${count} unread`,
    news: (channel, words) => `New in #${channel}: ${words}`,
    empty: "Nothing here yet.",
    hint: "Sample webhooks travel the real way: sealed URL, signature, the bridge, this inbox.",
    make: "Make a hook of your own",
    json: "JSON",
    jsonOf: (app) => `JSON of ${app}’s message`,
    copy: "Copy",
    copied: "Copied",
    ownTitle: "Post a webhook of your own",
    ownText: "Paste this into a terminal. The first line fetches a sample to start from; change what you like in body.json and send the second line again.",
    copyFor: (source) => `Copy the command for ${source}`,
    failed: (sent) => `${sent.sample} was answered with ${sent.status}.`,
    refused: (word) => `Slack would refuse this: ${word}`,
    whole: "message",
    offline: "The demo has stopped. Start it again with bridge demo; this page follows by itself.",
  },
  ja: {
    channels: "チャンネル",
    send: "もう1件送る",
    other: "English",
    live: "受信中",
    newer: "新しいメッセージ ↓",
    unread: (count) => `、未読${count}件`,
    news: (channel, words) => `#${channel} に新着: ${words}`,
    empty: "まだメッセージはありません。",
    hint: "サンプルは本番と同じ経路（封をしたURL、署名、ブリッジ）を通って届きます。",
    make: "自分用のURLを作る",
    json: "JSON",
    jsonOf: (app) => `${app}のメッセージのJSON`,
    copy: "コピー",
    copied: "コピーしました",
    ownTitle: "自分のWebhookを送る",
    ownText: "ターミナルに貼り付けてください。1行目がサンプルを取得します。body.jsonを好きなように書き換えて、2行目をもう一度実行できます。",
    copyFor: (source) => `${source}のコマンドをコピー`,
    failed: (sent) => `${sent.sample} への応答は ${sent.status} でした。`,
    refused: (word) => `Slackはこのメッセージを拒否します: ${word}`,
    whole: "メッセージ",
    offline: "デモは停止しています。bridge demo で再開すると、このページは自動でつながります。",
  },
};

const $ = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search).get("lang");
const NARROW = matchMedia("(max-width: 47rem), (max-height: 26rem)");
const MOST = 500;
const FOLLOWS = 5 * 60e3; // milliseconds within which an app's next message goes without its name

const state = {
  language: asked in WORDS ? asked : navigator.language.startsWith("ja") ? "ja" : "en",
  run: "",
  live: false,
  welcome: { channels: [], hooks: [], people: {} },
  entries: [],
  unread: new Map(),
  channel: "",
};
const words = () => WORDS[state.language];

function el(tag, look, ...children) {
  const element = document.createElement(tag);
  if (look) element.className = look;
  element.append(...children);
  return element;
}

// --- channels ----------------------------------------------------------------------------------------------------------

const known = () => state.welcome.channels.find((each) => each.name === state.channel);
const names = () => [...new Set([...state.welcome.channels, ...state.entries.map((entry) => ({ name: entry.channel }))].map((each) => each.name))];

function showChannels() {
  const items = names().map((name) => {
    const count = state.unread.get(name) ?? 0;
    const anchor = el("a", count ? "unread" : "", el("span", "hash", "#"), el("span", "word", name));
    anchor.href = `#${name}`;
    if (name === state.channel) anchor.setAttribute("aria-current", "page");
    if (count) {
      const badge = el("span", "count", String(count));
      badge.setAttribute("aria-hidden", "true");
      anchor.append(badge, el("span", "unseen", words().unread(count)));
    }
    return el("li", "", anchor);
  });
  const focused = document.activeElement?.getAttribute("href");
  $("channels").replaceChildren(...items);
  if (focused?.startsWith("#")) $("channels").querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  const total = [...state.unread.values()].reduce((sum, count) => sum + count, 0);
  document.title = `${total ? `(${total}) ` : ""}#${state.channel} – Bridge demo`;
}

function choose() {
  const wanted = location.hash.slice(1);
  const first = state.welcome.channels.find((each) => each.language === state.language) ?? state.welcome.channels[0];
  state.channel = /^[a-z0-9_-]{1,80}$/.test(wanted) ? wanted : (first?.name ?? "");
  state.unread.delete(state.channel);
  $("name").replaceChildren(el("span", "hash", "#"), state.channel);
  $("topic").textContent = known()?.topic?.[state.language] ?? "";
  showChannels();
  showMessages();
}

$("channels").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const anchors = [...$("channels").querySelectorAll("a")];
  anchors[(anchors.indexOf(document.activeElement) + step + anchors.length) % anchors.length]?.focus();
  event.preventDefault();
});

// --- messages ----------------------------------------------------------------------------------------------------------

const scroller = () => (NARROW.matches ? document.scrollingElement : $("pane"));
const atEnd = () => scroller().scrollHeight - scroller().scrollTop - scroller().clientHeight < 60;
const toEnd = () => scroller().scrollTo({ top: scroller().scrollHeight });

function copyButton(label, read, spoken = "") {
  const button = el("button", "small", label);
  button.type = "button";
  if (spoken) button.setAttribute("aria-label", spoken);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(read());
    } catch {
      const area = el("textarea", "unseen", read());
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = words().copied;
    $("news").textContent = words().copied;
    setTimeout(() => { button.textContent = label; }, 1500);
  });
  return button;
}

function raw(entry, item) {
  const pretty = () => ("payload" in entry ? JSON.stringify(entry.payload, null, 2) : entry.raw);
  const button = el("button", "small raw", words().json);
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-label", words().jsonOf(entry.app || "Webhook"));
  let box = null;
  button.addEventListener("click", () => {
    if (box) box.remove();
    else {
      const code = el("pre", "code", pretty());
      code.tabIndex = 0;
      code.setAttribute("role", "region");
      code.setAttribute("aria-label", words().jsonOf(entry.app || "Webhook"));
      const follow = item === $("messages").lastElementChild && atEnd();
      item.append(el("div", "json", copyButton(words().copy, pretty), code));
      if (follow) toEnd();
    }
    box = box ? null : item.lastElementChild;
    button.setAttribute("aria-expanded", String(Boolean(box)));
  });
  return button;
}

function refusal(entry) {
  const faults = entry.problems.map((fault) => el("li", "", el("code", "", fault.pointer || words().whole), ` ${fault.sentence}`));
  return el("div", "refused", el("strong", "", words().refused(entry.word)), el("ul", "", ...faults));
}

function messageItem(entry) {
  const message = renderMessage("payload" in entry ? entry.payload : { text: "" }, {
    language: state.language,
    people: state.welcome.people,
    app: entry.app,
    sent: new Date(entry.sent),
  });
  const item = el("li", "entry", message);
  if (entry.word) item.append(refusal(entry));
  item.append(raw(entry, item));
  return item;
}

const dayOf = (entry) => formatDate(new Date(entry.sent), "{date_long_pretty}", { language: state.language });

function append(entry, previous) {
  const today = dayOf(entry);
  const divider = !previous || dayOf(previous) !== today ? [el("li", "day", el("span", "", today))] : [];
  const item = messageItem(entry);
  const follows = !divider.length && previous.app === entry.app && entry.sent - previous.sent < FOLLOWS;
  if (follows && !["username", "attachments"].some((key) => entry.payload?.[key] || previous.payload?.[key])) item.classList.add("follow");
  $("messages").append(...divider, item);
  return item;
}

function showMessages() {
  const shown = state.entries.filter((entry) => entry.channel === state.channel);
  $("messages").replaceChildren();
  shown.forEach((entry, at) => append(entry, shown[at - 1]));
  const own = state.channel === state.welcome.channels.at(-1)?.name;
  $("own").hidden = !own;
  $("empty").hidden = own || shown.length > 0;
  $("jump").hidden = true;
  if (own) showCommands();
  toEnd();
}

let announcing = 0;
function announce(entry, item) {
  clearTimeout(announcing);
  const said = item ?? messageItem(entry);
  const line = said.querySelector(".sm-text")?.textContent ?? "";
  announcing = setTimeout(() => { $("news").textContent = words().news(entry.channel, line.slice(0, 140)); }, 800);
}

function receive(entry) {
  const previous = state.entries.findLast((each) => each.channel === entry.channel);
  state.entries.push(entry);
  if (state.entries.length > MOST) state.entries.shift();
  let item = null;
  if (entry.channel === state.channel) {
    const follow = atEnd();
    item = append(entry, previous);
    if (state.live) item.classList.add("fresh");
    $("empty").hidden = true;
    if (follow) toEnd();
    else $("jump").hidden = false;
  } else {
    state.unread.set(entry.channel, (state.unread.get(entry.channel) ?? 0) + 1);
    showChannels();
  }
  if (state.live) announce(entry, item);
}

// --- a webhook of one's own ----------------------------------------------------------------------------------------------

function command(hook) {
  const headers = Object.entries({ "Content-Type": "application/json", ...hook.headers });
  const options = headers.map(([name, value]) => `-H "${name}: ${value}"`).join(" ");
  return `curl -s -o body.json "${location.origin}/inbox/samples/${hook.source}"\n` +
    `curl ${options} --data-binary @body.json "${location.origin}${hook.paths[state.language]}"\n`;
}

function showCommands() {
  const boxes = state.welcome.hooks.map((hook) => {
    const name = { github: "GitHub", backlog: "Backlog" }[hook.source] ?? hook.source;
    const code = el("pre", "code", command(hook));
    code.tabIndex = 0;
    code.setAttribute("role", "region");
    code.setAttribute("aria-label", name);
    return el("div", "command", el("div", "bar", el("h3", "", name), copyButton(words().copy, () => command(hook), words().copyFor(name))), code);
  });
  $("commands").replaceChildren(...boxes);
}

// --- the page ------------------------------------------------------------------------------------------------------------

function showLanguage() {
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = words()[element.dataset.text];
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", words()[element.dataset.label]);
  $("language").textContent = words().other;
  $("language").lang = state.language === "ja" ? "en" : "ja";
  $("jump").textContent = words().newer;
  $("offline").textContent = words().offline;
  $("state").textContent = state.live ? words().live : "";
}

$("language").addEventListener("click", () => {
  state.language = state.language === "ja" ? "en" : "ja";
  const here = new URL(location.href);
  here.searchParams.set("lang", state.language);
  history.replaceState(null, "", here);
  showLanguage();
  choose();
});

$("jump").addEventListener("click", () => {
  $("jump").hidden = true;
  toEnd();
  $("pane").focus({ preventScroll: true });
});

document.addEventListener("scroll", () => { if (atEnd()) $("jump").hidden = true; }, { capture: true, passive: true });

$("send").addEventListener("click", async () => {
  try {
    const answer = await fetch(`/inbox/send?channel=${encodeURIComponent(state.channel)}`, { method: "POST" });
    const sent = await answer.json();
    if (sent.status !== 200) $("news").textContent = words().failed(sent);
  } catch {
    $("news").textContent = words().offline;
  }
});

window.addEventListener("hashchange", choose);

const source = new EventSource("/inbox/events");
source.addEventListener("hello", (event) => {
  const { run, ...welcome } = JSON.parse(event.data);
  state.welcome = welcome;
  if (run !== state.run) Object.assign(state, { run, entries: [], unread: new Map(), live: false });
  $("offline").hidden = true;
  choose();
});
source.addEventListener("message", (event) => receive(JSON.parse(event.data)));
source.addEventListener("live", () => {
  state.live = true;
  showLanguage();
});
source.addEventListener("error", () => {
  state.live = false;
  $("offline").hidden = false;
  showLanguage();
});
showLanguage();
