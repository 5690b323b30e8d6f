interface Register {
  readonly rows: readonly (readonly [number, number, number])[];
  readonly outstanding: readonly number[];
  readonly instruments: readonly { readonly holder: number; readonly issuer: number }[];
  readonly issued: readonly { readonly low: number; readonly high: number }[];
}

/** The share of a firm that a holder has when each instrument gives its least or its most, in every combination. */
export function corners({ rows, outstanding, instruments, issued }: Register, holder: number, firm: number): number[] {
  const own = rows.reduce((sum, [i, j, x]) => sum + (i === holder && j === firm ? x : 0), 0);
  return Array.from({ length: 2 ** instruments.length }, (_, mask) => {
    let mine = own;
    let all = outstanding[firm];
    instruments.forEach((instrument, k) => {
      if (instrument.issuer !== firm) return;
      const given = (mask >> k) & 1 ? issued[k].high : issued[k].low;
      all += given;
      if (instrument.holder === holder) mine += given;
    });
    return mine / all;
  });
}
