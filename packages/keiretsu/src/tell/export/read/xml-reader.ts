import { forbiddenInXml } from "../xml-text.ts";

/** Why a text is no XML that we take, and where. */
export interface XmlFault {
  readonly code: "bad-xml" | "document-type" | "unknown-entity" | "too-deep" | "other-encoding";
  /** Offset in the text. */
  readonly at: number;
  /** What is wrong, for `bad-xml`; the entity or the encoding otherwise. */
  readonly found: string;
}

type XmlEvent = "open" | "close" | "text" | "end" | "fault";

/** A graph nests five deep, drawings in it some fifteen. */
const DEEPEST = 64;
const WORD = String.raw`[\p{L}_][\p{L}\p{N}\p{M}_.\-\u00b7]*`;
const NAME = new RegExp(`(?:(${WORD}):)?(${WORD})`, "uy");
const SPACE = /[ \t\r\n]*/y;
const EQUALS = /[ \t\r\n]*=[ \t\r\n]*(["'])/y;
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * A strict reader of XML 1.0 that gives one event after the other: what is not well formed stops it with the place. It knows no document types and
 * so no entities but the five of XML: nothing is fetched, nothing grows. Prefixes are told and not resolved. No recursion; cost O(length).
 */
export class XmlReader {
  /** Local name of the element that opened or closed, and its prefix, "" for none. */
  name = "";
  prefix = "";
  /** Attributes of the element that opened, by their whole names. */
  attributes: ReadonlyMap<string, string> = new Map();
  text = "";
  /** Offset at which the event begins. */
  at = 0;
  fault: XmlFault | null = null;
  readonly #source: string;
  readonly #open: string[] = [];
  #next = 0;
  #closesNow = false;
  #hadRoot = false;

  constructor(source: string) {
    this.#source = source;
    if (source.charCodeAt(0) === 0xfeff) this.#next = 1;
    this.#readDeclaration();
  }

  get depth(): number {
    return this.#open.length;
  }

  next(): XmlEvent {
    if (this.fault) return "fault";
    if (this.#closesNow) return this.#close();
    for (;;) {
      const source = this.#source;
      this.at = this.#next;
      if (this.at >= source.length) return this.#end();
      if (source[this.at] !== "<") return this.#readText(source.indexOf("<", this.at));
      if (source.startsWith("<!--", this.at)) {
        const end = source.indexOf("--", this.at + 4);
        if (end < 0 || source[end + 2] !== ">") return this.#fail(end < 0 ? this.at : end, "a comment that is not closed by -->");
        this.#next = end + 3;
      } else if (source.startsWith("<?", this.at)) {
        const end = source.indexOf("?>", this.at);
        if (end < 0) return this.#fail(this.at, "<? without ?>");
        if (/^<\?xml\b/i.test(source.slice(this.at, this.at + 6))) return this.#fail(this.at, "<?xml that is not at the start");
        this.#next = end + 2;
      } else if (source.startsWith("<![CDATA[", this.at)) return this.#readCdata();
      else if (source.startsWith("<!", this.at)) return this.#fail(this.at, source.slice(this.at, this.at + 20), "document-type");
      else if (source[this.at + 1] === "/") return this.#readClose();
      else return this.#readOpen();
    }
  }

  #readDeclaration(): void {
    const declared = /^<\?xml\s+version\s*=\s*(?:"1\.[0-9]"|'1\.[0-9]')([^?]*)\?>/.exec(this.#source.slice(this.#next, this.#next + 200));
    if (!declared) return;
    const encoding = /encoding\s*=\s*["']([^"']*)["']/.exec(declared[1])?.[1] ?? "UTF-8";
    if (!/^(utf-?8|us-ascii)$/i.test(encoding)) this.#fail(this.#next, encoding, "other-encoding");
    this.#next += declared[0].length;
  }

  #readOpen(): XmlEvent {
    const source = this.#source;
    if (this.#hadRoot && this.depth === 0) return this.#fail(this.at, "a second element at the top");
    let i = this.at + 1;
    const tag = this.#match(NAME, i);
    if (!tag) return this.#fail(this.at, "< without a name");
    [, this.prefix = "", this.name] = tag;
    i += tag[0].length;
    const attributes = new Map<string, string>();
    for (;;) {
      const space = this.#match(SPACE, i)![0].length;
      i += space;
      if (source[i] === ">" || source.startsWith("/>", i)) break;
      const attribute = this.#match(NAME, i);
      if (!attribute || space === 0) return this.#fail(i, `<${tag[0]} is not closed by >`);
      const equals = this.#match(EQUALS, i + attribute[0].length);
      if (!equals) return this.#fail(i, `${attribute[0]} without a value in quotes`);
      const begin = i + attribute[0].length + equals[0].length;
      const end = source.indexOf(equals[1], begin);
      if (end < 0) return this.#fail(i, `${attribute[0]} whose quote is not closed`);
      const raw = source.slice(begin, end);
      if (raw.includes("<")) return this.#fail(begin + raw.indexOf("<"), `< in the value of ${attribute[0]}`);
      const value = this.#decoded(raw.replace(/\r\n|[\t\r\n]/g, " "), begin);
      if (value === null) return "fault";
      if (attributes.has(attribute[0])) return this.#fail(i, `${attribute[0]} twice`);
      attributes.set(attribute[0], value);
      i = end + 1;
    }
    if (this.depth === DEEPEST) return this.#fail(this.at, String(DEEPEST), "too-deep");
    this.#closesNow = source[i] === "/";
    this.#next = i + (this.#closesNow ? 2 : 1);
    this.#open.push(tag[0]);
    this.#hadRoot = true;
    this.attributes = attributes;
    return "open";
  }

  #readClose(): XmlEvent {
    const tag = this.#match(NAME, this.at + 2);
    const last = this.#open.at(-1);
    if (!tag || tag[0] !== last) {
      const expected = last === undefined ? "" : `, </${last}> was expected`;
      return this.#fail(this.at, `</${tag?.[0] ?? ""}>${expected}`);
    }
    const i = this.at + 2 + tag[0].length + this.#match(SPACE, this.at + 2 + tag[0].length)![0].length;
    if (this.#source[i] !== ">") return this.#fail(i, `</${tag[0]} without >`);
    this.#next = i + 1;
    return this.#close();
  }

  #close(): XmlEvent {
    this.#closesNow = false;
    const [, prefix = "", name] = this.#match(NAME, 0, this.#open.pop())!;
    this.prefix = prefix;
    this.name = name;
    return "close";
  }

  #readText(end: number): XmlEvent {
    const raw = this.#source.slice(this.at, end < 0 ? undefined : end);
    if (this.depth === 0 && raw.trim() !== "")
      return this.#fail(this.at, this.#hadRoot ? "text after the end" : "text before the first element");
    if (raw.includes("]]>")) return this.#fail(this.at + raw.indexOf("]]>"), "]]> in a text");
    const text = this.#decoded(raw.replace(/\r\n?/g, "\n"), this.at);
    if (text === null) return "fault";
    this.text = text;
    this.#next = this.at + raw.length;
    return "text";
  }

  #readCdata(): XmlEvent {
    const end = this.#source.indexOf("]]>", this.at);
    if (end < 0 || this.depth === 0) return this.#fail(this.at, "<![CDATA[ that is out of place or not closed");
    const text = this.#source.slice(this.at + 9, end).replace(/\r\n?/g, "\n");
    if (text.search(forbiddenInXml) >= 0) return this.#fail(this.at, "a control character");
    this.text = text;
    this.#next = end + 3;
    return "text";
  }

  #end(): XmlEvent {
    if (this.depth > 0) return this.#fail(this.at, `the end, </${this.#open.at(-1)}> was expected`);
    return this.#hadRoot ? "end" : this.#fail(this.at, "no element");
  }

  /** The text with its references resolved; null with a fault. */
  #decoded(raw: string, at: number): string | null {
    const forbidden = raw.search(forbiddenInXml);
    if (forbidden >= 0) {
      this.#fail(at + forbidden, "a control character");
      return null;
    }
    let decoded = "";
    let from = 0;
    for (let i = raw.indexOf("&"); i >= 0; i = raw.indexOf("&", from)) {
      const match = this.#match(REFERENCE, i, raw);
      const code = match?.[1] === undefined ? Number(match?.[2] ?? Number.NaN) : Number.parseInt(match[1], 16);
      const named = ENTITIES[match?.[3] ?? ""];
      const isCharacter = code <= 0x10ffff && String.fromCodePoint(code).search(forbiddenInXml) < 0;
      if (!match || (named === undefined && !isCharacter)) {
        this.#fail(at + i, raw.slice(i, i + 20), "unknown-entity");
        return null;
      }
      decoded += raw.slice(from, i) + (named ?? String.fromCodePoint(code));
      from = i + match[0].length;
    }
    return from === 0 ? raw : decoded + raw.slice(from);
  }

  #match(pattern: RegExp, at: number, text: string = this.#source): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(text);
  }

  #fail(at: number, found: string, code: XmlFault["code"] = "bad-xml"): "fault" {
    this.fault = { code, at, found };
    return "fault";
  }
}
