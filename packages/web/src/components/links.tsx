import { For } from "solid-js";
import { useApp } from "../state/app.tsx";

/** A firm, leading to its page. */
export function Firm(props: { readonly id: string }) {
  const app = useApp();
  return (
    <a class="plain" translate="no" href={app.link("company", props.id)}>
      {app.entityName(props.id)}
    </a>
  );
}

/** "Nvidia → OpenAI → Nvidia" */
export function Way(props: { readonly nodes: readonly string[]; readonly half?: boolean }) {
  const app = useApp();
  const steps = (): readonly string[] => (props.half ? props.nodes : [...props.nodes, props.nodes[0]]);
  return <span translate="no">{steps().map(app.entityName).join(" → ")}</span>;
}

/** Sources by publisher and date, each leading to what it says. */
export function Sources(props: { readonly ids: readonly string[] }) {
  const app = useApp();
  return (
    <For each={props.ids}>
      {(id, at) => (
        <>
          {at() > 0 ? "; " : ""}
          <a class="plain" href={app.link("evidence", id)}>
            {app.sourceName(id)}
          </a>
        </>
      )}
    </For>
  );
}

/** Deals by their titles, in columns. */
export function DealLinks(props: { readonly ids: readonly string[] }) {
  const app = useApp();
  return (
    <ul class="columns">
      <For each={props.ids}>
        {(id) => (
          <li>
            <a href={app.link("deal", id)}>{app.dealTitle(id)}</a>
          </li>
        )}
      </For>
    </ul>
  );
}
