import type { Params, QuestionName } from "./questions.ts";

/** Names a question with its parameters: the same words for the same question. */
export function questionKey<N extends QuestionName>(name: N, params: Params<N>): string {
  return `${name} ${JSON.stringify(params)}`;
}
