import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { compareText, mergeParallel, modelOf, type AssetLaw, type Result } from "keiretsu";
import { chunksOf, type ChunkSpec } from "../pool/chunk.ts";
import { Journal } from "../pool/journal.ts";
import { sharedNetwork, sharedVector } from "../pool/shared.ts";
import { mergeChunks, summaryOf, writeRows } from "../sweep/answer.ts";
import { isSweep, SWEEPS, type SweepId, type SweepJob } from "../sweep/sweeps.ts";
import { EXIT, UsageError, type Bilingual, type Call, type Command, type Option } from "./command.ts";
import { EDGES_OPTIONS } from "./edges-option.ts";
import { NODES_OPTIONS, openModel, type OpenedModel } from "./nodes-option.ts";
import { writeJson } from "./output.ts";
import { computeInPool, INTERRUPTED, partsOf, type Progress, sayHeld, WORKERS } from "./pooled.ts";

/**
 * Runs one model many times over the same network, on several processors: each firm shocked alone, or many draws of what firms own. What is done is
 * kept in a journal beside --out, so that a run that was stopped or killed goes on where it was, to the same bytes.
 */

const LAWS = ["lognormal", "uniform"] as const;
/** Raised when the numbers of a chunk change their meaning. */
const VERSION = 1;

const OPTIONS: readonly Option[] = [
  ...EDGES_OPTIONS,
  ...NODES_OPTIONS,
  WORKERS,
  {
    name: "out",
    kind: "text",
    value: "file",
    description: {
      en: "Write the row of every firm or draw to this CSV file",
      fr: "Écrire la ligne de chaque entreprise ou tirage dans ce fichier CSV",
    },
  },
  {
    name: "resume",
    kind: "flag",
    description: {
      en: "Go on with the run that was stopped, from the journal beside --out",
      fr: "Reprendre le calcul interrompu, d’après le journal à côté de --out",
    },
  },
  {
    name: "draws",
    kind: "integer",
    min: 1,
    max: 2 ** 31 - 1,
    fallback: "1000",
    value: "n",
    description: { en: "Random draws of external assets (eisenberg-noe)", fr: "Tirages des actifs extérieurs (eisenberg-noe)" },
  },
  { name: "seed", kind: "integer", min: 0, fallback: "1", value: "n", description: { en: "Seed of the draws", fr: "Graine des tirages" } },
  {
    name: "law",
    kind: "choice",
    choices: LAWS,
    fallback: "lognormal",
    value: "name",
    description: { en: "How assets are drawn", fr: "Loi des actifs tirés" },
  },
  {
    name: "volatility",
    kind: "number",
    min: 0,
    max: 10,
    fallback: "0.2",
    description: {
      en: "Spread of the logarithm of each firm’s assets (lognormal)",
      fr: "Écart-type du logarithme des actifs de chaque entreprise (lognormal)",
    },
  },
  {
    name: "correlation",
    kind: "number",
    min: 0,
    max: 1,
    fallback: "0",
    description: { en: "What any two firms share of it (lognormal)", fr: "Part commune à deux entreprises quelconques (lognormal)" },
  },
  {
    name: "largest-loss",
    kind: "number",
    min: 0,
    max: 1,
    fallback: "0.5",
    description: {
      en: "Largest share of its assets that a firm loses (uniform)",
      fr: "Plus grande part de ses actifs qu’une entreprise perd (uniform)",
    },
  },
];

export const sweep: Command = {
  name: "sweep",
  summary: {
    en: "Run a model for every firm, or over random draws, on all processors",
    fr: "Appliquer un modèle à chaque entreprise, ou à des tirages, sur tous les processeurs",
  },
  arguments: [
    {
      name: "model",
      required: true,
      description: { en: `One of ${Object.keys(SWEEPS).join(", ")}`, fr: `L’un de ${Object.keys(SWEEPS).join(", ")}` },
    },
  ],
  options: OPTIONS,
  examples: [
    "keiretsu sweep debtrank-per-node --edges packages/node/test/sweep/owes.csv --nodes packages/node/test/sweep/firms.csv",
    "keiretsu sweep eisenberg-noe --edges packages/node/test/sweep/owes.csv --nodes packages/node/test/sweep/firms.csv --draws 200 --seed 7 --lang fr",
  ],
  async run(call) {
    const [id] = call.args;
    if (!isSweep(id)) {
      const ids = Object.keys(SWEEPS).join(", ");
      throw new UsageError({ en: `No sweep "${id}", expected one of ${ids}.`, fr: `Aucun balayage « ${id} » ; attendu : l’un de ${ids}.` });
    }
    if (call.text("edges") === null) throw new UsageError({ en: "--edges is required.", fr: "--edges est obligatoire." });
    const opened = openModel(call, modelOf(id));
    const job = jobOf(call, id, opened);
    const inForce = paramsOf(job);
    const inputDigest = digestOf(opened);
    const items = job.draws?.count ?? job.firms?.length ?? job.network.n;
    const size = chunkSize(items, job);
    const digest = hash(JSON.stringify([VERSION, inForce, inputDigest, items, size]));
    const chunks = chunksOf(digest, items, size);
    const finished = await compute(call, job, chunks);
    if (finished.kept !== null) {
      call.io.stderr(`${call.say(finished.kept)}\n`);
      return INTERRUPTED;
    }
    const rows = mergeChunks(job, chunks, finished.done);
    const out = call.text("out");
    if (out !== null) writeRows(out, rows, job, opened.network.names);
    finished.journal?.remove();
    const result: Result<unknown> = {
      schema: "keiretsu.result/1",
      model: "sweep",
      params: inForce,
      inputDigest,
      asOf: null,
      unit: opened.network.unit,
      converged: rows.converged,
      iterations: 0,
      residual: 0,
      warnings: [...opened.warnings, ...(SWEEPS[id].warnings?.(job) ?? [])].sort((a, b) => compareText(a.code, b.code)),
      values: summaryOf(rows, job, opened.network.names),
    };
    writeJson(call.io, result);
    return opened.report.refused > 0 || opened.report.kept === 0 || !rows.converged ? EXIT.data : EXIT.fine;
  },
};

/** Everything that the workers need, in shared memory where it is large. */
function jobOf(call: Call, id: SweepId, { network, fields }: OpenedModel): SweepJob {
  const { by, without, among = "defaultEachOf" } = SWEEPS[id];
  const refused = without.find((name) => fields[name] !== undefined);
  if (refused !== undefined)
    throw new UsageError({ en: `A sweep decides ${refused} itself.`, fr: `Un balayage décide lui-même de ${refused}.` });
  const merged = mergeParallel(network);
  SWEEPS[id].check?.(merged, fields);
  const { [among]: firms, ...others } = fields;
  const isVector = (value: unknown): value is readonly number[] =>
    Array.isArray(value) && value.length === network.n && value.every((x) => typeof x === "number");
  const shared = Object.entries(others).map(([name, value]) => [name, isVector(value) ? sharedVector(value) : value]);
  return {
    sweep: id,
    network: sharedNetwork(merged),
    fields: Object.fromEntries(shared) as Readonly<Record<string, unknown>>,
    firms: (firms as readonly number[] | undefined) ?? null,
    draws: by === "draw" ? { seed: call.number("seed")!, count: call.number("draws")!, law: lawOf(call) } : null,
  };
}

function lawOf(call: Call): AssetLaw {
  if (call.text("law") === "uniform") return { kind: "uniform", largestLoss: call.number("largest-loss")! };
  return { kind: "lognormal", volatility: call.number("volatility")!, correlation: call.number("correlation")! };
}

function paramsOf({ sweep: id, fields, firms, draws }: SweepJob): Record<string, unknown> {
  const plain = Object.fromEntries(Object.entries(fields).filter(([, value]) => !(value instanceof Float64Array)));
  return {
    sweep: id,
    ...plain,
    ...(firms === null ? {} : { [SWEEPS[id].among ?? "defaultEachOf"]: firms }),
    ...(draws === null ? {} : { ...draws.law, seed: draws.seed, draws: draws.count }),
  };
}

/** The network by the names of its nodes, and every vector on it. */
function digestOf({ digest, fields }: OpenedModel): string {
  const vectors = Object.entries(fields).filter(([, value]) => Array.isArray(value));
  const parts = vectors.map(([name, value]) => [name, hash(JSON.stringify(value))]);
  return hash(JSON.stringify([digest, parts.sort(([a], [b]) => (a < b ? -1 : 1))]));
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Some four hundred chunks at most, whole lanes of eight; larger ones for draws on a small network, whose system is made ready once a chunk. Never by the
 * number of workers.
 */
function chunkSize(items: number, { draws, network }: SweepJob): number {
  const least = draws === null ? 1 : Math.max(1, Math.min(8, Math.floor(100_000 / Math.max(1, network.n))));
  return 8 * Math.max(least, Math.ceil(items / 3200));
}

interface Finished {
  readonly done: ReadonlyMap<number, Float64Array>;
  readonly journal: Journal | null;
  /** What is kept of a run that was interrupted, null for a whole one. */
  readonly kept: Bilingual | null;
}

async function compute(call: Call, job: SweepJob, chunks: readonly ChunkSpec[]): Promise<Finished> {
  const journal = openJournal(call, chunks);
  const done = new Map<number, Float64Array>();
  const progress = await computeInPool(call, { data: job, chunks, journal, take: (index, values) => done.set(index, values) });
  return { done, journal, kept: progress.done < progress.all ? keptOf(journal, progress) : null };
}

function openJournal(call: Call, chunks: readonly ChunkSpec[]): Journal | null {
  const out = call.text("out");
  const isResumed = call.flag("resume");
  if (out === null) {
    if (isResumed) throw new UsageError({ en: "--resume needs --out.", fr: "--resume demande --out." });
    return null;
  }
  const path = `${out}.journal`;
  if (existsSync(path) && !isResumed)
    throw new UsageError({
      en: `${path} holds a run that was stopped: add --resume to go on, or remove it.`,
      fr: `${path} contient un calcul interrompu : ajoutez --resume pour le reprendre, ou supprimez-le.`,
    });
  const journal = new Journal(path, chunks[0]?.job ?? "", chunks);
  if (isResumed) {
    sayHeld(call, journal, chunks.length);
  }
  return journal;
}

function keptOf(journal: Journal | null, progress: Progress): Bilingual {
  const parts = partsOf(progress);
  if (journal === null)
    return {
      en: `Interrupted after ${parts.en}; without --out nothing is kept.`,
      fr: `Interrompu après ${parts.fr} ; sans --out rien n’est gardé.`,
    };
  return {
    en: `Interrupted: ${parts.en} are kept in ${journal.path}; --resume goes on from there.`,
    fr: `Interrompu : ${parts.fr} sont gardées dans ${journal.path} ; --resume reprend de là.`,
  };
}
