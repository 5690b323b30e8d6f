import {
  entityNames,
  type Casebook,
  type Choice,
  type ChoiceSpread,
  formatDate,
  formatNumber,
  formatShare,
  type Headline,
  type Policy,
  type Result,
  type Spread,
  spread as ask,
  type Status,
  statusNames,
} from "keiretsu";
import { EXIT, type Bilingual, type Call, type Command, type Option } from "./command.ts";
import { MAX_LENGTH } from "./circularity.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, PROJECT_OPTIONS, VIEW_OPTIONS, projectOptions, viewOptions } from "./options.ts";
import { formatTable, paint, startProgress, wrapText, writeCsv, writeJson } from "./output.ts";

const OPTIONS: readonly Option[] = [
  ...VIEW_OPTIONS,
  ...PROJECT_OPTIONS,
  MAX_LENGTH,
  {
    name: "amounts",
    kind: "choice",
    choices: ["low", "point", "high"],
    fallback: "point",
    value: "end",
    description: { en: "End of each amount in the base view", fr: "Borne des montants dans la vue de base" },
  },
  {
    name: "seller",
    kind: "text",
    value: "id",
    description: {
      en: "Seller whose vendor-financed share is followed (default: the firm on most stated loops)",
      fr: "Vendeur dont on suit la part autofinancée (par défaut l’entreprise présente dans le plus de boucles énoncées)",
    },
  },
];

/** The headline over the analyst's choices, one at a time. */
export const spread: Command = {
  name: "spread",
  summary: { en: "How far the answer moves with the analyst’s choices", fr: "De combien la réponse bouge selon les choix de l’analyste" },
  arguments: [CASEBOOK],
  options: OPTIONS,
  csv: true,
  examples: ["keiretsu spread casebooks/ai-alliances", "keiretsu spread casebooks/ai-alliances --known 2025-10-24"],
  run(call) {
    const casebook = openCasebook(call);
    const progress = startProgress(call.io);
    const label = call.say({ en: "rows of the table", fr: "lignes du tableau" });
    const options = {
      ...viewOptions(call),
      ...projectOptions(call),
      amounts: call.text("amounts") as "low" | "point" | "high",
      maxLength: call.number("max-length")!,
      seller: call.text("seller"),
    };
    const result = withReserve(
      casebook,
      ask(casebook, options, (done, all) => progress.step(`${done}/${all} ${label}`, done / all)),
    );
    progress.done();
    if (call.flag("json")) return writeJson(call.io, result);
    if (call.flag("csv")) return writeCsv(call.io, csvTable(result));
    call.io.stdout(`${page(call, casebook, result).join("\n")}\n`);
    return EXIT.fine;
  },
};

function csvTable({ values }: Result<Spread>): Parameters<typeof writeCsv>[1] {
  return {
    head: [
      "choice",
      "value",
      "base",
      "gross",
      "set_off_share",
      "reciprocal_share",
      "finn_index",
      "followed_share",
      "top_seller",
      "top_share",
      "loops",
      "largest_loop",
      "largest_loop_capacity",
      "legs",
      "legs_without_amount",
    ],
    rows: values.choices.flatMap(({ choice, rows }) =>
      rows.map(({ value, base, figures }) => [
        choice,
        value,
        String(base),
        figures.gross,
        figures.setOffShare,
        figures.reciprocalShare,
        figures.finnIndex,
        figures.followedShare,
        figures.topSeller?.seller ?? null,
        figures.topSeller?.share ?? null,
        figures.loops,
        figures.largestLoop?.id ?? null,
        figures.largestLoop?.capacity ?? null,
        figures.legs,
        figures.legsWithoutAmount,
      ]),
    ),
  };
}

const CHOICES: Readonly<Record<Choice, Bilingual>> = {
  "at-least": { en: "How firm a deal must be", fr: "À partir de quel statut compter" },
  known: { en: "What was known when", fr: "Ce qu’on savait à quelle date" },
  perimeter: { en: "Units with their parents or apart", fr: "Unités rattachées ou séparées" },
  "in-kind": { en: "Shares, warrants and credits", fr: "Actions, bons et crédits" },
  contingent: { en: "Guarantees as if called", fr: "Garanties comme si elles jouaient" },
  amounts: { en: "Which end of each amount", fr: "Quelle borne de chaque montant" },
  composition: { en: "Wholes, parts or umbrella totals", fr: "Ensembles, parties ou totaux englobants" },
  policy: { en: "Which of several amounts", fr: "Quel montant parmi plusieurs" },
  "max-length": { en: "How long a loop may be", fr: "Longueur maximale d’une boucle" },
};

const NOTHING: Bilingual = {
  en: "In the base view no leg that counts has a known amount.",
  fr: "Dans la vue de base, aucun volet compté n’a de montant connu.",
};

function page(call: Call, casebook: Casebook, result: Result<Spread>): string[] {
  const { io, language } = call;
  const { values } = result;
  const most = values.choices[0];
  const share = (x: number | null): string => formatShare(x, language);
  const base: Bilingual = {
    en: `In the base view ${share(values.base.setOffShare)} of the money can be struck off along loops.`,
    fr: `Dans la vue de base, ${share(values.base.setOffShare)} de l’argent peuvent se compenser le long de boucles.`,
  };
  const moves: Bilingual = values.movesMost
    ? {
        en: `The choice that moves this most: ${CHOICES[most.choice].en.toLowerCase()} (--${most.choice}), from ${share(most.low)} to ${share(most.high)}.`,
        fr: `Le choix qui le fait le plus bouger : ${CHOICES[most.choice].fr.toLowerCase()} (--${most.choice}), de ${share(most.low)} à ${share(most.high)}.`,
      }
    : { en: "None of the choices moves this.", fr: "Aucun des choix ne le fait bouger." };
  const scale = scaleOf(values);
  const lines = [
    paint(io, "bold", wrapText(io, call.say(values.base.setOffShare === null ? NOTHING : base))),
    wrapText(io, call.say(moves)),
  ];
  for (const choice of values.choices) {
    const swing: Bilingual =
      choice.swing > 0
        ? { en: `${share(choice.low)} to ${share(choice.high)}`, fr: `de ${share(choice.low)} à ${share(choice.high)}` }
        : { en: "does not move the verdict", fr: "ne change pas le verdict" };
    lines.push(
      `\n${paint(io, "bold", call.say(CHOICES[choice.choice]))} (--${choice.choice}): ${call.say(swing)}`.replace(
        "): ",
        language === "fr" ? ") : " : "): ",
      ),
    );
    lines.push(choiceTable(call, casebook, { choice, scale, unit: result.unit, seller: values.seller }));
  }
  return lines;
}

/** Magnitude in which all gross flows are written. */
function scaleOf(values: Spread): { readonly size: number; readonly word: Bilingual } {
  const largest = Math.max(values.base.gross, ...values.choices.flatMap((choice) => choice.rows.map((row) => row.figures.gross)));
  if (largest >= 1e9) return { size: 1e9, word: { en: "bn", fr: "Md" } };
  return largest >= 1e6 ? { size: 1e6, word: { en: "M", fr: "M" } } : { size: 1, word: { en: "", fr: "" } };
}

function choiceTable(
  call: Call,
  casebook: Casebook,
  of: { readonly choice: ChoiceSpread; readonly scale: ReturnType<typeof scaleOf>; readonly unit: string; readonly seller: string | null },
): string {
  const { language, io } = call;
  const wide = io.columns >= 110;
  const money = (x: number): string => formatNumber(x / of.scale.size, language, x / of.scale.size < 10 ? 1 : 0);
  const share = (x: number | null): string => (x === null ? "–" : formatShare(x, language));
  const inScale = `${call.say(of.scale.word)} ${of.unit}`.trim();
  const head = [
    "",
    `${call.say({ en: "Gross", fr: "Total" })}\n${inScale}`,
    call.say({ en: "Struck\noff", fr: "Compen-\nsable" }),
    call.say({ en: "By\npairs", fr: "Par\npaires" }),
    call.say({ en: "Finn\nindex", fr: "Indice\nFinn" }),
    `${of.seller === null ? "" : entityNames(casebook, call.language)(of.seller).slice(0, 9)}\n${call.say({ en: "financed", fr: "financé" })}`,
    call.say({ en: "Loops\n", fr: "Boucles\n" }),
    `${call.say({ en: "Largest", fr: "Maximum" })}\n${inScale}`,
    ...(wide ? [call.say({ en: "Most vendor-financed\nseller", fr: "Vendeur le plus\nautofinancé" })] : []),
  ];
  const rows = of.choice.rows.map(({ value, base, figures }) => {
    const cells = [
      `${base ? "▸ " : "  "}${valueName(call, of.choice.choice, value)}`,
      money(figures.gross),
      share(figures.setOffShare),
      share(figures.reciprocalShare),
      share(figures.finnIndex),
      share(figures.followedShare),
      formatNumber(figures.loops, language),
      figures.largestLoop === null ? "–" : money(figures.largestLoop.capacity),
      ...(wide ? [topSeller(call, casebook, figures)] : []),
    ];
    return base ? cells.map((cell) => paint(io, "bold", cell)) : cells;
  });
  return formatTable(
    io,
    { head, rows },
    { align: ["left", "right", "right", "right", "right", "right", "right", "right", "left"], wrap: [0] },
  );
}

function topSeller(call: Call, casebook: Casebook, { topSeller: top }: Headline): string {
  return top === null ? "–" : `${entityNames(casebook, call.language)(top.seller)} ${formatShare(top.share, call.language)}`;
}

const VALUES: Readonly<Record<string, Bilingual>> = {
  now: { en: "all recorded", fr: "tout le dossier" },
  parent: { en: "with their parents", fr: "rattachées" },
  unit: { en: "apart", fr: "séparées" },
  yes: { en: "counted", fr: "comptés" },
  no: { en: "not counted", fr: "non comptés" },
  low: { en: "low", fr: "basse" },
  point: { en: "as stated", fr: "telle que citée" },
  high: { en: "high", fr: "haute" },
  wholes: { en: "wholes", fr: "ensembles" },
  parts: { en: "parts", fr: "parties" },
  umbrellas: { en: "umbrellas (a naive sum)", fr: "englobants (somme naïve)" },
};

const RULES: Readonly<Record<Policy, Bilingual>> = {
  editor: { en: "editor’s reading", fr: "choix de l’éditeur" },
  latest: { en: "latest claim", fr: "affirmation récente" },
  strongest: { en: "strongest source", fr: "source solide" },
  lowest: { en: "lowest figure", fr: "chiffre le plus bas" },
  highest: { en: "highest figure", fr: "chiffre le plus haut" },
};

function valueName(call: Call, choice: Choice, value: string): string {
  if (choice === "at-least") return call.say(statusNames[value as Status]);
  if (choice === "policy") return call.say(RULES[value as Policy]);
  if (choice === "max-length") return call.say({ en: `${value} legs`, fr: `${value} volets` });
  if (choice === "known" && value !== "now") return formatDate(value, call.language, "short");
  return call.say(VALUES[value]);
}
