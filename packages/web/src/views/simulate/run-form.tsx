import { formatNumber, parseLever } from "keiretsu";
import { createSignal, For, Show } from "solid-js";
import { SelectField, SliderField, TextField } from "../../components/fields.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import type { Answer } from "../../worker/questions.ts";
import { simulateWords } from "../../words/simulate.ts";
import { leversIn, runParams } from "./run.ts";

/** Levers with a slider: least, most, step and what they are where nothing is turned. */
const sliders = [
  { name: "demand", least: 0, most: 2, step: 0.05, rest: 1 },
  { name: "funding", least: 0, most: 2, step: 0.05, rest: 1 },
  { name: "price", least: 0.25, most: 2, step: 0.05, rest: 1 },
  { name: "delay", least: 0, most: 12, step: 1, rest: 0 },
] as const;

/** Scenario, levers, how many paths. */
export function RunForm(props: { readonly known: Answer<"scenarios">; readonly scenario: string }) {
  const app = useApp();
  const t = useWords(simulateWords);
  const [typed, setTyped] = createSignal("");
  const [fault, setFault] = createSignal("");
  const run = () => runParams(app, props.scenario);
  const write = (levers: readonly string[]): void => app.setParams({ set: levers.join(",") });
  const valueOf = (name: string, rest: number): number => {
    const lever = leversIn(app).find((one) => targetOf(one) === name);
    return lever === undefined ? rest : Number(lever.slice(name.length + 1));
  };
  const turn = (name: string, value: number, rest: number): void => {
    const others = leversIn(app).filter((one) => targetOf(one) !== name);
    write(value === rest ? others : [...others, `${name}=${value}`]);
  };
  const others = () => leversIn(app).filter((one) => !sliders.some(({ name }) => name === targetOf(one)));
  const add = (): void => {
    try {
      parseLever(typed());
      write([...leversIn(app), typed()]);
      setTyped("");
      setFault("");
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div class="fields">
        <SelectField
          label={t().scenario}
          value={props.scenario}
          choices={props.known.simulations.map(({ id, title }) => [id, title[app.language()]])}
          onChange={(scenario) => app.setParams({ scenario })}
        />
        <TextField label={t().draws} inputMode="numeric" value={String(run().draws)} onChange={(draws) => app.setParams({ draws })} />
        <TextField label={t().seed} inputMode="numeric" value={String(run().seed)} onChange={(seed) => app.setParams({ seed })} />
        <SelectField
          label={t().amounts}
          value={run().amounts}
          choices={(["low", "point", "high"] as const).map((one) => [one, t()[one]])}
          onChange={(one) => app.setParams({ amounts: one === "point" ? null : one })}
        />
      </div>
      <fieldset>
        <legend>{t().levers}</legend>
        <div class="fields">
          <For each={sliders}>
            {({ name, least, most, step, rest }) => (
              <SliderField
                label={t()[name]}
                least={least}
                most={most}
                step={step}
                value={valueOf(name, rest)}
                said={name === "delay" ? t().quarters(valueOf(name, rest)) : t().times(formatNumber(valueOf(name, rest), app.language()))}
                onChange={(value) => turn(name, value, rest)}
              />
            )}
          </For>
          <TextField label={t().otherLever} value={typed()} onChange={setTyped} />
          <button type="submit">{t().add}</button>
        </div>
        <For each={others()}>
          {(lever) => (
            <span class="shock">
              <code>{lever}</code>{" "}
              <button
                type="button"
                class="plain"
                aria-label={t().remove(lever)}
                onClick={() => write(leversIn(app).filter((one) => one !== lever))}
              >
                ×
              </button>
            </span>
          )}
        </For>
        <Show when={fault()}>
          <p role="alert">
            {t().badLever} <span lang="en">{fault()}</span>
          </p>
        </Show>
      </fieldset>
    </form>
  );
}

function targetOf(lever: string): string {
  return lever.slice(0, lever.indexOf("="));
}
