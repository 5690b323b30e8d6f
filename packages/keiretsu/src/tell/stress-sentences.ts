import type { ModelAnswer, StressModel } from "../panel/stress/answer.ts";
import type { Stress } from "../panel/stress/stress.ts";
import { type Language, listing, plural, type Text } from "./language.ts";
import { formatAmount, formatNumber } from "./money.ts";
import { drawnIn, endsOf, missingWords, stressModelNames } from "./stress-words.ts";

/** Plain sentences on what the answers have in common and why they differ, made from the result alone. */

/** What one sentence is about: the model, or null where it sets models side by side. */
export interface Said extends Text {
  readonly model: StressModel | null;
}

interface Naming {
  readonly unit: string;
  readonly name: (id: string) => string;
}

/** How each model carries a loss: the first half of why they differ. */
const carries: Readonly<Record<StressModel, Text>> = {
  "eisenberg-noe": {
    en: "conserves value: it counts only what falls due in the window and shares a shortfall among creditors, and passes it on only where a creditor then cannot pay",
    fr: "conserve la valeur : il ne compte que ce qui est exigible dans la fenêtre, répartit le manque entre créanciers et ne le transmet que si l’un d’eux ne peut plus payer",
  },
  "rogers-veraart": {
    en: "is clearing in which a default also destroys part of what the debtor had",
    fr: "est une compensation où un défaut détruit aussi une part de ce que le débiteur avait",
  },
  debtrank: {
    en: "marks claims down as the debtor’s equity erodes, before anyone fails to pay, and counts loans whole",
    fr: "déprécie les créances dès que les fonds propres du débiteur s’érodent, avant tout défaut, et compte les prêts en entier",
  },
  "threshold-cascade": {
    en: "counts a loss only when a debtor has failed, and then the whole of its debt",
    fr: "ne compte une perte que lorsqu’un débiteur a failli, et alors toute sa dette",
  },
  "elliott-golub-jackson": {
    en: "carries losses of value through stakes, whatever is owed",
    fr: "transmet les pertes de valeur par les participations, quoi qu’il soit dû",
  },
  esri: {
    en: "carries lost output through inputs and customers, in sales of a year, whatever is owed or held",
    fr: "transmet les pertes de production par les intrants et les clients, en ventes annuelles, quoi qu’il soit dû ou détenu",
  },
};

export function stressSentences(stress: Stress, unit: string, name: (id: string) => string): readonly Text[] {
  return saidOf(stress, { unit, name }).map(({ en, fr }) => ({ en, fr }));
}

/** The same sentences, each with the model that it tells of. */
export function saidOf(stress: Stress, naming: Naming): readonly Said[] {
  const answered = stress.answers.flatMap((answer) => about(answer.model, ofAnswer(answer, naming)));
  const others = stress.answers.flatMap((answer) => about(answer.model, withoutAnswer(answer, naming.name)));
  return [...answered, ...about(null, contrasts(stress, naming.name)), ...others];
}

function about(model: StressModel | null, texts: readonly Text[]): readonly Said[] {
  return texts.map((text) => ({ ...text, model }));
}

/** What a model answers and how it carries a loss. */
function ofAnswer(answer: ModelAnswer, { unit, name }: Naming): readonly Text[] {
  const ends = endsOf(answer);
  if (answer.state !== "answered" || ends === null) return [];
  const sentences: Text[] = [];
  sentences.push(
    both((language) => {
      const loss = formatAmount({ low: answer.loss.low, high: answer.loss.high }, unit, language);
      const model = stressModelNames[answer.model][language];
      return language === "fr"
        ? `${model} : ${loss} perdus. Ce modèle ${carries[answer.model].fr}.`
        : `${model}: ${loss} lost. It ${carries[answer.model].en}.`;
    }),
  );
  const beyond = ends.most.loss - ends.most.standAlone;
  if (beyond > 1e-6 * Math.max(1, ends.most.loss)) {
    const edges = ends.most.failures
      .filter((failure) => failure.wave > 0)
      .flatMap((failure) =>
        failure.by.map((one) => `${name(one.from)} → ${name(failure.entity)}${one.legs.length > 0 ? ` (${one.legs.join(", ")})` : ""}`),
      )
      .slice(0, 3);
    sentences.push(
      both((language) => {
        const [whole, alone] = [ends.most.loss, ends.most.standAlone].map((x) => formatAmount(x, unit, language));
        const through = edges.length === 0 ? "" : language === "fr" ? `, par ${listing(edges, "fr")}` : `, through ${listing(edges, "en")}`;
        return language === "fr"
          ? `La perte de l’ensemble (${whole}) dépasse la somme des pertes isolées (${alone})${through}.`
          : `The loss of the whole (${whole}) exceeds the sum of stand-alone losses (${alone})${through}.`;
      }),
    );
  }
  const failed = drawnIn(ends.most);
  const sure = drawnIn(ends.least);
  const on = answer.model === "esri" ? depends.needs : depends.buffers;
  if (failed > sure)
    sentences.push(
      both((language) =>
        language === "fr"
          ? `Selon ${on.fr}, ${formatNumber(sure, "fr")} à ${formatNumber(failed, "fr")} entreprises sont entraînées.`
          : `Depending on ${on.en}, ${formatNumber(sure, "en")} to ${formatNumber(failed, "en")} firms are drawn in.`,
      ),
    );
  return sentences;
}

/** Why a model has no answer. */
function withoutAnswer(answer: ModelAnswer, name: (id: string) => string): readonly Text[] {
  if (answer.state === "answered") return [];
  const lacking = answer.missing.filter((row) => row.reason === "no-claim" && row.what !== "threshold");
  const gaps = [...new Set(lacking.map((row) => row.what))].map((what) => ({
    what,
    whose: lacking.flatMap((row) => (row.what === what && row.entity !== "" ? [name(row.entity)] : [])),
  }));
  return [
    both((language) => {
      const model = stressModelNames[answer.model][language];
      if (answer.state === "untouched")
        return language === "fr"
          ? `${model} : sans effet, car le choc ne touche rien de ce que ce modèle connaît.`
          : `${model}: no effect, since the shock touches nothing that this model knows of.`;
      const words = listing(
        gaps.map(({ what, whose }) => `${missingWords.what[what][language]}${whose.length === 0 ? "" : ` (${whose.join(", ")})`}`),
        language,
      );
      return language === "fr"
        ? `${model} : non identifiable${words === "" ? "" : `, faute de connaître ${words}`}.`
        : `${model}: not identifiable${words === "" ? "" : ` without ${words}`}.`;
    }),
  ];
}

const depends: Readonly<Record<"buffers" | "needs", Text>> = {
  buffers: { en: "buffers that nobody knows", fr: "des réserves que l’on ne connaît pas" },
  needs: { en: "how much industries need each other", fr: "le besoin que les secteurs ont les uns des autres" },
};

const because: Readonly<Partial<Record<StressModel, Text>>> = {
  debtrank: {
    en: "they lend to firms whose equity erodes, and their loans count whole, whether or not a payment to them fails in the window",
    fr: "ils prêtent à des entreprises dont les fonds propres s’érodent, et leurs prêts comptent en entier, qu’un paiement leur manque ou non dans la fenêtre",
  },
  "threshold-cascade": {
    en: "the whole debt of a failed firm counts, not only what falls due in the window",
    fr: "toute la dette d’une entreprise en défaut compte, et pas seulement ce qui échoit dans la fenêtre",
  },
  "elliott-golub-jackson": { en: "they hold shares of what loses value", fr: "ils détiennent des parts de ce qui perd de la valeur" },
  esri: {
    en: "they lack inputs or customers, whether or not anything owed to them falls due in the window",
    fr: "il leur manque des intrants ou des clients, que ce qu’on leur doit échoie ou non dans la fenêtre",
  },
};

const NAMED = 3;

/** Who loses in another model and not in clearing, and why there. */
function contrasts({ answers }: Stress, name: (id: string) => string): readonly Text[] {
  const clearing = answers.find((answer) => answer.model === "eisenberg-noe");
  const paid = clearing === undefined || clearing.state !== "answered" ? null : endsOf(clearing);
  if (paid === null) return [];
  const known = new Set([...paid.most.holders.map((row) => row.entity), ...paid.most.failures.map((row) => row.entity)]);
  return answers.flatMap((answer) => {
    const ends = answer.state === "answered" ? endsOf(answer) : null;
    const why = because[answer.model];
    const only = ends === null ? [] : ends.most.holders.filter((row) => !known.has(row.entity)).map((row) => name(row.entity));
    if (why === undefined || only.length === 0) return [];
    const words = (language: Language): string => {
      const rest = only.length - NAMED;
      const others = `${rest} ${language === "fr" ? plural(rest, "autre", "autres", "fr") : plural(rest, "other", "others", "en")}`;
      return listing(rest > 0 ? [...only.slice(0, NAMED), others] : only, language);
    };
    return [
      {
        en: `Only in ${stressModelNames[answer.model].en}, not in clearing: ${words("en")} lose, since ${why.en}.`,
        fr: `Dans « ${stressModelNames[answer.model].fr} » et non dans la compensation, perdent : ${words("fr")}, car ${why.fr}.`,
      },
    ];
  });
}

function both(make: (language: Language) => string): Text {
  return { en: make("en"), fr: make("fr") };
}
