import { formatNumber } from "keiretsu";
import { Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { pagerWords } from "../words/pager.ts";

/** Rows of a long list that are shown at once, where a list does not say otherwise. */
export const PAGE = 100;

/** The page of a list that the address asks for, within what there is. */
export function pageOf(asked: string | null, rows: number, size = PAGE): number {
  const page = Number(asked ?? 1);
  const last = Math.max(1, Math.ceil(rows / size));
  return Number.isInteger(page) && page >= 1 ? Math.min(page, last) : 1;
}

/** Which rows of how many, with the way to the others; the page stands in the address. */
export function Pager(props: {
  readonly rows: number;
  readonly size?: number | undefined;
  readonly param?: string;
  readonly label: string;
}) {
  const app = useApp();
  const t = useWords(pagerWords);
  const param = (): string => props.param ?? "page";
  const size = (): number => props.size ?? PAGE;
  const page = (): number => pageOf(app.param(param()), props.rows, size());
  const n = (value: number): string => formatNumber(value, app.language());
  const go = (to: number): void => app.setParams({ [param()]: to === 1 ? null : String(to) });
  return (
    <Show when={props.rows > size()}>
      <nav class="pager" aria-label={props.label}>
        <button type="button" disabled={page() === 1} onClick={() => go(page() - 1)}>
          {t().before}
        </button>
        <span aria-live="polite">{t().rows(n((page() - 1) * size() + 1), n(Math.min(page() * size(), props.rows)), n(props.rows))}</span>
        <button type="button" disabled={page() * size() >= props.rows} onClick={() => go(page() + 1)}>
          {t().after}
        </button>
      </nav>
    </Show>
  );
}
