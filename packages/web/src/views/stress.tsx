import {
  beliefWords,
  endsOf,
  rescueSentences,
  type Result,
  saidOf,
  saysMost,
  type Stress,
  stressModelNames,
  stressTitle,
  supposed,
} from "keiretsu";
import { createMemo, createSignal, For, Show } from "solid-js";
import { AsCommand } from "../components/as-command.tsx";
import { SelectField, TextField } from "../components/fields.tsx";
import { Picture } from "../components/picture.tsx";
import { Answered } from "../components/states.tsx";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { createPending } from "../state/pending.ts";
import { ask } from "../worker/ask.ts";
import { stressWords } from "../words/stress.ts";
import { AnswersTable, FailuresTable, LosersTable } from "./stress/answers.tsx";
import { Grounds, Moved } from "./stress/grounds.tsx";
import { shocksIn, stressParams } from "./stress/params.ts";
import { Ranking } from "./stress/ranking.tsx";
import { ShockForm } from "./stress/shock-form.tsx";

/** What follows if: shocks put to every model, side by side. */
export default function StressPage() {
  const app = useApp();
  const t = useWords(stressWords);
  const known = useAnswer("scenarios", () => ({}));
  // A page that is opened shows an answer: the scenario that the report tells.
  const scenario = (): string => {
    const asked = app.param("scenario");
    if (asked !== null) return asked === "none" ? "" : asked;
    return shocksIn(app).length > 0 ? "" : (known()?.stresses.find(({ inReport }) => inReport)?.id ?? known()?.stresses[0]?.id ?? "");
  };
  const params = () => (known() === undefined ? null : stressParams(app, scenario()));
  const answer = useAnswer("stress", params);
  const record = createPending(
    () => {
      const [open, book, asked] = [app.record(), app.book(), params()];
      if (open === undefined || book === undefined || asked === null) return null;
      return { open, asked, same: open.key === book.key, key: `${open.key} ${book.key} ${JSON.stringify(asked)}` };
    },
    ({ open, asked, same }, signal) => (same ? null : ask(open, "stress", asked, { signal })),
  );
  return (
    <>
      <Answered of={known}>
        {(found) => (
          <form class="stress-form" onSubmit={(event) => event.preventDefault()}>
            <div class="fields">
              <SelectField
                label={t().scenario}
                value={scenario()}
                choices={[["", t().noScenario], ...found().stresses.map(({ id, title }) => [id, title[app.language()]] as const)]}
                onChange={(id) => app.setParams({ scenario: id || "none" })}
              />
              <TextField label={t().window} value={app.param("window") ?? ""} onChange={(text) => app.setParams({ window: text })} />
              <TextField
                label={t().quarters}
                inputMode="numeric"
                value={app.param("quarters") ?? ""}
                onChange={(text) => app.setParams({ quarters: text })}
              />
              <SelectField
                label={t().equity}
                value={app.param("equity") ?? "book"}
                choices={[
                  ["book", t().book],
                  ["market", t().market],
                ]}
                onChange={(one) => app.setParams({ equity: one === "book" ? null : one })}
              />
            </div>
            <ShockForm known={found()} />
            <Show when={found().findings.length > 0}>
              <p role="alert">
                {t().faults}{" "}
                {found()
                  .findings.map(
                    (one) => `${one.place.file}:${one.place.line} ${(app.language() === "fr" ? (one.french ?? one) : one).summary}`,
                  )
                  .join(" ")}
              </p>
            </Show>
          </form>
        )}
      </Answered>
      <Show when={answer() !== null || answer.error() !== null} fallback={<p class="lead">{t().empty}</p>}>
        <Answered of={answer}>{(result) => <Told result={result()} record={record() ?? null} scenario={scenario()} />}</Answered>
      </Show>
      <Ranking />
      <p class="quiet">
        {t().commandLine}{" "}
        <For each={["reverse", "options", "unwind", "hindsight"]}>
          {(name, at) => (
            <>
              {at() > 0 ? ", " : ""}
              <a href={app.link("ask", name)}>{name}</a>
            </>
          )}
        </For>
      </p>
    </>
  );
}

function Told(props: { readonly result: Result<Stress>; readonly record: Result<Stress> | null; readonly scenario: string }) {
  const app = useApp();
  const t = useWords(stressWords);
  const [width, setWidth] = createSignal(0);
  const values = () => props.result.values;
  const question = () => values().scenario[app.language() === "fr" ? "questionFr" : "question"];
  const answered = () => values().answers.filter(({ state }) => state === "answered");
  const shown = createMemo(() => answered().find(({ model }) => model === app.param("shown")) ?? saysMost(values()));
  const picture = (kind: "cascade" | "waterfall") =>
    useAnswer("stressPicture", () => {
      const one = shown();
      if (width() === 0 || one === null) return null;
      return {
        stress: stressParams(app, props.scenario),
        model: one.model,
        kind,
        width: Math.min(width(), 1040),
        language: app.language(),
        theme: app.dark() ? "dark" : "light",
      };
    });
  const [cascade, waterfall] = [picture("cascade"), picture("waterfall")];
  // One item a model with all that is said of it, then what sets models side by side.
  const said = (): readonly string[] => {
    const all = saidOf(values(), { unit: props.result.unit, name: app.entityName });
    const models = [...new Set(all.flatMap(({ model }) => model ?? []))];
    const others = [...all.filter(({ model }) => model === null), ...rescueSentences(values(), props.result.unit)];
    const text = (texts: readonly { readonly en: string; readonly fr: string }[]) => texts.map((one) => one[app.language()]);
    return [...models.map((model) => text(all.filter((one) => one.model === model)).join(" ")), ...text(others)];
  };
  const belief = () => {
    const ends = shown() === null ? null : endsOf(shown()!);
    return ends === null ? null : beliefWords(ends.most, props.result.unit);
  };
  return (
    <>
      <h2>{stressTitle(values(), app.entityName, app.language())}</h2>
      <Show when={question()}>
        <p class="lead">{question()}</p>
      </Show>
      <p>{supposed(values(), app.entityName, app.language())}</p>
      <AnswersTable result={props.result} record={props.record} />
      <p class="quiet">{t().note}</p>
      <Show when={shown()}>
        {(one) => (
          <>
            <SelectField
              label={t().pictured}
              value={one().model}
              choices={answered().map(({ model }) => [model, stressModelNames[model][app.language()]])}
              onChange={(model) => app.setParams({ shown: model })}
            />
            <Picture
              name={`${one().model}-cascade`}
              svg={cascade()}
              onWidth={setWidth}
              caption={t().cascade}
              table={<FailuresTable answer={one()} />}
            />
            <Picture
              name={`${one().model}-waterfall`}
              svg={waterfall()}
              caption={t().waterfall}
              table={<LosersTable answer={one()} unit={props.result.unit} />}
            />
            <LosersTable answer={one()} unit={props.result.unit} />
            <Show when={belief()}>{(words) => <p>{words()[app.language()]}</p>}</Show>
          </>
        )}
      </Show>
      <Moved result={props.result} />
      <h2>{t().why}</h2>
      <ul>
        <For each={said()}>{(one) => <li>{one}</li>}</For>
      </ul>
      <Grounds result={props.result} />
      <AsCommand
        command="stress"
        takes="project"
        options={{
          scenario: props.scenario || null,
          shock: shocksIn(app),
          window: app.param("window"),
          quarters: app.param("quarters"),
          equity: app.param("equity"),
        }}
        answer={props.result}
      />
    </>
  );
}
