import { projectOptionsOf, viewOptionsOf, wholeOf } from "../../state/view-params.ts";
import type { Params } from "../../worker/questions.ts";

const LENGTHS = { least: 2, most: 12 };

/** A loop is a structure: guarantees are on it, marked, unless they are asked away. */
export function loopsAsked(params: Readonly<Record<string, string>>): Pick<Params<"loops">, "view" | "options"> {
  return {
    view: viewOptionsOf(params),
    options: { ...projectOptionsOf(params), contingent: params.contingent !== "no", maxLength: wholeOf(params, "max-length", LENGTHS) },
  };
}
