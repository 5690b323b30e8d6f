import type { ScenarioText } from "./reading.ts";

/** A document of YAML as `parseDocument` of the package yaml gives it. The library has no parser: who reads files hands one in. */
export interface YamlDocument {
  /** Offsets of the fault in the text. */
  readonly errors: readonly { readonly message: string; readonly pos: readonly [number, number] }[];
  getIn(path: readonly (string | number)[], keepScalar: true): unknown;
  toJS(options: { readonly maxAliasCount: 0 }): unknown;
}

export type ParseYaml = (
  text: string,
  options: { readonly schema: "core"; readonly uniqueKeys: true; readonly prettyErrors: false },
) => YamlDocument;

/** Why a file is no text of a scenario. */
export interface Unreadable {
  readonly line: number;
  readonly found: string;
}

/** A file `<id>.yaml` as plain values with their lines, or its first fault. */
export function scenarioText(
  { path, text }: { readonly path: string; readonly text: string },
  parse: ParseYaml,
): { readonly text: ScenarioText } | Unreadable {
  const document = parse(text, { schema: "core", uniqueKeys: true, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) return { line: lineAt(text, error.pos[0]), found: error.message };
  const lineOf = (at: readonly (string | number)[]): number => {
    for (let depth = at.length; depth > 0; depth--) {
      const node = document.getIn(at.slice(0, depth), true) as { readonly range?: readonly number[] } | undefined;
      if (node?.range) return lineAt(text, node.range[0]);
    }
    return 1;
  };
  const id = path.replace(/^.*[/\\]/, "").replace(/\.yaml$/, "");
  try {
    return { text: { id, file: path, value: document.toJS({ maxAliasCount: 0 }), lineOf } };
  } catch (thrown) {
    if (!(thrown instanceof ReferenceError)) throw thrown;
    // Aliases would let a small file unfold into a huge one.
    return { line: 1, found: "an alias (*name), which is not read" };
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, Math.max(0, offset)).split("\n").length;
}
