const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s"[\]{}:,]+/g;

/**
 * Offsets of the items of lists in a text of JSON, by the key of the list, for lists that stand in no other list: JSON.parse keeps no places. The
 * text must be sound. Cost O(length).
 */
export function itemOffsets(text: string, keys: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const offsets = new Map<string, number[]>();
  /** Kind of each open bracket, and the key under which it stands. */
  const open: { readonly list: boolean; readonly key: string }[] = [];
  let word = "";
  let key = "";
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const inside = open.at(-1);
    const begins = token !== "]" && token !== "}" && token !== "," && token !== ":";
    const lists = open.reduce((count, { list }) => count + (list ? 1 : 0), 0);
    if (begins && inside?.list && lists === 1 && keys.includes(inside.key)) {
      const found = offsets.get(inside.key);
      if (found) found.push(index);
      else offsets.set(inside.key, [index]);
    }
    if (token === ":") key = word;
    else if (token === "{" || token === "[") {
      open.push({ list: token === "[", key: inside?.list ? "" : key });
      key = "";
    } else if (token === "}" || token === "]") open.pop();
    else if (token.startsWith('"')) word = token.slice(1, -1);
  }
  return offsets;
}
