import { type CasebookFile, type Finding, formatAmount, formatNumber, formatShare, type NetworkFormat } from "keiretsu";
import { createSignal, For, Show } from "solid-js";
import { Answered } from "../components/states.tsx";
import { Table } from "../components/table.tsx";
import { useApp, useWords } from "../state/app.tsx";
import { fetchBook } from "../state/data.ts";
import { createPending } from "../state/pending.ts";
import { ask, nobody } from "../worker/ask.ts";
import { keepDataset } from "../state/dataset.ts";
import { largeWords } from "../words/large.ts";
import { importWords } from "../words/import.ts";
import { tableNames } from "../words/record.ts";
import { Attempt, createAttempt } from "./account/attempt.tsx";

const LARGEST = 64_000_000;
/** So many of the rows that would be taken back are named. */
const SHOWN = 50;
const formats: Readonly<Record<string, NetworkFormat>> = { csv: "csv", gexf: "gexf", graphml: "graphml", xml: "graphml", json: "json" };

/** Other people's data: a casebook's folder or the file of a network, read in the browser, reported row by row, then shown or taken in. */
export default function Import() {
  const t = useWords(importWords);
  const [files, setFiles] = createSignal<readonly CasebookFile[] | null>(null);
  const [network, setNetwork] = createSignal<{ readonly name: string; readonly text: string; readonly format: NetworkFormat } | null>(null);
  const [left, setLeft] = createSignal<readonly string[]>([]);
  const [hidden, setHidden] = createSignal<readonly string[]>([]);
  const [tooLarge, setTooLarge] = createSignal(false);
  const open = async (list: FileList, isFolder: boolean): Promise<void> => {
    setFiles(null);
    setNetwork(null);
    const all = [...list];
    const chosen = all.filter((file) => !isHidden(pathOf(file)));
    setHidden([...new Set(all.filter((file) => isHidden(pathOf(file))).map((file) => topOf(pathOf(file))))]);
    setTooLarge(chosen.reduce((total, file) => total + file.size, 0) > LARGEST);
    if (tooLarge()) return;
    const read = await Promise.all(chosen.map(async (file) => ({ path: pathOf(file), text: await textOf(file) })));
    setLeft(read.filter(({ text }) => text === null).map(({ path }) => path));
    const texts = read.filter((file): file is CasebookFile => file.text !== null);
    if (isFolder) setFiles(texts);
    else if (texts.length > 0) {
      const { path, text } = texts[0];
      setNetwork({ name: path, text, format: formats[path.split(".").at(-1)!.toLowerCase()] ?? "csv" });
    }
  };
  return (
    <>
      <p class="quiet">{t().intro}</p>
      <div class="fields">
        <label class="field drop">
          <span>{t().folder}</span>
          <input type="file" multiple {...{ webkitdirectory: true }} onChange={(event) => void open(event.currentTarget.files!, true)} />
        </label>
        <label class="field drop">
          <span>{t().network}</span>
          <input type="file" accept=".csv,.gexf,.graphml,.xml,.json" onChange={(event) => void open(event.currentTarget.files!, false)} />
        </label>
      </div>
      <Show when={tooLarge()}>
        <p class="fault" role="alert">
          {t().tooLarge}
        </p>
      </Show>
      <Show when={left().length > 0}>
        <p class="warning">{t().notText(left().join(", "))}</p>
      </Show>
      <Show when={hidden().length > 0}>
        <p class="quiet">{t().hidden(hidden().join(", "))}</p>
      </Show>
      <Show when={files()} keyed>
        {(chosen) => <Folder files={chosen} />}
      </Show>
      <Show when={network()} keyed>
        {(chosen) => <NetworkFile {...chosen} />}
      </Show>
    </>
  );
}

/** Inside the chosen folder: its own name is no part of the path. */
function pathOf(file: File): string {
  const way = file.webkitRelativePath;
  return way === "" ? file.name : way.split("/").slice(1).join("/");
}

/** What the command line leaves out of a folder, too: what tools keep there for themselves. */
function isHidden(path: string): boolean {
  return path.split("/").some(isHiddenName);
}

function isHiddenName(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/** A hidden folder stands for all that is in it. */
function topOf(path: string): string {
  const names = path.split("/");
  return names.slice(0, names.findIndex(isHiddenName) + 1).join("/");
}

async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

function Folder(props: { readonly files: readonly CasebookFile[] }) {
  const app = useApp();
  const t = useWords(importWords);
  const named = props.files.find(({ path }) => path === "datapackage.json")?.text ?? "";
  const name = /"name"\s*:\s*"([^"]+)"/.exec(named)?.[1] ?? "casebook";
  const [id, setId] = createSignal(name);
  const [why, setWhy] = createSignal("");
  const [means, setMeans] = createSignal(false);
  const [revision, setRevision] = createSignal<number | null>(null);
  const opened = `import ${name} ${Date.now()}`;
  const report = createPending(
    () => app.books() && { key: `${id()} ${app.books()!.find((book) => book.id === id())?.revision ?? 0}` },
    async (_, signal) => {
      const before = app.books()!.some((book) => book.id === id()) ? await fetchBook(id()) : null;
      const book = { ...nobody, key: opened, id: name, files: async () => props.files };
      const found = await ask(book, "checkFiles", { before: before?.files ?? null }, { signal });
      setMeans(false);
      // What is taken in starts from the revision that the report compares with, and from no later one.
      return { ...found, base: before?.revision ?? null };
    },
  );
  const takeIn = createAttempt(async () => {
    const { base } = report()!;
    try {
      const { change } = await app.session.call<{ readonly change: { readonly revision: number } }>("casebooks", {
        method: "POST",
        body: { id: id(), files: props.files, why: why(), ...(base === null ? {} : { baseRevision: base }) },
      });
      setRevision(change.revision);
    } finally {
      // Also where others were faster: the report then tells of what stands there now.
      app.reload();
    }
  });
  return (
    <Answered of={report}>
      {(found) => (
        <>
          <h2>{found().title[app.language()] || name}</h2>
          <p>
            <strong>{found().whole ? t().whole : t().notWhole}</strong>
          </p>
          <Table
            caption={t().rows}
            none={t().none}
            rows={found().tables}
            columns={[
              { head: t().table, cell: (row) => tableNames[row.table][app.language()] },
              { head: t().read, number: true, cell: (row) => formatNumber(row.read, app.language()) },
              { head: t().merged, number: true, cell: (row) => formatNumber(row.merged, app.language()) },
              { head: t().refused, number: true, cell: (row) => formatNumber(row.refused, app.language()) },
            ]}
          />
          <Show when={found().takenBack.length > 0}>
            <div class="warning">
              <p>{t().takenBack(formatNumber(found().takenBack.length, app.language()), id(), found().base!)}</p>
              <ul class="columns">
                <For each={found().takenBack.slice(0, SHOWN)}>
                  {(what) => (
                    <li>
                      <code>{what}</code>
                    </li>
                  )}
                </For>
                <Show when={found().takenBack.length > SHOWN}>
                  <li>{t().more(formatNumber(found().takenBack.length - SHOWN, app.language()))}</li>
                </Show>
              </ul>
            </div>
          </Show>
          <Findings findings={found().findings} count={found().found} />
          <Show when={found().whole}>
            <p class="buttons">
              <button type="button" onClick={() => app.openLocal(name, props.files)}>
                {t().look}
              </button>
            </p>
            <Show when={app.session.may("administer")} fallback={<p class="quiet">{t().needsRole}</p>}>
              <form
                class="fields"
                onSubmit={(event) => {
                  event.preventDefault();
                  takeIn.start();
                }}
              >
                <label class="field">
                  <span>{t().id}</span>
                  <input
                    required
                    pattern="[a-z0-9](?:[a-z0-9.\-]*[a-z0-9])?"
                    value={id()}
                    onInput={(event) => setId(event.currentTarget.value)}
                  />
                </label>
                <label class="field">
                  <span>{t().why}</span>
                  <input required value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
                </label>
                <Show when={found().takenBack.length > 0}>
                  <label class="check">
                    <input type="checkbox" required checked={means()} onChange={(event) => setMeans(event.currentTarget.checked)} />{" "}
                    {t().meansIt}
                  </label>
                </Show>
                <button type="submit" class="main" disabled={takeIn.busy() || report.loading()}>
                  {t().takeIn}
                </button>
                <Attempt of={takeIn} done={t().takenIn(revision() ?? 0)} />
              </form>
            </Show>
          </Show>
        </>
      )}
    </Answered>
  );
}

function NetworkFile(props: { readonly name: string; readonly text: string; readonly format: NetworkFormat }) {
  const app = useApp();
  const t = useWords(importWords);
  const number = (value: number): string => formatNumber(value, app.language());
  const large = useWords(largeWords);
  const report = createPending(
    () => ({ key: `${props.name} ${props.text.length}` }),
    (_, signal) => ask(nobody, "foreignNetwork", { ...props }, { signal }),
  );
  return (
    <Answered of={report}>
      {(found) => (
        <>
          <h2>{found().name}</h2>
          <p>
            {t().network1(number(found().nodes), number(found().edges), number(found().unknown))}{" "}
            <Show when={found().edges > 0}>
              <button type="button" onClick={() => (location.hash = app.link("network", "", { edges: keepDataset({ ...props }) }))}>
                {large().draw}
              </button>
            </Show>
          </p>
          <Show when={found().circularity?.refused}>
            <p class="warning">{found().circularity!.refused}</p>
          </Show>
          <Show when={found().circularity?.values}>
            {(values) => (
              <>
                <p class="lead">
                  {t().goesRound(
                    formatAmount(values().gross.point, found().unit, app.language()),
                    formatAmount(values().setOff.point, found().unit, app.language()),
                    formatShare(values().shares.setOff.point, app.language()),
                  )}
                </p>
                <Table
                  caption={t().loop}
                  none={t().noLoops}
                  rows={values().loops}
                  columns={[
                    { head: t().loop, cell: (loop) => [...loop.nodes, loop.nodes[0]].join(" → ") },
                    {
                      head: t().carries,
                      number: true,
                      cell: (loop) => formatAmount(loop.capacity, found().unit, app.language()),
                    },
                  ]}
                />
              </>
            )}
          </Show>
          <Table
            caption={t().rows}
            none={t().none}
            rows={[
              { what: t().nodes, ...found().report.nodes },
              { what: t().edges, merged: 0, ...found().report.edges },
            ]}
            columns={[
              { head: t().table, cell: (row) => row.what },
              { head: t().read, number: true, cell: (row) => number(row.read) },
              { head: t().kept, number: true, cell: (row) => number(row.kept) },
              { head: t().merged, number: true, cell: (row) => number(row.merged) },
              { head: t().refused, number: true, cell: (row) => number(row.refused) },
            ]}
          />
          <Show when={found().report.leftAlone.length > 0}>
            <p class="quiet">{t().leftAlone(found().report.leftAlone.join(", "))}</p>
          </Show>
          <Findings findings={found().report.findings} count={Object.values(found().report.counts).reduce((a, b) => a + b, 0)} />
        </>
      )}
    </Answered>
  );
}

function Findings(props: { readonly findings: readonly Finding[]; readonly count: number }) {
  const app = useApp();
  const t = useWords(importWords);
  const words = (finding: Finding): { readonly summary: string; readonly advice: string } =>
    (app.language() === "fr" ? finding.french : undefined) ?? finding;
  return (
    <Table
      caption={t().findings(props.count)}
      none={t().noFindings}
      rows={props.findings}
      columns={[
        { head: t().place, cell: ({ place }) => `${place.file}:${place.line}` },
        { head: t().found, cell: (finding) => app.spaced(words(finding).summary) },
        { head: t().advice, cell: (finding) => app.spaced(words(finding).advice) },
      ]}
    />
  );
}
