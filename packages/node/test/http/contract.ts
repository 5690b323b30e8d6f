import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";

/** What the server says of itself, held against what it does: every response that a test gets is checked here. */
export interface Contract {
  readonly document: Document;
  readonly check: (method: string, path: string, response: Response) => Promise<void>;
  /** "GET /casebooks 200": what was checked so far. */
  readonly seen: ReadonlySet<string>;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object; readonly required?: boolean }[];
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
  readonly security?: readonly object[];
  readonly requestBody?: object;
}

export interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>>; readonly securitySchemes: object };
}

const BASE = "/api/v1";

export function contractOf(document: Document): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(closed(document) as object, "api");
  const compiled = new Map<string, ValidateFunction>();
  const seen = new Set<string>();
  const templates = Object.keys(document.paths).map((path) => ({
    path,
    like: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  }));

  const check = async (method: string, path: string, response: Response): Promise<void> => {
    const bare = path.split("?")[0];
    if (!bare.startsWith(`${BASE}/`)) return;
    const template = templates.find(({ like }) => like.test(bare.slice(BASE.length)))?.path;
    const told = `${method} ${template ?? bare} ${response.status}`;
    if (template === undefined) {
      expect(response.status, told).toBe(404);
      return;
    }
    const operation = document.paths[template][method.toLowerCase()];
    if (operation === undefined) return;
    const declared = operation.responses[response.status];
    // Faults of ours and of the store may meet any route.
    if (declared === undefined) {
      expect([500, 507], `${told} is not declared`).toContain(response.status);
      return;
    }
    seen.add(told);
    if (declared.content === undefined) {
      expect(await response.clone().text(), told).toBe("");
      return;
    }
    const type = response.headers.get("content-type")!.split(";")[0];
    expect(Object.keys(declared.content), told).toContain(type);
    if (!type.endsWith("json")) return;
    const pointer = ["paths", template, method.toLowerCase(), "responses", String(response.status), "content", type, "schema"];
    const at = pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
    const valid = compiled.get(at) ?? ajv.compile({ $ref: `api#/${at}` });
    compiled.set(at, valid);
    const body: unknown = JSON.parse(await unpacked(response));
    expect(valid(body) ? [] : valid.errors!.slice(0, 5), told).toEqual([]);
  };
  return { document, check, seen };
}

async function unpacked(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.clone().arrayBuffer());
  const encoding = response.headers.get("content-encoding");
  return (encoding === "br" ? brotliDecompressSync(bytes) : encoding === "gzip" ? gunzipSync(bytes) : bytes).toString();
}

/** Readers must bear new fields; what we send has no field that the document does not tell of. Problems may tell more; a result's schema is held shut by its own test. */
function closed(node: unknown, name = ""): unknown {
  if (name === "Problem" || name.startsWith("Result")) return node;
  if (Array.isArray(node)) return node.map((one) => closed(one));
  if (typeof node !== "object" || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value, key)]));
  return "properties" in node && "type" in node && node.type === "object" && !("additionalProperties" in node)
    ? { ...copy, additionalProperties: false }
    : copy;
}
