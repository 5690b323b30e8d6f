import { Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { type CommandOptions, commandLine, type Takes } from "../state/command-line.ts";
import { commandWords } from "../words/command.ts";
import { Copy } from "./copy.tsx";
import { save } from "./save.ts";

/** The same answer in a terminal, for whoever wants to check or to script it; and as JSON where the page has it. */
export function AsCommand(props: {
  readonly command: string;
  /** What the command takes of how the casebook is seen. */
  readonly takes: Takes;
  readonly options?: CommandOptions;
  /** Arguments after the casebook. */
  readonly args?: readonly string[];
  /** The answer of the library that the page shows. */
  readonly answer?: unknown;
}) {
  const app = useApp();
  const t = useWords(commandWords);
  const line = (): string => commandLine(app.book()?.id ?? "", app.route().params, props);
  const json = (): void =>
    save(`${props.command}.json`, new Blob([`${JSON.stringify(props.answer, null, 2)}\n`], { type: "application/json" }));
  return (
    <aside class="as-command">
      <p>
        <span class="quiet">{t().same}</span> <code>{line()}</code> <Copy text={line}>{t().copy}</Copy>
        <Show when={props.answer !== undefined}>
          {" "}
          <button type="button" onClick={json}>
            JSON
          </button>
        </Show>
      </p>
      <Show when={app.param("edits") !== null}>
        <p class="quiet">{t().withoutEdits}</p>
      </Show>
    </aside>
  );
}
