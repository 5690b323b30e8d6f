import type { JSX } from "solid-js";
import { type Citation, useApp } from "../state/app.tsx";

/** A number that leads to its evidence: one click opens the drawer with its claims and sources. */
export function Cited(props: { readonly cites: Citation; readonly children: JSX.Element }) {
  const app = useApp();
  return (
    <button type="button" class="cited" onClick={() => app.cite(props.cites)}>
      {props.children}
    </button>
  );
}
