/** The caller is at fault: says what was needed and what was given. */
export class KeiretsuError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "KeiretsuError";
    this.code = code;
  }
}

/** We are at fault: kept on in production at room boundaries. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`internal check failed: ${message}`);
}
