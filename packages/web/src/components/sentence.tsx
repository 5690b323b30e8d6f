import { createMemo, For, type JSX } from "solid-js";

/** A mark that no text holds. */
const MARK = "\u2063";

/** A sentence of the library with links where its numbers stand: `of` gets a mark for each hole. */
export function Sentence(props: { readonly of: (...holes: string[]) => string; readonly holes: readonly JSX.Element[] }) {
  const holes = createMemo(() => props.holes);
  const parts = (): readonly string[] => props.of(...holes().map((_, k) => `${MARK}${k}${MARK}`)).split(MARK);
  // Each hole by itself: where the sentence stays, its numbers may still move.
  return <For each={parts()}>{(part, at) => (at() % 2 === 0 ? part : <>{holes()[Number(part)]}</>)}</For>;
}
