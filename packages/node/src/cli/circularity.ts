import {
  entityNames,
  answerWords,
  basisSentence,
  type Casebook,
  type Circularity,
  circularity as ask,
  formatAmount,
  formatNumber,
  formatShare,
  inLanguage,
  leftOut,
  type LimitRule,
  listing,
  plural,
  type Range,
  type Result,
  speak,
  view,
} from "keiretsu";
import { EXIT, type Bilingual, type Call, type Command, type Option } from "./command.ts";
import { answerSentences, cautions, loopPath, notProved, rangeOf, shareRange, statusName } from "./circularity-words.ts";
import { circularityOfEdges } from "./edges-command.ts";
import { CASEBOOK_OR_EDGES, EDGES_OPTIONS, openEdges } from "./edges-option.ts";
import { openCasebook, withReserve } from "./open.ts";
import { PROJECT_OPTIONS, VIEW_OPTIONS, projectOptions, viewOptions } from "./options.ts";
import { bar, formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";

export const MAX_LENGTH: Option = {
  name: "max-length",
  kind: "integer",
  value: "n",
  min: 2,
  max: 12,
  fallback: "4",
  description: { en: "Most legs on a loop", fr: "Nombre maximal de volets d’une boucle" },
};

const OPTIONS: readonly Option[] = [
  ...VIEW_OPTIONS,
  ...PROJECT_OPTIONS,
  MAX_LENGTH,
  {
    name: "top",
    kind: "integer",
    value: "n",
    min: 0,
    max: 1000,
    fallback: "5",
    description: { en: "How many loops to show", fr: "Nombre de boucles montrées" },
  },
  {
    name: "limits",
    kind: "choice",
    choices: ["covering", "overlapping", "none"],
    fallback: "covering",
    value: "rule",
    description: {
      en: "Which cited figures of a payer may bound a leg without an amount",
      fr: "Quels chiffres cités d’un payeur peuvent borner un volet sans montant",
    },
  },
];

/** The main question: how much of the money is the same money going round. */
export const circularity: Command = {
  name: "circularity",
  summary: { en: "How much of the money is the same money going round", fr: "Quelle part de l’argent est le même argent qui tourne" },
  arguments: [CASEBOOK_OR_EDGES],
  options: [...OPTIONS, ...EDGES_OPTIONS],
  csv: true,
  examples: [
    "keiretsu circularity casebooks/ai-alliances",
    "keiretsu circularity casebooks/ai-alliances --known 2025-10-24 --at-least letter-of-intent",
  ],
  run(call) {
    const edges = openEdges(call);
    if (edges) return circularityOfEdges(call, edges);
    const casebook = openCasebook(call);
    const asked = view(casebook, viewOptions(call));
    const result = withReserve(
      casebook,
      ask(asked, {
        ...projectOptions(call),
        maxLength: call.number("max-length")!,
        top: call.number("top")!,
        limits: call.text("limits") as LimitRule,
      }),
    );
    if (call.flag("json")) return writeJson(call.io, result);
    if (call.flag("csv")) return writeCsv(call.io, csvTable(result));
    call.io.stdout(`${page(call, casebook, result).join("\n")}\n`);
    return EXIT.fine;
  },
};

/** One row a figure: what the terminal shows as a table, with exact numbers. */
function csvTable({ values, unit }: Result<Circularity>): Parameters<typeof writeCsv>[1] {
  return {
    head: ["figure", "of", "low", "point", "high", "unit"],
    rows: [
      csvRow("gross", "", values.gross, unit),
      csvRow("reciprocal", "", values.reciprocal, unit),
      csvRow("set-off", "", values.setOff, unit),
      csvRow("net-floor", "", values.netFloor, unit),
      csvRow("reciprocal-share", "", values.shares.reciprocal, "share"),
      csvRow("set-off-share", "", values.shares.setOff, "share"),
      csvRow("finn-index", "", values.finnIndex, "share"),
      csvRow("hodge-gradient", "", values.hodge.gradient, "share"),
      csvRow("hodge-circular", "", values.hodge.circular, "share"),
      csvRow("incoherence", "", values.hodge.incoherence, "ratio"),
      ...values.vendorFinanced.map((one) => csvRow("vendor-financed", one.seller, { ...one.shareRange, point: one.share }, "share")),
      ...values.vendorFinanced.map((one) =>
        csvRow("vendor-financed-bounds", one.seller, { low: one.lower, point: one.share, high: one.upper }, "share"),
      ),
      ...values.vendorFinanced.map((one) =>
        csvRow(
          "vendor-financed-stated",
          one.seller,
          { low: one.stated?.lower ?? null, point: one.share, high: one.stated?.upper ?? null },
          "share",
        ),
      ),
      ...values.loops.map((loop) => csvRow("loop-capacity", loop.id, { ...loop.capacity, point: null }, unit)),
    ],
  };
}

function csvRow(figure: string, of: string, range: Range, unit: string): (string | number | null)[] {
  return [figure, of, range.low, range.point, range.high, unit];
}

function page(call: Call, casebook: Casebook, result: Result<Circularity>): string[] {
  const { io, language } = call;
  const { values, unit } = result;
  const title = (text: Bilingual): string => `\n${paint(io, "bold", call.say(text))}`;
  if (values.coverage.legs === 0) return [wrapText(io, call.say(NOTHING))];
  return [
    ...answerSentences(result, call.language).map((sentence, k) => wrapText(io, k === 0 ? paint(io, "bold", sentence) : sentence)),
    wrapText(io, basisSentence(result, call.language)),
    ...(values.coverage.legsWithAmount === 0
      ? []
      : [
          title({ en: `Money (${unit})`, fr: `Argent (${unit})` }),
          moneyTable(call, result),
          title({ en: "Other measures of the same question", fr: "Autres mesures de la même question" }),
          measureTable(call, result),
        ]),
    title(answerWords.vendors),
    vendorTable(call, casebook, result),
    title({
      en: `Loops that can carry most (${values.loops.length} of ${formatNumber(values.loopCount, language)})`,
      fr: `Boucles qui peuvent porter le plus (${values.loops.length} sur ${formatNumber(values.loopCount, language)})`,
    }),
    loopTable(call, casebook, result),
    title({ en: "What is not known", fr: "Ce qu’on ne sait pas" }),
    ...unknowns(call, casebook, result).map((sentence) => wrapText(io, sentence)),
  ];
}

const NOTHING: Bilingual = {
  en: "No leg counts at these dates and this status: there is nothing to measure. A lower --at-least or a later --known may show more.",
  fr: "Aucun volet ne compte à ces dates et à ce statut : il n’y a rien à mesurer. Un --at-least plus bas ou un --known plus tardif en montrera peut-être.",
};

const BAR = 12;

function moneyTable(call: Call, result: Result<Circularity>): string {
  const { values, unit } = result;
  const { language } = call;
  const share = (range: Range): number | null => (range.point === null || !values.gross.point ? null : range.point / values.gross.point);
  const row = (name: Bilingual, range: Range): string[] => {
    const part = share(range);
    return [
      call.say(name),
      formatAmount(range.point, unit, language),
      rangeOf(range, unit, language),
      part === null ? "" : formatShare(part, language),
      part === null ? "" : bar(part, { width: BAR }),
    ];
  };
  return formatTable(
    call.io,
    {
      head: [
        "",
        call.say({ en: "As stated", fr: "Montants cités" }),
        call.say(notProved(result) ? answerWords.notProved : { en: "Bounds", fr: "Bornes" }),
        call.say({ en: "Share", fr: "Part" }),
        "",
      ],
      rows: [
        row({ en: "Deals that count", fr: "Accords comptés" }, values.gross),
        row({ en: "Can be struck off", fr: "Compensable" }, values.setOff),
        row({ en: "– between two firms", fr: "– entre deux entreprises" }, values.reciprocal),
        row({ en: "Net sums alone", fr: "Les seuls soldes" }, values.netFloor),
      ],
    },
    { align: ["left", "right", "left", "right"], wrap: [0, 2] },
  );
}

function measureTable(call: Call, { values }: Result<Circularity>): string {
  const { language } = call;
  const row = (name: Bilingual, range: Range): string[] => [
    call.say(name),
    formatShare(range.point, language),
    shareRange(range, language),
    bar(range.point ?? 0, { width: BAR, ...(range.high === null ? {} : { high: range.high }) }),
  ];
  return formatTable(
    call.io,
    {
      head: ["", call.say({ en: "As stated", fr: "Cité" }), call.say({ en: "Over amounts", fr: "Selon les montants" }), ""],
      rows: [
        row({ en: "Money that comes back (Finn index)", fr: "Argent qui revient (indice de Finn)" }, values.finnIndex),
        row({ en: "Net flows that turn in rings (Hodge)", fr: "Flux nets qui tournent en rond (Hodge)" }, values.hodge.circular),
        row({ en: "No top or bottom (incoherence)", fr: "Sans amont ni aval (incohérence)" }, values.hodge.incoherence),
      ],
    },
    { align: ["left", "right", "left"], wrap: [0] },
  );
}

const SELLERS = 8;

function vendorTable(call: Call, casebook: Casebook, result: Result<Circularity>): string {
  const nameOf = entityNames(casebook, call.language);
  const { values, unit } = result;
  const { language } = call;
  const words = speak(answerWords, language);
  const returns = values.halfLoops.map((loop) => inLanguage(loop.title ?? loop.id, loop.titleFr ?? "", language).text);
  const stated = returns.length === 0 ? "" : `\n${wrapText(call.io, words.halfLoops(returns.join("; ")))}`;
  const financed = values.vendorFinanced.filter((one) => one.upper > 0);
  if (financed.length === 0) return `${wrapText(call.io, words.noVendors)}${stated}`;
  const rows = financed
    .slice(0, SELLERS)
    .map((one) => [
      nameOf(one.seller),
      formatAmount(one.revenue.point, unit, language),
      formatShare(one.share, language),
      shareRange({ low: one.lower, point: one.share, high: one.upper }, language),
      bar(one.share ?? 0, { width: 12, ...(one.upper === null ? {} : { high: one.upper }) }),
    ]);
  const head = [
    call.say({ en: "Seller", fr: "Vendeur" }),
    call.say({ en: "Revenue", fr: "Revenus" }),
    words.even,
    notProved(result) ? words.notProved : words.proved,
    "",
  ];
  const table = formatTable(call.io, { head, rows }, { align: ["left", "right", "right", "left"], wrap: [0, 3] });
  const more = financed.length - rows.length;
  const others = values.vendorFinanced.length - financed.length;
  const tail: Bilingual = {
    en: `${more > 0 ? `${more} more with --json. ` : ""}${others} ${plural(others, "seller", "sellers", "en")} with none${notProved(result) ? "" : ", whatever the amounts"}.`,
    fr: `${more > 0 ? `${more} de plus avec --json. ` : ""}${others} ${plural(others, "vendeur", "vendeurs", "fr")} sans aucun${notProved(result) ? "" : ", quels que soient les montants"}.`,
  };
  return `${table}\n${wrapText(call.io, call.say(tail))}${stated}`;
}

function loopTable(call: Call, casebook: Casebook, { values, unit }: Result<Circularity>): string {
  const nameOf = entityNames(casebook, call.language);
  const { language } = call;
  if (values.loops.length === 0) return call.say({ en: "None.", fr: "Aucune." });
  return formatTable(
    call.io,
    {
      head: [
        call.say({ en: "Loop", fr: "Boucle" }),
        call.say({ en: "Carries", fr: "Porte" }),
        call.say({ en: "Weakest status", fr: "Statut le plus faible" }),
      ],
      rows: values.loops.map((loop) => [
        `${loopPath(loop, nameOf)}${loop.inKind ? ` (${call.say(answerWords.inKind)})` : ""}`,
        formatAmount(loop.capacity, unit, language),
        statusName(loop.status, language),
      ]),
    },
    { align: ["left", "right", "left"], wrap: [0, 2] },
  );
}

const LISTED = 6;

function unknowns(call: Call, casebook: Casebook, result: Result<Circularity>): string[] {
  const { values } = result;
  const { language } = call;
  const { withoutAmount, withoutCeiling, setAside, sellersWithoutAmount } = values.coverage;
  const silent = listing(sellersWithoutAmount.map(entityNames(casebook, call.language)), language);
  const named = (rows: readonly { readonly leg: string }[]): string => {
    const rest = rows.length - LISTED;
    const shown = rows.slice(0, LISTED).map((row) => row.leg);
    return rest > 0 ? `${shown.join(", ")} ${call.say({ en: `and ${rest} more`, fr: `et ${rest} autres` })}` : listing(shown, language);
  };
  const fate = leftOut(withoutAmount.length, withoutAmount.filter((row) => row.limit !== null).length, language);
  const bounded = [...withoutAmount, ...withoutCeiling].filter((row) => row.limit !== null);
  const sentences: (Bilingual | null)[] = [
    withoutAmount.length === 0
      ? { en: "Every leg has an amount.", fr: "Chaque volet a un montant." }
      : {
          en: `${withoutAmount.length} ${plural(withoutAmount.length, "leg has", "legs have", "en")} no amount (${named(withoutAmount)}): ${fate}.`,
          fr: `${withoutAmount.length} ${plural(withoutAmount.length, "volet n’a", "volets n’ont", "fr")} pas de montant (${named(withoutAmount)}) : ${fate}.`,
        },
    withoutCeiling.length === 0
      ? null
      : {
          en: `${withoutCeiling.length} ${plural(withoutCeiling.length, "has", "have", "en")} a floor and no ceiling (${named(withoutCeiling)}).`,
          fr: `${withoutCeiling.length} ${plural(withoutCeiling.length, "a", "ont", "fr")} un plancher sans plafond (${named(withoutCeiling)}).`,
        },
    sellersWithoutAmount.length === 0
      ? null
      : {
          en: `No sale to count of ${silent} has a known amount: how it was financed cannot be said.`,
          fr: `Aucune vente comptée n’a de montant connu pour ${silent} : on ne peut dire comment elles furent financées.`,
        },
    bounded.length === 0
      ? null
      : {
          en: `Bounded by a cited figure of the payer: ${listing(
            bounded.map((row) => `${row.leg} (${row.limit!.claim})`),
            "en",
          )}.`,
          fr: `Bornés par un chiffre cité du payeur : ${listing(
            bounded.map((row) => `${row.leg} (${row.limit!.claim})`),
            "fr",
          )}.`,
        },
    setAside.length === 0
      ? null
      : {
          en: `Left out as asked (contingent or in kind): ${named(setAside.map((leg) => ({ leg })))}.`,
          fr: `Laissés de côté comme demandé (conditionnels ou en nature) : ${named(setAside.map((leg) => ({ leg })))}.`,
        },
  ];
  return [...sentences.filter((sentence) => sentence !== null).map(call.say), ...cautions(call, result)];
}
