import type { Lens, NetworkFormat } from "keiretsu";
import { createSignal, For, type JSX, Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { projectOptionsOf, viewOptionsOf } from "../state/view-params.ts";
import { exportWords } from "../words/export.ts";
import { ask } from "../worker/ask.ts";
import { Copy } from "./copy.tsx";
import { save } from "./save.ts";

const types: Readonly<Record<NetworkFormat, string>> = {
  csv: "text/csv",
  json: "application/json",
  gexf: "application/gexf+xml",
  graphml: "application/graphml+xml",
};

/** The network of the page as files, the page on paper, a snippet for another page. */
export function TakeAway(props: {
  /** First part of the files' names. */
  readonly name: string;
  readonly lens: Lens;
  readonly positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  /** Ids of the ties that filters let pass; null = all. */
  readonly only: readonly string[] | null;
  /** What is told of the files. */
  readonly about: string;
  readonly framed: { readonly label: string; readonly title: string; readonly address: string };
  /** Files that the page has beside these; `tried` tells where one cannot be made. */
  readonly more: (tried: (work: () => Promise<void>) => () => void) => JSX.Element;
}) {
  const app = useApp();
  const t = useWords(exportWords);
  const [failed, setFailed] = createSignal<unknown>(null);
  const tried = (work: () => Promise<void>) => (): void => {
    setFailed(null);
    work().catch(setFailed);
  };
  const file = async (format: NetworkFormat): Promise<void> => {
    const { lens, positions, only } = props;
    const [view, project] = [viewOptionsOf(app.route().params), projectOptionsOf(app.route().params)];
    const text = await ask(app.book()!, "networkFile", { view, project, lens, format, language: app.language(), positions, only });
    save(`${props.name}.${format}`, new Blob([text], { type: types[format] }));
  };
  const snippet = (): string =>
    `<iframe src="${quoted(props.framed.address)}" width="100%" height="640" title="${quoted(props.framed.title)}" loading="lazy"></iframe>`;
  return (
    <>
      <p class="downloads">
        {props.more(tried)}
        <For each={["csv", "json", "gexf", "graphml"] as const}>
          {(format) => (
            <button type="button" onClick={tried(() => file(format))}>
              {{ csv: "CSV", json: "JSON", gexf: "GEXF", graphml: "GraphML" }[format]}
            </button>
          )}
        </For>
        <button type="button" onClick={() => print()}>
          {t().print}
        </button>
      </p>
      <Show when={failed()}>
        <p role="alert">{t().failed(failed() instanceof Error ? (failed() as Error).message : String(failed()))}</p>
      </Show>
      <p class="quiet">{props.about}</p>
      <label class="field embed">
        <span>{props.framed.label}</span>
        <textarea readonly rows="3" onFocus={(event) => event.currentTarget.select()}>
          {snippet()}
        </textarea>
      </label>
      <Copy text={snippet}>{t().copyEmbed}</Copy>
    </>
  );
}

function quoted(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}

/** Where a page stands alone, for a frame of another site: a server lets nothing but this one address be framed; a published site has none to say so. */
export function framedAddress(isPublished: boolean, hash: string): string {
  const page = location.href.split(/[?#]/)[0];
  return `${isPublished ? `${page}?embed` : new URL("embed", page).href}${hash}`;
}
