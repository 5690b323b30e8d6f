import type { Crew } from "./answers/crew.ts";
import type { Bodies } from "./bodies.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Security } from "./security/secure.ts";
import type { Store } from "../store/store.ts";

/** What the routes stand on. */
export interface Workbench {
  readonly store: Store;
  readonly crew: Crew;
  readonly jobs: Jobs;
  readonly bodies: Bodies;
  /** Folder of the built web app. */
  readonly web: string;
  readonly security: Security;
  /** One line of JSON a request. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}
