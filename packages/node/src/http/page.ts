import { z } from "@hono/zod-openapi";
import { Problem } from "./problem.ts";

const LIMIT = 50;
const MOST = 500;

/** Long lists come in pages: `limit` of them, after the one that `next` of the page before named. */
export const pageQuery: z.ZodObject<{ after: z.ZodOptional<z.ZodString>; limit: z.ZodOptional<z.ZodType<number, string>> }> = z.object({
  after: z.string().max(100).optional().openapi({ description: "`next` of the page before" }),
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .transform(Number)
    .refine((limit) => limit <= MOST)
    .optional()
    .openapi({ type: "integer", minimum: 1, maximum: MOST, default: LIMIT }),
});

export interface Asked {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** The page asked for, and the cursor of the next one; null at the end. */
export function pageOf<T>(
  all: readonly T[],
  { after, limit = LIMIT }: Asked,
  cursorOf: (one: T) => string,
): { readonly page: readonly T[]; readonly next: string | null } {
  const at = after === undefined ? 0 : all.findIndex((one) => cursorOf(one) === after) + 1;
  if (after !== undefined && at === 0)
    throw new Problem(400, "bad-cursor", { en: `after: nothing here has “${after}”.`, fr: `after : rien ici n’a « ${after} ».` });
  const page = all.slice(at, at + limit);
  return { page, next: at + limit < all.length ? cursorOf(page.at(-1)!) : null };
}

export const next: z.ZodNullable<z.ZodString> = z
  .string()
  .nullable()
  .openapi({ description: "To be sent as `after` for the next page; null at the end" });
