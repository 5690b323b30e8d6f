import type { FlowClass, Lens, Status } from "keiretsu";
import type { Params } from "../worker/questions.ts";
import type { Route } from "./route.ts";

type Address = Readonly<Record<string, string>>;

export const lenses: readonly Lens[] = ["pays", "owes", "owns", "supplies"];

export function lensOf(address: Address): Lens {
  return lenses.find((lens) => lens === address.lens) ?? "pays";
}

/** Most arrows drawn before the reader asks for more: what stays readable at a width. */
export function usualMost(width: number): number {
  return width < 480 ? 16 : width < 800 ? 30 : 60;
}

export function filtersOf(address: Address, width: number): Params<"network">["filters"] {
  return {
    flows: listed(address.flow) as readonly FlowClass[],
    statuses: listed(address.status) as readonly Status[],
    instruments: listed(address.instrument),
    kinds: listed(address.kind),
    least: positive(address.min) ?? 0,
    around: address.around ?? "",
    hidden: listed(address.hide),
    round: address.round === "yes",
    most: address.most === "all" ? null : (positive(address.most) ?? usualMost(width)),
  };
}

/** Parameters of the address that say what the picture shows, beside how the casebook is seen. */
export const filterParameters: readonly string[] = ["flow", "status", "instrument", "kind", "min", "around", "hide", "round"];

/** Whether the page is the network as it opens: nothing in its address changes which arrows are drawn. */
export function opensNetwork({ page, params }: Route): boolean {
  const quiet = ["book", "lang", "theme", "node", "eye", "at", "cite"];
  return ["network", "embed"].includes(page) && Object.keys(params).every((name) => quiet.includes(name));
}

export function listed(text: string | undefined | null): readonly string[] {
  return text ? text.split(",").filter((part) => part !== "") : [];
}

/** A list with one value put in or taken out; null = empty, which leaves the address. */
export function toggled(list: readonly string[], value: string): string | null {
  const next = list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
  return next.length === 0 ? null : next.join(",");
}

function positive(text: string | undefined): number | null {
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) && value > 0 ? value : null;
}

/** What a link to the picture alone, or from it, keeps of the address beside how the casebook is seen. */
export function pictureParamsOf(address: Address): Record<string, string> {
  const kept = [...filterParameters, "lens", "most", "eye", "node"];
  return Object.fromEntries(Object.entries(address).filter(([name]) => kept.includes(name)));
}
