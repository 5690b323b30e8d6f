import { severalValues } from "./codes.ts";
import type { Findings, Values } from "./graph-file.ts";

/** Values of one element as they come; a name that comes twice with two values has none. */
export class ValueList {
  readonly #values = new Map<string, string>();
  readonly #torn = new Set<string>();
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  set(name: string, value: string, at: number): void {
    if (value === "" || this.#torn.has(name)) return;
    const before = this.#values.get(name);
    if (before === undefined) this.#values.set(name, value);
    else if (before !== value) {
      this.#values.delete(name);
      this.#torn.add(name);
      this.#findings.add(severalValues, at, { field: name });
    }
  }

  /** With what the file gives to all that say nothing else. */
  finish(defaults: Values = new Map()): Values {
    for (const [name, value] of defaults) if (!this.#values.has(name) && !this.#torn.has(name)) this.#values.set(name, value);
    return this.#values;
  }
}
