import type { Finding } from "../../../finding.ts";
import { type FindingCode, makeFinding } from "../../../record/finding-code.ts";

/** A file of a graph as it stands, before its values mean anything: the same for every format. */
export interface GraphFile {
  /** Values of the graph itself. */
  readonly values: Values;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Texts by the name that people see: the title of an attribute, not its id. An empty text is no value. */
export type Values = ReadonlyMap<string, string>;

export interface GraphNode {
  /** "" only where it is refused. */
  readonly id: string;
  readonly refused: Refused | null;
  readonly values: Values;
  /** Offset in the text. */
  readonly at: number;
}

export interface GraphEdge {
  /** null where the file gives none. */
  readonly id: string | null;
  /** An end that is missing is "", and the edge is refused. */
  readonly from: string;
  readonly to: string;
  readonly refused: Refused | null;
  readonly values: Values;
  readonly at: number;
}

/** Why a node or an edge is not taken; the finding itself is there for the first ones. */
export interface Refused {
  readonly code: string;
  readonly finding: Finding | null;
}

/** How many findings are told one by one; all are counted. */
const MOST_FINDINGS = 100;

/** What is found while a text is read. */
export class Findings {
  readonly list: Finding[] = [];
  /** Findings by code, those beyond the most that are told included. */
  readonly counts: Map<string, number> = new Map();
  /** Whether the file as a whole was refused. */
  refused = false;
  readonly file: string;
  readonly #text: string;
  readonly #once = new Set<string>();

  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
  }

  add(code: FindingCode, at: number, words: Readonly<Record<string, string | number>> = {}): Refused {
    this.counts.set(code.code, (this.counts.get(code.code) ?? 0) + 1);
    if (this.list.length >= MOST_FINDINGS) return { code: code.code, finding: null };
    const finding = this.#made(code, at, words);
    this.list.push(finding);
    return { code: code.code, finding };
  }

  /** The same words are told once. */
  addOnce(code: FindingCode, at: number, words: Readonly<Record<string, string | number>>): void {
    const key = JSON.stringify([code.code, words]);
    if (!this.#once.has(key)) this.add(code, at, words);
    this.#once.add(key);
  }

  /** The file as a whole cannot be taken; this is told whatever else was found. */
  refuse(code: FindingCode, at: number, words: Readonly<Record<string, string | number>> = {}): null {
    this.refused = true;
    this.counts.set(code.code, (this.counts.get(code.code) ?? 0) + 1);
    this.list.push(this.#made(code, at, words));
    return null;
  }

  /** Take over what another reader found; any of its errors refuses a row. */
  adopt(found: readonly Finding[]): void {
    for (const finding of found) this.counts.set(finding.code, (this.counts.get(finding.code) ?? 0) + 1);
    this.list.push(...found.slice(0, Math.max(0, MOST_FINDINGS - this.list.length)));
  }

  #made(code: FindingCode, at: number, words: Readonly<Record<string, string | number>>): Finding {
    const place = { file: this.file, ...lineAndColumn(this.#text, at) };
    return makeFinding(code, { place, excerpt: this.#text.slice(at, at + 80).split("\n")[0] }, words);
  }
}

/** Both count from 1; a column counts characters. */
export function lineAndColumn(text: string, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < at; end = text.indexOf("\n", start)) {
    line++;
    start = end + 1;
  }
  let column = 1;
  for (let i = start; i < at; i++) {
    const code = text.charCodeAt(i);
    // The second half of a pair is no character of its own; a byte order mark is none at all.
    if ((code < 0xdc00 || code > 0xdfff) && code !== 0xfeff) column++;
  }
  return { line, column };
}
