import { formatStated, type RowEdit, type Status, statuses, statusNames, supposeAmount, supposeStatus, supposeTerm } from "keiretsu";
import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import { SelectField, TextField } from "../../components/fields.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import type { Change } from "../../state/what-if.ts";
import type { SupposableLeg } from "../../worker/questions/supposable.ts";
import { whatIfFormWords } from "../../words/what-if-form.ts";

/** Digits as typed in either language, as a casebook writes them; null for what is no amount. */
export function amountText(typed: string): string | null {
  const number = Number(typed.replace(/[\s\u00a0\u202f]/g, "").replace(",", "."));
  return typed.trim() !== "" && Number.isFinite(number) && number >= 0 && number < 1e18 ? String(number) : null;
}

/** One leg with another amount, status or dates. */
export function LegForm(props: {
  readonly what: "amount" | "status" | "term";
  readonly since: string;
  readonly legs: readonly SupposableLeg[];
  readonly suppose: (change: Change) => void;
}) {
  const app = useApp();
  const t = useWords(whatIfFormWords);
  const [asked, setAsked] = createSignal("");
  const [day, setDay] = createSignal("");
  const [amount, setAmount] = createSignal("");
  const [status, setStatus] = createSignal<Status>("definitive");
  const [startsOn, setStartsOn] = createSignal("");
  const [years, setYears] = createSignal("");
  const [fault, setFault] = createSignal("");
  const choices = createMemo(() =>
    props.legs
      .map(({ id, from, to }) => [id, `${app.entityName(from)} → ${app.entityName(to)}: ${app.legTitle(id)}`] as const)
      .sort((a, b) => a[1].localeCompare(b[1], app.language())),
  );
  const leg = () => props.legs.find(({ id }) => id === asked()) ?? props.legs.find(({ id }) => id === choices()[0]?.[0]);
  const since = () => day() || props.since;
  createEffect(
    on(
      () => leg()?.id,
      () => {
        setStartsOn(leg()?.startsOn ?? "");
        setYears(leg()?.years ?? "");
        setFault("");
      },
    ),
  );
  const edits = (of: SupposableLeg): readonly RowEdit[] | null => {
    if (props.what === "status") return supposeStatus([of.id], status(), since());
    if (props.what === "term") {
      const length = years() === "" ? "" : amountText(years());
      return length === null ? null : [supposeTerm(of.cells, { startsOn: startsOn(), years: length })];
    }
    const value = amountText(amount());
    return value === null ? null : [supposeAmount(of.id, { value, unit: of.unit }, since())];
  };
  const submit = (of: SupposableLeg): void => {
    const made = edits(of);
    setFault(made === null ? t().needNumber : "");
    if (made !== null) props.suppose({ what: props.what, of: [of.id], edits: made });
  };
  return (
    <Show when={leg()}>
      {(of) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit(of());
          }}
        >
          <div class="fields">
            <SelectField label={t().legField} value={of().id} choices={choices()} onChange={setAsked} />
            <Show when={props.what === "amount"}>
              <TextField label={t().amountField(of().unit)} inputMode="decimal" value={amount()} onChange={setAmount} />
            </Show>
            <Show when={props.what === "status"}>
              <SelectField
                label={t().statusField}
                value={status()}
                choices={statuses.map((one) => [one, statusNames[one][app.language()]])}
                onChange={(one) => setStatus(one as Status)}
              />
            </Show>
            <Show when={props.what === "term"} fallback={<TextField label={t().since} type="date" value={since()} onChange={setDay} />}>
              <TextField label={t().starts} type="date" value={startsOn()} onChange={setStartsOn} />
              <TextField label={t().years} inputMode="decimal" value={years()} onChange={setYears} />
            </Show>
            <button type="submit" class="main">
              {t().suppose}
            </button>
          </div>
          <Show when={props.what !== "term"}>
            <p class="quiet">
              {t().now(
                props.what === "amount"
                  ? formatStated(of().amount, app.language())
                  : of().status === null
                    ? "–"
                    : statusNames[of().status!][app.language()],
              )}
            </p>
          </Show>
          <Show when={fault()}>
            <p role="alert">{fault()}</p>
          </Show>
        </form>
      )}
    </Show>
  );
}
