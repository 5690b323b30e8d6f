import { inLanguage } from "keiretsu";
import { useApp } from "../state/app.tsx";

/** A text of the casebook in the language of the page; where it has no French, the English stands and is marked as such. */
export function Said(props: { readonly en: string; readonly fr?: string | null }) {
  const app = useApp();
  const said = () => inLanguage(props.en, props.fr ?? "", app.language());
  return <Written text={said().text} language={said().language} />;
}

/** A text that may be in another language than the page. */
export function Written(props: { readonly text: string; readonly language: string }) {
  const app = useApp();
  return <span lang={props.language === app.language() ? undefined : props.language}>{app.spaced(props.text)}</span>;
}
