import { KeiretsuError } from "../assert.ts";
import type { BooksFault } from "./books.ts";

/** The books do not close: the run stops. */
export class BooksError extends KeiretsuError {
  readonly posting: string;
  readonly fault: BooksFault;
  constructor(posting: string, fault: BooksFault) {
    super("books-open", `after "${posting}" the books do not close: ${fault.what} "${fault.name}" is off by ${fault.off}`);
    this.name = "BooksError";
    this.posting = posting;
    this.fault = fault;
  }
}
