import type { Database } from "../../store/database.ts";
import type { Keep } from "./keep.ts";

/** The accounts beside the record, in the same database. */
export function keepIn({ read, write }: Database, now: () => Date = () => new Date()): Keep {
  // The same migrations make the tables of both; only their types are told apart.
  return { ...({ read, write } as unknown as Pick<Keep, "read" | "write">), now };
}
