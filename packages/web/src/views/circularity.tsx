import { formatAmount, statusNames } from "keiretsu";
import { Cited } from "../components/cited.tsx";
import { Headline } from "../components/headline.tsx";
import { Answered } from "../components/states.tsx";
import { Table } from "../components/table.tsx";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { projectOptionsOf, viewOptionsOf } from "../state/view-params.ts";
import { circularityWords } from "../words/circularity.ts";

/** How much of the money is the same money going round. */
export default function Circularity() {
  const app = useApp();
  const t = useWords(circularityWords);
  const answer = useAnswer("headline", () => ({ view: viewOptionsOf(app.route().params), project: projectOptionsOf(app.route().params) }));
  return (
    <>
      <Headline />
      <Answered of={answer}>
        {(result) => (
          <Table
            caption={t().loops}
            none={t().none}
            rows={result().values.loops}
            columns={[
              { head: t().loop, cell: (loop) => [...loop.nodes, loop.nodes[0]].map(app.entityName).join(" → ") },
              {
                head: t().carries,
                number: true,
                cell: (loop) => (
                  <Cited cites={{ title: loop.nodes.map(app.entityName).join(" → "), legs: loop.legs }}>
                    {formatAmount(loop.capacity, result().unit, app.language())}
                  </Cited>
                ),
              },
              { head: t().status, cell: (loop) => statusNames[loop.status][app.language()] },
            ]}
          />
        )}
      </Answered>
    </>
  );
}
