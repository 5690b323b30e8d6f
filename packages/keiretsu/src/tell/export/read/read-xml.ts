import { badXml, documentType, otherEncoding, tooDeep, unknownEntity } from "./codes.ts";
import type { Findings, GraphFile } from "./graph-file.ts";
import { XmlReader } from "./xml-reader.ts";

/** What becomes a graph as elements open and close. */
export interface XmlGraph {
  readonly open: (xml: XmlReader) => void;
  readonly close: (xml: XmlReader) => void;
  readonly text: (xml: XmlReader) => void;
  readonly finish: () => GraphFile;
}

const CODES = {
  "bad-xml": badXml,
  "document-type": documentType,
  "unknown-entity": unknownEntity,
  "too-deep": tooDeep,
  "other-encoding": otherEncoding,
} as const;

/** Read a text of XML into a graph; null when the file is refused. */
export function readXml(text: string, findings: Findings, graph: XmlGraph): GraphFile | null {
  const xml = new XmlReader(text);
  for (let event = xml.next(); event !== "end"; event = xml.next()) {
    if (event === "fault") return findings.refuse(CODES[xml.fault!.code], xml.fault!.at, { found: xml.fault!.found });
    graph[event](xml);
    if (findings.refused) return null;
  }
  return graph.finish();
}
