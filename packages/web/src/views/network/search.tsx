import { createSignal, For, Show } from "solid-js";
import { useApp, useWords } from "../../state/app.tsx";
import { networkWords } from "../../words/network.ts";

/** A box that knows the names and other names of all parties; what is chosen is shown. */
export function Search(props: { readonly onFound: (firm: string) => void }) {
  const app = useApp();
  const t = useWords(networkWords);
  const [missed, setMissed] = createSignal<string | null>(null);
  const known = () => {
    const entities = app.names()?.entities ?? [];
    return entities.flatMap(({ id, name, nameFr, aliases }) =>
      [name, nameFr, ...aliases].filter((one) => one !== "").map((one) => ({ id, name: one })),
    );
  };
  const find = (text: string): void => {
    const wanted = folded(text);
    if (wanted === "") return void setMissed(null);
    const found =
      known().find(({ name }) => folded(name) === wanted) ??
      known().find(({ name }) => folded(name).startsWith(wanted)) ??
      known().find(({ name }) => folded(name).includes(wanted));
    setMissed(found === undefined ? text : null);
    if (found !== undefined) props.onFound(found.id);
  };
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        find(new FormData(event.currentTarget).get("party") as string);
      }}
    >
      <label class="field">
        <span>{t().search}</span>
        <input type="search" name="party" list="parties" autocomplete="off" onChange={(event) => find(event.currentTarget.value)} />
      </label>
      <datalist id="parties">
        <For each={known()}>{({ id, name }) => <option value={name}>{name === app.entityName(id) ? "" : app.entityName(id)}</option>}</For>
      </datalist>
      <Show when={missed()}>
        {(text) => (
          <span class="quiet" role="status">
            {t().notFound(text())}
          </span>
        )}
      </Show>
    </form>
  );
}

/** Without case and accents. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();
}
