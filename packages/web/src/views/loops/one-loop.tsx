import { colon, formatAmount, formatNumber, inLanguage, loopTitle, pageWords, statusNames } from "keiretsu";
import { For, Show } from "solid-js";
import { AsCommand } from "../../components/as-command.tsx";
import { Cited } from "../../components/cited.tsx";
import { Drawn } from "../../components/drawn.tsx";
import { LegEvidence } from "../../components/leg-evidence.tsx";
import { Sources, Way } from "../../components/links.tsx";
import { Sentence } from "../../components/sentence.tsx";
import { Answered } from "../../components/states.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import type { Answer } from "../../worker/questions.ts";
import { loopsWords } from "../../words/loops.ts";
import { loopsAsked } from "./asked.ts";
import { Ends } from "./loop-list.tsx";
import { marksOf } from "./marks.ts";

/** One loop: why it closes or does not, drawn, in time, leg by leg. */
export function OneLoop(props: { readonly id: string }) {
  const app = useApp();
  const t = useWords(loopsWords);
  const page = useWords(pageWords);
  const asked = () => ({ ...loopsAsked(app.route().params), id: props.id });
  const answer = useAnswer("loop", asked);
  const evidence = useAnswer("evidence", () => {
    const legs = answer()?.legs ?? [];
    return legs.length === 0 ? null : { view: asked().view, legs, claims: [] };
  });
  return (
    <>
      <p>
        <a href={app.link("loops")}>{t().back}</a>
      </p>
      <Answered of={answer}>
        {(found) => (
          <>
            <h1>{titleOf(found(), props.id, app)}</h1>
            <Why found={found()} />
            <Show when={found().loop}>
              {(loop) => (
                <>
                  <p class="quiet">
                    {t().lens} {page().weakest}
                    {colon(app.language())} {statusNames[loop().status][app.language()]}.
                  </p>
                  <Drawn name={`loop-${loop().nodes.join("-")}`} question="loopPicture" params={asked()} caption={t().ring} widest={520} />
                </>
              )}
            </Show>
            <Show when={found().legs.length > 0}>
              <section>
                <h2>{t().inTime}</h2>
                <Drawn name="loop-in-time" question="spansPicture" params={{ view: asked().view, legs: found().legs }} />
              </section>
              <section>
                <h2>{t().evidence}</h2>
                <Answered of={evidence}>
                  {(rows) => <For each={rows().legs}>{(row) => <LegEvidence row={row} policy={rows().policy} />}</For>}
                </Answered>
              </section>
            </Show>
            <Show when={found().stated}>
              {(stated) => (
                <section>
                  <h2>{t().statedIn}</h2>
                  <p>
                    <Sources ids={stated().statedIn} />
                  </p>
                  <Show when={stated().note}>
                    <p lang="en">{stated().note}</p>
                  </Show>
                </section>
              )}
            </Show>
            <AsCommand
              command="loops"
              takes="loops"
              options={{ stated: found().stated !== null, "max-length": app.param("max-length") }}
              answer={found().loop ?? found().dead ?? undefined}
            />
          </>
        )}
      </Answered>
    </>
  );
}

function titleOf({ loop, dead, stated }: Answer<"loop">, id: string, app: ReturnType<typeof useApp>): string {
  if (loop !== null) return loopTitle(loop, app.entityName, app.language());
  const named = dead ?? stated;
  return named === null ? id : inLanguage(named.title, named.titleFr, app.language()).text;
}

function Why(props: { readonly found: Answer<"loop"> }) {
  const app = useApp();
  const t = useWords(loopsWords);
  const loop = (): Answer<"loop">["loop"] => props.found.loop;
  const carries = () => (
    <Cited cites={{ title: loopTitle(loop()!, app.entityName, app.language()), legs: loop()!.legs }}>
      {formatAmount(loop()!.capacity, props.found.unit, app.language())}
    </Cited>
  );
  return (
    <>
      <Show when={loop()}>
        {(one) => (
          <>
            <Show when={one().title !== null}>
              <p>
                <Way nodes={one().nodes} half={one().half} />
              </p>
            </Show>
            <p class="lead">
              <Show when={!one().half} fallback={t().half}>
                <Show
                  when={one().capacity.high !== null || one().capacity.low !== null}
                  fallback={t().unknownCapacity(formatNumber(one().legs.length, app.language()))}
                >
                  <Sentence of={t().closes} holes={[formatNumber(one().legs.length, app.language()), carries()]} />
                </Show>
              </Show>
            </p>
            <ul>
              <For each={marksOf(one(), app.language())}>{(mark) => <li>{app.spaced(mark)}</li>}</For>
            </ul>
          </>
        )}
      </Show>
      <Show when={props.found.dead}>
        {(dead) => (
          <p class="lead">
            {t().dead} <Ends of={dead()} />.
          </p>
        )}
      </Show>
      <Show when={loop() === null && props.found.dead === null}>
        <p class="lead">{t().notHere}</p>
      </Show>
      <Show when={props.found.unknown.length > 0}>
        <p>{t().notALeg(props.found.unknown.join(", "))}</p>
      </Show>
    </>
  );
}
