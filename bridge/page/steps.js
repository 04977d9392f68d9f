/** What to do with a hook's URL: numbered steps for Backlog and for GitHub, with the links that lead there. */

import { W, copier, el } from "./dom.js";

// More boxes than that nobody ticks one by one.
const MOST_EVENTS = 20;

/** A space's address and a project's key from the address of any of its pages; null for what is none. */
export function place(text) {
  const found = /^(?:https:\/\/)?([\w-]+\.backlog(?:tool)?\.(?:com|jp))(\/.*)?$/.exec(text.trim());
  return found && { space: `https://${found[1]}`, project: /\/([A-Z][A-Z0-9_]*)(?:[-/?]|$)/.exec(found[2] ?? "")?.[1] ?? "" };
}

/** Steps whose first link follows what is typed into the field above them. */
function guided(state, label, [before, words, after], address, others) {
  const field = el("input", { type: "text", id: "where", value: state.where });
  const first = el("li");
  const follow = () => {
    state.where = field.value.trim();
    const href = address(state.where);
    first.replaceChildren(before, href ? el("a", { href, target: "_blank" }, words) : el("strong", {}, words), after);
  };
  field.addEventListener("input", follow);
  follow();
  return el("div", {}, el("label", { htmlFor: "where" }, label), field, el("ol", { className: "steps" }, first, ...others));
}

const tags = (names) => el("ul", { className: "tags" }, ...names.map((name) => el("li", {}, name)));

export function backlogSteps({ state, url, told, whole, space }) {
  const names = told.map((row) => row.description[state.language]);
  return guided(state, W.projectKey, W.backlogOpen, (key) => space && /^[A-Z0-9_]+$/.test(key) && `${space}/settings/webhook/${key}/create`, [
    el("li", {}, W.backlogPaste, " ", copier(() => url, W.theUrl)),
    whole ? el("li", {}, W.backlogAll) : el("li", {}, W.backlogTick, tags(names)),
    el("li", {}, W.backlogTest),
  ]);
}

/** Where a repository or an organization is, from its name or its address; null for what is neither. */
function owner(text) {
  const [, host = "github.com", name] = /^(?:https?:\/\/([\w.:-]+)\/)?([\w.-]+(?:\/[\w.-]+)?)\/?$/.exec(text) ?? [];
  return name ? { host, ...(name.includes("/") ? { api: `repos/${name}`, page: name } : { api: `orgs/${name}`, page: `organizations/${name}` }) } : null;
}

export function githubSteps({ state, url, secret, kept, told, whole }) {
  const events = [...new Set(told.map((row) => row.name.split(".")[0]))].filter((name) => name !== "ping");
  const every = whole || events.length > MOST_EVENTS;
  const command = () => {
    const { host, api } = owner(state.where) ?? { host: "github.com", api: "repos/OWNER/NAME" };
    return [
      ...(secret ? ["read -rs SECRET  # paste the secret, press Enter"] : []),
      `gh api ${host === "github.com" ? "" : `--hostname ${host} `}${api}/hooks -f name=web -F active=true \\`,
      `  -f 'config[url]=${url}' -f 'config[content_type]=json' \\`,
      ...(secret ? [`  -f "config[secret]=$SECRET" \\`] : []),
      `  ${(every ? ["*"] : events).map((name) => `-f 'events[]=${name}'`).join(" ")}`,
    ].join("\n");
  };
  const address = (text) => {
    const found = owner(text);
    return found && `https://${found.host}/${found.page}/settings/hooks/new`;
  };
  const code = el("pre", { tabIndex: 0, className: "code", role: "region", ariaLabel: W.theCommand }, command());
  const steps = guided(state, W.repository, W.githubOpen, address, [
    el("li", {}, W.githubPaste, " ", copier(() => url, W.theUrl)),
    ...(secret ? [el("li", {}, W.githubSecret, " ", copier(() => secret, W.theSecret))] : kept ? [el("li", {}, W.githubKept)] : []),
    every ? el("li", {}, W.githubAll) : el("li", {}, W.githubTick, tags(events)),
    el("li", {}, W.githubTest),
  ]);
  steps.addEventListener("input", () => { code.textContent = command(); });
  steps.append(el("p", {}, W.githubCommand, " ", copier(command, W.theCommand)), code);
  return steps;
}
