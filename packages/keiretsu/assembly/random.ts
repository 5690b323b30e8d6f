// Philox4x32-10 of num/random.ts for many entities, which differ in one word of the counter. Built by scripts/assembly.ts.

// Writes uniform numbers of entities 0 to n - 1 as doubles from `out` on.
export function uniformRow(n: i32, out: usize, seedLow: u32, seedHigh: u32, stream: u32, draw: u32, variable: u32): void {
  for (let entity = 0; entity < n; entity++) {
    let c0 = draw;
    let c1 = <u32>entity;
    let c2 = variable;
    let c3 = seedHigh;
    let k0 = seedLow;
    let k1 = stream;
    for (let round = 0; round < 10; round++) {
      const product0 = <u64>c0 * 0xd2511f53;
      const product1 = <u64>c2 * 0xcd9e8d57;
      c0 = <u32>(product1 >> 32) ^ c1 ^ k0;
      c1 = <u32>product1;
      c2 = <u32>(product0 >> 32) ^ c3 ^ k1;
      c3 = <u32>product0;
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    store<f64>(out + (<usize>entity << 3), (<f64>(c0 >>> 5) * 67108864.0 + <f64>(c1 >>> 6) + 0.5) / 9007199254740992.0);
  }
}
