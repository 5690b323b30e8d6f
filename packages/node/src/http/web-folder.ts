import { fileURLToPath } from "node:url";

/** Where the built web app lies. */
export function webFolder(): string {
  return fileURLToPath(new URL("../../../web/dist", import.meta.url));
}
