import { type Choice, choiceLegs as ask } from "keiretsu";
import type { OpenBook } from "../book.ts";
import type { SpreadParams } from "./spread.ts";

interface Params extends SpreadParams {
  readonly choice: Choice;
  readonly value: string;
}

/** The legs that stand in the figures under one other choice. */
export default function choiceLegs({ casebook }: OpenBook, { view, project, amounts, choice, value }: Params): readonly string[] {
  return ask(casebook, { view, project: { ...project, amounts } }, { choice, value });
}
