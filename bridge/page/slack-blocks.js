/**
 * What the bridge itself does not post but an incoming webhook may: rich text, tables, images, buttons, and attachments
 * from before blocks. Importing it teaches slack-message.js to show them.
 */
import { DATES, KNOWN, PIECES, dated, decode, el, far, inline, intl, link, member, mention, mrkdwn, near, number, record, records, text, textObject, time, typed } from "./slack-message.js";

const WORDS = {
  en: { image: "Image", table: "Table", menu: "Menu", unknown: "block that this preview does not know" },
  ja: { image: "画像", table: "表", menu: "メニュー", unknown: "このプレビューが知らないブロック" },
};

/** Images are not loaded: a link that says what it is. */
function image(block, view) {
  const label = text(block.alt_text) || WORDS[view.language].image;
  const address = text(block.image_url) || text(record(block.slack_file).url);
  return link(address, `🖼 ${label}`, "sm-link sm-image");
}

KNOWN.colors = { good: "#2eb886", warning: "#daa038", danger: "#a30200" };
KNOWN.unknown = (block, view) => el("div", "sm-block sm-unknown", `${text(block.type)}: ${WORDS[view.language].unknown}`);

// --- dates and bare links -----------------------------------------------------------------------------------------------

function day(date, view, month, weekday) {
  const year = far(date, view);
  if (view.language === "ja") {
    const plain = intl(view, { year, month: "long", day: "numeric" }).format(date);
    return weekday ? `${plain}(${intl(view, { weekday: "long" }).format(date)})` : plain;
  }
  const part = Object.fromEntries(
    intl(view, { year: "numeric", month, day: "numeric", weekday: "long" }).formatToParts(date).map((p) => [p.type, p.value]));
  const teens = Math.floor(part.day / 10) === 1;
  const ordinal = month === "long" ? (teens ? "th" : (["th", "st", "nd", "rd"][part.day % 10] ?? "th")) : "";
  return `${weekday ? `${part.weekday}, ` : ""}${part.month} ${part.day}${ordinal}${year ? `, ${part.year}` : ""}`;
}

function ago(date, view) {
  const seconds = (date - view.now) / 1000;
  const units = [["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = units.find((each) => Math.abs(seconds) >= each[1]) ?? units.at(-1);
  return new Intl.RelativeTimeFormat(view.language, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

Object.assign(DATES, {
  date_num: number,
  date: (date, view) => day(date, view, "long"),
  date_short: (date, view) => day(date, view, "short"),
  date_long: (date, view) => day(date, view, "long", true),
  date_pretty: (date, view, first) => near(date, view, first) || day(date, view, "long"),
  date_long_pretty: (date, view, first) => near(date, view, first) || day(date, view, "long", true),
  time_secs: (date, view) => time(date, view, false, "2-digit"),
  ago,
});

const BARE = [
  "(?<![\\p{L}\\p{N}])https?://[^\\s<>|`]*[^\\s<>|`*_~.,;:!?)\\]'\"]",
  "(?<![\\p{L}\\p{N}.+-])@(?:here|channel|everyone)(?![\\p{L}\\p{N}_])",
];
KNOWN.linking = new RegExp([...PIECES, ...BARE].join("|"), "giu");

// --- rich text -------------------------------------------------------------------------------------------------------

const LEAVES = {
  text: (leaf) => text(leaf.text),
  link: (leaf) => link(text(leaf.url), text(leaf.text) || text(leaf.url)),
  emoji: (leaf) => KNOWN.emoji(`:${text(leaf.name)}:`),
  user: (leaf, view) => member(text(leaf.user_id), "", view),
  usergroup: (leaf) => mention(`@${text(leaf.usergroup_id)}`, "sm-everybody"),
  channel: (leaf) => mention(`#${text(leaf.channel_id)}`),
  broadcast: (leaf) => mention(`@${text(leaf.range)}`, "sm-everybody"),
  color: (leaf) => text(leaf.value),
  date: (leaf, view) => dated(String(leaf.timestamp), text(leaf.format), text(leaf.url), text(leaf.fallback), view),
};
const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function leaves(elements, view) {
  return records(elements).map((leaf) => {
    const known = typeof leaf.type === "string" && Object.hasOwn(LEAVES, leaf.type);
    let node = known ? LEAVES[leaf.type](leaf, view) : text(leaf.text);
    for (const [style, tag] of Object.entries(STYLES)) {
      if (record(leaf.style)[style] === true) node = el(tag, tag === "code" ? "sm-code" : "", node);
    }
    return node;
  });
}

const depth = (value) => Math.min(Math.max(Math.trunc(Number(value)) || 0, 0), 8);

const RICH = {
  rich_text_section: (part, view) => el("div", "sm-text", ...leaves(part.elements, view)),
  rich_text_quote: (part, view) => el("blockquote", "sm-quote", el("div", "sm-text", ...leaves(part.elements, view))),
  rich_text_preformatted: (part, view) => el("pre", "sm-pre", ...leaves(part.elements, view)),
  rich_text_list: (part, view) => {
    const items = records(part.elements).map((item) => el("li", "", ...leaves(item.elements, view)));
    const list = el(part.style === "ordered" ? "ol" : "ul", `sm-list sm-indent-${depth(part.indent)}`, ...items);
    if (part.style === "ordered") list.start = (Math.trunc(Number(part.offset)) || 0) + 1;
    return list;
  },
};

const richText = (block, view) =>
  el("div", "sm-block", ...records(block.elements).map((part) => typed(RICH, part, view, () => "")));

// --- blocks ----------------------------------------------------------------------------------------------------------

/** A button or menu: nothing happens here, so it is shown disabled. */
function controlElement(element, view) {
  const label = text(record(element.text).text) || text(record(element.placeholder).text) || WORDS[view.language].menu;
  const button = el("button", `sm-button sm-button-${text(element.style)}`, KNOWN.plain(decode(label)), element.type === "button" ? "" : " ▾");
  button.type = "button";
  button.disabled = true;
  button.title = text(element.url);
  return button;
}

KNOWN.elements.image = image;
KNOWN.accessory = (beside, view) => (beside.type === "image" ? image(beside, view) : controlElement(beside, view));

Object.assign(KNOWN.blocks, {
  header: (block, view) => el("div", "sm-block sm-header", ...textObject({ ...record(block.text), type: "plain_text" }, view)),
  divider: () => el("hr", "sm-divider"),
  image(block, view) {
    const title = text(record(block.title).text);
    return el("div", "sm-block", ...(title ? [el("div", "sm-text", decode(title))] : []), image(block, view));
  },
  actions: (block, view) => el("div", "sm-block sm-actions", ...records(block.elements).map((each) => controlElement(each, view))),
  rich_text: richText,
  table(block, view) {
    const aligned = records(block.column_settings).map((column) => ["center", "right"].find((way) => way === column.align) ?? "left");
    const rows = (Array.isArray(block.rows) ? block.rows : []).map((cells, first) =>
      el("tr", "", ...records(cells).map((cell, column) => {
        const inside = cell.type === "rich_text" ? richText(cell, view) : text(cell.text);
        return el(first ? "td" : "th", `sm-${aligned[column] ?? "left"}`, inside);
      })));
    const frame = el("div", "sm-block sm-scroll", el("table", "sm-table", el("tbody", "", ...rows)));
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", WORDS[view.language].table);
    return frame;
  },
});

// --- attachments from before blocks --------------------------------------------------------------------------------------

KNOWN.attachment = (given, view) => {
  const own = { format: true, verbatim: false };
  const plain = (key, url) => {
    const label = inline(text(given[key]).replaceAll("\n", " "), { format: false, verbatim: true }, view);
    return text(given[url]) ? link(given[url], el("span", "", ...label)) : el("span", "", ...label);
  };
  const inside = [];
  if (text(given.author_name)) inside.push(el("div", "sm-author", plain("author_name", "author_link")));
  if (text(given.title)) inside.push(el("div", "sm-title", plain("title", "title_link")));
  if (text(given.text)) inside.push(el("div", "", ...mrkdwn(given.text, own, view)));
  const fields = records(given.fields).map((field) =>
    el("div", field.short ? "" : "sm-wide", el("div", "sm-label", decode(text(field.title))), ...mrkdwn(text(field.value), own, view)));
  if (fields.length) inside.push(el("div", "sm-fields", ...fields));
  for (const key of ["image_url", "thumb_url"]) if (text(given[key])) inside.push(image({ image_url: given[key] }, view));
  const foot = [];
  if (text(given.footer)) foot.push(plain("footer"));
  if (Number(given.ts)) foot.push(dated(String(Math.trunc(Number(given.ts))), "{date_short_pretty} {time}", "", "", view));
  if (foot.length) inside.push(el("div", "sm-context sm-footer", ...foot));
  return inside;
};
