/**
 * Whoever calls what is returned goes on alone in a later turn of the event loop, in the order of the calls. Node lets one new connection in a turn, so
 * that a turn in which hundreds are answered leaves newcomers at the door for as long as the others go on asking.
 */
export function inTurn(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    waiting.shift()!();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(next);
    });
}
