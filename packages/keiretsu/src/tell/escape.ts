/**
 * Names come from files that anyone may write: nothing of them is ever read as markup. One escape serves HTML, SVG and XML, in text and in
 * quoted attributes alike.
 */

// What XML forbids even when escaped; the lookarounds find half of a surrogate pair.
const forbidden =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Marks that turn the direction of what follows: a name must not be able to rewrite its neighbours. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escapeText(text: string): string {
  return readable(text).replace(/[&<>"']/g, (mark) => entities[mark]);
}

/** The text without marks that break XML or turn its direction; what cannot be shown becomes U+FFFD. */
function readable(text: string): string {
  return text.replace(forbidden, "\ufffd").replace(directions, "");
}

/** An address that a reader may follow, escaped for an attribute; null for anything but http and https. */
export function escapeAddress(address: string): string | null {
  return /^https?:\/\/[^\s/]/i.test(address) ? escapeText(address.trim()) : null;
}

/** An anchor for any id: letters, digits, - and _ stay, the rest is written as its code, so that two ids never meet. */
export function anchor(prefix: string, id: string): string {
  return `${prefix}-${id.replace(/[^A-Za-z0-9-]/g, (mark) => `_${mark.charCodeAt(0).toString(16)}_`)}`;
}
