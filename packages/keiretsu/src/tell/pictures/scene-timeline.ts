import type { Casebook } from "../../record/casebook.ts";
import type { Story } from "../../panel/story.ts";
import { inLanguage, type Language } from "../language.ts";
import { statusNames } from "../vocabulary.ts";
import type { TimelineScene } from "./picture-timeline.ts";

/** A promise as it was believed on each date; null where too little happened to be a story. */
export function timelineScene(casebook: Casebook, story: Story, language: Language): TimelineScene | null {
  if (story.turns.length < 2) return null;
  const leg = casebook.legs.find((one) => one.id === story.leg)!;
  return {
    title: inLanguage(leg.title, leg.titleFr, language).text,
    turns: story.turns.map((turn) => ({
      knownOn: turn.knownOn,
      said: turn.status,
      believed: turn.belief.status ?? turn.status,
      text: inLanguage(turn.text, turn.textFr, language).text || statusNames[turn.status][language],
    })),
  };
}
