/**
 * Currencies of ISO 4217 with the decimals of their minor unit. Active codes of January 2026, then the retired ones of euro states and a
 * few others, since records of past deals are in them. Metals and test codes have no minor unit and are no currency of a deal.
 */
const DECIMALS: readonly (readonly [decimals: number, codes: string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
  [
    2,
    `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC
    CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR
    KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN
    PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS
    UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  ],
  [0, "BEF ESP ITL LUF"],
  [2, "ANG ATS BGN CUC CYP DEM EEK FIM FRF GRD HRK IEP LTL LVL MTL NLG PTE SIT SKK SLL ZWL"],
];

const decimals: ReadonlyMap<string, number> = new Map(
  DECIMALS.flatMap(([count, codes]) => codes.split(/\s+/).map((code) => [code, count] as const)),
);

export function isCurrency(code: string): boolean {
  return decimals.has(code);
}

/** Decimals of the minor unit: 2 for USD, 0 for JPY; null when the code is no currency. */
export function minorDecimals(code: string): number | null {
  return decimals.get(code) ?? null;
}

/** Every code, sorted. */
export function currencyCodes(): string[] {
  return [...decimals.keys()].sort();
}
