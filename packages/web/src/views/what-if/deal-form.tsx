import { givesByInstrument, type Instrument, instrumentNames, type Status, statuses, statusNames, supposeDeal } from "keiretsu";
import { createMemo, createSignal, For, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { SelectField, TextField } from "../../components/fields.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { type Change, noWhatIf } from "../../state/what-if.ts";
import { whatIfFormWords } from "../../words/what-if-form.ts";
import { amountText } from "./leg-form.tsx";

interface Party {
  id: string;
  /** Of a firm that the casebook does not know: id is then "". */
  name: string;
}

interface DraftLeg {
  from: Party;
  to: Party;
  instrument: Instrument;
  amount: string;
}

/** A deal that nobody has made: who hands what to whom, and how much. */
export function DealForm(props: { readonly since: string; readonly suppose: (change: Change) => void }) {
  const app = useApp();
  const t = useWords(whatIfFormWords);
  const [title, setTitle] = createSignal("");
  const [status, setStatus] = createSignal<Status>("definitive");
  const [day, setDay] = createSignal("");
  const [fault, setFault] = createSignal("");
  const firms = createMemo(() =>
    (app.names()?.entities ?? [])
      .map(({ id }) => [id, app.entityName(id)] as const)
      .sort((a, b) => a[1].localeCompare(b[1], app.language())),
  );
  const blank = (): DraftLeg => ({
    from: { id: firms()[0]?.[0] ?? "", name: "" },
    to: { id: firms()[1]?.[0] ?? "", name: "" },
    instrument: "equity-investment",
    amount: "",
  });
  const [legs, setLegs] = createStore<DraftLeg[]>([blank()]);
  const submit = (): void => {
    const changes = (app.whatIf() ?? noWhatIf).changes;
    // Ids of what is supposed are never those of the record, nor of an earlier supposition, undone or not.
    const taken = new Set([...(app.names()?.deals ?? []).map(({ id }) => id), ...changes.flatMap(({ of }) => of)]);
    let number = 1;
    while (taken.has(`supposed-${number}`)) number++;
    const id = `supposed-${number}`;
    const strangers = [...new Set(legs.flatMap(({ from, to }) => [from, to].flatMap((party) => (party.id === "" ? [party.name] : []))))];
    const idOf = (party: Party): string => (party.id === "" ? `${id}-firm-${strangers.indexOf(party.name) + 1}` : party.id);
    if (title() === "") return void setFault(t().needTitle);
    if (strangers.includes("") || legs.some(({ from, to }) => idOf(from) === idOf(to))) return void setFault(t().needTwo);
    if (legs.some(({ amount }) => amount !== "" && amountText(amount) === null)) return void setFault(t().needNumber);
    setFault("");
    const edits = supposeDeal({
      id,
      title: title(),
      status: status(),
      validOn: day() || props.since,
      chapter: app.names()?.chapters[0] ?? "",
      unit: app.names()?.currency ?? "",
      entities: strangers.map((name, k) => ({ id: `${id}-firm-${k + 1}`, name })),
      legs: legs.map(({ from, to, instrument, amount }) => ({
        from: idOf(from),
        to: idOf(to),
        instrument,
        gives: givesByInstrument[instrument][0],
        amount: amount === "" ? "" : amountText(amount)!,
      })),
    });
    props.suppose({ what: "deal", of: [id], edits });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="fields">
        <TextField label={t().titleField} value={title()} onChange={setTitle} />
        <SelectField
          label={t().statusField}
          value={status()}
          choices={statuses.map((one) => [one, statusNames[one][app.language()]])}
          onChange={(one) => setStatus(one as Status)}
        />
        <TextField label={t().since} type="date" value={day() || props.since} onChange={setDay} />
      </div>
      <For each={legs}>
        {(leg, at) => (
          <fieldset class="fields">
            <legend>{t().legNumber(at() + 1)}</legend>
            <PartyField label={t().payer} party={leg.from} firms={firms()} onChange={(party) => setLegs(at(), "from", party)} />
            <PartyField label={t().receiver} party={leg.to} firms={firms()} onChange={(party) => setLegs(at(), "to", party)} />
            <SelectField
              label={t().instrument}
              value={leg.instrument}
              choices={(Object.keys(givesByInstrument) as Instrument[]).map((one) => [one, instrumentNames[one][app.language()]])}
              onChange={(one) => setLegs(at(), "instrument", one as Instrument)}
            />
            <TextField
              label={t().amountField(app.names()?.currency ?? "")}
              inputMode="decimal"
              value={leg.amount}
              onChange={(typed) => setLegs(at(), "amount", typed)}
            />
            <Show when={legs.length > 1}>
              <button type="button" onClick={() => setLegs((all) => all.filter((_, k) => k !== at()))}>
                {t().dropLeg}
              </button>
            </Show>
          </fieldset>
        )}
      </For>
      <p class="actions">
        <button type="button" onClick={() => setLegs(legs.length, blank())}>
          {t().addLeg}
        </button>
        <button type="submit" class="main">
          {t().suppose}
        </button>
      </p>
      <Show when={fault()}>
        <p role="alert">{fault()}</p>
      </Show>
    </form>
  );
}

function PartyField(props: {
  readonly label: string;
  readonly party: Party;
  readonly firms: readonly (readonly [string, string])[];
  readonly onChange: (party: Party) => void;
}) {
  const t = useWords(whatIfFormWords);
  return (
    <>
      <SelectField
        label={props.label}
        value={props.party.id}
        choices={[...props.firms, ["", t().newFirm]]}
        onChange={(id) => props.onChange({ id, name: "" })}
      />
      <Show when={props.party.id === ""}>
        <TextField label={t().newFirmName} value={props.party.name} onChange={(name) => props.onChange({ id: "", name })} />
      </Show>
    </>
  );
}
