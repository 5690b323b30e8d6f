/** What may stand next while reading JSON (RFC 8259). */
type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

const SPACE = /[ \t\n\r]*/y;
// oxlint-disable-next-line no-control-regex -- JSON allows no control character in a string
const STRING = /"[^"\\\0-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\0-\u001f]*)*"/y;
const PLAIN = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

/**
 * Index of the first character at which a text stops being JSON, or its length when it ends too early; null when all is sound. Hosts word
 * their own messages as they like, some without a place. No recursion, so that depth does not matter. Cost O(length).
 */
export function jsonFault(text: string): number | null {
  const open: string[] = [];
  let expected: Expected = "value";
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  for (;;) {
    take(SPACE);
    if (at === text.length) return expected === "nothing" ? null : at;
    const sign = text[at];
    const inside: string | undefined = open.at(-1);
    const after: Expected = inside === undefined ? "nothing" : "comma-or-end";
    if (expected === "nothing") return at;
    if (expected === "colon" || (expected === "comma-or-end" && sign === ",")) {
      if (sign !== (expected === "colon" ? ":" : ",")) return at;
      expected = expected === "colon" || inside === "[" ? "value" : "key";
      at++;
    } else if (expected !== "value" && expected !== "key" && sign === (inside === "[" ? "]" : "}")) {
      open.pop();
      expected = open.length === 0 ? "nothing" : "comma-or-end";
      at++;
    } else if (expected === "comma-or-end") return at;
    else if (expected === "key" || expected === "key-or-end") {
      if (!take(STRING)) return at;
      expected = "colon";
    } else if (sign === "[" || sign === "{") {
      open.push(sign);
      expected = sign === "[" ? "value-or-end" : "key-or-end";
      at++;
    } else {
      if (!take(STRING) && !take(PLAIN)) return at;
      expected = after;
    }
  }
}
