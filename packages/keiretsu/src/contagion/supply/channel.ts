/**
 * How far do losses spread along one channel of a supply network: output for want of inputs, or output for want of customers?
 *
 *   sigma_i = min(1, s_i / sum_{l in market of i} s_l h_l)      h_j = max(0, min(psi_j, 1 - max over slots of j of sum_i sigma_i (1 - h_i) L_ij))
 *
 * The greatest fixed point below 1 is found from 1 downwards by a frontier: a firm passes on what it has lost since it last did once that is more
 * than `passedOn`, and only slots and firms that something reaches are looked at. The map is monotone and continuous, so the order in which losses
 * are passed on does not change the limit. Lost sales are the case of one slot a firm, without replacement.
 */
export interface Channel {
  readonly n: number;
  /** Row i: the slots that a loss of i reaches, and the share L of each that comes from i. */
  readonly start: Uint32Array;
  readonly slot: Uint32Array;
  readonly share: Float64Array;
  /** The firm whose slot it is. */
  readonly slotFirm: Uint32Array;
  /** Without it sigma is 1. */
  readonly replacement: Replacement | null;
}

export interface Replacement {
  /** Market of each firm, numbered from 0. */
  readonly market: Uint32Array;
  readonly sales: Float64Array;
  /** Sales of each market in normal times. */
  readonly marketSales: Float64Array;
}

export interface Spreading {
  /** Changes up to this are not passed on. */
  readonly passedOn: number;
  readonly maxRounds: number;
  /** Most firms that may fall; what would reach others is cut. */
  readonly limit: number;
  /** Stop where the limit is met, when the answer would not be used; default false. */
  readonly stopWhenCut?: boolean;
}

/** One shock after another is worked out in the same memory; after `clear` it is as new, so that no answer hangs on those before. */
export interface Spread {
  readonly channel: Channel;
  /** h_i, 1 where nothing arrived. */
  readonly health: Float64Array;
  /** Firms below 1 are fallen[0] to fallen[count - 1], in the order in which they fell. */
  readonly fallen: Uint32Array;
  count: number;
  /** Firms that a loss reached beyond the limit. */
  cut: number[];
  rounds: number;
  /** Largest loss not passed on: no state is further than this from what its equation says. */
  residual: number;
  readonly scratch: Scratch;
}

interface Scratch {
  /** sigma_i (1 - h_i) as last passed on. */
  readonly passed: Float64Array;
  readonly slotLoss: Float64Array;
  /** Largest loss of a slot of each firm; losses only grow, so no slot is looked at again. */
  readonly worstLoss: Float64Array;
  readonly marketHealth: Float64Array;
  /** Fallen firms of each market as linked lists; -1 ends. */
  readonly marketHead: Int32Array;
  readonly nextInMarket: Int32Array;
  readonly isChanged: Uint8Array;
  /** Markets, or firms without replacement, in which something changed. */
  readonly changed: Uint32Array;
  changedCount: number;
  readonly frontier: Uint32Array;
  readonly more: Float64Array;
  readonly reached: Uint32Array;
  readonly isReached: Uint8Array;
  readonly isFallen: Uint8Array;
}

export function newSpread(channel: Channel): Spread {
  const { n, replacement } = channel;
  const markets = replacement === null ? 0 : replacement.marketSales.length;
  const groups = replacement === null ? n : markets;
  return {
    channel,
    health: new Float64Array(n).fill(1),
    fallen: new Uint32Array(n),
    count: 0,
    cut: [],
    rounds: 0,
    residual: 0,
    scratch: {
      passed: new Float64Array(n),
      slotLoss: new Float64Array(channel.slotFirm.length),
      worstLoss: new Float64Array(n),
      marketHealth: replacement === null ? new Float64Array(0) : replacement.marketSales.slice(),
      marketHead: new Int32Array(markets).fill(-1),
      nextInMarket: new Int32Array(markets === 0 ? 0 : n),
      isChanged: new Uint8Array(groups),
      changed: new Uint32Array(groups),
      changedCount: 0,
      frontier: new Uint32Array(n),
      more: new Float64Array(n),
      reached: new Uint32Array(n),
      isReached: new Uint8Array(n),
      isFallen: new Uint8Array(n),
    },
  };
}

/** Work out in fresh memory what follows when each of `shocked` keeps only `remaining`, psi of every firm. */
export function spread(state: Spread, shocked: ArrayLike<number>, remaining: Float64Array, how: Spreading): void {
  const { passedOn, maxRounds, limit, stopWhenCut = false } = how;
  const { channel, scratch, health } = state;
  for (let k = 0; k < shocked.length; k++) fall(state, shocked[k], remaining[shocked[k]]);
  while (state.rounds < maxRounds) {
    const active = gather(state, passedOn);
    if (active === 0) break;
    state.rounds++;
    const reached = deliver(active, channel, scratch);
    for (let k = 0; k < reached; k++) {
      const j = scratch.reached[k];
      scratch.isReached[j] = 0;
      const next = Math.max(0, Math.min(remaining[j], 1 - scratch.worstLoss[j]));
      if (next >= health[j]) continue;
      if (scratch.isFallen[j] === 1 || state.count < limit) fall(state, j, next);
      else if (1 - next > passedOn) state.cut.push(j);
    }
    if (stopWhenCut && state.cut.length > 0) break;
  }
  for (let k = 0; k < state.count; k++) {
    const i = state.fallen[k];
    state.residual = Math.max(state.residual, sigma(i, channel.replacement, scratch.marketHealth) * (1 - health[i]) - scratch.passed[i]);
  }
}

export function clear(state: Spread): void {
  const { channel, scratch, fallen } = state;
  const { start, slot, slotFirm, replacement } = channel;
  for (let k = 0; k < state.count; k++) {
    const i = fallen[k];
    state.health[i] = 1;
    scratch.passed[i] = 0;
    scratch.isFallen[i] = 0;
    for (let e = start[i]; e < start[i + 1]; e++) {
      scratch.slotLoss[slot[e]] = 0;
      scratch.worstLoss[slotFirm[slot[e]]] = 0;
    }
    const group = replacement === null ? i : replacement.market[i];
    scratch.isChanged[group] = 0;
    if (replacement === null) continue;
    scratch.marketHealth[group] = replacement.marketSales[group];
    scratch.marketHead[group] = -1;
  }
  scratch.changedCount = 0;
  state.count = 0;
  state.cut = [];
  state.rounds = 0;
  state.residual = 0;
}

/** Take over losses found another way. */
export function settle(state: Spread, loss: Float64Array, residual: number): void {
  for (let i = 0; i < loss.length; i++) {
    if (loss[i] > 0 || state.health[i] < 1) fall(state, i, Math.max(0, 1 - loss[i]));
  }
  state.residual = residual;
}

/** Mark every firm that what was cut off could reach: along the channel, and where a market that loses more passes on more. */
export function markReach({ channel, cut, scratch }: Spread, within: Uint8Array): void {
  const { n, start, slot, slotFirm, replacement } = channel;
  const queue: number[] = [];
  const seen = new Uint8Array(n);
  const visit = (j: number): void => {
    if (seen[j] === 1) return;
    seen[j] = 1;
    within[j] = 1;
    queue.push(j);
  };
  cut.forEach(visit);
  for (const i of queue) {
    for (let e = start[i]; e < start[i + 1]; e++) visit(slotFirm[slot[e]]);
    if (replacement === null) continue;
    for (let j = scratch.marketHead[replacement.market[i]]; j >= 0; j = scratch.nextInMarket[j]) visit(j);
  }
}

function fall(state: Spread, j: number, next: number): void {
  const { scratch, health } = state;
  const { replacement } = state.channel;
  const lost = health[j] - next;
  health[j] = next;
  const group = replacement === null ? j : replacement.market[j];
  if (scratch.isFallen[j] === 0) {
    scratch.isFallen[j] = 1;
    state.fallen[state.count++] = j;
    if (replacement !== null) {
      scratch.nextInMarket[j] = scratch.marketHead[group];
      scratch.marketHead[group] = j;
    }
  }
  if (replacement !== null) scratch.marketHealth[group] -= replacement.sales[j] * lost;
  if (scratch.isChanged[group] === 1) return;
  scratch.isChanged[group] = 1;
  scratch.changed[scratch.changedCount++] = group;
}

/** The share of a firm's lost output that nobody in its market makes up for; all of it in a market that has nothing left. */
function sigma(i: number, replacement: Replacement | null, marketHealth: Float64Array): number {
  if (replacement === null) return 1;
  const left = marketHealth[replacement.market[i]];
  return replacement.sales[i] >= left ? 1 : replacement.sales[i] / left;
}

/** Firms with more than `passedOn` to pass on go into the frontier; what they pass on counts as passed. */
function gather(state: Spread, passedOn: number): number {
  const { channel, scratch, health } = state;
  const { replacement } = channel;
  const { changed, isChanged, passed, frontier, more, marketHealth, marketHead, nextInMarket } = scratch;
  let active = 0;
  for (let x = 0; x < scratch.changedCount; x++) {
    isChanged[changed[x]] = 0;
    let i = replacement === null ? changed[x] : marketHead[changed[x]];
    while (i >= 0) {
      const lost = sigma(i, replacement, marketHealth) * (1 - health[i]) - passed[i];
      if (lost > passedOn) {
        frontier[active] = i;
        more[active++] = lost;
        passed[i] += lost;
      }
      i = replacement === null ? -1 : nextInMarket[i];
    }
  }
  scratch.changedCount = 0;
  return active;
}

/** Add the losses of the frontier to the slots they reach; returns how many firms are worse off for it. */
function deliver(active: number, { start, slot, share, slotFirm }: Channel, scratch: Scratch): number {
  const { frontier, more, slotLoss, worstLoss, reached, isReached } = scratch;
  let count = 0;
  for (let x = 0; x < active; x++) {
    const lost = more[x];
    const end = start[frontier[x] + 1];
    for (let e = start[frontier[x]]; e < end; e++) {
      const s = slot[e];
      const loss = slotLoss[s] + lost * share[e];
      slotLoss[s] = loss;
      const j = slotFirm[s];
      if (loss <= worstLoss[j]) continue;
      worstLoss[j] = loss;
      if (isReached[j] === 1) continue;
      isReached[j] = 1;
      reached[count++] = j;
    }
  }
  return count;
}
