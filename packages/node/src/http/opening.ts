import { z } from "@hono/zod-openapi";
import { openingText, WIDTHS } from "../opening.ts";
import { ask } from "./answers.ts";
import { OPENING } from "./answers/questions.ts";
import type { StoredFiles } from "../store/store.ts";
import { type Body, makeBody, sendBody } from "./bodies.ts";
import { addRoute, type Api, gives } from "./route.ts";
import { byId } from "./schemas.ts";
import type { Workbench } from "./workbench.ts";

const opening = z
  .object({
    id: z.string(),
    revision: z.int(),
    digest: z.string(),
    answers: z
      .record(z.string(), z.unknown())
      .openapi({ description: "By question and parameters, as the workbench asks them of its own worker" }),
  })
  .openapi("Opening");

/** What the first page of the workbench shows, so that it draws before it has read a file of the casebook. */
export function addOpening(api: Api, workbench: Workbench): void {
  addRoute(
    api,
    {
      method: "get",
      path: "/casebooks/{id}/opening",
      summary: "What the workbench asks of a casebook when it opens",
      tag: "casebooks",
      role: "read",
      params: byId,
      query: z.object({ most: z.enum(WIDTHS.map(String)).openapi({ description: "Arrows that the window has room for" }) }),
      responses: {
        200: gives("For one revision", opening),
        204: { description: "Not at hand: the caller reads the files and computes it" },
        304: { description: "The caller has it" },
      },
      refusals: [404],
    },
    async (c, { params, query: { most } }) => {
      const body = await soon(openingBody(workbench, await workbench.store.files(params.id), most));
      return body === null ? c.body(null, 204, { "Cache-Control": "no-store" }) : sendBody(c, body, { "Cache-Control": "no-cache" });
    },
  );
}

/** A browser that waits longer than this had better compute it itself. */
const PATIENCE_MS = 3000;

/** What is there in time; null where it is not, or where the threads are busy. */
async function soon(body: Promise<Body>): Promise<Body | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), PATIENCE_MS)));
  return Promise.race([body.catch(() => null), late]).finally(() => clearTimeout(timer));
}

async function openingBody({ bodies, crew }: Workbench, book: StoredFiles, most: string): Promise<Body> {
  return bodies.get(`opening ${book.id} ${book.revision} ${book.digest} ${most}`, async () => {
    const { plain } = await ask(crew, book, { command: OPENING, values: { most }, form: "json", language: "en" });
    return makeBody("application/json", Buffer.from(openingText(book, plain.toString())));
  });
}

/** Casebooks of which the first picture is ready before anybody asks. */
const AHEAD = 5;

/** So that whoever opens the workbench of a server that has just started waits no longer than anybody later. */
export async function openAhead(workbench: Workbench): Promise<void> {
  for (const { id } of (await workbench.store.list()).slice(0, AHEAD))
    await openingBody(workbench, await workbench.store.files(id), String(WIDTHS.at(-1)));
}
