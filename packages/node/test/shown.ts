import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { run } from "./cli/run.ts";

/**
 * What a page shows, as steps that can be run. In a block marked `console` a line that starts with `$` is a command and what follows is its
 * output, where `[...]` stands for lines left out. "Add to `file`:" before a block, "Write `file`:" before a block and "In `file` change `a`
 * to `b`" are edits of the reader's own files.
 */
export type Step =
  | Shown
  | { readonly kind: "add"; readonly file: string; readonly text: string }
  | { readonly kind: "write"; readonly file: string; readonly text: string }
  | { readonly kind: "change"; readonly file: string; readonly before: string; readonly after: string };

export interface Shown {
  readonly kind: "command";
  readonly command: string;
  readonly output: readonly string[];
}

export function stepsOf(page: string): readonly Step[] {
  const text = readFileSync(page, "utf8");
  const pattern =
    /^```console\n(?<shown>[\s\S]*?)^```|(?<verb>Add to|Write) `(?<file>[^`]+)`:\n\n```\w+\n(?<body>[\s\S]*?)```|In `(?<where>[^`]+)` change `(?<before>[^`]+)` to `(?<after>[^`]+)`/gm;
  return [...text.matchAll(pattern)].flatMap(({ groups = {} }): Step[] => {
    if (groups.verb) {
      const edit = { file: groups.file, text: groups.body };
      return [groups.verb === "Write" ? { kind: "write", ...edit } : { kind: "add", ...edit }];
    }
    if (groups.where) return [{ kind: "change", file: groups.where, before: groups.before, after: groups.after }];
    return groups.shown
      .split(/^\$ /m)
      .filter(Boolean)
      .map((part) => {
        const [command, ...output] = part.trimEnd().split("\n");
        return { kind: "command", command, output };
      });
  });
}

/** A folder where a reader stands who has the casebooks and nothing else. */
export function readersFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "keiretsu-reader-"));
  cpSync("casebooks", join(folder, "casebooks"), { recursive: true });
  for (const name of ["packages", "docs"]) symlinkSync(join(process.cwd(), name), join(folder, name));
  return folder;
}

/** Take one step in the current folder and hold what it prints against what the page shows. */
export async function take(step: Step): Promise<void> {
  if (step.kind === "add") appendFileSync(step.file, step.text);
  else if (step.kind === "write") writeFileSync(step.file, step.text);
  else if (step.kind === "change") {
    const text = readFileSync(step.file, "utf8");
    expect(text.split(step.before), `${step.before} occurs once in ${step.file}`).toHaveLength(2);
    writeFileSync(
      step.file,
      text.replace(step.before, () => step.after),
    );
  } else if (step.command.startsWith("npx keiretsu ")) {
    const { stdout, stderr } = await run(step.command.replace("npx ", ""));
    expectShown(step, `${stdout}\n${stderr}`);
  } else expectShown(step, execFileSync("sh", ["-c", step.command], { encoding: "utf8" }));
}

/** Each run of lines between two cuts stands in what was printed, line by line, in the order shown. */
export function expectShown({ command, output }: Shown, printed: string): void {
  const lines = printed.split("\n").map((line) => line.trimEnd());
  let from = 0;
  for (const part of output.join("\n").split(/^\[\.\.\.\]$/m)) {
    const wanted = part.replace(/^\n+|\n+$/g, "").split("\n");
    if (wanted.join("") === "") continue;
    const at = lines.findIndex((_, i) => i >= from && wanted.every((line, j) => lines[i + j] === line.trimEnd()));
    expect(at, `"${command}" does not print these lines in this place:\n${wanted.join("\n")}\nIt prints:\n${printed}`).toBeGreaterThan(-1);
    from = at + wanted.length;
  }
}
