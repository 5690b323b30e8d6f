import {
  formatAmount,
  formatNumber,
  formatShare,
  type Hindsight,
  outcomeWords,
  parameterWords,
  reportedNames,
  type ReportedRow,
  subjectWords,
} from "keiretsu";
import { bind } from "./cite.ts";
import type { Bilingual, Call } from "./command.ts";
import { formatTable, paint, type TableStyle, wrapText } from "./output.ts";

/** What `keiretsu hindsight` prints: how each firm ends, loans and orders, what comes back, holdings and capital, borrowers kept alive, and what is on record beside it. */

export interface Told {
  readonly unit: string;
  readonly name: (id: string) => string;
}

export function hindsightText(call: Call, answer: Hindsight, told: Told): string {
  const parts = [
    headText(call, answer),
    endingsText(call, answer, told),
    lendingText(call, answer, told),
    returnedText(call, answer, told),
    holdingsText(call, answer, told),
    forborneText(call, answer, told),
    reportedText(call, answer, told),
    notesText(call, answer),
    recalledText(call, answer, told),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function yearEnds(quarters: readonly string[]): readonly number[] {
  return quarters.flatMap((quarter, q) => (quarter.endsWith("Q4") ? [q] : []));
}

function headText({ io, language, say }: Call, { scenario, quarters }: Hindsight): string {
  const fr = language === "fr";
  const set =
    scenario.levers.length === 0 ? "" : say({ en: ` Set: ${scenario.levers.join(", ")}.`, fr: ` Réglé : ${scenario.levers.join(", ")}.` });
  const span = say({
    en: `${quarters[0]} to ${quarters.at(-1)}, without chance.`,
    fr: `De ${quarters[0]} à ${quarters.at(-1)}, sans hasard.`,
  });
  return [
    `${paint(io, "bold", fr ? scenario.titleFr : scenario.title)}\n`,
    `${wrapText(io, bind(fr ? scenario.questionFr : scenario.question))}\n`,
    `${wrapText(io, bind(`${span}${set}`))}\n`,
  ].join("");
}

function titled(
  call: Call,
  title: Bilingual,
  of: { readonly head: readonly Bilingual[]; readonly rows: readonly (readonly (string | null)[])[] },
  style: TableStyle = {},
): string {
  if (of.rows.length === 0) return "";
  const align = of.head.map((_, k) => (k === 0 ? ("left" as const) : ("right" as const)));
  return `${paint(call.io, "bold", call.say(title))}\n${formatTable(call.io, { head: of.head.map(call.say), rows: of.rows }, { indent: 2, align, wrap: [0], ...style })}\n`;
}

function endingsText(call: Call, { endings, lostOutside, quarters }: Hindsight, { unit, name }: Told): string {
  const { io, language, say } = call;
  const money = (x: number): string => formatAmount(x, unit, language);
  const rows = endings.map(({ entity, outcome, failedIn, recovered, fromOutside, fromFirms, lost }) => [
    name(entity),
    `${say(outcomeWords[outcome])}${failedIn === null ? "" : `, ${failedIn}`}`,
    recovered === null ? "–" : formatShare(recovered, language),
    money(fromOutside),
    money(fromFirms),
    money(lost),
  ]);
  const outside = [
    say({ en: "lenders and investors outside", fr: "prêteurs et investisseurs extérieurs" }),
    "",
    "",
    "",
    money(lostOutside),
  ];
  const head = [
    { en: "Firm", fr: "Entreprise" },
    { en: "Ends", fr: "Issue" },
    { en: "Debts paid back", fr: "Dettes remboursées" },
    { en: "From customers outside", fr: "De clients extérieurs" },
    { en: "From firms of the run", fr: "D’entreprises du calcul" },
    { en: "Written off", fr: "Passé en perte" },
  ];
  const table = titled(call, { en: "How it ends", fr: "Comment cela finit" }, { head, rows: [...rows, outside] }, { wrap: [0, 2, 3, 4] });
  const lines = endings.flatMap(({ entity, coverage }) => {
    const known = coverage.flatMap((value, q) => (value === null ? [] : [{ value, quarter: quarters[q] }]));
    if (known.length === 0) return [];
    const [first, last] = [known[0], known.at(-1)!];
    const part = ({ value }: typeof first): string => formatNumber(value, language);
    return [
      say({
        en: `${name(entity)}: end demand, after costs, covers ${part(first)} times what falls due in ${first.quarter}, ${part(last)} times in ${last.quarter}.`,
        fr: `${name(entity)} : la demande finale, coûts payés, couvre ${part(first)} fois l’exigible en ${first.quarter}, ${part(last)} fois en ${last.quarter}.`,
      }),
    ];
  });
  return `${table}${lines.map((line) => `${wrapText(io, bind(line), 2)}\n`).join("")}`;
}

function lendingText(call: Call, { lending, quarters }: Hindsight, { unit, name }: Told): string {
  const { io, language, say } = call;
  const money = (x: number): string => formatAmount(x, unit, language);
  return lending
    .map((loan) => {
      const shown = yearEnds(quarters);
      const rows = shown.map((q) => [
        quarters[q],
        money(loan.promised[q]),
        money(loan.drawn[q]),
        money(loan.promised[q] - loan.drawn[q]),
        money(loan.owed[q]),
      ]);
      const head = [
        { en: "End of", fr: "Fin de" },
        { en: "Promised", fr: "Promis" },
        { en: "Drawn so far", fr: "Tiré jusqu’ici" },
        { en: "Promised, not drawn", fr: "Promis, non tiré" },
        { en: "Owed", fr: "Dû" },
      ];
      const alive = rows.map((cells, k) => (loan.promised[shown[k]] > 0 ? cells : [cells[0], cells[1], cells[2], "–", cells[4]]));
      const title = {
        en: `Loans from ${name(loan.lender)} to ${name(loan.borrower)}`,
        fr: `Prêts : ${name(loan.lender)} à ${name(loan.borrower)}`,
      };
      // A loan that was drawn before the run has nothing left to tell but that it is owed.
      const told = loan.promised.some((promised, q) => promised > loan.drawn[q]);
      const table = told ? titled(call, title, { head, rows: alive }) : "";
      const lines: Bilingual[] = [];
      if (loan.followed !== null) {
        const share = formatShare(loan.followed, language);
        lines.push(
          loan.flagged
            ? {
                en: `Flagged: ${share} of its orders at the lender are covered by loans of the same quarter. The seller pays for its own sales.`,
                fr: `Signalé : ${share} de ses commandes au prêteur sont couverts par des prêts du même trimestre. Le vendeur paie ses propres ventes.`,
              }
            : {
                en: `${share} of its orders at the lender are covered by loans of the same quarter.`,
                fr: `${share} de ses commandes au prêteur sont couverts par des prêts du même trimestre.`,
              },
        );
      }
      if (loan.paidBefore !== null) {
        const { threeMonths, twelveMonths } = loan.paidBefore;
        lines.push({
          en: `Paid to the lender before the failure: ${money(threeMonths)} in three months, which can be asked back of an outsider; ${money(twelveMonths)} in twelve, of an insider.`,
          fr: `Payé au prêteur avant l’échec : ${money(threeMonths)} en trois mois, ce qu’on peut redemander à un tiers ; ${money(twelveMonths)} en douze, à un initié.`,
        });
      }
      return `${table}${lines.map((line) => `${wrapText(io, bind(say(line)), 2)}\n`).join("")}`;
    })
    .filter((text) => text !== "")
    .join("\n");
}

function returnedText(call: Call, { returned }: Hindsight, { unit, name }: Told): string {
  const { io, language, say } = call;
  const money = (x: number): string => formatAmount(x, unit, language);
  const share = (x: number | null): string => (x === null ? "–" : formatShare(x, language));
  const lines = returned.map(({ from, to, paid, back, share: all, firstYear }) =>
    say({
      en: `${name(from)} pays ${name(to)} ${money(paid)} and ${money(back)} comes back as orders: ${share(all)}; in the first year ${share(firstYear)}. The rest needs demand from outside.`,
      fr: `${name(from)} verse ${money(paid)} à ${name(to)}, et ${money(back)} revient en commandes : ${share(all)} ; la première année ${share(firstYear)}. Le reste demande des clients extérieurs.`,
    }),
  );
  if (lines.length === 0) return "";
  return `${paint(io, "bold", say({ en: "What comes back", fr: "Ce qui revient" }))}\n${lines.map((line) => `${wrapText(io, bind(line), 2)}\n`).join("")}`;
}

function holdingsText(call: Call, { holdings, capital, quarters }: Hindsight, { unit, name }: Told): string {
  const { io, language, say } = call;
  const money = (x: number): string => formatAmount(x, unit, language);
  const shown = yearEnds(quarters);
  const tables = holdings.map(({ holder, held, opening, worth, part }) => {
    const own = capital.find(({ entity }) => entity === holder);
    const rows = shown.map((q) => [
      quarters[q],
      money(worth[q]),
      part[q] === null ? "–" : formatShare(part[q], language),
      own === undefined ? "–" : money(own.equity[q]),
    ]);
    const head = [
      { en: "End of", fr: "Fin de" },
      { en: "Worth", fr: "Valeur" },
      { en: "Shares still held", fr: "Actions encore détenues" },
      { en: "Capital of the holder", fr: "Capital du porteur" },
    ];
    const title = {
      en: `Shares of ${name(held)} with ${name(holder)}, ${money(opening)} at the start; marks move no cash`,
      fr: `Actions (${name(held)}) chez ${name(holder)}, ${money(opening)} au départ ; les réévaluations ne déplacent aucune trésorerie`,
    };
    return titled(call, title, { head, rows });
  });
  const broken = capital.flatMap(({ entity, brokenIn }) =>
    brokenIn === null
      ? []
      : [
          say({
            en: `${name(entity)} owes more than it owns from ${quarters[brokenIn]} on.`,
            fr: `${name(entity)} doit plus qu’elle ne possède à partir de ${quarters[brokenIn]}.`,
          }),
        ],
  );
  return [...tables, broken.map((line) => `${wrapText(io, bind(line), 2)}\n`).join("")].filter((text) => text !== "").join("\n");
}

function forborneText(call: Call, { forborne, quarters }: Hindsight, { unit, name }: Told): string {
  const { io, language, say } = call;
  const shown = yearEnds(quarters);
  return forborne
    .map(({ borrower, zombies, paidInCash, failed, lost }) => {
      const rows = shown.map((q) => {
        const { share, low, high } = zombies[q];
        return [
          quarters[q],
          formatShare(share, language),
          formatShare({ low, high }, language).replace(/^de /, ""),
          paidInCash[q] === null ? "–" : formatShare(paidInCash[q], language),
          formatShare(failed[q], language),
        ];
      });
      const head = [
        { en: "End of", fr: "Fin de" },
        { en: "Paying out of new credit", fr: "Payant par crédit nouveau" },
        { en: "Within (95%)", fr: "Entre (95 %)" },
        { en: "Of the due, in cash", fr: "Du dû, en argent" },
        { en: "Failed so far", fr: "En échec jusqu’ici" },
      ];
      const title = {
        en: `${name(borrower)}: borrowers that their lender keeps alive`,
        fr: `${name(borrower)} : emprunteurs que leur prêteur maintient en vie`,
      };
      const line = say({
        en: `Each path stands for a firm. Written off by its lenders, on loans and shares, mean over the paths: ${formatAmount(lost, unit, language)}.`,
        fr: `Chaque trajectoire vaut pour une société. Passé en perte par ses prêteurs, sur prêts et actions, moyenne des trajectoires : ${formatAmount(lost, unit, language)}.`,
      });
      return `${titled(call, title, { head, rows })}${wrapText(io, bind(line), 2)}\n`;
    })
    .join("\n");
}

function reportedText(call: Call, { reported }: Hindsight, { unit, name }: Told): string {
  const { io, language, say } = call;
  const title = { en: "On record, beside the run", fr: "Ce qui est connu, à côté du calcul" };
  if (reported.length === 0) {
    const none = say({
      en: "The casebook has no figure of these quarters to compare.",
      fr: "Le dossier n’a aucun chiffre de ces trimestres à comparer.",
    });
    return `${paint(io, "bold", say(title))}\n${wrapText(io, none, 2)}\n`;
  }
  const value = ({ what }: ReportedRow, x: number | null): string =>
    x === null
      ? say({ en: "never", fr: "jamais" })
      : what === "failed-in"
        ? `${Math.floor(x / 4)}-Q${(x % 4) + 1}`
        : what === "zombies" || what === "part-held"
          ? formatShare(x, language)
          : formatAmount(x, unit, language);
  const apart = ({ what, apart: by }: ReportedRow): string =>
    by === null
      ? "–"
      : what === "failed-in"
        ? say({
            en: `${by > 0 ? "+" : by < 0 ? "−" : ""}${Math.abs(by)} quarters`,
            fr: `${by > 0 ? "+" : by < 0 ? "−" : ""}${Math.abs(by)} trimestres`,
          })
        : `× ${formatNumber(by, language)}`;
  const rows = reported.map((row) => [
    `${name(row.entity)}, ${say(reportedNames[row.what])}`,
    row.quarter,
    value(row, row.reported),
    value(row, row.run),
    apart(row),
    row.near ? say({ en: "of the order", fr: "de l’ordre" }) : say({ en: "missed", fr: "manqué" }),
    row.claims.join(" "),
  ]);
  const head = [
    { en: "Figure", fr: "Chiffre" },
    { en: "Quarter", fr: "Trimestre" },
    { en: "Reported", fr: "Publié" },
    { en: "Run", fr: "Calcul" },
    { en: "Apart", fr: "Écart" },
    { en: "", fr: "" },
    { en: "Claim", fr: "Affirmation" },
  ];
  return titled(call, title, { head, rows }, { align: ["left", "left", "right", "right", "right", "left", "left"], wrap: [0, 6] });
}

function notesText(call: Call, { scenario }: Hindsight): string {
  if (scenario.notes.length === 0) return "";
  const { io, language, say } = call;
  const inFrench = language === "fr" && scenario.notesFr.length > 0;
  const title = say({ en: "Notes of the scenario", fr: `Notes du scénario${inFrench ? "" : " (en anglais)"}` });
  return `${paint(io, "bold", title)}\n${(inFrench ? scenario.notesFr : scenario.notes).map((note) => `${wrapText(io, bind(`- ${note}`), 2)}\n`).join("")}`;
}

function recalledText(call: Call, { recalled }: Hindsight, { name }: Told): string {
  if (recalled.length === 0) return "";
  const { io, language, say } = call;
  const rows = recalled.map(({ what, subject, reason, reasonFr }) =>
    wrapText(
      io,
      bind(
        `- ${say(parameterWords[what])}, ${subjectWords(subject, name, language)}: ${language === "fr" ? reasonFr : reason}`.replace(
          ": ",
          say({ en: ": ", fr: " : " }),
        ),
      ),
      2,
    ),
  );
  const title = { en: `Recalled, not sourced (${recalled.length})`, fr: `De mémoire, sans source (${recalled.length})` };
  return `${paint(io, "bold", say(title))}\n${rows.join("\n")}\n`;
}
