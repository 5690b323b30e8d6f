import { useWords } from "../state/app.tsx";
import { whatIfFormWords } from "../words/what-if-form.ts";
import { Comparison } from "./what-if/comparison.tsx";
import { Forms } from "./what-if/forms.tsx";
import { Kept } from "./what-if/kept.tsx";

/** Suppose something about the casebook without writing to it, and see what moves. */
export default function WhatIfPage() {
  const t = useWords(whatIfFormWords);
  return (
    <>
      <p class="lead">{t().lead}</p>
      <Comparison />
      <Forms />
      <Kept />
    </>
  );
}
