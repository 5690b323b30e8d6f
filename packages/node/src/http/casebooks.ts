import { z } from "@hono/zod-openapi";
import { makeBody, sendBody } from "./bodies.ts";
import { Problem } from "./problem.ts";
import { addRoute, type Api, gives } from "./route.ts";
import { byId, count, fileSchema } from "./schemas.ts";
import type { CasebookFiles, Shelf } from "./shelf.ts";
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

const tag = "casebooks";

export function addCasebooks(api: Api, { shelf, bodies }: Workbench): void {
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
    async (c) => c.json({ casebooks: await shelf.list() }, 200, { "Cache-Control": "no-cache" }),
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
      const found = await filesOf(shelf, params.id, query.revision);
      const key = `files ${found.id} ${found.revision} ${found.digest}`;
      const body = await bodies.get(key, async () => makeBody("application/json", Buffer.from(`${JSON.stringify(found)}\n`), found.digest));
      return sendBody(c, body, { "Cache-Control": "no-cache" });
    },
  );
}

export async function filesOf(shelf: Shelf, id: string, revision?: number): Promise<CasebookFiles> {
  const found = await shelf.files(id, revision);
  if (found !== null) return found;
  throw new Problem(404, "no-casebook", {
    en: `There is no casebook “${id}”${revision === undefined ? "" : ` with revision ${revision}`}.`,
    fr: `Il n’y a pas de dossier « ${id} »${revision === undefined ? "" : ` à la révision ${revision}`}.`,
  });
}
