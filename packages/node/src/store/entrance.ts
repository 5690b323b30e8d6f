import { type CasebookFile, type RowEdit, staysInside } from "keiretsu";
import { LARGEST_FILE, PACKAGE_FILE } from "../files.ts";
import type { Actor } from "./store.ts";
import { StoreError } from "./store-error.ts";

/** What comes into the store is checked here, whoever calls: the types of a caller are no proof of what a request held. */

const ID = /^[a-z0-9](?:[a-z0-9.-]{0,118}[a-z0-9])?$/;
const LONGEST_WHY = 10_000;
const LONGEST_NAME = 200;
const MOST_EDITS = 1_000;
/** A merge goes through every row. */
const MOST_MERGES = 20;
const LARGEST_EDITS = 10_000_000;
const MOST_FILES = 2_000;

export function checkedId(id: string): string {
  if (typeof id === "string" && ID.test(id)) return id;
  throw refused(
    `"${shown(id)}" cannot name a casebook: small letters, digits, hyphens and points, at most 120.`,
    `« ${shown(id)} » ne peut nommer un dossier : lettres minuscules, chiffres, traits d’union et points, 120 au plus.`,
  );
}

export function checkedActor({ account, name }: Actor): Actor {
  return { account: checkedText(account, "account", LONGEST_NAME), name: checkedText(name, "name", LONGEST_NAME) };
}

export function checkedWhy(why: string): string {
  return checkedText(why, "why", LONGEST_WHY);
}

/** Text that both databases give back as it was, and that says something. */
function checkedText(text: string, what: string, longest: number): string {
  if (typeof text === "string" && text.trim() !== "" && text.length <= longest && isSound(text)) return text;
  throw refused(
    `"${what}" must be text of 1 to ${longest} characters, without NUL and without halves of characters.`,
    `« ${what} » doit être un texte de 1 à ${longest} caractères, sans NUL ni moitié de caractère.`,
  );
}

/** NUL does not fit into PostgreSQL, half of a pair does not fit into UTF-8. */
function isSound(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}

/** Edits with the members that edits have, and no others. */
export function checkedEdits(edits: readonly RowEdit[]): readonly RowEdit[] {
  if (!Array.isArray(edits) || edits.length === 0 || edits.length > MOST_EDITS)
    throw refused(`A proposal holds 1 to ${MOST_EDITS} edits.`, `Une proposition contient de 1 à ${MOST_EDITS} modifications.`);
  const read = edits.map((edit, i) => readEdit(edit) ?? badEdit(i));
  if (read.filter(({ op }) => op === "merge").length > MOST_MERGES)
    throw refused(`A proposal holds at most ${MOST_MERGES} merges.`, `Une proposition contient ${MOST_MERGES} fusions au plus.`);
  if (JSON.stringify(read).length > LARGEST_EDITS)
    throw refused(
      "The edits are larger than 10 MB; import a folder instead.",
      "Les modifications dépassent 10 Mo ; importez plutôt un dossier.",
    );
  const rewritten = read.find((edit) => edit.op === "replace" && (edit.table === "claims" || edit.table === "status"));
  if (rewritten !== undefined)
    throw refused(
      "A claim or a turn of status is never rewritten: add a new claim that supersedes the old one, or retract it.",
      "Une affirmation ou un tournant n’est jamais réécrit : ajoutez une affirmation qui remplace l’ancienne (supersedes), ou retirez-la.",
    );
  return read;
}

function badEdit(i: number): never {
  throw refused(
    `Edit ${i + 1} is none: an edit is add, replace, retract or merge, with texts for the table, the key and the cells.`,
    `La modification ${i + 1} n’en est pas une : add, replace, retract ou merge, avec des textes pour la table, la clé et les cellules.`,
  );
}

function readEdit(edit: unknown): RowEdit | null {
  if (typeof edit !== "object" || edit === null) return null;
  const { op, table, key, cells, keep, drop } = edit as Readonly<Record<string, unknown>>;
  const own = typeof cells === "object" && cells !== null && !Array.isArray(cells) ? Object.entries(cells) : [];
  // What a cell may hold is for applyEdits to say.
  const filled = own.length > 0 && own.every(([column, text]) => isSound(column) && typeof text === "string");
  if (op === "merge") return texts(keep, drop) ? ({ op, keep, drop } as RowEdit) : null;
  if (!texts(table)) return null;
  if (op === "retract") return texts(key) ? ({ op, table, key } as RowEdit) : null;
  if (op === "add") return filled ? ({ op, table, cells: Object.fromEntries(own) } as RowEdit) : null;
  if (op === "replace") return filled && texts(key) ? ({ op, table, key, cells: Object.fromEntries(own) } as RowEdit) : null;
  return null;
}

function texts(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === "string" && isSound(value));
}

/** Files that a folder can hold and both databases can keep. */
export function checkedFiles(files: readonly CasebookFile[]): readonly CasebookFile[] {
  const paths = new Set<string>();
  let size = 0;
  for (const { path, text } of files) {
    if (typeof path !== "string" || !staysInside(path) || !isSound(path))
      throw refused(`"${shown(path)}" is no plain path inside a folder.`, `« ${shown(path)} » n’est pas un chemin simple dans un dossier.`);
    if (typeof text !== "string" || !isSound(text))
      throw refused(
        `${shown(path)} is not text: it holds NUL or halves of characters.`,
        `${shown(path)} n’est pas du texte : il contient NUL ou des moitiés de caractères.`,
      );
    if (paths.has(path)) throw refused(`${shown(path)} is there twice.`, `${shown(path)} y est deux fois.`);
    paths.add(path);
    size += Buffer.byteLength(text);
  }
  for (const path of paths)
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1))
      if (paths.has(path.slice(0, end)))
        throw refused(
          `${shown(path.slice(0, end))} is both a file and a folder.`,
          `${shown(path.slice(0, end))} est à la fois un fichier et un dossier.`,
        );
  if (files.length > MOST_FILES || size > LARGEST_FILE)
    throw refused(
      `${files.length} files of ${size} bytes; a casebook has at most ${MOST_FILES} files and ${LARGEST_FILE} bytes.`,
      `${files.length} fichiers de ${size} octets ; un dossier a au plus ${MOST_FILES} fichiers et ${LARGEST_FILE} octets.`,
    );
  if (!paths.has(PACKAGE_FILE))
    throw refused(
      `There is no ${PACKAGE_FILE}: this is no casebook.`,
      `Il n’y a pas de ${PACKAGE_FILE} : ce n’est pas un dossier de faits.`,
    );
  return files;
}

export function refused(en: string, fr: string): StoreError {
  return new StoreError("refused", { en, fr });
}

/** What a stranger gave, short and without signs that a terminal would obey. */
function shown(text: unknown): string {
  return String(text)
    .slice(0, 120)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, "\ufffd");
}
