import { readFileSync } from "node:fs";
import { checkField, type Field, type Model, type Network, type Warning } from "keiretsu";
import { readNodes, type NodeTable } from "../nodes/read-nodes.ts";
import { DataError, UsageError, type Call, type Option } from "./command.ts";
import { openEdges, refusedRows, type OpenedEdges } from "./edges-option.ts";

/**
 * The options of commands that run a model on a large network: what is known of each firm comes from --nodes, what holds for the whole run from --set.
 * Names, kinds and ranges are those of the model's inputs.
 */
export const NODES_OPTIONS: readonly Option[] = [
  {
    name: "nodes",
    kind: "text",
    value: "file",
    description: {
      en: "Table of firms (CSV, JSON Lines, Parquet): id, and the model’s numbers of each firm",
      fr: "Table des entreprises (CSV, JSON Lines, Parquet) : id, et les nombres du modèle pour chacune",
    },
  },
  {
    name: "node-columns",
    kind: "list",
    value: "field=name",
    description: {
      en: "Columns of the table that are not named after their field: id=lei,equity=net_worth",
      fr: "Colonnes de la table qui ne portent pas le nom du champ : id=lei,equity=fonds_propres",
    },
  },
  {
    name: "set",
    kind: "list",
    value: "name=value",
    description: {
      en: "Parameter of the model; @file reads JSON; a list is given by repeating",
      fr: "Paramètre du modèle ; @fichier lit du JSON ; une liste se donne en répétant",
    },
  },
];

export interface OpenedModel extends OpenedEdges {
  /** Checked values of the model's fields other than the edges. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Fields that hold one number a firm. */
function nodeFields({ inputs }: Model): readonly Field[] {
  return inputs.filter(({ perNode, kind }) => perNode === true && (kind === "numbers" || kind === "labels"));
}

/**
 * The network of --edges, the vectors of --nodes on it, the parameters of --set. Throws UsageError when the model asks for what these cannot give, and
 * DataError when firms are missing.
 */
export function openModel(call: Call, model: Model): OpenedModel {
  const lists = model.inputs.filter(({ kind, required }) => (kind === "edges" || kind === "edge-classes") && required);
  if (lists.length !== 1)
    throw new UsageError({
      en: `Model ${model.id} does not run on one list of edges; give a case file.`,
      fr: `Le modèle ${model.id} ne s’applique pas à une seule liste d’arêtes ; donnez un fichier de cas.`,
    });
  const table = openNodes(call, model);
  const lens = lists[0].lens ?? "pays";
  const opened = openEdges({ ...call, args: [] }, { lens, nodes: table?.ids ?? null })!;
  const vectors = table === null ? {} : vectorsOf(call, table, opened);
  const lone = table === null ? 0 : loneNodes(opened.network);
  const warnings: readonly Warning[] =
    lone === 0
      ? opened.warnings
      : [...opened.warnings, { code: "lone-nodes", message: `${lone} firms of the table of firms are in no edge` }];
  return { ...opened, warnings, fields: { ...vectors, ...parametersOf(call, model, opened.network) } };
}

function openNodes(call: Call, model: Model): NodeTable | null {
  const path = call.text("nodes");
  const fields = nodeFields(model);
  if (path === null) {
    const needed = fields.filter(({ required }) => required).map(({ name }) => name);
    if (needed.length === 0) return null;
    throw new UsageError({
      en: `Model ${model.id} needs --nodes, a table with the columns id, ${needed.join(", ")}.`,
      fr: `Le modèle ${model.id} demande --nodes, une table avec les colonnes id, ${needed.join(", ")}.`,
    });
  }
  const delimiter = call.text("delimiter");
  const table = readNodes(path, {
    fields,
    columns: pairsOf(call, "node-columns"),
    ...(delimiter === null ? {} : { delimiter: delimiter === "tab" ? "\t" : delimiter }),
    decimal: call.text("decimal") as "." | ",",
  });
  if (table.refused > 0) {
    const rows = refusedRows(call, table);
    const total = (text: string): string => [...rows, text].join("\n");
    throw new DataError({
      en: total(`${path}: ${table.refused} of ${table.rows} rows refused; a firm without its numbers cannot be computed.`),
      fr: total(`${path} : ${table.refused} lignes refusées sur ${table.rows} ; une entreprise sans ses nombres ne se calcule pas.`),
    });
  }
  const unused = table.unused.length === 0 ? null : table.unused.join(", ");
  call.io.stderr(
    `${call.say({
      en: `${table.rows} firms read, with ${[...table.values.keys()].join(", ") || "no numbers"}${unused === null ? "" : `; not used: ${unused}`}.`,
      fr: `${table.rows} entreprises lues, avec ${[...table.values.keys()].join(", ") || "aucun nombre"}${unused === null ? "" : ` ; non utilisé : ${unused}`}.`,
    })}\n`,
  );
  return table;
}

/** One vector a field, by node. */
function vectorsOf(call: Call, table: NodeTable, { network, more }: OpenedEdges): Record<string, readonly number[]> {
  const covered = new Uint8Array(network.n);
  for (const node of more!) covered[node] = 1;
  const missing: string[] = [];
  let count = 0;
  for (let i = 0; i < network.n; i++) {
    if (covered[i] === 1) continue;
    if (++count <= SHOWN) missing.push(network.names[i] ?? String(i));
  }
  if (count > 0) {
    const dots = count > SHOWN ? ", ..." : "";
    const [path, edges] = [call.text("nodes"), call.text("edges")];
    throw new DataError({
      en: `${path}: ${count} of ${network.n} firms of ${edges} have no row: ${missing.join(", ")}${dots}.`,
      fr: `${path} : ${count} entreprises de ${edges} sur ${network.n} n’y ont pas de ligne : ${missing.join(", ")}${dots}.`,
    });
  }
  return Object.fromEntries(
    Array.from(table.values, ([name, column]) => {
      const vector = Array.from<number>({ length: network.n }).fill(0);
      for (let row = 0; row < column.length; row++) vector[more![row]] = column[row];
      return [name, vector];
    }),
  );
}

const SHOWN = 20;

function loneNodes({ n, start, target }: Network): number {
  const met = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      met[i] = 1;
      met[target[e]] = 1;
    }
  }
  return n - met.reduce((sum, x) => sum + x, 0);
}

function pairsOf(call: Call, option: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const text of call.list(option) ?? []) {
    const at = text.indexOf("=");
    if (at > 0 && at < text.length - 1 && pairs[text.slice(0, at)] === undefined) pairs[text.slice(0, at)] = text.slice(at + 1);
    else
      throw new UsageError({
        en: `--${option}: found "${text}", expected each name once as name=value.`,
        fr: `--${option} : « ${text} » trouvé, chaque nom est attendu une fois sous la forme nom=valeur.`,
      });
  }
  return pairs;
}

/** The parameters of --set, checked as those of a case are. */
function parametersOf(call: Call, model: Model, network: Network): Record<string, unknown> {
  const typed = new Map<string, string[]>();
  for (const text of call.list("set") ?? []) {
    const at = text.indexOf("=");
    const name = at < 0 ? text : text.slice(0, at);
    typed.set(name, [...(typed.get(name) ?? []), text.slice(at + 1)]);
    const field = settable(model).find((candidate) => candidate.name === name || snakeCase(candidate.name) === name);
    if (at > 0 && field !== undefined) continue;
    const names = settable(model).map((candidate) => candidate.name);
    throw new UsageError({
      en: `--set: found "${text}", expected name=value with one of ${names.join(", ") || "no parameters at all"}.`,
      fr: `--set : « ${text} » trouvé, nom=valeur attendu avec l’un de ${names.join(", ") || "aucun paramètre"}.`,
    });
  }
  const fields: Record<string, unknown> = {};
  for (const [name, texts] of typed) {
    const field = settable(model).find((candidate) => candidate.name === name || snakeCase(candidate.name) === name)!;
    const value = valueOf(call, field, texts, network);
    checkField(value, field, network.n, `--set ${name}`, (place, found, en, fr) => {
      const shown = JSON.stringify(found) ?? texts.join(", ");
      throw new UsageError({ en: `${place}: found ${shown}, expected ${en}.`, fr: `${place} : trouvé : ${shown} ; attendu : ${fr}.` });
    });
    fields[field.name] = value;
  }
  return fields;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What is neither of the edges nor of each firm. */
function settable(model: Model): readonly Field[] {
  return model.inputs.filter(
    (field) => field.name !== "n" && field.kind !== "edges" && field.kind !== "edge-classes" && !nodeFields(model).includes(field),
  );
}

function valueOf(call: Call, field: Field, texts: readonly string[], network: Network): unknown {
  if (texts.length === 1 && texts[0].startsWith("@")) {
    const value = jsonOf(texts[0].slice(1));
    const isNames = field.kind === "nodes" && Array.isArray(value);
    return isNames ? value.map((name) => nodeOf(call, field, String(name), network)) : value;
  }
  if (field.kind === "texts") return texts;
  if (field.kind === "nodes") return texts.map((text) => nodeOf(call, field, text, network));
  if (field.kind === "numbers") return texts.map(numberOrText);
  if (texts.length > 1) return texts;
  if (field.kind === "node") return nodeOf(call, field, texts[0], network);
  if (field.kind === "choice") return texts[0];
  if (field.kind === "flag") return texts[0] === "true" ? true : texts[0] === "false" ? false : texts[0];
  return numberOrText(texts[0]);
}

function numberOrText(text: string): number | string {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError({
      en: `--set: ${path} cannot be read as JSON: ${reason}.`,
      fr: `--set : ${path} ne se lit pas comme du JSON : ${reason}.`,
    });
  }
}

/** The node of this name. */
function nodeOf(call: Call, field: Pick<Field, "name">, name: string, network: Network): number {
  const node = network.names.length > 0 ? network.names.indexOf(name) : /^\d+$/.test(name) ? Number(name) : -1;
  if (Number.isInteger(node) && node >= 0 && node < network.n) return node;
  const file = call.text("edges");
  throw new UsageError({ en: `${field.name}: no node "${name}" in ${file}.`, fr: `${field.name} : aucun nœud « ${name} » dans ${file}.` });
}
