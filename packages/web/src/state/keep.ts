/**
 * What the browser keeps for the next visit. Inside a page of another site, or where its reader forbids it, a browser may keep nothing and says so by
 * throwing: then it lasts as long as the page.
 */
export const keep: Pick<Storage, "getItem" | "setItem" | "removeItem"> = {
  getItem: (name) => place().getItem(name),
  setItem: (name, text) => place().setItem(name, text),
  removeItem: (name) => place().removeItem(name),
};

const texts = new Map<string, string>();

const memory: typeof keep = {
  getItem: (name) => texts.get(name) ?? null,
  setItem: (name, text) => void texts.set(name, text),
  removeItem: (name) => void texts.delete(name),
};

function place(): typeof keep {
  try {
    return localStorage;
  } catch {
    return memory;
  }
}
