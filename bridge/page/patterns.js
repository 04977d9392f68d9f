/** Ticked kinds ↔ the patterns of a hook: `*` stands for anything, a name without its last part for all that begin so. */

export function matches(pattern, kind) {
  const whole = pattern.split("*").map((part) => part.replace(/[.\\+?^${}()|[\]]/g, "\\$&")).join("[^]*");
  return new RegExp(`^${whole}(?:\\.[^]*)?$`).test(kind);
}

/** The names that a hook's patterns tell, of rows `{name, told}`. */
export function ticked(rows, { only = [], also = [], skip = [] }) {
  const named = (patterns, row) => patterns.some((pattern) => matches(pattern, row.name));
  const told = (row) => (only.length ? named(only, row) : row.told === "default" || named(also, row));
  return new Set(rows.filter((row) => told(row) && !named(skip, row)).map((row) => row.name));
}

/** Few patterns that match all of `wanted` and none else of `names`. */
function shortened(wanted, names) {
  const left = new Set(wanted);
  const found = [];
  for (const name of wanted) {
    if (!left.has(name)) continue;
    const parts = name.split(".");
    const starts = parts.map((_, at) => parts.slice(0, at + 1).join("."));
    const best = starts.find((start) => names.every((other) => !matches(start, other) || wanted.has(other)));
    found.push(best);
    for (const other of [...left]) if (matches(best, other)) left.delete(other);
  }
  return found;
}

/** `{only, also, skip}` for a set of names: the shorter of naming them all and of naming what differs from the defaults. */
export function patterns(rows, chosen) {
  const names = rows.map((row) => row.name);
  const pick = (test) => shortened(new Set(names.filter(test)), names);
  const usual = new Set(rows.filter((row) => row.told === "default").map((row) => row.name));
  const changes = { only: [], also: pick((name) => chosen.has(name) && !usual.has(name)), skip: pick((name) => usual.has(name) && !chosen.has(name)) };
  if (chosen.size === names.length && changes.also.length) return { only: ["*"], also: [], skip: [] };
  const only = pick((name) => chosen.has(name));
  const size = (list) => list.join(",").length;
  return size(only) && size(only) < size(changes.also) + size(changes.skip) ? { only, also: [], skip: [] } : changes;
}
