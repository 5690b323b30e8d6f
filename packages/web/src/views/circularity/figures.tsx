import { type Circularity, formatAmount, formatShare, pageWords, type Range, type Result, sectionWords } from "keiretsu";
import { Show } from "solid-js";
import { Bar } from "../../components/bar.tsx";
import { Cited } from "../../components/cited.tsx";
import { useApp, useWords } from "../../state/app.tsx";

/** The figures of the panel, each with its range and what it means. */
export function Figures(props: { readonly result: Result<Circularity> }) {
  const t = useWords(pageWords);
  const section = useWords(sectionWords);
  const values = (): Circularity => props.result.values;
  const gross = (): readonly string[] => grossLegs(values());
  // A 0 rests on all the legs that were seen not to come back.
  const orGross = (legs: readonly string[]): readonly string[] => (legs.length > 0 ? legs : gross());
  const ofGross = (range: Range): number | null =>
    range.point === null || !values().gross.point ? null : range.point / values().gross.point!;
  return (
    <>
      <p>{section().panelNote}</p>
      <dl class="panel">
        <Money name={t().gross} note={t().grossNote} range={values().gross} unit={props.result.unit} legs={gross()} />
        <Money
          name={t().setOff}
          note={t().setOffNote}
          range={values().setOff}
          unit={props.result.unit}
          legs={orGross(values().setOff.legs)}
          share={values().shares.setOff.point}
        />
        <Money
          name={t().reciprocal}
          note={t().reciprocalNote}
          range={values().reciprocal}
          unit={props.result.unit}
          legs={orGross(values().reciprocal.legs)}
          share={values().shares.reciprocal.point}
        />
        <Money
          name={t().netFloor}
          note={t().netFloorNote}
          range={values().netFloor}
          unit={props.result.unit}
          legs={gross()}
          share={ofGross(values().netFloor)}
        />
        <Index name={t().finn} note={t().finnNote} range={values().finnIndex} legs={gross()} />
        <Index name={t().hodge} note={t().hodgeNote} range={values().hodge.circular} legs={gross()} />
        <Index name={t().incoherence} note={t().incoherenceNote} range={values().hodge.incoherence} legs={gross()} />
      </dl>
    </>
  );
}

/** The legs behind the gross flow; where none has an amount, those that count without one. */
export function grossLegs({ gross, coverage }: Circularity): readonly string[] {
  return gross.legs.length > 0 ? gross.legs : coverage.withoutAmount.map((open) => open.leg);
}

function Money(props: {
  readonly name: string;
  readonly note: string;
  readonly range: Range;
  readonly unit: string;
  readonly legs: readonly string[];
  readonly share?: number | null;
}) {
  const app = useApp();
  const t = useWords(sectionWords);
  const money = (value: number | null): string => formatAmount(value, props.unit, app.language());
  const bounds = (): string => {
    const { low, high } = props.range;
    if (high === null) return t().noCeiling(money(low));
    return low === high ? "" : t().from(money(low), money(high));
  };
  return (
    <div>
      <dt>{props.name}</dt>
      <dd class="big">
        <Cited cites={{ title: props.name, legs: props.legs }}>{money(props.range.point)}</Cited>
      </dd>
      <Show when={(props.share ?? null) !== null}>
        <dd class="measure">
          <Bar value={props.share!} />{" "}
          <Cited cites={{ title: props.name, legs: props.legs }}>{formatShare(props.share!, app.language())}</Cited>
        </dd>
      </Show>
      <Show when={bounds()}>
        <dd>{bounds()}</dd>
      </Show>
      <dd class="quiet">{props.note}</dd>
    </div>
  );
}

function Index(props: { readonly name: string; readonly note: string; readonly range: Range; readonly legs: readonly string[] }) {
  const app = useApp();
  const share = (value: number | null | Range): string => formatShare(value, app.language());
  return (
    <div>
      <dt>{props.name}</dt>
      <dd class="big">
        <Cited cites={{ title: props.name, legs: props.legs }}>{share(props.range.point)}</Cited>
      </dd>
      <dd class="measure">
        <Bar value={props.range.point} low={props.range.low} high={props.range.high} />
      </dd>
      <Show when={props.range.low !== props.range.high}>
        <dd>{share(props.range)}</dd>
      </Show>
      <dd class="quiet">{props.note}</dd>
    </div>
  );
}
