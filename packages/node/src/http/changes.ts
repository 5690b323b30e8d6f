import { z } from "@hono/zod-openapi";
import { existing } from "./casebooks.ts";
import { next, pageQuery } from "./page.ts";
import { Problem } from "./problem.ts";
import { rowEdit } from "./row-edit.ts";
import { addRoute, type Api, gives } from "./route.ts";
import { actorOf, actorSchema, byId, why } from "./schemas.ts";
import type { Workbench } from "./workbench.ts";

export const changeSchema: z.ZodType = z
  .object({
    seq: z.int(),
    casebook: z.string(),
    revision: z.int(),
    kind: z.enum(["import", "accept", "undo", "redo"]),
    who: actorSchema,
    when: z.string(),
    why: z.string(),
    edits: z.array(rowEdit),
    undoes: z.int().nullable(),
    undoneBy: z.int().nullable(),
    proposal: z.string().nullable(),
    counts: z.object({ added: z.int(), removed: z.int(), changed: z.int() }),
    previousHash: z.string(),
    hash: z.string(),
  })
  .openapi("Change");

const tag = "changes";
const LIMIT = 50;

/** What happened to a casebook, and its undoing. */
export function addChanges(api: Api, { store }: Workbench): void {
  addRoute(
    api,
    {
      method: "get",
      path: "/casebooks/{id}/changes",
      summary: "Every change, the first one first",
      tag,
      role: "read",
      params: byId,
      query: pageQuery,
      responses: { 200: gives("A page of them", z.object({ changes: z.array(changeSchema), next })) },
      refusals: [404],
    },
    async (c, { params, query: { after, limit = LIMIT } }) => {
      if (after !== undefined && !/^[0-9]{1,12}$/.test(after))
        throw new Problem(400, "bad-cursor", {
          en: "after: expected the number of a change.",
          fr: "after : numéro d’un changement attendu.",
        });
      await existing(store, params.id);
      const found = await store.changes(params.id, { ...(after === undefined ? {} : { after: Number(after) }), limit: limit + 1 });
      const page = found.slice(0, limit);
      return c.json({ changes: page, next: found.length > limit ? String(page.at(-1)!.seq) : null }, 200, { "Cache-Control": "no-cache" });
    },
  );
  for (const [verb, summary] of [
    ["undo", "Take a change back, by a new change"],
    ["redo", "Take an undo back"],
  ] as const)
    addRoute(
      api,
      {
        method: "post",
        path: `/casebooks/{id}/${verb}`,
        summary,
        tag,
        role: "review",
        params: byId,
        body: z.strictObject({ seq: z.int().min(1), why }),
        responses: { 201: gives("The new change", changeSchema) },
        refusals: [404, 409, 422],
      },
      async (c, { params, body }) => c.json(await store[verb](params.id, body.seq, actorOf(c), body.why), 201),
    );
}
