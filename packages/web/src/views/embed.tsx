import { Show } from "solid-js";
import { Answered } from "../components/states.tsx";
import { useApp, useWords } from "../state/app.tsx";
import { pictureParamsOf } from "../state/network-params.ts";
import { exportWords } from "../words/export.ts";
import { networkWords } from "../words/network.ts";
import { citationOf } from "./network/citation.ts";
import { Drawing } from "./network/drawing.tsx";
import { LeftOut } from "./network/left-out.tsx";
import { Legend } from "./network/legend.tsx";
import { useNetwork } from "./network/use-network.ts";

/** The picture alone, inside somebody else's page: its title, what it says, where it comes from, and the way to all of it. */
export default function Embed() {
  const app = useApp();
  const t = useWords(networkWords);
  const words = useWords(exportWords);
  const network = useNetwork();
  const title = (): string => `${t()[`${network.lens()}Title`]} – ${app.names()?.title[app.language()] ?? ""}`;
  return (
    <>
      <h1>{title()}</h1>
      <p class="quiet">{t()[`${network.lens()}Sentence`]}</p>
      <Answered of={network.answer}>
        {(found) => (
          <>
            <Drawing
              answer={found()}
              positions={network.positions()}
              selected={app.param("node")}
              round={app.param("round") === "yes"}
              onWidth={network.setWidth}
              onTie={(tie) => app.cite(citationOf(tie, app.entityName))}
              onNode={(firm) => app.setParams({ node: app.param("node") === firm ? null : firm }, { replace: true })}
              onMove={network.places.move}
              onPlaced={network.setPlaced}
              describe={network.describe}
              describeFirm={network.describeFirm}
            />
            <div id="after-drawing" tabindex="-1">
              <Legend answer={found()} />
              <LeftOut answer={found()} placed={network.placed()} />
            </div>
          </>
        )}
      </Answered>
      <p class="quiet">
        {words().source(app.book()?.id ?? "")}
        <Show when={app.param("known")}>{(date) => <>. {words().known(date())}</>}</Show>{" "}
        <a href={`./${app.link("network", "", pictureParamsOf(app.route().params))}`} target="_blank" rel="noopener">
          {words().full}
        </a>
      </p>
    </>
  );
}
