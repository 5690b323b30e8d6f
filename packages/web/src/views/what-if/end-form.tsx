import { supposeStatus } from "keiretsu";
import { createMemo, createSignal, Show } from "solid-js";
import { SelectField, TextField } from "../../components/fields.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import type { Change } from "../../state/what-if.ts";
import type { SupposableLeg } from "../../worker/questions/supposable.ts";
import { whatIfFormWords } from "../../words/what-if-form.ts";

/** All legs of a deal, or of a firm, end. */
export function EndForm(props: {
  readonly what: "cancel" | "without";
  readonly since: string;
  readonly legs: readonly SupposableLeg[];
  readonly suppose: (change: Change) => void;
}) {
  const app = useApp();
  const t = useWords(whatIfFormWords);
  const [asked, setAsked] = createSignal("");
  const [day, setDay] = createSignal("");
  const standing = createMemo(() => props.legs.filter(({ status }) => status !== null && status !== "lapsed" && status !== "denied"));
  const choices = createMemo(() => {
    const ids = new Set(standing().flatMap(({ deal, from, to }) => (props.what === "cancel" ? [deal] : [from, to])));
    const name = props.what === "cancel" ? app.dealTitle : app.entityName;
    return [...ids].map((id) => [id, name(id)] as const).sort((a, b) => a[1].localeCompare(b[1], app.language()));
  });
  const chosen = () => choices().find(([id]) => id === asked())?.[0] ?? choices()[0]?.[0];
  const since = () => day() || props.since;
  const end = (): void => {
    const id = chosen();
    const legs = standing().filter(({ deal, from, to }) => (props.what === "cancel" ? deal === id : from === id || to === id));
    const ids = legs.map((leg) => leg.id);
    if (id !== undefined) props.suppose({ what: props.what, of: [id], edits: supposeStatus(ids, "lapsed", since()) });
  };
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault();
        end();
      }}
    >
      <SelectField
        label={props.what === "cancel" ? t().dealField : t().firmField}
        value={chosen() ?? ""}
        choices={choices()}
        onChange={setAsked}
      />
      <TextField label={t().since} type="date" value={since()} onChange={setDay} />
      <Show when={chosen()}>
        <button type="submit" class="main">
          {t().suppose}
        </button>
      </Show>
    </form>
  );
}
