import { formatAmount, formatDate, formatShare, type NetworkFormat, type PlacedLabels } from "keiretsu";
import { createSignal, For, Show } from "solid-js";
import { toPng } from "../../components/png.ts";
import { save } from "../../components/save.ts";
import { useApp, useWords } from "../../state/app.tsx";
import type { Point } from "../../state/camera.ts";
import { filterParameters, pictureParamsOf } from "../../state/network-params.ts";
import { projectOptionsOf, viewOptionsOf } from "../../state/view-params.ts";
import { exportWords } from "../../words/export.ts";
import { networkWords } from "../../words/network.ts";
import { ask } from "../../worker/ask.ts";
import type { Answer } from "../../worker/questions.ts";
import { widestArrow } from "./geometry.ts";
import { leftOutWords } from "./left-out.tsx";

const types: Readonly<Record<NetworkFormat, string>> = {
  csv: "text/csv",
  json: "application/json",
  gexf: "application/gexf+xml",
  graphml: "application/graphml+xml",
};

/** The picture and its network as files, on paper, as a link, inside another page. */
export default function Exports(props: {
  readonly answer: Answer<"network">;
  readonly placed: PlacedLabels | null;
  readonly positions: ReadonlyMap<string, Point>;
}) {
  const app = useApp();
  const t = useWords(exportWords);
  const network = useWords(networkWords);
  const [failed, setFailed] = createSignal<unknown>(null);
  const [copied, setCopied] = createSignal(false);
  const name = (): string => [app.book()!.id, props.answer.lens, app.param("known")].filter(Boolean).join("-");
  const file = async (format: NetworkFormat): Promise<void> => {
    const params = app.route().params;
    const filtered = filterParameters.some((one) => one !== "round" && app.param(one) !== null);
    const text = await ask(app.book()!, "networkFile", {
      view: viewOptionsOf(params),
      project: projectOptionsOf(params),
      lens: props.answer.lens,
      format,
      language: app.language(),
      positions: Object.fromEntries(props.positions),
      only: filtered ? props.answer.passed : null,
    });
    save(`${name()}.${format}`, new Blob([text], { type: types[format] }));
  };
  const svg = (): Promise<string> => {
    const { lens, unit, scale } = props.answer;
    const round = scale.tie > 0 ? 10 ** Math.floor(Math.log10(scale.tie)) : 0;
    const dates = (["valid", "known"] as const).flatMap((param) => {
      const date = app.param(param);
      return date === null ? [] : [t()[param](formatDate(date, app.language()))];
    });
    return ask(app.book()!, "networkSvg", {
      labels: props.placed!,
      words: {
        title: `${network()[`${lens}Title`]} – ${bookTitle()}`,
        description: network().drawnOf(props.answer.drawn.length, props.answer.passed.length),
        sentence: network()[`${lens}Sentence`],
        notes: [leftOutWords(props.answer, network(), app.language()), ...dates, t().source(app.book()!.id)],
        scale:
          round === 0
            ? null
            : {
                width: (widestArrow * round) / scale.tie,
                amount: lens === "owns" ? formatShare(round, app.language()) : formatAmount(round, unit, app.language()),
              },
      },
      options: { width: props.placed!.drawing.width, language: app.language(), theme: app.dark() ? "dark" : "light" },
    });
  };
  const bookTitle = (): string => app.names()?.title[app.language()] ?? "";
  const tried = (work: () => Promise<void>) => (): void => {
    setFailed(null);
    work().catch(setFailed);
  };
  const embed = (): string => {
    // A server lets nothing but this one address stand in a frame; a published site has none to say so.
    const page = location.href.split(/[?#]/)[0];
    const address = `${app.isPublished ? page : new URL("embed", page).href}${app.link("embed", "network", pictureParamsOf(app.route().params))}`;
    return `<iframe src="${address.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" width="100%" height="640" title="${bookTitle().replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" loading="lazy"></iframe>`;
  };
  return (
    <>
      <p class="downloads">
        <button
          type="button"
          disabled={props.placed === null}
          onClick={tried(async () => save(`${name()}.svg`, new Blob([await svg()], { type: "image/svg+xml" })))}
        >
          SVG
        </button>
        <button type="button" disabled={props.placed === null} onClick={tried(async () => save(`${name()}.png`, await toPng(await svg())))}>
          PNG
        </button>
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
      <p class="quiet">{t().whole}</p>
      <label class="field embed">
        <span>{t().embed}</span>
        <textarea readonly rows="3" onFocus={(event) => event.currentTarget.select()}>
          {embed()}
        </textarea>
      </label>
      <button
        type="button"
        onClick={tried(async () => {
          await navigator.clipboard.writeText(embed());
          setCopied(true);
          setTimeout(() => setCopied(false), 2000);
        })}
      >
        {copied() ? t().copied : t().copyEmbed}
      </button>
    </>
  );
}
