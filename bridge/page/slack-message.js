/**
 * Shows the JSON of a Slack incoming webhook as it would look in Slack.
 *
 * Everything in a payload is a stranger's: elements are made with createElement and textContent only, links lead to
 * http, https and mailto only, and nothing is loaded. Any JSON renders; what makes no sense shows less.
 * https://docs.slack.dev/messaging/formatting-message-text and https://docs.slack.dev/reference/block-kit
 */

/**
 * @param {object} payload  what was posted to the webhook
 * @param {object} [options]
 * @param {"en"|"ja"} [options.language]  of dates and of the few words of our own
 * @param {string} [options.timeZone]  IANA name; the visitor's own by default
 * @param {Object<string, string>} [options.people]  member id → name, for mentions
 * @param {string} [options.app]  who posts, where the payload does not override it
 * @param {Date} [options.sent]  when it came; shown beside the name
 * @param {Date} [options.now]  what “today” is
 * @returns {HTMLElement} an article
 */
export function renderMessage(payload, options = {}) {
  const view = {
    language: options.language === "ja" ? "ja" : "en",
    timeZone: options.timeZone,
    people: options.people ?? {},
    now: options.now ?? new Date(),
  };
  const message = record(payload);
  const name = text(message.username) || options.app || "Webhook";
  const by = el("header", "sm-by", el("strong", "sm-name", name), el("span", "sm-app", "APP"));
  if (options.sent) by.append(clock(options.sent, "{time}", view));
  const body = el("div", "sm-body", ...content(message, view));
  return el("article", "sm-message", avatar(name, message), el("div", "sm-main", by, body));
}

/** A date as `<!date^…>` would show it: `format` holds Slack's tokens. */
export function formatDate(date, format, { language = "en", timeZone, now = new Date() } = {}) {
  return decode(format).replace(/\{(\w+)\}/g, (whole, token, at) =>
    Object.hasOwn(DATES, token) ? DATES[token](date, { language, timeZone, now }, at === 0) : whole);
}

// --- small things ----------------------------------------------------------------------------------------------------

export const text = (value) => (typeof value === "string" ? value : "");
export const record = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});
export const records = (value) => (Array.isArray(value) ? value.map(record) : []);
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
export const decode = (raw) => raw.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
/** What there is to show, by type; slack-blocks.js and slack-emoji.js add to it what other senders post. */
export const KNOWN = { blocks: {}, elements: {}, colors: {}, emoji: (code) => code, plain: (words) => words, accessory: () => "", attachment: () => [], unknown: () => "" };

export function el(tag, look, ...children) {
  const element = document.createElement(tag);
  if (look) element.className = look;
  element.append(...children);
  return element;
}

export function link(url, label, look = "sm-link") {
  let parsed;
  try {
    parsed = new URL(url);
  } catch {
    return el("span", "sm-dead", label);
  }
  if (!["http:", "https:", "mailto:"].includes(parsed.protocol)) return el("span", "sm-dead", label);
  const anchor = el("a", look, label);
  anchor.href = parsed.href;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  anchor.title = parsed.href;
  return anchor;
}

export function mention(label, look = "") {
  return el("span", `sm-mention ${look}`.trim(), label);
}

export const member = (id, label, view) => mention(`@${Object.hasOwn(view.people, id) ? view.people[id] : label || id}`);

function avatar(name, message) {
  const sign = KNOWN.emoji(text(message.icon_emoji));
  const letter = [...name.trim()][0] ?? "?";
  const hue = [...name].reduce((sum, character) => sum + character.codePointAt(0), 0) % 6;
  const face = el("div", `sm-avatar sm-avatar-${hue}`, typeof sign === "string" ? letter.toUpperCase() : sign);
  face.setAttribute("aria-hidden", "true");
  return face;
}

// --- dates -----------------------------------------------------------------------------------------------------------

// Making one takes longer than anything else here.
const formats = new Map();
export function intl(view, options, locale = view.language === "ja" ? "ja-JP" : "en-US") {
  const key = JSON.stringify([locale, view.timeZone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: view.timeZone, ...options }));
  return formats.get(key);
}
const HALF_A_YEAR = 183 * 86400e3;
export const far = (date, view) => (Math.abs(view.now - date) > HALF_A_YEAR ? "numeric" : undefined);

export function number(date, view) {
  const parts = intl(view, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-US").formatToParts(date);
  const part = Object.fromEntries(parts.map((p) => [p.type, p.value]));
  return `${part.year.padStart(4, "0")}-${part.month}-${part.day}`;
}

export function near(date, view, first) {
  const days = Math.round((Date.parse(number(date, view)) - Date.parse(number(view.now, view))) / 86400e3);
  if (!(Math.abs(days) <= 1)) return "";
  const word = new Intl.RelativeTimeFormat(view.language, { numeric: "auto" }).format(days, "day");
  return first ? word[0].toUpperCase() + word.slice(1) : word;
}

export const time = (date, view, _, second) =>
  intl(view, { hour: "numeric", minute: "2-digit", second, hourCycle: view.language === "ja" ? "h23" : "h12" }).format(date).replace(/\u202f/g, " ");

/** What a date can be shown as; slack-blocks.js adds the tokens that the bridge does not use. */
export const DATES = {
  date_short_pretty: (date, view, first) => near(date, view, first) ||
    intl(view, { year: far(date, view), month: view.language === "ja" ? "long" : "short", day: "numeric" }).format(date),
  time,
};

function clock(date, format, view) {
  const element = el("time", "sm-time", formatDate(date, format, view));
  element.dateTime = date.toISOString();
  element.title = intl(view, { dateStyle: "full", timeStyle: "long" }).format(date);
  return element;
}

export function dated(epoch, format, url, fallback, view) {
  const date = new Date(Number(epoch) * 1000);
  if (!/^-?\d+$/.test(epoch) || Number.isNaN(date.getTime()) || !format) return fallback;
  const shown = clock(date, format, view);
  return url ? link(url, shown) : shown;
}

// --- mrkdwn ----------------------------------------------------------------------------------------------------------

/*
 * A mark opens beside a space, punctuation or U+200B, never after a letter or digit; closing is the same the other way
 * round. A word joiner (U+2060) takes a mark's effect away.
 */
const STUCK = /[\p{L}\p{N}\p{M}\u2060]/u;
const LOOKS = { "*": "strong", _: "em", "~": "s" };
export const PIECES = [
  "<[^<>\\n]*>",
  "(?<!\\u2060)`[^`\\n]+(?<!\\u2060)`",
  ":[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?",
  "[*_~]",
];
const VERBATIM = new RegExp(PIECES.join("|"), "giu");

/** `<…>`: a link, a mention, a date, or just words. */
function control(inner, view) {
  const [target, label] = inner.includes("|") ? [inner.slice(0, inner.indexOf("|")), inner.slice(inner.indexOf("|") + 1)] : [inner, ""];
  const shown = decode(label);
  if (/^@[UW][A-Z0-9]+$/.test(target)) return member(target.slice(1), shown, view);
  if (/^#[CG][A-Z0-9]+$/.test(target)) return mention(`#${shown || target.slice(1)}`);
  const [command, ...rest] = target.startsWith("!") ? target.slice(1).split("^") : [""];
  if (["here", "channel", "everyone"].includes(command)) return mention(`@${command}`, "sm-everybody");
  if (command === "subteam") return mention(shown || `@${rest[0] ?? ""}`, "sm-everybody");
  if (command === "date") return dated(rest[0], rest[1], rest[2] && decode(rest[2]), shown || target, view);
  if (command) return `<${shown || decode(target)}>`;
  if (!/^(?:https?:\/\/|mailto:)/i.test(target)) return decode(`<${inner}>`);
  const url = decode(target);
  return link(url, shown ? KNOWN.plain(shown) : url.replace(/^mailto:/i, ""));
}

/** One line to tokens: `first` and `last` are the characters that a mark beside it sees. */
function tokens(line, rules, view) {
  const found = [];
  const add = (node, first, last, mark = "") => found.push({ node, first, last, mark });
  let at = 0;
  const words = (end) => {
    const part = line.slice(at, end);
    if (part) add(decode(part), /^./su.exec(part)[0], /.$/su.exec(part)[0]);
  };
  for (const match of line.matchAll(rules.verbatim ? VERBATIM : KNOWN.linking ?? VERBATIM)) {
    const [piece] = match;
    const sign = piece[0] === ":" ? KNOWN.emoji(piece) : null;
    if (sign === piece || (piece in LOOKS && !rules.format) || (piece[0] === "`" && !rules.format)) continue;
    words(match.index);
    at = match.index + piece.length;
    if (sign) add(sign, ":", ":");
    else if (piece in LOOKS) add(piece, piece, piece, piece);
    else if (piece[0] === "<") add(control(piece.slice(1, -1), view), "|", "|");
    else if (piece[0] === "`") add(code(piece.slice(1, -1), view), "|", "|");
    else if (piece[0] === "@") add(mention(piece, "sm-everybody"), "@", piece.at(-1));
    else add(link(decode(piece), decode(piece)), "h", piece.at(-1));
  }
  words(line.length);
  return found;
}

/** In code only mentions stay alive. */
function code(raw, view) {
  const parts = raw.split(/(<[@!#][^<>\n]*>)/);
  return el("code", "sm-code", ...parts.map((part, odd) => (odd % 2 ? control(part.slice(1, -1), view) : decode(part))));
}

export function inline(line, rules, view) {
  const all = tokens(line, rules, view);
  const marks = all.map((token, at) => {
    if (!token.mark) return {};
    const [before, after] = [all[at - 1], all[at + 1]];
    const doubled = before?.mark === token.mark || after?.mark === token.mark;
    return {
      opens: !doubled && !(before && STUCK.test(before.last)) && Boolean(after) && /[^\s\u200b]/u.test(after.first),
      closes: !doubled && Boolean(before) && /[^\s\u200b]/u.test(before.last) && !(after && STUCK.test(after.first)),
    };
  });
  const closers = { "*": [], _: [], "~": [] };
  all.forEach((token, at) => token.mark && marks[at].closes && closers[token.mark].push(at));

  const nodes = (from, end) => {
    const out = [];
    for (let at = from; at < end; at += 1) {
      const { mark, node } = all[at];
      const row = mark && marks[at].opens ? closers[mark] : [];
      while (row.length && row[0] <= at + 1) row.shift();
      if (row.length && row[0] < end) {
        const close = row.shift();
        out.push(el(LOOKS[mark], "", ...nodes(at + 1, close)));
        at = close;
      } else out.push(node);
    }
    return out;
  };
  return nodes(0, all.length);
}

/** mrkdwn to blocks of lines, quotes and code. `rules.format`: whether marks count; `rules.verbatim`: no auto-linking. */
export function mrkdwn(raw, rules, view) {
  if (!rules.format) return [paragraph(raw.split("\n"), rules, view)];
  const out = [];
  raw.split(/(?<!\u2060)```([\s\S]+?)```/).forEach((part, odd) => {
    if (odd % 2) {
      const pre = code(part.replace(/^\n|\n$/g, ""), view);
      out.push(el("pre", "sm-pre", ...pre.childNodes));
    } else {
      const lines = (odd ? part.replace(/^\n/, "") : part).replace(/\n$/, "");
      if (lines) out.push(...quoted(lines.split("\n"), rules, view));
    }
  });
  return out;
}

function quoted(given, rules, view) {
  const out = [];
  let lines = [];
  let quoting = false;
  let rest = false;
  const flush = () => {
    if (lines.length) out.push(quoting ? el("blockquote", "sm-quote", paragraph(lines, rules, view)) : paragraph(lines, rules, view));
    lines = [];
  };
  for (const line of given) {
    const all = /^(?:>|&gt;){3} ?/.exec(line);
    const one = all ?? /^(?:>|&gt;) ?/.exec(line);
    if (Boolean(one) !== quoting && !rest) {
      flush();
      quoting = Boolean(one);
    }
    lines.push(one && !rest ? line.slice(one[0].length) : line);
    rest ||= Boolean(all);
  }
  flush();
  return out;
}

function paragraph(lines, rules, view) {
  const nodes = lines.flatMap((line, number) => [...(number ? ["\n"] : []), ...inline(line, rules, view)]);
  return el("div", "sm-text", ...nodes);
}

/** A text object, or a bare string as a refused message may hold. */
export function textObject(object, view) {
  const { type, text: raw, verbatim, emoji: signs } = typeof object === "string" ? { text: object } : record(object);
  if (type !== "plain_text") return mrkdwn(text(raw), { format: true, verbatim: Boolean(verbatim) }, view);
  return [el("div", "sm-text", (signs === false ? String : KNOWN.plain)(decode(text(raw))))];
}

// --- blocks ----------------------------------------------------------------------------------------------------------

export const typed = (table, thing, view, otherwise) =>
  typeof thing.type === "string" && Object.hasOwn(table, thing.type) ? table[thing.type](thing, view) : otherwise(thing);

KNOWN.elements.mrkdwn = KNOWN.elements.plain_text = (object, view) => el("div", "", ...textObject(object, view));
KNOWN.blocks.section = (block, view) => {
  const words = el("div", "sm-words");
  if (block.text) words.append(...textObject(block.text, view));
  const fields = Array.isArray(block.fields) ? block.fields : [];
  if (fields.length) words.append(el("div", "sm-fields", ...fields.map((field) => el("div", "", ...textObject(field, view)))));
  const beside = record(block.accessory);
  return el("div", "sm-block sm-section", words, ...(beside.type ? [KNOWN.accessory(beside, view)] : []));
};
KNOWN.blocks.context = (block, view) =>
  el("div", "sm-block sm-context", ...records(block.elements).map((each) => typed(KNOWN.elements, each, view, () => "")));

const blocks = (value, view) =>
  records(value).map((block) =>
    typed(KNOWN.blocks, block, view, () => KNOWN.unknown(block, view)));

// --- attachments and the whole ---------------------------------------------------------------------------------------

function attachment(given, view) {
  const inside = blocks(given.blocks, view);
  if (!inside.length) inside.push(...KNOWN.attachment(given, view));
  const words = (key, look) => (text(given[key]) ? [el("div", look, ...mrkdwn(given[key], { format: true, verbatim: false }, view))] : []);
  if (!inside.length) inside.push(...words("fallback", ""));
  const bar = el("span", "sm-bar");
  const color = Object.hasOwn(KNOWN.colors, text(given.color)) ? KNOWN.colors[given.color] : text(given.color);
  // Through the CSSOM, which style-src 'self' allows; a style attribute it does not.
  if (/^#[0-9a-f]{6}$/i.test(color)) bar.style.setProperty("background-color", color);
  return [...words("pretext", "sm-pretext"), el("div", "sm-attachment", bar, el("div", "sm-inside", ...inside))];
}

function content(message, view) {
  const shown = blocks(message.blocks, view);
  if (!shown.length && text(message.text)) {
    const rules = { format: message.mrkdwn !== false, verbatim: message.parse === "none" };
    shown.push(...mrkdwn(message.text, rules, view));
  }
  return [...shown, ...records(message.attachments).flatMap((each) => attachment(each, view))];
}
