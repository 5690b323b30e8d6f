import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { readQuestionOrRefuse } from "./answers.ts";
import { QUESTIONS } from "./answers/questions.ts";
import { makeBody, sendBody } from "./bodies.ts";
import type { Env } from "./env.ts";
import { hasEnded, type Job } from "./jobs/job.ts";
import { next, pageOf, pageQuery } from "./page.ts";
import { Problem } from "./problem.ts";
import { addRoute, type Api, gives, givesResult } from "./route.ts";
import { byId } from "./schemas.ts";
import type { Workbench } from "./workbench.ts";

const STATES = ["queued", "running", "done", "failed", "cancelled", "interrupted"] as const;

const jobSchema = z
  .object({
    id: z.string(),
    casebook: z.string(),
    revision: z.int(),
    digest: z.string(),
    command: z.string(),
    options: z.record(z.string(), z.string()),
    state: z.enum(STATES),
    share: z.number().nullable().openapi({ description: "Share of the work that is done; null where nobody can say" }),
    by: z.string(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  })
  .openapi("Job");

const order = z.object({
  command: z.enum([...QUESTIONS.keys()]),
  options: z
    .record(z.string().max(40), z.union([z.string().max(2000), z.number(), z.boolean(), z.array(z.string().max(2000)).max(200)]))
    .default({}),
});

const byJob = z.object({ job: z.string().regex(/^[0-9a-f]{16}$/) });
const tag = "jobs";
/** Listeners at once: each holds a connection. */
const MOST_STREAMS = 300;
const SECONDS_BETWEEN_SIGNS_OF_LIFE = 15;

export function addJobs(api: Api, workbench: Workbench): void {
  const { jobs, store, bodies } = workbench;
  addRoute(
    api,
    {
      method: "post",
      path: "/casebooks/{id}/jobs",
      summary: "Have a question answered that takes long",
      tag,
      role: "propose",
      params: byId,
      body: order,
      responses: { 202: gives("It waits, runs, or was asked before", jobSchema) },
      refusals: [404],
    },
    async (c, { params, body }) => {
      const asked = QUESTIONS.get(body.command)!;
      const values = readQuestionOrRefuse(asked, body.options);
      const { id, revision, digest } = await store.files(params.id);
      const { account, name } = c.get("actor");
      const question = { command: body.command, values, form: "json", language: c.get("language") } as const;
      const job = jobs.add({ casebook: id, revision, digest, question, by: { account: account!, name } });
      return c.json(shown(c, job), 202, { Location: `/api/v1/jobs/${job.id}` });
    },
  );
  addRoute(
    api,
    {
      method: "get",
      path: "/jobs",
      summary: "Jobs, the last one first",
      tag,
      role: "read",
      query: pageQuery,
      responses: { 200: gives("A page of them", z.object({ jobs: z.array(jobSchema), next })) },
    },
    (c, { query }) => {
      const { page, next: cursor } = pageOf(jobs.list().toReversed(), query, ({ id }) => id);
      return c.json({ jobs: page.map((job) => shown(c, job)), next: cursor }, 200, { "Cache-Control": "no-store" });
    },
  );
  addRoute(
    api,
    {
      method: "get",
      path: "/jobs/{job}",
      summary: "One job",
      tag,
      role: "read",
      params: byJob,
      responses: { 200: gives("The job", jobSchema) },
      refusals: [404],
    },
    (c, { params }) => c.json(shown(c, jobs.get(params.job)), 200, { "Cache-Control": "no-store" }),
  );
  addRoute(
    api,
    {
      method: "get",
      path: "/jobs/{job}/result",
      summary: "What it answered",
      tag,
      role: "read",
      params: byJob,
      responses: {
        200: givesResult("What the command writes with --json"),
        304: { description: "The caller has it" },
      },
      refusals: [404, 409, 422],
    },
    async (c, { params }) => {
      const { id } = jobs.get(params.job);
      const body = await bodies.get(`job ${id}`, async () => makeBody("application/json", await jobs.result(id)));
      return sendBody(c, body, { "Cache-Control": "no-cache" });
    },
  );
  for (const [verb, summary] of [
    ["cancel", "Stop it; what a simulation has done is kept"],
    ["resume", "Go on after it was cancelled, interrupted or failed"],
  ] as const)
    addRoute(
      api,
      {
        method: "post",
        path: `/jobs/{job}/${verb}`,
        summary,
        tag,
        role: "propose",
        params: byJob,
        responses: { 200: gives("The job", jobSchema) },
        refusals: [404, 409],
      },
      (c, { params }) => {
        checkOwner(c, jobs.get(params.job));
        return c.json(shown(c, jobs[verb](params.job)), 200, { "Cache-Control": "no-store" });
      },
    );
  addEvents(api, workbench);
}

/** Server-sent events: where the job stands, then each change until it has ended. */
function addEvents(api: Api, { jobs }: Workbench): void {
  let open = 0;
  addRoute(
    api,
    {
      method: "get",
      path: "/jobs/{job}/events",
      summary: "Its progress, as server-sent events: progress, then one of done, failed, cancelled, interrupted; the data is the job",
      tag,
      role: "read",
      params: byJob,
      responses: {
        200: { description: "A stream that ends with the job", content: { "text/event-stream": { schema: { type: "string" } } } },
      },
      refusals: [404],
    },
    (c, { params }) => {
      let latest: Job | null = jobs.get(params.job);
      // Nobody reads the body of an answer to HEAD: a stream that was begun for it would stay open for ever.
      if (c.req.method === "HEAD") return c.body(null, 200, { "Content-Type": "text/event-stream" });
      if (open >= MOST_STREAMS) throw tooManyListeners();
      open++;
      c.header("X-Accel-Buffering", "no");
      return streamSSE(c, async (stream) => {
        let wake = nothing;
        const forget = jobs.watch(params.job, (job) => {
          latest = job;
          wake();
        });
        stream.onAbort(() => wake());
        try {
          while (!stream.aborted && !stream.closed) {
            const job: Job | null = latest;
            latest = null;
            if (job === null) {
              if (!(await waitFor((then) => void (wake = then)))) await stream.write(": still here\n\n");
              continue;
            }
            const event = hasEnded(job) ? job.state : "progress";
            await stream.writeSSE({ event, data: JSON.stringify(shown(c, job)) });
            if (hasEnded(job)) return;
          }
        } finally {
          forget();
          open--;
        }
      });
    },
  );
}

const nothing = (): void => {};

/** Whether it came before it was time for a sign of life. */
async function waitFor(listen: (then: () => void) => void): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const came = await new Promise<boolean>((resolve) => {
    listen(() => resolve(true));
    timer = setTimeout(() => resolve(false), 1000 * SECONDS_BETWEEN_SIGNS_OF_LIFE);
  });
  clearTimeout(timer);
  return came;
}

function shown(c: Context<Env>, { question, by, problem, ...job }: Job): z.output<typeof jobSchema> {
  return {
    ...job,
    command: question.command,
    options: { ...question.values },
    by: by.name,
    problem: problem && { code: problem.code, detail: problem.text[c.get("language")] },
  };
}

function checkOwner(c: Context<Env>, { by }: Job): void {
  const { account, role } = c.get("actor");
  if (account === by.account || role === "administer") return;
  throw new Problem(403, "job-of-another", {
    en: "Only who asked for a job, or an administrator, stops it or has it go on.",
    fr: "Seul qui a demandé une tâche, ou un administrateur, l’arrête ou la fait reprendre.",
  });
}

function tooManyListeners(): Problem {
  const text = {
    en: "Too many listeners: ask for the job itself now and then.",
    fr: "Trop d’auditeurs : demandez la tâche elle-même de temps en temps.",
  };
  return new Problem(503, "overloaded", text, { "Retry-After": "10" });
}
