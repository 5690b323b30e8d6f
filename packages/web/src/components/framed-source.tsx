import { useApp, useWords } from "../state/app.tsx";
import { formatRoute } from "../state/route.ts";
import { exportWords } from "../words/export.ts";

/** Where a page that stands inside another site comes from, and the way to all of it. */
export default function FramedSource() {
  const app = useApp();
  const t = useWords(exportWords);
  return (
    <p class="quiet">
      {t().source(app.book()?.id ?? "")}{" "}
      <a href={`./${formatRoute(app.route())}`} target="_blank" rel="noopener">
        {t().full}
      </a>
    </p>
  );
}
