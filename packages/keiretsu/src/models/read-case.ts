import { fromEdges, type Network } from "../network/network.ts";
import type { Text } from "../tell/language.ts";
import type { Result } from "../network/result.ts";
import type { Field, Model } from "./model.ts";

/** A number x agrees with y when |x - y| <= abs + rel |y|. */
export interface Tolerance {
  readonly abs: number;
  readonly rel: number;
}

/**
 * A case is one file {id, model, source, input, expected, tolerance}: the input of a model with the values it must give. The fields of the
 * input are checked against the list of models; every fault is collected, none stops the reading.
 */
export interface Case {
  readonly id: string;
  readonly model: Model;
  /** The edges of the first field of edges. */
  readonly network: Network | null;
  /** The edges of every field of edges, one network a class. */
  readonly networks: Readonly<Record<string, readonly Network[]>>;
  /** Checked fields of the input other than its edges. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Null when the case only asks. */
  readonly expected: Readonly<Record<string, unknown>> | null;
  readonly tolerance: Tolerance;
}

/** Something wrong in a case file: where, what was found, what was expected. */
export interface CaseFault {
  readonly path: string;
  readonly summary: Text;
}

export interface CaseReading {
  /** Null when there are faults. */
  readonly case: Case | null;
  readonly faults: readonly CaseFault[];
  /** Fields that the model does not know and that are left out. */
  readonly ignored: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Values shown in a message are cut here. */
const EXCERPT = 60;

/** Sums and squares of numbers up to here are numbers too. */
const LARGEST = 1e100;
const WITHIN: Text = {
  en: `a number from -${LARGEST} to ${LARGEST}: sums and squares of larger ones are no numbers`,
  fr: `un nombre de -${LARGEST} à ${LARGEST} : sommes et carrés de plus grands ne sont pas des nombres`,
};

/** Read the text of a case. `model` is the one asked for; the case must agree. */
export function readCase(text: string, model: Model): CaseReading {
  const faults: CaseFault[] = [];
  const fault = (path: string, found: unknown, en: string, fr: string): void => {
    const excerpt = found === undefined ? { en: "nothing", fr: "rien" } : quoted(found);
    faults.push({ path, summary: { en: `found ${excerpt.en}, expected ${en}`, fr: `trouvé : ${excerpt.fr} ; attendu : ${fr}` } });
  };
  let whole: unknown;
  try {
    whole = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { case: null, faults: [{ path: "", summary: { en: `not JSON: ${reason}`, fr: `n’est pas du JSON : ${reason}` } }], ignored: [] };
  }
  if (!isObject(whole)) {
    fault("", whole, "an object with model and input", "un objet avec model et input");
    return { case: null, faults, ignored: [] };
  }
  if (whole.model !== model.id) fault("model", whole.model, `"${model.id}", as asked`, `« ${model.id} », comme demandé`);
  if (whole.id !== undefined && typeof whole.id !== "string") fault("id", whole.id, "a text", "un texte");
  if (whole.expected !== undefined && !isObject(whole.expected))
    fault("expected", whole.expected, "an object of values", "un objet de valeurs");
  const tolerance = readTolerance(whole.tolerance, fault);
  if (!isObject(whole.input)) {
    fault("input", whole.input, "an object with the fields of the model", "un objet avec les champs du modèle");
    return { case: null, faults, ignored: [] };
  }
  const { networks, fields, ignored } = readInput(whole.input, model, fault);
  if (faults.length > 0) return { case: null, faults, ignored };
  const id = typeof whole.id === "string" ? whole.id : "";
  const expected = isObject(whole.expected) ? whole.expected : null;
  const network = Object.values(networks)[0]?.[0] ?? null;
  return { case: { id, model, network, networks, fields, expected, tolerance }, faults, ignored };
}

/** What the model makes of a case, every node listed. */
export function runCase({ model, network, networks, fields }: Case): Result<Readonly<Record<string, unknown>>> {
  return model.run({ network, networks, digest: null, fields, detail: "full" });
}

type Fault = (path: string, found: unknown, en: string, fr: string) => void;

function readTolerance(value: unknown, fault: Fault): Tolerance {
  if (value === undefined) return { abs: 1e-9, rel: 1e-9 };
  const given = isObject(value) ? value : {};
  for (const key of ["abs", "rel"]) {
    if (!(typeof given[key] === "number" && given[key] >= 0)) {
      fault(`tolerance.${key}`, given[key], "a number, not negative", "un nombre positif ou nul");
    }
  }
  return { abs: Number(given.abs), rel: Number(given.rel) };
}

function readInput(
  input: Json,
  model: Model,
  fault: Fault,
): { networks: Record<string, readonly Network[]>; fields: Record<string, unknown>; ignored: readonly string[] } {
  const known = new Set(model.inputs.map((field) => field.name));
  const ignored = Object.keys(input).filter((name) => !known.has(name));
  const declared = input.n;
  const most = model.inputs.find((field) => field.name === "n")?.max ?? 0;
  const n = typeof declared === "number" && Number.isInteger(declared) && declared >= 0 && declared <= most ? declared : null;
  const fields: Record<string, unknown> = {};
  const networks: Record<string, readonly Network[]> = {};
  for (const field of model.inputs) {
    const value = input[field.name];
    const path = `input.${field.name}`;
    if (value === undefined || value === null) {
      if (field.required) fault(path, value, expectation(field, n).en, expectation(field, n).fr);
      continue;
    }
    if (field.kind === "edges" || field.kind === "edge-classes") {
      networks[field.name] = readEdges(value, field, n, path, fault);
      continue;
    }
    if (checkField(value, field, n, path, fault)) fields[field.name] = value;
  }
  delete fields.n;
  return { networks, fields, ignored };
}

/** One network, or one for each class. */
function readEdges(value: unknown, field: Field, n: number | null, path: string, fault: Fault): readonly Network[] {
  if (field.kind === "edges") {
    const network = readEdgeRows(value, field, n, path, fault);
    return network ? [network] : [];
  }
  if (!Array.isArray(value) || value.length === 0) {
    fault(path, value, expectation(field, n).en, expectation(field, n).fr);
    return [];
  }
  return value.flatMap((rows: unknown, k) => readEdgeRows(rows, field, n, `${path}[${k}]`, fault) ?? []);
}

/** Whether a value is what the field asks for; what is wrong is told through `fault`. */
export function checkField(value: unknown, field: Field, n: number | null, path: string, fault: Fault): boolean {
  const { en, fr } = expectation(field, n);
  const low = Math.max(-LARGEST, field.min ?? (field.kind === "number" ? -LARGEST : 0));
  const high = field.kind === "node" ? (n ?? Infinity) - 1 : Math.min(LARGEST, field.max ?? LARGEST);
  const inRange = typeof value === "number" && Number.isFinite(value) && value >= low && value <= high;
  switch (field.kind) {
    case "count":
    case "node":
      if (inRange && Number.isSafeInteger(value)) return true;
      break;
    case "number":
      if (inRange) return true;
      break;
    case "flag":
      if (typeof value === "boolean") return true;
      break;
    case "text":
      if (typeof value === "string") return true;
      break;
    case "records":
      if (Array.isArray(value) && value.every(isObject)) return true;
      break;
    case "texts":
      if (Array.isArray(value) && value.every((text) => typeof text === "string")) return true;
      break;
    case "numbers": {
      if (!Array.isArray(value) || (field.perNode === true && n !== null && value.length !== n)) break;
      const outside = (x: unknown): boolean => !(typeof x === "number" && Number.isFinite(x) && x >= low && x <= high);
      value.forEach((x: unknown, i) => {
        const wanted = tooLarge(x) ? WITHIN : numberIn(field);
        if (outside(x)) fault(`${path}[${i}]`, x, wanted.en, wanted.fr);
      });
      return !value.some(outside);
    }
    case "choice":
      if (field.choices?.includes(value as string)) return true;
      break;
    case "labels":
      if (Array.isArray(value) && (n === null || value.length === n) && value.every((x) => Number.isSafeInteger(x) && x >= 0)) return true;
      break;
    case "nodes":
      if (Array.isArray(value) && value.every((x) => Number.isSafeInteger(x) && x >= 0 && x < (n ?? Infinity))) return true;
      break;
    case "matrix":
      return checkMatrix(value, field, n, path, fault);
    case "edges":
    case "edge-classes":
      return false;
  }
  const wanted = field.kind === "number" && tooLarge(value) ? WITHIN : { en, fr };
  fault(path, value, wanted.en, wanted.fr);
  return false;
}

function tooLarge(x: unknown): boolean {
  return typeof x === "number" && Number.isFinite(x) && Math.abs(x) > LARGEST;
}

function checkMatrix(value: unknown, field: Field, n: number | null, path: string, fault: Fault): boolean {
  const rows: unknown[] | null = Array.isArray(value) ? value : null;
  const width = field.perNode === true && n !== null ? n : Array.isArray(rows?.[0]) ? rows[0].length : -1;
  const { en, fr } = expectation(field, n);
  if (rows === null || rows.length === 0 || width < 0) {
    fault(path, value, en, fr);
    return false;
  }
  const low = Math.max(-LARGEST, field.min ?? 0);
  const high = Math.min(LARGEST, field.max ?? LARGEST);
  let fine = true;
  rows.forEach((row, i) => {
    if (!Array.isArray(row) || row.length !== width) {
      fault(`${path}[${i}]`, row, `a row of ${width} numbers`, `une ligne de ${width} nombres`);
      fine = false;
      return;
    }
    row.forEach((x: unknown, j) => {
      if (typeof x === "number" && Number.isFinite(x) && x >= low && x <= high) return;
      const wanted = tooLarge(x) ? WITHIN : numberIn(field);
      fault(`${path}[${i}][${j}]`, x, wanted.en, wanted.fr);
      fine = false;
    });
  });
  return fine;
}

function numberIn({ min = 0, max }: Field): Text {
  if (max !== undefined) return { en: `a number from ${min} to ${max}`, fr: `un nombre de ${min} à ${max}` };
  if (min === -Number.MAX_VALUE) return { en: "a finite number", fr: "un nombre fini" };
  return min === 0
    ? { en: "a finite number, not negative", fr: "un nombre fini, positif ou nul" }
    : { en: `a finite number, ${min} or more`, fr: `un nombre fini, ${min} ou plus` };
}

function expectation(field: Field, n: number | null): Text {
  const from = field.min ?? 0;
  switch (field.kind) {
    case "count":
      return field.max === undefined
        ? { en: `a whole number, ${from} or more`, fr: `un nombre entier, ${from} ou plus` }
        : { en: `a whole number from ${from} to ${field.max}`, fr: `un nombre entier de ${from} à ${field.max}` };
    case "number":
      return { en: "a finite number in range", fr: "un nombre fini dans l’intervalle permis" };
    case "flag":
      return { en: "true or false", fr: "true ou false" };
    case "node":
      return n === null
        ? { en: "the number of a node", fr: "le numéro d’un nœud" }
        : n === 0
          ? { en: "a node, of which n = 0 leaves none", fr: "un nœud, or n = 0 n’en laisse aucun" }
          : { en: `a node from 0 to ${n - 1}`, fr: `un nœud de 0 à ${n - 1}` };
    case "text":
      return { en: "a text", fr: "un texte" };
    case "records":
      return { en: "a list of objects", fr: "une liste d’objets" };
    case "texts":
      return { en: "a list of texts", fr: "une liste de textes" };
    case "numbers": {
      const many = field.perNode === true && n !== null ? { en: `${n} numbers`, fr: `${n} nombres` } : { en: "numbers", fr: "nombres" };
      if (field.min !== undefined || field.max !== undefined)
        return { en: `a list of ${many.en} in range`, fr: `une liste de ${many.fr} dans l’intervalle permis` };
      return { en: `a list of ${many.en}, none negative`, fr: `une liste de ${many.fr} positifs ou nuls` };
    }
    case "choice": {
      const names = (field.choices ?? []).join(", ");
      return { en: `one of ${names}`, fr: `l’une des valeurs ${names}` };
    }
    case "labels":
      return { en: `a list of ${n ?? "n"} whole numbers, 0 or more`, fr: `une liste de ${n ?? "n"} nombres entiers, 0 ou plus` };
    case "nodes":
      return { en: `a list of nodes from 0 to ${(n ?? 1) - 1}`, fr: `une liste de nœuds de 0 à ${(n ?? 1) - 1}` };
    case "matrix":
      return { en: "a list of rows of numbers, all of one length", fr: "une liste de lignes de nombres de même longueur" };
    case "edge-classes":
      return {
        en: "a list of classes, each a list of [from, to, amount]",
        fr: "une liste de rangs, chacun une liste de [de, vers, montant]",
      };
    default:
      return { en: "a list of edges [from, to, amount]", fr: "une liste d’arêtes [de, vers, montant]" };
  }
}

const EDGE_CELLS = ["from", "to", "amount"] as const;

/** Rows [from, to, amount, ...]; dates and types may be missing in all rows, not in some. */
function readEdgeRows(value: unknown, field: Field, n: number | null, path: string, fault: Fault): Network | null {
  if (!Array.isArray(value)) {
    fault(path, value, expectation(field, n).en, expectation(field, n).fr);
    return null;
  }
  if (n === null) return null;
  const rows: unknown[] = value;
  if (n === 0 && rows.length > 0) {
    fault("input.n", n, `1 or more, since ${path} has rows`, `1 ou plus, puisque ${path} a des lignes`);
    return null;
  }
  const names = [...EDGE_CELLS, ...(field.columns ?? [])];
  const good: (readonly [number, number, number, ...unknown[]])[] = [];
  rows.forEach((row, k) => {
    const at = `${path}[${k}]`;
    if (!Array.isArray(row) || row.length < 3) return fault(at, row, "[from, to, amount]", "[de, vers, montant]");
    const cells: unknown[] = row;
    if (cells.length > names.length) {
      const shape = `[${names.join(", ")}]`;
      return fault(`${at}[${names.length}]`, cells[names.length], `no more cells than ${shape}`, `pas plus de cellules que ${shape}`);
    }
    let fine = true;
    for (const end of [0, 1]) {
      const node = cells[end];
      if (typeof node === "number" && Number.isInteger(node) && node >= 0 && node < n) continue;
      fault(`${at}[${end}]`, node, `a node from 0 to ${n - 1}`, `un nœud de 0 à ${n - 1}`);
      fine = false;
    }
    const amount = cells[2];
    if (!(typeof amount === "number" && amount >= 0 && amount <= LARGEST)) {
      const wanted = tooLarge(amount) ? WITHIN : { en: "a finite amount, not negative", fr: "un montant fini, positif ou nul" };
      fault(`${at}[2]`, amount, wanted.en, wanted.fr);
      fine = false;
    }
    fine = checkColumns(cells, field, at, fault) && fine;
    if (fine) good.push(cells as unknown as readonly [number, number, number, ...unknown[]]);
  });
  if (good.length < rows.length) return null;
  const column = (name: "type" | "firstDay" | "lastDay"): unknown[] | null => {
    const place = 3 + (field.columns ?? []).indexOf(name);
    if (place < 3) return null;
    const filled = good.filter((row) => row[place] !== undefined && row[place] !== null).length;
    if (filled === 0) return null;
    if (filled < good.length) {
      const k = good.findIndex((row) => row[place] === undefined || row[place] === null);
      fault(`${path}[${k}][${place}]`, undefined, `a ${name}, as in other rows`, `une valeur de ${name}, comme dans d’autres lignes`);
      return null;
    }
    return good.map((row) => row[place]);
  };
  const types = column("type") as string[] | null;
  const typeNames = types ? [...new Set(types)].sort() : [];
  const place = new Map(typeNames.map((name, i) => [name, i]));
  const edges = {
    n,
    from: good.map((row) => row[0]),
    to: good.map((row) => row[1]),
    amount: good.map((row) => row[2]),
    type: types ? types.map((name) => place.get(name)!) : null,
    typeNames,
    firstDay: column("firstDay") as number[] | null,
    lastDay: column("lastDay") as number[] | null,
  };
  return fromEdges(edges, { lens: field.lens ?? "pays" });
}

function checkColumns(cells: readonly unknown[], field: Field, at: string, fault: Fault): boolean {
  let fine = true;
  (field.columns ?? []).forEach((name, i) => {
    const cell = cells[3 + i];
    if (cell === undefined || cell === null) return;
    const right = name === "type" ? typeof cell === "string" : typeof cell === "number" && Number.isInteger(cell);
    if (right) return;
    fine = false;
    if (name === "type") fault(`${at}[${3 + i}]`, cell, "the type as a text", "le type en toutes lettres");
    else fault(`${at}[${3 + i}]`, cell, "a day as a whole number", "un jour en nombre entier");
  });
  return fine;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function quoted(value: unknown): Text {
  // A number too large to be written down is read as infinite.
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  const cut = text.length > EXCERPT ? `${text.slice(0, EXCERPT)}...` : text;
  return { en: cut, fr: cut };
}
