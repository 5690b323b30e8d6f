import { csvText } from "keiretsu";
import { useApp, useWords } from "../state/app.tsx";
import { formatRoute } from "../state/route.ts";
import { exportWords } from "../words/export.ts";
import { save } from "./save.ts";
import { framedAddress, TakeAway } from "./take-away.tsx";

/** What can be taken away from a page that is not the network's own. */
export default function PageExports(props: { readonly title: string }) {
  const app = useApp();
  const t = useWords(exportWords);
  const name = (): string => [app.book()!.id, app.route().page, app.route().id.replaceAll("/", "-")].filter(Boolean).join("-");
  const tables = async (): Promise<void> =>
    save(`${name()}-tables.csv`, new Blob([tablesOf(document.getElementById("main")!)], { type: "text/csv" }));
  return (
    <TakeAway
      name={`${app.book()!.id}-pays`}
      lens="pays"
      positions={{}}
      only={null}
      about={t().network}
      framed={{
        label: t().embedPage,
        title: `${props.title} – keiretsu`,
        address: framedAddress(app.isPublished, formatRoute(app.route())),
      }}
      more={(tried) => (
        <button type="button" onClick={tried(tables)}>
          {t().tables}
        </button>
      )}
    />
  );
}

/** Every table as the page shows it: its caption in a line, its head, its rows; an empty line between two. */
function tablesOf(main: HTMLElement): string {
  return [...main.querySelectorAll("table")]
    .map((table) => {
      const rows = [...table.rows].map((row) => [...row.cells].map(text));
      return csvText({ head: [table.caption ? text(table.caption) : ""], rows });
    })
    .join("\r\n");
}

function text(cell: Element): string {
  return (cell.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}
