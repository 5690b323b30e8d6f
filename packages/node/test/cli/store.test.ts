import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import Sqlite from "better-sqlite3";
import { run, type Run } from "./run.ts";

let folder = "";
let where = "";
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keiretsu-cli-store-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  where = join(folder, `store${++made}.sqlite`);
});

const FORD = "casebooks/ford-1914";
const store = (line: string, env: Readonly<Record<string, string>> = { USER: "ada" }): Promise<Run> =>
  run(`keiretsu store ${line} --store ${where}`, { env });

/** Path to bytes of every file below a folder. */
function bytesOf(root: string): Readonly<Record<string, string>> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    paths.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(root.length + 1), readFileSync(path, "latin1")];
    }),
  );
}

describe("folder to store to folder", () => {
  test("what goes in comes out, byte for byte, and the command says so in both languages", async () => {
    expect(await store(`import ${FORD}`)).toEqual({
      code: 0,
      stdout: "ford-1914: revision 1 (change 1): lines: 82 new, 0 gone, 0 changed.\n",
      stderr: "",
    });
    const out = join(folder, "out");
    expect((await store(`export ford-1914 -o ${out} --lang fr`)).stdout).toBe(
      `Écrit : ${out}, 16 fichiers de ford-1914 à la révision 1.\n`,
    );
    expect(bytesOf(out)).toEqual(bytesOf(FORD));
  });

  test("the digest of the list is what sha256sum says of the folder", async () => {
    await store(`import ${FORD}`);
    const { casebooks } = JSON.parse((await store("list --json")).stdout) as { casebooks: { digest: string }[] };
    const sum = execFileSync("sh", ["-c", "find * -type f | LC_ALL=C sort | xargs sha256sum | sha256sum"], { cwd: FORD, encoding: "utf8" });
    expect(casebooks[0].digest).toBe(sum.split(" ")[0]);
  });

  test("an older copy is written over only when asked, and files of others are left and named", async () => {
    await store(`import ${FORD}`);
    const out = join(folder, "copy");
    mkdirSync(out);
    writeFileSync(join(out, "notes.txt"), "mine");
    writeFileSync(join(out, "README.md"), "older");
    expect((await store(`export ford-1914 -o ${out}`)).code).toBe(1);
    expect(readFileSync(join(out, "README.md"), "utf8")).toBe("older");
    const { code, stderr } = await store(`export ford-1914 -o ${out} --replace`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "Also in the folder, and not in the store: notes.txt.\n" });
    expect(bytesOf(out)).toEqual({ ...bytesOf(FORD), "notes.txt": "mine" });
  });

  test("an older revision can be exported, and what others did since is not lost by an import", async () => {
    const book = join(folder, "book");
    await store(`import ${FORD} --as book`);
    await store(`export book -o ${book}`);
    writeFileSync(join(book, "README.md"), "# By one\n");
    await store(`import ${book} --base 1 --why "one"`);
    writeFileSync(join(book, "README.md"), "# By another, from revision 1\n");
    const lost = await store(`import ${book} --base 1 --why "another"`);
    expect({ code: lost.code, stderr: lost.stderr }).toEqual({
      code: 1,
      stderr:
        "Since revision 1 others have changed rows that this folder would take back: README.md. Export the casebook again and repeat your changes there.\n",
    });
    const unsaid = await store(`import ${book} --why "another"`);
    expect(unsaid.code).toBe(1);
    expect(unsaid.stderr).toMatch(/already, at revision 2\. .*--base/);
    await store(`export book --revision 1 -o ${join(folder, "first")}`);
    expect(bytesOf(join(folder, "first"))).toEqual(bytesOf(FORD));
    expect((await store("changes book")).stdout).toContain("one (lines: 0 new, 0 gone, 1 changed)");
  });

  test.each([
    ["is not UTF-8", (root: string) => writeFileSync(join(root, "note.txt"), Buffer.from("é", "latin1")), "invalid-utf8"],
    ["leads out of the folder", (root: string) => symlinkSync("/etc/hostname", join(root, "note.txt")), "link-leaves-folder"],
    ["holds NUL", (root: string) => writeFileSync(join(root, "note.txt"), "a\0b"), "NUL"],
  ])("a file that %s is refused, and nothing is imported", async (_, spoil, said) => {
    const root = mkdtempSync(join(folder, "spoilt-"));
    execFileSync("cp", ["-r", `${FORD}/.`, root]);
    spoil(root);
    const { code, stdout, stderr } = await store(`import ${root} --as spoilt`);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain(said);
    expect((await store("list")).stdout).toBe("The store holds no casebook yet.\n");
  });

  test("hidden files are left out and named", async () => {
    const root = mkdtempSync(join(folder, "hidden-"));
    execFileSync("cp", ["-r", `${FORD}/.`, root]);
    mkdirSync(join(root, ".git"));
    const { code, stderr } = await store(`import ${root} --as hidden`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "Left out, being hidden: .git.\n" });
  });

  test("a folder that is no casebook, and one that is not there", async () => {
    expect((await store(`import ${mkdtempSync(join(folder, "empty-"))} --as x`)).stderr).toContain("no datapackage.json");
    expect((await store(`import ${join(folder, "nowhere")}`)).stdout).toContain("unreadable-file");
  });
});

describe("check and keep", () => {
  test("verify gives the head to note, and finds what was changed past the program", async () => {
    await store(`import ${FORD}`);
    const fine = await store("verify");
    const [, head] = /Head: ([0-9a-f]{64})/.exec(fine.stdout)!;
    expect((await store(`verify --head ${head}`)).code).toBe(0);
    expect((await store(`verify --head ${"0".repeat(64)}`)).code).toBe(1);
    const database = new Sqlite(where);
    database.exec("update casebook_rows set line = replace(line, '5', '6') where key = 'c-perelman-undated-001'");
    database.close();
    const { code, stdout } = await store("verify --lang fr");
    expect(code).toBe(1);
    expect(stdout).toContain("store-row-altered");
    expect(stdout).toMatch(/Le dépôt a été modifié hors du programme/);
    expect(JSON.parse((await store("verify --json")).stdout)).toMatchObject({ findings: [{ code: "store-row-altered" }] });
  });

  test("back up, restore elsewhere, and the history is the same", async () => {
    await store(`import ${FORD}`);
    const file = join(folder, "file.backup");
    const { stdout } = await store(`backup ${file}`);
    const [, head] = /Head: ([0-9a-f]{64})/.exec(stdout)!;
    where = join(folder, "restored.sqlite");
    expect(await store(`restore ${file}`)).toEqual({
      code: 0,
      stdout: `Restored from ${file}, and verified.\nHead: ${head}\n`,
      stderr: "",
    });
    expect((await store(`verify --head ${head}`)).code).toBe(0);
    expect((await store("migrate")).stdout).toBe("The store is up to date.\n");
  });
});

describe("calls at fault", () => {
  test.each([
    ["import", "needs a folder"],
    ["export", "needs the id"],
    ["list more", "takes no further argument"],
    ["restore", "needs the file"],
    ["export ford-1914", "needs -o"],
    ["improt x", 'No verb "improt"'],
    ["import a b", "No verb|Too many"],
  ])("store %s", async (line, said) => {
    await store(`import ${FORD}`);
    const { code, stdout, stderr } = await store(line);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(new RegExp(said));
  });

  test("verify is a command of its own, with the same answer", async () => {
    await store(`import ${FORD}`);
    const place = `--store ${where}`;
    expect(await run(`keiretsu verify ${place} --json`)).toEqual(await run(`keiretsu store verify ${place} --json`));
    expect((await run(`keiretsu verify ${place} --head ${"0".repeat(64)}`)).code).toBe(1);
    expect((await run(`keiretsu verify ${place} more`)).code).toBe(2);
  });

  test("a store that is not there is made by import alone", async () => {
    for (const line of ["list", "verify", "migrate", "changes x"]) {
      const { code, stderr } = await store(line);
      expect({ line, code }).toEqual({ line, code: 1 });
      expect(stderr).toContain("There is no store");
    }
  });
});
