import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { StoreError, StoreErrorCode } from "../store/store-error.ts";
import { Problem } from "./problem.ts";

/** What a fault of the store is to whoever asks, and after how many seconds it may be over. */
const STATUS: Readonly<Record<StoreErrorCode, readonly [ContentfulStatusCode, number?]>> = {
  busy: [503, 1],
  "disk-full": [507],
  "read-only": [503],
  "disk-fault": [503],
  "lost-connection": [503, 5],
  conflict: [409],
  "base-needed": [428],
  refused: [422],
  "not-found": [404],
  tampered: [500],
  damaged: [500],
  newer: [500],
  older: [500],
};

export function problemOfStore({ code, text, rows, findings }: StoreError): Problem {
  const [status, wait] = STATUS[code];
  const headers: Record<string, string> = wait === undefined ? {} : { "Retry-After": String(wait) };
  return new Problem(status, code, text, headers, {
    ...(rows.length === 0 ? {} : { rows }),
    ...(findings.length === 0 ? {} : { findings }),
  });
}
