import type { Finding, Lens, Network, Warning } from "keiretsu";
import { compareText, networkDigest } from "keiretsu";
import { CONVENTIONS, readEdges, type Convention, type EdgeColumns, type EdgesReport } from "../edges.ts";
import type { IdTable } from "../edges/id-table.ts";
import { UsageError, type Argument, type Call, type Option } from "./command.ts";
import { inLanguage } from "./finding-text.ts";
import { CASEBOOK } from "./options.ts";
import { startProgress } from "./output.ts";

/**
 * The options of commands that take a firm-level edge list in place of a casebook:
 * `--edges payments.csv --columns from=debtor,to=creditor,amount=amount --convention debtor-creditor`.
 */
export const EDGES_OPTIONS: readonly Option[] = [
  {
    name: "edges",
    kind: "text",
    value: "file",
    description: {
      en: "Read payments from this file (CSV, JSON Lines, Parquet, GEXF, GraphML, JSON), not from a casebook",
      fr: "Lire les paiements dans ce fichier (CSV, JSON Lines, Parquet, GEXF, GraphML, JSON), sans dossier",
    },
  },
  {
    name: "columns",
    kind: "list",
    value: "role=name",
    description: {
      en: "Columns of the file: from=, to=, amount=, and if wanted type=, date= (default: from, to, amount)",
      fr: "Colonnes du fichier : from=, to=, amount=, et au besoin type=, date= (par défaut from, to, amount)",
    },
  },
  {
    name: "convention",
    kind: "choice",
    choices: CONVENTIONS,
    value: "name",
    description: {
      en: "Who the columns from and to are: the first word is from (default: from pays, owes, owns or supplies to)",
      fr: "Qui sont les colonnes from et to : le premier mot désigne from (par défaut from paie, doit à, possède ou fournit to)",
    },
  },
  {
    name: "delimiter",
    kind: "text",
    value: "character",
    description: {
      en: 'Delimiter, "tab" for a tab (default: by the header)',
      fr: "Séparateur, « tab » pour une tabulation (par défaut selon l’en-tête)",
    },
  },
  {
    name: "decimal",
    kind: "choice",
    choices: [".", ","],
    fallback: ".",
    value: "mark",
    description: { en: "Decimal mark of the amounts", fr: "Séparateur décimal des montants" },
  },
  {
    name: "unit",
    kind: "text",
    value: "code",
    description: { en: "Currency or unit of the amounts (default: units)", fr: "Monnaie ou unité des montants (par défaut units)" },
  },
];

/** The casebook may be left out where --edges stands in for it. */
export const CASEBOOK_OR_EDGES: Argument = { ...CASEBOOK, required: false };

export interface OpenedEdges {
  readonly network: Network;
  /** Node of each row of the table of firms, null without one. */
  readonly more: Uint32Array | null;
  readonly report: EdgesReport;
  /** SHA-256 that does not depend on the order of the rows. */
  readonly digest: string;
  /** What the result must carry: refused rows, parallel edges, self-loops, damaged ids. Sorted; no line numbers. */
  readonly warnings: readonly Warning[];
}

/** What a model says of its edges, and the ids of --nodes, which are nodes whether an edge names them or not. */
export interface EdgesOf {
  readonly lens?: Lens;
  readonly nodes?: IdTable | null;
}

/**
 * The network of --edges, null when the option is absent. Shows progress, writes what became of the rows to stderr, and throws `UsageError`
 * when neither or both of a casebook and --edges are given.
 */
export function openEdges(call: Call, { lens = "pays", nodes = null }: EdgesOf = {}): OpenedEdges | null {
  const path = call.text("edges");
  if (path === null) {
    if (call.args.length === 0)
      throw new UsageError({
        en: "Name a casebook, or a file of payments with --edges.",
        fr: "Indiquez un dossier (casebook), ou un fichier de paiements avec --edges.",
      });
    return null;
  }
  if (call.args.length > 0)
    throw new UsageError({
      en: `Either the casebook "${call.args[0]}" or --edges, not both.`,
      fr: `Soit le dossier « ${call.args[0]} », soit --edges, mais pas les deux.`,
    });
  const delimiter = call.text("delimiter");
  const unit = call.text("unit");
  const convention = call.text("convention") as Convention | null;
  if (convention !== null && lens === "owns")
    throw new UsageError({
      en: "--convention speaks of payments; in this model from owns to.",
      fr: "--convention parle de paiements ; dans ce modèle from possède to.",
    });
  const progress = startProgress(call.io);
  const { network, report, more } = readEdges(path, {
    columns: columnsOf(call.list("columns")),
    lens,
    ...(convention === null ? {} : { convention }),
    ...(nodes === null ? {} : { more: nodes }),
    ...(unit === null ? {} : { unit }),
    ...(delimiter === null ? {} : { delimiter: delimiter === "tab" ? "\t" : delimiter }),
    decimal: call.text("decimal") as "." | ",",
    progress: (bytes, of) => progress.step(call.say({ en: "reading rows", fr: "lecture des lignes" }), of > 0 ? bytes / of : undefined),
  });
  progress.done();
  writeReport(call, report);
  return { network, report, more, digest: networkDigest(network), warnings: edgesWarnings(report) };
}

function columnsOf(typed: readonly string[] | null): EdgeColumns {
  const columns: Partial<Record<keyof EdgeColumns, string>> = typed === null ? { from: "from", to: "to", amount: "amount" } : {};
  const roles = ["from", "to", "amount", "type", "date"] as const;
  for (const pair of typed ?? []) {
    const role = roles.find((name) => pair.startsWith(`${name}=`));
    const column = role === undefined ? "" : pair.slice(role.length + 1);
    if (role === undefined || column === "" || columns[role] !== undefined)
      throw new UsageError({
        en: `--columns: found "${pair}", expected each of ${roles.join(", ")} once as role=name, such as from=debtor.`,
        fr: `--columns : « ${pair} » trouvé, chacun de ${roles.join(", ")} est attendu une fois sous la forme rôle=nom, par exemple from=debtor.`,
      });
    columns[role] = column;
  }
  if (columns.from === undefined || columns.to === undefined)
    throw new UsageError({
      en: "--columns: from= and to= are both needed.",
      fr: "--columns : from= et to= sont tous deux nécessaires.",
    });
  return columns as EdgeColumns;
}

/** Rows read, kept and refused; the first refused ones in full. */
function writeReport(call: Call, report: EdgesReport): void {
  const lines = [...refusedRows(call, report), ...refusedRows(call, { findings: report.notes, refused: report.notes.length })];
  const { rows, kept, refused, parallel, selfLoops, nodes } = report;
  lines.push(
    call.say({
      en: `${rows} rows read: ${kept} kept, ${refused} refused; ${nodes} ids, ${parallel} parallel rows, ${selfLoops} from a firm to itself.`,
      fr: `${rows} lignes lues : ${kept} gardées, ${refused} refusées ; ${nodes} identifiants, ${parallel} lignes parallèles, ${selfLoops} d’une entreprise vers elle-même.`,
    }),
  );
  call.io.stderr(`${lines.join("\n")}\n`);
}

/** The first refused rows in full, and how many there are more. */
export function refusedRows(
  call: Call,
  { findings, refused }: { readonly findings: readonly Finding[]; readonly refused: number },
): string[] {
  const lines = findings.map((finding) => {
    const { code, place, excerpt } = finding;
    const { summary, advice } = inLanguage(finding, call.language);
    const [colon, quoted] = call.language === "fr" ? [" : ", `« ${excerpt} »`] : [": ", `"${excerpt}"`];
    return `${place.file}:${place.line}:${place.column}: ${code}${colon}${summary}. ${quoted} ${advice}`;
  });
  const more = refused - findings.length;
  if (more > 0) lines.push(call.say({ en: `... and ${more} more refused rows`, fr: `... et ${more} autres lignes refusées` }));
  return lines;
}

function edgesWarnings(report: EdgesReport): readonly Warning[] {
  const warnings: Warning[] = [];
  const add = (code: string, count: number, message: string): void => {
    if (count > 0) warnings.push({ code, message: `${count} ${message}` });
  };
  for (const [code, count] of Object.entries(report.refusedBy)) add("refused-rows", count, `of ${report.rows} rows refused: ${code}`);
  add("parallel-edges", report.parallel, "rows share payer and payee with another row; they count separately");
  add("self-loops", report.selfLoops, "rows in which a firm pays itself");
  add("ids-not-utf8", report.notUtf8, "ids hold bytes that are not UTF-8; each is written \\xNN");
  return warnings.sort((a, b) => compareText(a.code, b.code) || compareText(a.message, b.message));
}
