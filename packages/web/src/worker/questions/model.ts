import { modelOf, readCase, runCase } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a model makes of its input, or what is wrong with it. It asks no casebook. */
export default function model(_book: OpenBook, { model: id, input }: Params) {
  const { case: read, faults, ignored } = readCase(JSON.stringify({ model: id, input }), modelOf(id));
  return { faults, ignored, result: read === null ? null : runCase(read) };
}
