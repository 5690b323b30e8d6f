import type { Language } from "./language.ts";
import { pictureCascade } from "./pictures/picture-cascade.ts";
import { type PictureSet, pictureSet, setFiles } from "./pictures/picture-set.ts";
import { pictureWaterfall } from "./pictures/picture-waterfall.ts";
import { cascadeScene, type Told, waterfallScene } from "./pictures/scene-stress.ts";

/** The two pictures of one answer: who drags whom, and who bears the loss. */
export interface StressPictures {
  readonly cascade: PictureSet;
  readonly waterfall: PictureSet;
}

/** null where the answer has no loss. */
export function stressPictures(told: Told, language: Language): StressPictures | null {
  const cascade = cascadeScene(told, language);
  const waterfall = waterfallScene(told, language);
  if (cascade === null || waterfall === null) return null;
  return {
    cascade: pictureSet((options) => pictureCascade(cascade, options), language),
    waterfall: pictureSet((options) => pictureWaterfall(waterfall, options), language),
  };
}

/** Those of every answer that has a loss, as SVG by name: "debtrank-cascade", "debtrank-cascade-medium" ... */
export function stressFiles({ stress, unit, name }: Omit<Told, "answer">, language: Language): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const answer of stress.answers) {
    const set = stressPictures({ stress, answer, unit, name }, language);
    if (set !== null)
      Object.assign(files, setFiles(`${answer.model}-cascade`, set.cascade), setFiles(`${answer.model}-waterfall`, set.waterfall));
  }
  return files;
}
