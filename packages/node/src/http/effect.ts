import { createHash } from "node:crypto";
import { z } from "@hono/zod-openapi";
import { applyEdits, type CasebookFile, type Circularity, type Language, type Result } from "keiretsu";
import type { Proposal } from "../store/store.ts";
import { answerOf } from "./answers.ts";
import { Problem } from "./problem.ts";
import { findingSchema, orNull } from "./schemas.ts";
import type { Workbench } from "./workbench.ts";

const range = z.object({ low: z.number().nullable(), point: z.number().nullable(), high: z.number().nullable() });

const headline = z
  .object({
    unit: z.string(),
    gross: range,
    setOff: range,
    setOffShare: range,
    finnIndex: range,
    loops: z.int(),
    firms: z.int(),
    legs: z.int(),
    vendorFinanced: z.array(z.object({ seller: z.string(), share: z.number().nullable(), lower: z.number(), upper: z.number() })),
  })
  .openapi("Headline");

export const effectSchema: z.ZodType = z
  .object({
    revision: z.int().openapi({ description: "The revision compared with: the last one" }),
    before: orNull(headline),
    after: orNull(headline),
    findings: z.array(findingSchema).openapi({ description: "Why there is no `after`: what is wrong with the edits" }),
    problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  })
  .openapi("Effect");

/** The headline figures of the casebook as it is and with a proposal. */
export async function effectOf(workbench: Workbench, proposal: Proposal, language: Language): Promise<z.output<typeof effectSchema>> {
  const { revision, id, digest, files } = await workbench.store.files(proposal.casebook);
  const edits = proposal.amendedEdits ?? proposal.edits;
  const edited = applyEdits(files, edits);
  const before = await figures(workbench, { id, digest, files }, language);
  if (edited.findings.length > 0) return { revision, before: before.headline, after: null, findings: edited.findings, problem: null };
  const mark = createHash("sha256").update(JSON.stringify(edits)).digest("hex");
  const after = await figures(workbench, { id, digest: `${digest}+${mark}`, files: edited.files }, language);
  return { revision, before: before.headline, after: after.headline, findings: [], problem: after.problem };
}

interface Book {
  readonly id: string;
  readonly digest: string;
  readonly files: readonly CasebookFile[];
}

/** A casebook that is not whole has no figures; what it lacks is told. */
async function figures(
  workbench: Workbench,
  book: Book,
  language: Language,
): Promise<{ readonly headline: z.output<typeof headline> | null; readonly problem: { code: string; detail: string } | null }> {
  try {
    const body = await answerOf(workbench, book, { command: "circularity", values: {}, form: "json", language });
    return { headline: headlineOf(JSON.parse(body.plain.toString()) as Result<Circularity>), problem: null };
  } catch (error) {
    if (error instanceof Problem && error.status === 422)
      return { headline: null, problem: { code: error.code, detail: error.text[language] } };
    throw error;
  }
}

function headlineOf({ unit, values }: Result<Circularity>): z.output<typeof headline> {
  const { gross, setOff, shares, finnIndex, loopCount, coverage, vendorFinanced } = values;
  return {
    unit,
    gross: bare(gross),
    setOff: bare(setOff),
    setOffShare: bare(shares.setOff),
    finnIndex: bare(finnIndex),
    loops: loopCount,
    firms: coverage.firms,
    legs: coverage.legs,
    vendorFinanced: vendorFinanced.map(({ seller, share, lower, upper }) => ({ seller, share, lower, upper })),
  };
}

function bare({ low, point, high }: z.output<typeof range>): z.output<typeof range> {
  return { low, point, high };
}
