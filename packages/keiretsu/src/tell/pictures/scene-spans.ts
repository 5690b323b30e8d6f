import type { Loop } from "../../panel/loops.ts";
import type { Status } from "../../record/casebook.ts";
import { type DayRange, yearsAt } from "../../record/date.ts";
import { history, type Turn } from "../../record/history.ts";
import { compareValid } from "../../record/horizon.ts";
import { flowClass } from "../../record/instrument.ts";
import { openDay, paymentWindow } from "../../record/project.ts";
import { statusRank } from "../../record/strength.ts";
import type { View } from "../../record/view.ts";
import { inLanguage, type Language, semicolons, speak } from "../language.ts";
import { formatDate } from "../money.ts";
import { statusNames } from "../vocabulary.ts";
import type { SpansScene } from "./picture-spans.ts";
import { firmnessOf } from "../../record/standing.ts";

const messages = {
  title: { en: "When each leg may be paid", fr: "Quand chaque volet peut être payé" },
  axis: {
    en: "Years. A loop closes in time where each payment can follow the one before it.",
    fr: "Années. Une boucle se ferme dans le temps si chaque paiement peut suivre le précédent.",
  },
  key: {
    en: "bar: from when to when it may be paid, dashed while only promised, with a point where no end is known; dot: a turn of its standing, hollow where it ended",
    fr: "barre : de quand à quand il peut être payé, en tirets tant qu’il n’est que promis, en pointe si aucune fin n’est connue ; point : un tournant, vide s’il y prend fin",
  },
} as const;

/** The legs of a loop in time, in the order in which the money moves. */
export function spansScene(view: View, { legs }: Pick<Loop, "legs">, language: Language): SpansScene {
  const t = speak(messages, language);
  const { validOn, knownOn, recordedOn } = view.options;
  const rows = legs.flatMap((id) => view.legs.find((row) => row.leg.id === id) ?? []);
  return {
    title: t.title,
    axis: t.axis,
    key: t.key,
    rows: rows.map((row) => {
      const { firstDay, lastDay } = paymentWindow(row);
      const turns = standings(history(view.casebook, { id: row.leg.id, validOn, knownOn, recordedOn }).turns);
      return {
        name: inLanguage(row.leg.title, row.leg.titleFr, language).text,
        words: semicolons(
          (turns.length > 2 ? [turns[0], turns.at(-1)!] : turns).map(
            (turn) => `${statusNames[turn.status][language]}, ${formatDate(turn.validOn, language, "short")}`,
          ),
          language,
        ),
        flow: flowClass(row.leg.instrument),
        firmness: firmnessOf(row),
        from: yearsAt(firstDay),
        to: lastDay >= openDay ? null : yearsAt(lastDay + 1),
        turns: turns.map((turn) => ({ at: yearsAt(turn.validOn.firstDay), ended: statusRank(turn.status) < 0 })),
      };
    }),
  };
}

interface Standing {
  readonly status: Status;
  readonly validOn: DayRange;
}

/** How the standing of a leg went on in the world: by date, a status that only another source repeats left out. */
function standings(turns: readonly Turn[]): readonly Standing[] {
  const dated = turns.flatMap(({ status, validOn }) => (status === null || validOn === null ? [] : [{ status, validOn }]));
  return dated.sort((a, b) => compareValid(a.validOn, b.validOn)).filter(({ status }, k, all) => k === 0 || all[k - 1].status !== status);
}
