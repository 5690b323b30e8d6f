import { KeiretsuError } from "../../assert.ts";
import type { ExportedNetwork } from "./exported-network.ts";

/** What XML 1.0 forbids even when escaped; the lookarounds find half of a surrogate pair. */
export const forbiddenInXml: RegExp =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const MARKS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // Written as they are, a reader must turn these into spaces inside an attribute.
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/**
 * A text in XML, as content or in a quoted attribute, so that reading gives it back to the letter. Nothing but what XML cannot hold is lost: that
 * becomes U+FFFD. Unlike a page, a file of data keeps the marks that turn the direction of text.
 */
export function xmlText(text: string): string {
  return text.replace(forbiddenInXml, "\ufffd").replace(/[&<>"\t\n\r]/g, (mark) => MARKS[mark]);
}

/** Attributes of an element; those that are null are left out. */
export function xmlAttributes(attributes: Readonly<Record<string, string | null>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === null ? "" : ` ${name}="${xmlText(value)}"`))
    .join("");
}

/** Two ids that differ only by what XML cannot hold would become one. Throws `clashing-ids`. */
export function checkXmlIds({ nodes, edges }: ExportedNetwork): void {
  for (const list of [nodes, edges]) {
    const met = new Map<string, string>();
    for (const { id } of list) {
      const text = id.replace(forbiddenInXml, "\ufffd");
      const other = met.get(text);
      if (other !== undefined)
        throw new KeiretsuError("clashing-ids", `${JSON.stringify(other)} and ${JSON.stringify(id)} are one id in XML: choose csv or json`);
      met.set(text, id);
    }
  }
}
