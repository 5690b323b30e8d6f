/** Growing columns of edges; ids are the numbers of the file, or of the table of ids once there is one. */
export class Columns {
  length = 0;
  from: Uint32Array = new Uint32Array(0);
  to: Uint32Array = new Uint32Array(0);
  amount: Float64Array = new Float64Array(0);
  /** Numbers of the texts of these columns; empty when not asked for. */
  type: Uint32Array = new Uint32Array(0);
  date: Uint32Array = new Uint32Array(0);
  readonly #extra: boolean;

  constructor(extra: boolean) {
    this.#extra = extra;
  }

  /** Make room for `more` rows; `expected` is the best guess of all rows to come. */
  reserve(more: number, expected: number): void {
    if (this.length + more <= this.from.length) return;
    const size = Math.max(this.length + more, Math.ceil(expected), Math.ceil(this.from.length * 1.5));
    this.from = grown(this.from, new Uint32Array(size), this.length);
    this.to = grown(this.to, new Uint32Array(size), this.length);
    this.amount = grown(this.amount, new Float64Array(size), this.length);
    if (!this.#extra) return;
    this.type = grown(this.type, new Uint32Array(size), this.length);
    this.date = grown(this.date, new Uint32Array(size), this.length);
  }
}

function grown<T extends { set(values: T): void; subarray(begin: number, end: number): T }>(from: T, into: T, length: number): T {
  into.set(from.subarray(0, length));
  return into;
}
