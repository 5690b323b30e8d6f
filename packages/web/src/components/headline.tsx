import { formatAmount, formatShare } from "keiretsu";
import { Answered } from "./states.tsx";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { projectOptionsOf, viewOptionsOf } from "../state/view-params.ts";
import { headlineWords } from "../words/headline.ts";

/** The answer in one sentence, for the view in force. */
export function Headline() {
  const app = useApp();
  const t = useWords(headlineWords);
  const answer = useAnswer("headline", () => ({ view: viewOptionsOf(app.route().params), project: projectOptionsOf(app.route().params) }));
  return (
    <Answered of={answer}>
      {(result) => {
        const money = (value: number | null): string => formatAmount(value, result().unit, app.language());
        return (
          <p class="lead">
            {result().values.gross.point === 0
              ? t().nothing
              : t().lead(
                  money(result().values.gross.point),
                  money(result().values.setOff.point),
                  formatShare(result().values.shares.setOff.point, app.language()),
                )}
          </p>
        );
      }}
    </Answered>
  );
}
