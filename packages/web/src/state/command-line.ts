import { fallbacks } from "./view-params.ts";

/** What a command takes of how the casebook is seen: the view, the view and whose flows count, the three dates and the policy, the dates alone, or nothing. */
export type Takes = "view" | "project" | "loops" | "facts" | "dates" | "nothing";

export type CommandOptions = Readonly<Record<string, string | readonly string[] | boolean | null | undefined>>;

const dates = ["known", "recorded"];
const facts = ["known", "valid", "recorded", "policy"];
const view = [...facts, "at-least", "confidence", "composition", "chapter"];
const taken: Readonly<Record<Takes, readonly string[]>> = {
  nothing: [],
  dates,
  facts,
  view,
  project: [...view, "perimeter", "in-kind", "contingent"],
  // Guarantees are on loops unless they are asked away: the page says which.
  loops: [...view, "perimeter", "in-kind"],
};

/** The command line that gives the answer of a page: what the address says, where it is not the default, then the options of the page. */
export function commandLine(
  book: string,
  params: Readonly<Record<string, string>>,
  asked: { readonly command: string; readonly takes: Takes; readonly args?: readonly string[]; readonly options?: CommandOptions },
): string {
  const seen = taken[asked.takes].flatMap((name) => {
    const value = params[name];
    return value === undefined || value === fallbacks[name] ? [] : option(name, value);
  });
  const own = Object.entries(asked.options ?? {}).flatMap(([name, value]) =>
    value === null || value === undefined || value === false || value === ""
      ? []
      : value === true
        ? [`--${name}`]
        : (typeof value === "string" ? [value] : value).flatMap((one) => option(name, one)),
  );
  return ["keiretsu", asked.command, quoted(`casebooks/${book}`), ...(asked.args ?? []).map(quoted), ...own, ...seen].join(" ");
}

function option(name: string, value: string): readonly string[] {
  return [`--${name} ${quoted(value)}`];
}

/** As a shell reads one word. */
function quoted(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
