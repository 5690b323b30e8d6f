import { formatShare, parseShock, type Shock, type ShockedPart, shockText, shockWords } from "keiretsu";
import { createMemo, createSignal, For, Show } from "solid-js";
import { SelectField, SliderField } from "../../components/fields.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import type { Answer } from "../../worker/questions.ts";
import { stressWords } from "../../words/stress.ts";
import { shocksIn } from "./params.ts";

const kinds = ["entity", "stake", "funding", "values", "country", "input", "move", "ban"] as const;
type Kind = (typeof kinds)[number];

/** The shocks of the address, each with a slider of what is left, and one more to add. */
export function ShockForm(props: { readonly known: Answer<"scenarios"> }) {
  const app = useApp();
  const t = useWords(stressWords);
  const [kind, setKind] = createSignal<Kind>("entity");
  const [firm, setFirm] = createSignal("");
  const [other, setOther] = createSignal("");
  const [part, setPart] = createSignal<ShockedPart>("all");
  const firms = createMemo(() =>
    (app.names()?.entities ?? [])
      .map(({ id }) => [id, app.entityName(id)] as const)
      .sort((a, b) => a[1].localeCompare(b[1], app.language())),
  );
  const chosen = (): string => firm() || firms()[0]?.[0] || "";
  const second = (): string => other() || firms()[1]?.[0] || "";
  const shocks = (): readonly Shock[] => shocksIn(app).flatMap(readable);
  const write = (all: readonly Shock[]): void => app.setParams({ shock: all.map(shockText).join(",") });
  const places = (): readonly (readonly [string, string])[] =>
    (kind() === "country" ? props.known.countries : props.known.inputs).map((one) => [one, one] as const);
  const place = (): string => places().find(([one]) => one === firm())?.[0] ?? places()[0]?.[0] ?? "";
  const made = (): Shock => {
    switch (kind()) {
      case "stake":
        return { kind: "stake", holder: chosen(), held: second(), share: 0 };
      case "funding":
        return { kind: "funding", entity: firm() || null, share: 0 };
      case "values":
        return { kind: "values", share: 0.5 };
      case "country":
        return { kind: "country", country: place(), on: "all", share: 0 };
      case "input":
        return { kind: "input", input: place(), on: "all", share: 0 };
      case "move":
        return { kind: "move", from: chosen(), to: [second()], share: 0.3 };
      case "ban":
        return { kind: "ban", rule: "same-pair" };
      default:
        return { kind: "entity", entity: chosen(), on: part(), share: 0.4 };
    }
  };
  return (
    <fieldset>
      <legend>{t().shocks}</legend>
      <For each={shocks()}>
        {(shock, at) => {
          const said = (): string => shockWords(shock, app.entityName, app.language());
          return (
            <div class="shock">
              <Show when={"share" in shock} fallback={<span>{said()}</span>}>
                <SliderField
                  label={said()}
                  value={"share" in shock ? shock.share : 0}
                  least={0}
                  most={1}
                  step={0.05}
                  said={formatShare("share" in shock ? shock.share : 0, app.language())}
                  onChange={(share) => write(shocks().map((one, k) => (k === at() && "share" in one ? { ...one, share } : one)))}
                />
              </Show>
              <button
                type="button"
                class="plain"
                aria-label={t().removeShock(said())}
                onClick={() => write(shocks().filter((_, k) => k !== at()))}
              >
                ×
              </button>
            </div>
          );
        }}
      </For>
      <div class="fields">
        <SelectField
          label={t().kind}
          value={kind()}
          choices={kinds.map((one) => [one, t()[one]])}
          onChange={(one) => {
            setKind(one as Kind);
            setFirm("");
          }}
        />
        <Show when={["entity", "stake", "funding", "move"].includes(kind())}>
          <SelectField
            label={t().firm}
            value={kind() === "funding" ? firm() : chosen()}
            choices={kind() === "funding" ? [["", t().all], ...firms()] : firms()}
            onChange={setFirm}
          />
        </Show>
        <Show when={kind() === "stake" || kind() === "move"}>
          <SelectField label={t().toFirm} value={second()} choices={firms()} onChange={setOther} />
        </Show>
        <Show when={kind() === "country" || kind() === "input"}>
          <SelectField label={t()[kind() as "country" | "input"]} value={place()} choices={places()} onChange={setFirm} />
        </Show>
        <Show when={kind() === "entity"}>
          <SelectField
            label={t().part}
            value={part()}
            choices={[
              ["all", t().partAll],
              ["payments", t().partPayments],
              ["value", t().partValue],
              ["output", t().partOutput],
            ]}
            onChange={(one) => setPart(one as ShockedPart)}
          />
        </Show>
        <button type="button" onClick={() => write([...shocks(), made()])}>
          {t().addShock}
        </button>
      </div>
    </fieldset>
  );
}

/** A shock of a link written by hand may be none; the answer then says what was expected. */
function readable(text: string): readonly Shock[] {
  try {
    return [parseShock(text)];
  } catch {
    return [];
  }
}
