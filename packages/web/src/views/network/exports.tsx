import { formatAmount, formatDate, formatShare, type PlacedLabels } from "keiretsu";
import { toPng } from "../../components/png.ts";
import { save } from "../../components/save.ts";
import { framedAddress, TakeAway } from "../../components/take-away.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import type { Point } from "../../state/camera.ts";
import { filterParameters, pictureParamsOf } from "../../state/network-params.ts";
import { exportWords } from "../../words/export.ts";
import { networkWords } from "../../words/network.ts";
import { ask } from "../../worker/ask.ts";
import type { Answer } from "../../worker/questions.ts";
import { widestArrow } from "./geometry.ts";
import { leftOutWords } from "./left-out.tsx";

/** The picture and its network as files, on paper, as a link, inside another page. */
export default function Exports(props: {
  readonly answer: Answer<"network">;
  readonly placed: PlacedLabels | null;
  readonly positions: ReadonlyMap<string, Point>;
}) {
  const app = useApp();
  const t = useWords(exportWords);
  const network = useWords(networkWords);
  const name = (): string => [app.book()!.id, props.answer.lens, app.param("known")].filter(Boolean).join("-");
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
  // A published site has no address of its own for frames: the page of the picture alone is one of its pages.
  const framed = (): string => framedAddress(app.isPublished, app.link("embed", "network", pictureParamsOf(app.route().params)));
  const filtered = (): boolean => filterParameters.some((one) => one !== "round" && app.param(one) !== null);
  return (
    <TakeAway
      name={name()}
      lens={props.answer.lens}
      positions={Object.fromEntries(props.positions)}
      only={filtered() ? props.answer.passed : null}
      about={t().whole}
      framed={{ label: t().embed, title: bookTitle(), address: framed() }}
      more={(tried) => (
        <>
          <button
            type="button"
            disabled={props.placed === null}
            onClick={tried(async () => save(`${name()}.svg`, new Blob([await svg()], { type: "image/svg+xml" })))}
          >
            SVG
          </button>
          <button
            type="button"
            disabled={props.placed === null}
            onClick={tried(async () => save(`${name()}.png`, await toPng(await svg())))}
          >
            PNG
          </button>
        </>
      )}
    />
  );
}
