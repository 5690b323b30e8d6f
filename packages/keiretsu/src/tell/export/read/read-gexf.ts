import { missingEnd, missingNodeId, nestedGraph, notThisFormat, severalGraphs, undeclaredAttribute, undirectedEdge } from "./codes.ts";
import type { Findings, GraphEdge, GraphFile, GraphNode, Values } from "./graph-file.ts";
import { readXml, type XmlGraph } from "./read-xml.ts";
import { ValueList } from "./value-list.ts";
import type { XmlReader } from "./xml-reader.ts";

/**
 * Read GEXF 1.0 to 1.3. A value is named by the title of its attribute; the label of a node or an edge is `label`, its weight `weight`, the position
 * of a node `x` and `y`. Where the file does not say how edges run they have no direction, as the format has it. Null when the file is refused.
 */
export function readGexf(text: string, findings: Findings): GraphFile | null {
  return readXml(text, findings, new GexfGraph(findings));
}

/** A node or an edge that is open. */
interface Element {
  readonly is: "node" | "edge";
  readonly at: number;
  readonly own: ReadonlyMap<string, string>;
  readonly values: ValueList;
}

class GexfGraph implements XmlGraph {
  readonly #findings: Findings;
  readonly #nodes: GraphNode[] = [];
  readonly #edges: GraphEdge[] = [];
  readonly #titles = { node: new Map<string, string>(), edge: new Map<string, string>() };
  readonly #defaults = { node: new Map<string, string>(), edge: new Map<string, string>() };
  #description = "";
  /** Prefix of the elements of the format itself; others belong to other vocabularies. */
  #prefix = "";
  #directed = false;
  #graphs = 0;
  /** What the attributes that are being declared are of, and the title of the last one. */
  #of: "node" | "edge" = "node";
  #title = "";
  #inside = "";
  #element: Element | null = null;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  open(xml: XmlReader): void {
    const { name, at, attributes } = xml;
    this.#inside = name;
    if (xml.depth === 1) {
      this.#prefix = xml.prefix;
      if (name !== "gexf") this.#findings.refuse(notThisFormat, at, { found: `<${name}>`, expected: "<gexf>" });
    }
    // Positions stand under the prefix of the drawing module, whatever it is called.
    if (name === "position" && this.#element?.is === "node") this.#place(attributes, at);
    if (xml.prefix !== this.#prefix) return;
    switch (name) {
      case "graph":
        if (++this.#graphs > 1) this.#findings.refuse(severalGraphs, at);
        this.#directed = attributes.get("defaultedgetype") === "directed";
        return;
      case "attributes":
        this.#of = attributes.get("class") === "edge" ? "edge" : "node";
        return;
      case "attribute":
        this.#title = attributes.get("title") || attributes.get("id") || "";
        this.#titles[this.#of].set(attributes.get("id") ?? "", this.#title);
        return;
      case "nodes":
      case "edges":
        if (this.#element) this.#findings.refuse(nestedGraph, this.#element.at);
        return;
      case "node":
      case "edge":
        return this.#begin(name, xml);
      case "attvalue":
        return this.#value(attributes, at);
    }
  }

  text({ depth, text }: XmlReader): void {
    if (this.#inside === "description" && depth === 3) this.#description += text;
    if (this.#inside !== "default" || text.trim() === "") return;
    const defaults = this.#defaults[this.#of];
    defaults.set(this.#title, (defaults.get(this.#title) ?? "") + text.trim());
  }

  close({ name, prefix }: XmlReader): void {
    this.#inside = "";
    const element = this.#element;
    if (!element || name !== element.is || prefix !== this.#prefix) return;
    this.#element = null;
    const values = element.values.finish(this.#defaults[element.is]);
    if (element.is === "node") this.#takeNode(element, values);
    else this.#takeEdge(element, values);
  }

  finish(): GraphFile {
    return { values: new Map([["description", this.#description.trim()]]), nodes: this.#nodes, edges: this.#edges };
  }

  #begin(is: "node" | "edge", { at, attributes }: XmlReader): void {
    if (this.#element) return void this.#findings.refuse(nestedGraph, this.#element.at);
    const values = new ValueList(this.#findings);
    values.set("label", attributes.get("label") ?? "", at);
    if (is === "edge") values.set("weight", attributes.get("weight") ?? "", at);
    this.#element = { is, at, own: attributes, values };
  }

  #place(attributes: ReadonlyMap<string, string>, at: number): void {
    for (const axis of ["x", "y"]) this.#element!.values.set(axis, attributes.get(axis) ?? "", at);
  }

  #value(attributes: ReadonlyMap<string, string>, at: number): void {
    if (!this.#element) return;
    // The first version of the format says id for what later ones call for.
    const key = attributes.get("for") ?? attributes.get("id") ?? "";
    const title = this.#titles[this.#element.is].get(key);
    // Gephi writes a weight that changes over time without declaring it.
    if (title === undefined && key !== "weight") this.#findings.addOnce(undeclaredAttribute, at, { found: key });
    this.#element.values.set(title ?? key, attributes.get("value") ?? "", at);
  }

  #takeNode({ at, own }: Element, values: Values): void {
    const id = own.get("id") ?? "";
    this.#nodes.push({ id, refused: id === "" ? this.#findings.add(missingNodeId, at) : null, values, at });
  }

  #takeEdge({ at, own }: Element, values: Values): void {
    const from = own.get("source") ?? "";
    const to = own.get("target") ?? "";
    const type = own.get("type");
    const directed = type === undefined ? this.#directed : type === "directed";
    const code = from === "" || to === "" ? missingEnd : directed ? null : undirectedEdge;
    this.#edges.push({ id: own.get("id") || null, from, to, refused: code && this.#findings.add(code, at), values, at });
  }
}
