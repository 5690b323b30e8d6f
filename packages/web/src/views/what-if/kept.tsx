import { createSignal, Show } from "solid-js";
import { save } from "../../components/save.ts";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { dropScenario, keepScenario, keptScenarios } from "../../state/kept-scenarios.ts";
import { noWhatIf, packWhatIf, parseWhatIf } from "../../state/what-if.ts";
import { whatIfFormWords } from "../../words/what-if-form.ts";

/** Names, files and the scenarios kept in this browser. */
export function Kept() {
  const app = useApp();
  const t = useWords(whatIfFormWords);
  const [kept, setKept] = createSignal(keptScenarios());
  const [badFile, setBadFile] = createSignal(false);
  const whatIf = () => app.whatIf() ?? noWhatIf;
  const here = () => app.book()?.id ?? "";
  let nameField: HTMLInputElement | undefined;
  const keep = async (name: string): Promise<void> => {
    if (name === "") return;
    const named = { ...whatIf(), name };
    await app.suppose(named);
    setKept(keepScenario({ name, book: here(), changes: named.changes.length, packed: await packWhatIf(named) }));
  };
  const saveFile = (): void =>
    save(`${whatIf().name || "what-if"}.json`, new Blob([JSON.stringify(whatIf(), null, 2)], { type: "application/json" }));
  const openFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      await app.suppose(parseWhatIf(await file.text()));
      setBadFile(false);
    } catch {
      setBadFile(true);
    }
  };
  return (
    <section>
      <h2>{t().kept}</h2>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void keep(nameField?.value.trim() ?? "");
        }}
      >
        <Show when={whatIf().changes.length > 0}>
          <label class="field">
            <span>{t().name}</span>
            <input ref={nameField} value={whatIf().name} maxlength="80" required />
          </label>
          <button type="submit">{t().keep}</button>
          <button type="button" onClick={saveFile}>
            {t().save}
          </button>
        </Show>
        <label class="file">
          {t().fromFile}
          <input type="file" accept=".json,application/json" onChange={(event) => void openFile(event.currentTarget.files?.[0])} />
        </label>
        <Show when={app.param("compare")}>
          <button type="button" onClick={() => app.setParams({ compare: null })}>
            {t().noCompare}
          </button>
        </Show>
      </form>
      <Show when={badFile()}>
        <p role="alert">{t().badFile}</p>
      </Show>
      <Table
        caption={t().kept}
        none={t().noneKept}
        rows={kept().filter(({ book }) => book === here())}
        columns={[
          { head: t().scenario, cell: ({ name }) => name },
          { head: t().changes, number: true, cell: ({ changes }) => changes },
          {
            head: t().actions,
            cell: (scenario) => (
              <span class="actions">
                <button type="button" aria-label={t().openOf(scenario.name)} onClick={() => app.setParams({ edits: scenario.packed })}>
                  {t().open}
                </button>
                <button type="button" aria-label={t().compareOf(scenario.name)} onClick={() => app.setParams({ compare: scenario.packed })}>
                  {t().compareWith}
                </button>
                <button type="button" aria-label={t().dropOf(scenario.name)} onClick={() => setKept(dropScenario(scenario))}>
                  {t().drop}
                </button>
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}
