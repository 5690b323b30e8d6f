/** A share as a bar on a track that ends at `most`, with a whisker where it may lie. The number stands beside it. */
export function Bar(props: {
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly most?: number;
}) {
  const x = (share: number): number => (100 * Math.min(Math.max(share, 0), most())) / most();
  const most = (): number => props.most ?? 1;
  const spread = (): boolean => (props.low ?? null) !== null && (props.high ?? null) !== null && props.low !== props.high;
  return (
    <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" x="0" y="1" width="100" height="10" />
      <rect class="fill" x="0" y="1" width={x(props.value ?? 0)} height="10" />
      {spread() ? <line class="whisker" x1={x(props.low!)} y1="6" x2={x(props.high!)} y2="6" /> : null}
    </svg>
  );
}
