import { createSignal, type JSX } from "solid-js";
import { useWords } from "../state/app.tsx";
import { copyWords } from "../words/copy.ts";

/** A button that puts a text on the clipboard; where the browser keeps it shut (a page that came over plain http), the text is shown to be copied by hand. */
export function Copy(props: { readonly text: () => string; readonly class?: string; readonly children: JSX.Element }) {
  const t = useWords(copyWords);
  const [copied, setCopied] = createSignal(false);
  const copy = async (): Promise<void> => {
    // Absent where the page is not secure, whatever the types say.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const done = await clipboard?.writeText(props.text()).then(
      () => true,
      () => false,
    );
    if (done !== true) return void prompt(t().byHand, props.text());
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <button type="button" class={props.class} onClick={() => void copy()}>
      {copied() ? t().copied : props.children}
    </button>
  );
}
