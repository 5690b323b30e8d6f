import {
  hyperedge,
  missingEnd,
  missingNodeId,
  nestedGraph,
  notThisFormat,
  severalGraphs,
  undeclaredAttribute,
  undirectedEdge,
} from "./codes.ts";
import type { Findings, GraphEdge, GraphFile, GraphNode, Values } from "./graph-file.ts";
import { readXml, type XmlGraph } from "./read-xml.ts";
import { ValueList } from "./value-list.ts";
import type { XmlReader } from "./xml-reader.ts";

/**
 * Read GraphML. A value is named by the attr.name of its key. What a key of a drawing tool holds in elements of its own is left alone. Where the
 * file does not say how edges run they have no direction. Null when the file is refused.
 */
export function readGraphml(text: string, findings: Findings): GraphFile | null {
  return readXml(text, findings, new GraphmlGraph(findings));
}

type Kind = "graph" | "node" | "edge";

interface Element {
  readonly is: Kind;
  readonly at: number;
  readonly own: ReadonlyMap<string, string>;
  readonly values: ValueList;
}

interface Key {
  readonly name: string;
  /** graph, node, edge, all, or what else the format knows. */
  readonly of: string;
  value: string;
}

class GraphmlGraph implements XmlGraph {
  readonly #findings: Findings;
  readonly #nodes: GraphNode[] = [];
  readonly #edges: GraphEdge[] = [];
  readonly #keys = new Map<string, Key>();
  /** Defaults by kind of element, made when the first element needs them. */
  readonly #defaults = new Map<Kind, Values>();
  #values: Values = new Map();
  #prefix = "";
  #directed = false;
  #graphs = 0;
  /** Graph, then node or edge in it. */
  readonly #open: Element[] = [];
  #key: Key | null = null;
  /** The data element that is open, and its text so far; null once it holds an element of its own. */
  #data: { readonly key: string; readonly at: number; text: string | null } | null = null;
  #inDefault = false;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  open(xml: XmlReader): void {
    const { name, at, attributes } = xml;
    if (xml.depth === 1) {
      this.#prefix = xml.prefix;
      if (name !== "graphml") this.#findings.refuse(notThisFormat, at, { found: `<${name}>`, expected: "<graphml>" });
    }
    if (this.#data) {
      this.#data.text = null;
      return;
    }
    if (xml.prefix !== this.#prefix) return;
    switch (name) {
      case "key":
        this.#key = { name: attributes.get("attr.name") || attributes.get("id") || "", of: attributes.get("for") ?? "all", value: "" };
        this.#keys.set(attributes.get("id") ?? "", this.#key);
        return;
      case "default":
        this.#inDefault = this.#key !== null;
        return;
      case "graph":
        if (this.#open.length > 0) this.#findings.refuse(nestedGraph, this.#open.at(-1)!.at);
        else if (++this.#graphs > 1) this.#findings.refuse(severalGraphs, at);
        this.#directed = attributes.get("edgedefault") === "directed";
        return this.#begin("graph", xml);
      case "node":
      case "edge":
        return this.#begin(name, xml);
      case "hyperedge":
        this.#edges.push({ id: null, from: "", to: "", refused: this.#findings.add(hyperedge, at), values: new Map(), at });
        return;
      case "data":
        this.#data = { key: attributes.get("key") ?? "", at, text: "" };
    }
  }

  text({ text }: XmlReader): void {
    if (this.#inDefault) this.#key!.value += text.trim();
    if (this.#data && this.#data.text !== null) this.#data.text += text;
  }

  close({ name, prefix }: XmlReader): void {
    if (prefix !== this.#prefix) return;
    if (name === "default") this.#inDefault = false;
    else if (name === "key") this.#key = null;
    else if (name === "data") this.#endData();
    else if (name === this.#open.at(-1)?.is && !this.#data) this.#end(this.#open.pop()!);
  }

  finish(): GraphFile {
    return { values: this.#values, nodes: this.#nodes, edges: this.#edges };
  }

  #begin(is: Kind, { at, attributes }: XmlReader): void {
    this.#open.push({ is, at, own: attributes, values: new ValueList(this.#findings) });
  }

  #endData(): void {
    const data = this.#data;
    this.#data = null;
    const element = this.#open.at(-1);
    if (!data || data.text === null || !element) return;
    const key = this.#keys.get(data.key);
    if (!key) this.#findings.addOnce(undeclaredAttribute, data.at, { found: data.key });
    element.values.set(key?.name ?? data.key, data.text, data.at);
  }

  #end({ is, at, own, values }: Element): void {
    const known = values.finish(this.#defaultsOf(is));
    if (is === "graph") this.#values = known;
    else if (is === "node") {
      const id = own.get("id") ?? "";
      this.#nodes.push({ id, refused: id === "" ? this.#findings.add(missingNodeId, at) : null, values: known, at });
    } else this.#takeEdge(at, own, known);
  }

  #takeEdge(at: number, own: ReadonlyMap<string, string>, values: Values): void {
    const from = own.get("source") ?? "";
    const to = own.get("target") ?? "";
    const said = own.get("directed");
    const directed = said === undefined ? this.#directed : said === "true" || said === "1";
    const code = from === "" || to === "" ? missingEnd : directed ? null : undirectedEdge;
    this.#edges.push({ id: own.get("id") || null, from, to, refused: code && this.#findings.add(code, at), values, at });
  }

  #defaultsOf(is: Kind): Values {
    let defaults = this.#defaults.get(is);
    if (defaults === undefined) {
      const keys = [...this.#keys.values()].filter(({ of, value }) => (of === is || of === "all") && value !== "");
      this.#defaults.set(is, (defaults = new Map(keys.map(({ name, value }) => [name, value]))));
    }
    return defaults;
  }
}
