/**
 * The house rules that a machine can check. Run: node scripts/tidy.ts [folder]. Exit code 1 when a rule is broken.
 * Each rule is a function over the files of a tree; scripts/test/tidy.test.ts shows for each one a tree that must fail.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { pathToFileURL } from "node:url";

export interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** Path (with forward slashes, relative to the root) to text. */
export type Tree = ReadonlyMap<string, string>;

/** Who may import whom inside the library: a room may import from itself and from the rooms in its row. */
const SHELL = ["num", "assert", "finding"];
export const CHAIN: Readonly<Record<string, readonly string[]>> = {
  num: ["assert"],
  assert: [],
  finding: [],
  network: SHELL,
  record: [...SHELL, "network"],
  trace: [...SHELL, "network"],
  measure: [...SHELL, "network"],
  contagion: [...SHELL, "network"],
  simulate: [...SHELL, "network", "contagion"],
  panel: [...SHELL, "network", "record", "trace", "measure", "contagion", "simulate"],
  tell: [...SHELL, "network", "record", "trace", "measure", "contagion", "simulate", "panel"],
  models: [...SHELL, "network", "trace", "measure", "contagion", "simulate", "tell"],
  index: [...SHELL, "network", "record", "trace", "measure", "contagion", "simulate", "panel", "tell", "models"],
};

const LIBRARY = "packages/keiretsu/src/";
const LONGEST_FILE = 400;

export const RULES: Readonly<Record<string, (tree: Tree) => Complaint[]>> = {
  "import-chain": importChain,
  "library-stands-alone": libraryStandsAlone,
  "node-uses-the-door": nodeUsesTheDoor,
  "long-file": longFile,
  "model-has-its-pages": modelHasItsPages,
  "finding-is-documented": findingIsDocumented,
  "speaks-of-itself": speaksOfItself,
  "left-over": leftOver,
  "dead-link": deadLink,
  "two-readmes": twoReadmes,
};

export function tidy(tree: Tree): Complaint[] {
  const complaints = Object.values(RULES).flatMap((rule) => rule(tree));
  return complaints.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function importChain(tree: Tree): Complaint[] {
  return sources(tree, LIBRARY).flatMap(([file, text]) => {
    const from = roomOf(file);
    const allowed = CHAIN[from];
    if (!allowed) return [complain(file, 1, "import-chain", `room "${from}" is not in the chain: add it to CHAIN and to ARCHITECTURE.md`)];
    return importsOf(text).flatMap(({ line, specifier }) => {
      if (!specifier.startsWith(".")) return [];
      const target = normalize(join(dirname(file), specifier)).replaceAll("\\", "/");
      if (!target.startsWith(LIBRARY)) return [complain(file, line, "import-chain", `imports ${specifier}, which is outside the library`)];
      const to = roomOf(target);
      if (to === from || allowed.includes(to)) return [];
      return [complain(file, line, "import-chain", `${from} may not import ${to} (allowed: ${[from, ...allowed].join(", ")})`)];
    });
  });
}

function libraryStandsAlone(tree: Tree): Complaint[] {
  const complaints: Complaint[] = [];
  const manifest = tree.get("packages/keiretsu/package.json");
  if (manifest && /"(dependencies|peerDependencies|optionalDependencies)"/.test(manifest))
    complaints.push(complain("packages/keiretsu/package.json", 1, "library-stands-alone", "the library has no runtime dependency"));
  const forbidden =
    /\b(Math\.random|Date\.now|new Date\(|performance\.now|process\.|fetch\(|console\.|require\(|XMLHttpRequest|localeCompare)|from "node:/;
  for (const [file, text] of sources(tree, LIBRARY)) {
    forEachCodeLine(text, (code, line) => {
      const hit = forbidden.exec(code);
      if (hit) complaints.push(complain(file, line, "library-stands-alone", `${hit[0]}: no clock, chance, host or locale in the library`));
    });
    for (const { line, specifier } of importsOf(text))
      if (!specifier.startsWith(".")) complaints.push(complain(file, line, "library-stands-alone", `imports "${specifier}"`));
  }
  return complaints;
}

function nodeUsesTheDoor(tree: Tree): Complaint[] {
  return [...sources(tree, "packages/node/src/"), ...sources(tree, "packages/web/src/")].flatMap(([file, text]) =>
    importsOf(text)
      .filter(({ specifier }) => specifier.includes("keiretsu/") || specifier.includes("packages/"))
      .map(({ line, specifier }) =>
        complain(file, line, "node-uses-the-door", `imports ${specifier}: the library is entered through "keiretsu" only`),
      ),
  );
}

function longFile(tree: Tree): Complaint[] {
  return [...sources(tree, "packages/"), ...sources(tree, "scripts/"), ...sources(tree, "bench/")].flatMap(([file, text]) => {
    const lines = text.split("\n").length;
    // A compiled kernel keeps its memory layout and the loops over it in one file.
    if (lines <= LONGEST_FILE || /\.generated\.|\/(test|assembly)\//.test(file)) return [];
    return [complain(file, LONGEST_FILE, "long-file", `${lines} lines: which second idea moved in? (${LONGEST_FILE} at most)`)];
  });
}

/** Each model of the registry has a kernel, a test and a page of its own name. */
function modelHasItsPages(tree: Tree): Complaint[] {
  return sources(tree, `${LIBRARY}models/`).flatMap(([file, text]) => modelPages(tree, file, text));
}

function modelPages(tree: Tree, file: string, text: string): Complaint[] {
  const complaints: Complaint[] = [];
  text.split("\n").forEach((code, i) => {
    const id = /^\s*id: "([a-z0-9-]+)"/.exec(code)?.[1];
    if (!id) return;
    for (const needed of [`docs/models/${id}.md`])
      if (!tree.has(needed)) complaints.push(complain(file, i + 1, "model-has-its-pages", `model "${id}" has no ${needed}`));
    const tested = [...tree.keys()].some((path) => path.startsWith("packages/keiretsu/test/") && path.endsWith(`/${id}.test.ts`));
    if (!tested) complaints.push(complain(file, i + 1, "model-has-its-pages", `model "${id}" has no test of its name`));
  });
  return complaints;
}

function findingIsDocumented(tree: Tree): Complaint[] {
  const page = tree.get("docs/reference/findings.md");
  if (page === undefined) return [];
  return [...sources(tree, `${LIBRARY}record/`), ...sources(tree, "packages/node/src/")].flatMap(([file, text]) =>
    text.split("\n").flatMap((code, i) => {
      const id = /\bcode: "([a-z0-9-]+)"/.exec(code)?.[1];
      if (!id || file.includes("/cli/") || page.includes(`\`${id}\``)) return [];
      return [complain(file, i + 1, "finding-is-documented", `finding "${id}" is not in docs/reference/findings.md`)];
    }),
  );
}

/** The project speaks of itself alone: no paths of a machine, no working file names, no talk of how it was written. */
function speaksOfItself(tree: Tree): Complaint[] {
  const words = new RegExp(["(^|[^\\w.])/(?:home|root|Users|work)/", "\\d{3}_[0-9a-f]{16}", "as an AI\\b"].join("|"), "i");
  return [...tree].flatMap(([file, text]) =>
    file === "package-lock.json" || file.startsWith("scripts/tidy") || file.startsWith("scripts/test/")
      ? []
      : text.split("\n").flatMap((code, i) => {
          const hit = words.exec(code);
          return hit ? [complain(file, i + 1, "speaks-of-itself", `"${hit[0].trim()}"`)] : [];
        }),
  );
}

function leftOver(tree: Tree): Complaint[] {
  const words = /\b(TODO|FIXME|XXX)\b|\b(describe|test|it)\.(only|skip)\b/;
  return [...sources(tree, "packages/"), ...sources(tree, "scripts/"), ...sources(tree, "bench/")].flatMap(([file, text]) =>
    file.startsWith("scripts/tidy") || file.startsWith("scripts/test/")
      ? []
      : text.split("\n").flatMap((code, i) => {
          const hit = words.exec(code);
          return hit ? [complain(file, i + 1, "left-over", `"${hit[0]}": finish it or delete it`)] : [];
        }),
  );
}

/** A relative link in a page leads to a file of the tree. */
function deadLink(tree: Tree): Complaint[] {
  const folders = new Set([...tree.keys()].flatMap((file) => parents(file)));
  return [...tree].flatMap(([file, text]) => {
    if (!file.endsWith(".md")) return [];
    return text.split("\n").flatMap((code, i) =>
      [...code.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) => {
        if (/^[a-z]+:|^#/.test(link)) return [];
        const target = normalize(join(dirname(file), link.replace(/#.*$/, "")))
          .replaceAll("\\", "/")
          .replace(/\/$/, "");
        return tree.has(target) || folders.has(target) ? [] : [complain(file, i + 1, "dead-link", `${link} leads nowhere`)];
      }),
    );
  });
}

/** The two READMEs say the same: as many headings of each level, in the same order. */
function twoReadmes(tree: Tree): Complaint[] {
  const levels = (file: string): string => [...(tree.get(file) ?? "").matchAll(/^(#+) /gm)].map(([, marks]) => marks.length).join(" ");
  if (levels("README.md") === levels("README.fr.md")) return [];
  return [complain("README.fr.md", 1, "two-readmes", `headings ${levels("README.fr.md")}, README.md has ${levels("README.md")}`)];
}

// ------------------------------------------------------------------------------------------------------------- helpers

function complain(file: string, line: number, rule: string, message: string): Complaint {
  return { file, line, rule, message };
}

function sources(tree: Tree, folder: string): (readonly [string, string])[] {
  return [...tree].filter(([file]) => file.startsWith(folder) && /\.(tsx?|mjs)$/.test(file));
}

function roomOf(file: string): string {
  return file.slice(LIBRARY.length).replace(/\.ts$/, "").split("/")[0];
}

function importsOf(text: string): { line: number; specifier: string }[] {
  return text.split("\n").flatMap((code, i) => {
    const specifier = /^(?:import|export)\b.*?\bfrom\s*"([^"]+)"|^import\s*"([^"]+)"|^\}\s*from\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/
      .exec(code)
      ?.slice(1)
      .find(Boolean);
    return specifier && !/^\s*(\*|\/\/)/.test(code) ? [{ line: i + 1, specifier }] : [];
  });
}

function forEachCodeLine(text: string, visit: (code: string, line: number) => void): void {
  text.split("\n").forEach((code, i) => {
    if (!/^\s*(\*|\/\*|\/\/)/.test(code)) visit(code.replace(/\/\/.*$/, ""), i + 1);
  });
}

function parents(file: string): string[] {
  const folder = dirname(file);
  return folder === "." ? [] : [folder, ...parents(folder)];
}

/** The files git tracks or would track, as text; without git (a package unpacked), every file below the folder. */
export function readTree(root: string): Tree {
  const tree = new Map<string, string>();
  for (const file of listFiles(root)) {
    const path = join(root, file);
    if (!existsSync(path) || statSync(path).size > 2_000_000 || /\.(png|ico|woff2|bin|wasm)$/.test(file)) continue;
    tree.set(file, readFileSync(path, "utf8"));
  }
  return tree;
}

function listFiles(root: string): string[] {
  try {
    const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return listed.split("\0").filter(Boolean);
  } catch {
    const walk = (folder: string): string[] =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        if (["node_modules", "dist", ".git"].includes(entry.name)) return [];
        const path = join(folder, entry.name);
        return entry.isDirectory() ? walk(path) : [relative(root, path).replaceAll("\\", "/")];
      });
    return walk(root);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const complaints = tidy(readTree(process.argv[2] ?? "."));
  for (const { file, line, rule, message } of complaints) console.error(`${file}:${line} ${rule}: ${message}`);
  console.log(`${complaints.length} complaints, ${Object.keys(RULES).length} rules`);
  process.exitCode = complaints.length > 0 ? 1 : 0;
}
