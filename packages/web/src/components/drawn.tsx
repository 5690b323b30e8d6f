import { createSignal, type JSX, Show } from "solid-js";
import { useAnswer, useApp } from "../state/app.tsx";
import type { Answer, Params, QuestionName } from "../worker/questions.ts";
import { Picture } from "./picture.tsx";
import { Fault, Waiting } from "./states.tsx";

/** What the page itself says of a picture. */
type Frame = "width" | "language" | "theme";
/** Questions that are answered by a picture: SVG, or null where there is nothing to draw. */
type Drawing = { [N in QuestionName]: Answer<N> extends string | null ? N : never }[QuestionName];

const WIDEST = 1040;

/** A picture of the library for the room that there is, drawn anew when that, the language or the theme changes. */
export function Drawn<N extends Drawing>(props: {
  /** File name of its downloads, without ending. */
  readonly name: string;
  readonly question: N;
  /** What is asked; null asks nothing yet. */
  readonly params: Omit<Params<N>, Frame> | null;
  readonly caption?: JSX.Element;
  readonly table?: JSX.Element;
  readonly widest?: number;
}) {
  const app = useApp();
  const [width, setWidth] = createSignal(0);
  const svg = useAnswer(props.question, () => {
    if (props.params === null || width() === 0) return null;
    const frame = { width: Math.min(width(), props.widest ?? WIDEST), language: app.language(), theme: app.dark() ? "dark" : "light" };
    return { ...props.params, ...frame } as unknown as Params<N>;
  });
  return (
    <>
      <Picture
        name={props.name}
        svg={(svg() as string | null | undefined) ?? undefined}
        onWidth={setWidth}
        caption={props.caption}
        table={props.table}
      />
      <Show when={svg.error()}>
        <Fault error={svg.error()} retry={svg.retry} />
      </Show>
      <Show when={svg() === undefined && svg.error() === null}>
        <Waiting />
      </Show>
    </>
  );
}
