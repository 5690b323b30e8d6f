import { z } from "@hono/zod-openapi";
import { type Finding, load, type Loaded, readPackage, rowsOf, takenBack } from "keiretsu";
import { PACKAGE_FILE } from "../files.ts";
import type { Store, StoredFiles } from "../store/store.ts";
import { makeBody, sendBody } from "./bodies.ts";
import { changeSchema } from "./changes.ts";
import { Problem } from "./problem.ts";
import { addRoute, type Api, gives } from "./route.ts";
import { actorOf, byId, casebookId, count, fileSchema, findingSchema, why } from "./schemas.ts";
import { checkImport } from "./security/import-files.ts";
import type { Workbench } from "./workbench.ts";

const storedCasebook = z
  .object({
    id: z.string(),
    title: z.string(),
    titleFr: z.string(),
    revision: z.int(),
    digest: z.string(),
    changedAt: z.string(),
    counts: z.record(z.string(), z.int()),
  })
  .openapi("StoredCasebook");

const casebookFiles = z
  .object({ id: z.string(), revision: z.int(), digest: z.string(), files: z.array(fileSchema) })
  .openapi("CasebookFiles");

const imported = z
  .object({
    change: changeSchema,
    findings: z.array(findingSchema),
    report: z.object({
      read: z.int().openapi({ description: "Rows of all tables" }),
      refused: z.int().openapi({ description: "Rows with an error" }),
      merged: z.int().openapi({ description: "Rows that were there already, byte for byte" }),
      takenBack: z
        .array(z.string())
        .openapi({ description: "What stood in the store and is gone or says something else: `claims/c-1`, `README.md`" }),
    }),
  })
  .openapi("Imported");

const baseRevision = z.int().min(1).optional().openapi({
  description:
    "The revision that the files were exported from. Needed where the store has a casebook of this id (428 without); rows that others have changed since and the files would take back are a conflict (409, `rows`)",
});

const tag = "casebooks";

export function addCasebooks(api: Api, { store, bodies }: Workbench): void {
  addRoute(
    api,
    {
      method: "get",
      path: "/casebooks",
      summary: "Every casebook of the store",
      tag,
      role: "read",
      responses: { 200: gives("In the order of their ids", z.object({ casebooks: z.array(storedCasebook) })) },
    },
    async (c) => c.json({ casebooks: await store.list() }, 200, { "Cache-Control": "no-cache" }),
  );
  addRoute(
    api,
    {
      method: "post",
      path: "/casebooks",
      summary: "Take in the files of a casebook, new or in place of those that are there",
      tag,
      role: "administer",
      body: z.strictObject({ id: casebookId, files: z.array(fileSchema).min(1), why, baseRevision }),
      responses: { 201: gives("What was taken in", imported) },
      refusals: [404, 409, 422, 428],
    },
    async (c, { body: { id, files, why: reason, baseRevision: base } }) => {
      checkImport(files);
      const { findings, whole } = load(files);
      if (!whole) throw notWhole(findings);
      const change = await store.importFiles(id, files, actorOf(c), reason, base === undefined ? {} : { baseRevision: base });
      const { added, changed, removed } = change.counts;
      const read = rowsIn(files);
      const back = changed + removed === 0 ? [] : takenBack((await store.files(id, change.revision - 1)).files, files);
      const report = { read, refused: rowsWithErrors(findings), merged: Math.max(0, read - added - changed), takenBack: back };
      return c.json({ change, findings, report }, 201, { Location: `/api/v1/casebooks/${id}/files` });
    },
  );
  addRoute(
    api,
    {
      method: "get",
      path: "/casebooks/{id}/files",
      summary: "The files of a casebook, byte for byte",
      tag,
      role: "read",
      params: byId,
      query: z.object({ revision: count.optional() }),
      responses: { 200: gives("ETag is the digest", casebookFiles), 304: { description: "The caller has them" } },
      refusals: [404],
    },
    async (c, { params, query }) => {
      const found = await store.files(params.id, query.revision);
      const key = `files ${found.id} ${found.revision} ${found.digest}`;
      const body = await bodies.get(key, async () => makeBody("application/json", Buffer.from(`${JSON.stringify(found)}\n`), found.digest));
      return sendBody(c, body, { "Cache-Control": "no-cache" });
    },
  );
}

/** Nothing is taken in of a casebook that cannot be used. */
function notWhole(findings: readonly Finding[]): Problem {
  const errors = findings.filter(({ severity }) => severity === "error");
  const text = {
    en: `The casebook is not whole (errors: ${errors.length}): nothing was taken in.`,
    fr: `Le dossier n’est pas complet (erreurs : ${errors.length}) : rien n’a été pris.`,
  };
  return new Problem(422, "not-whole", text, {}, { findings: errors });
}

function rowsIn(files: Parameters<typeof load>[0]): number {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const listed = readPackage(texts.get(PACKAGE_FILE) ?? "").package.files;
  return listed.reduce((sum, { path }) => sum + rowsOf(texts.get(path) ?? "").rows.length, 0);
}

function rowsWithErrors(findings: Loaded["findings"]): number {
  const errors = findings.filter(({ severity }) => severity === "error");
  return new Set(errors.map(({ place }) => `${place.file}:${place.line}`)).size;
}

/** Throws where there is no such casebook. */
export async function existing(store: Store, id: string): Promise<StoredFiles> {
  return store.files(id);
}
