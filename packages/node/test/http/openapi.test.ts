import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, test } from "vitest";
import { QUESTIONS } from "../../src/http/answers/questions.ts";
import { serveBooks } from "./bench.ts";

const served = await serveBooks([]);
const { document } = served.contract;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
afterAll(() => served.close());

describe("the document", () => {
  test("is OpenAPI 3.1 with a title, a version and operations", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: "keiretsu", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    expect(operations.length).toBeGreaterThan(40);
  });

  test("has every route of the server and no other", () => {
    const routed = served.routes
      .filter(({ path, method }) => path.startsWith("/api/v1/") && method !== "ALL")
      .map(({ path, method }) => `${method} ${path.slice("/api/v1".length).replaceAll(/:(\w+)/g, "{$1}")}`);
    const told = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    expect(told.toSorted()).toEqual([...new Set(routed)].toSorted());
  });

  test("has every command that asks a casebook, with its options as parameters", () => {
    for (const [name, { parameters }] of QUESTIONS) {
      const declared = document.paths[`/casebooks/{id}/answers/${name}`].get.parameters!.map((one) => one.name);
      expect(declared.toSorted()).toEqual([...parameters.map((option) => option.name), "id", "lang"].toSorted());
    }
  });

  test("declares the names in each path, once, and describes every response", () => {
    for (const { path, method, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((one) => one.in === "path");
      expect(
        inPath.map(({ name }) => name),
        `${method} ${path}`,
      ).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(inPath.every(({ required }) => required === true)).toBe(true);
      const keys = (operation.parameters ?? []).map((one) => `${one.in} ${one.name}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/);
        expect(description, `${method} ${path} ${status}`).not.toBe("");
      }
      expect(Object.keys(operation.responses).some((status) => status.startsWith("2"))).toBe(true);
    }
  });

  test("leads every reference somewhere", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(100);
    for (const reference of new Set(references)) {
      const found = reference
        .slice(2)
        .split("/")
        .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
      expect(found, reference).toBeDefined();
    }
  });

  test("holds schemas that are JSON Schema of draft 2020-12", () => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
    const schemas = operations.flatMap(({ operation }) => [
      ...(operation.parameters ?? []).map(({ schema }) => schema),
      ...Object.values(operation.responses).flatMap(({ content }) => Object.values(content ?? {}).map(({ schema }) => schema)),
    ]);
    expect(schemas.length).toBeGreaterThan(200);
    ajv.addVocabulary(["example", "components"]);
    ajv.addSchema({ $id: "api", components: document.components }, "api");
    const rooted = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object;
    for (const schema of new Set(schemas.map((one) => JSON.stringify(one))))
      expect(() => ajv.compile(rooted(JSON.parse(schema) as object)), schema).not.toThrow();
  });

  test("asks for the key wherever something is written, and nowhere else", () => {
    for (const { path, method, operation } of operations) {
      const writes = method !== "get" && !path.startsWith("/models/");
      expect(operation.security !== undefined, `${method} ${path}`).toBe(writes);
    }
  });
});
