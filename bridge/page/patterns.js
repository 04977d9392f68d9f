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

/** Few patterns that match all of `wanted` and, where names allow it, none else of `names`. */
function shortened(wanted, names) {
  const left = new Set(wanted);
  const found = [];
  for (const name of wanted) {
    if (!left.has(name)) continue;
    const parts = name.split(".");
    const starts = parts.map((_, at) => parts.slice(0, at + 1).join("."));
    const best = starts.find((start) => names.every((other) => !matches(start, other) || wanted.has(other))) ?? name;
    found.push(best);
    for (const other of [...left]) if (matches(best, other)) left.delete(other);
  }
  return found;
}

/**
 * `{only, also, skip}` that tell exactly `chosen`, the shortest of three: all, what differs from the defaults, and each
 * by its name. A name stands for those that begin with it, too, so some are told and others skipped; where that cannot
 * be said (a part of a part without its whole), too much is told rather than too little.
 */
export function patterns(rows, chosen) {
  const names = rows.map((row) => row.name);
  const pick = (test) => shortened(new Set(names.filter(test)), names);
  const only = pick((name) => chosen.has(name));
  const needed = (name) => [...chosen].some((each) => matches(name, each));
  const extra = pick((name) => !needed(name) && only.some((each) => matches(each, name)));
  const usual = ticked(rows, {});
  const changes = { only: [], also: pick((name) => chosen.has(name) && !usual.has(name)), skip: pick((name) => usual.has(name) && !chosen.has(name)) };
  const ways = [changes, { only: ["*"], also: [], skip: [] }, { only, also: [], skip: extra }];
  const size = (way) => JSON.stringify(way).length;
  const exact = (way) => [...ticked(rows, way)].join() === names.filter((name) => chosen.has(name)).join();
  return ways.filter(exact).sort((one, other) => size(one) - size(other))[0] ?? ways[2];
}
