import { cascadeScene, type Language, pictureCascade, pictureWaterfall, type StressModel, waterfallScene } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { namesOf } from "../names.ts";
import stress, { type StressParams } from "./stress.ts";

interface Params {
  readonly stress: StressParams;
  readonly model: StressModel;
  readonly kind: "cascade" | "waterfall";
  readonly width: number;
  readonly language: Language;
  readonly theme: "light" | "dark";
}

/** Who drags whom wave by wave, or who bears how much; "" where the model has no loss. */
export default function stressPicture(book: OpenBook, params: Params): string {
  const result = stress(book, params.stress);
  const answer = result?.values.answers.find(({ model }) => model === params.model);
  if (!result || !answer) return "";
  const told = { stress: result.values, answer, unit: result.unit, name: namesOf(book, params.language) };
  if (params.kind === "cascade") {
    const scene = cascadeScene(told, params.language);
    return scene === null ? "" : pictureCascade(scene, params);
  }
  const scene = waterfallScene(told, params.language);
  return scene === null ? "" : pictureWaterfall(scene, params);
}
