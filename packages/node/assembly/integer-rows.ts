// The fast reader of plain rows, edges/integer-rows.ts, with the same answers. Arguments are byte offsets into the imported memory.
// Built by scripts/assembly.ts.

const OTHER: u32 = 0;
const FROM: u32 = 1;
const AMOUNT: u32 = 3;

// Writes the offset of the first row that is not plain, the largest id and the most decimals to stop; powers holds 1, 10, 100 ... as f64.
// Stops after `room` rows. bytes[end - 1] is a newline. Returns the number of rows.
export function readRows(
  begin: usize,
  end: usize,
  delimiter: u32,
  roles: usize,
  fields: i32,
  mostDigits: i32,
  powers: usize,
  from: usize,
  to: usize,
  amount: usize,
  room: i32,
  stop: usize,
): i32 {
  let rows = 0;
  let largest = load<i32>(stop, 4);
  let digits = load<i32>(stop, 8);
  while (begin < end && rows < room) {
    let i = begin;
    let payer = 0;
    let payee = 0;
    let value: i64 = 1;
    let decimals = 0;
    let plain = true;
    for (let f = 0; f < fields; f++) {
      const role = <u32>load<u8>(roles + f);
      let c = <u32>load<u8>(i);
      if (role == OTHER) {
        if (c == 0x22) {
          plain = false;
          break;
        }
        while (c != delimiter && c != 0x0a && c != 0) c = <u32>load<u8>(++i);
        if (c == 0) {
          plain = false;
          break;
        }
      } else if (role == AMOUNT) {
        const first = i;
        let point: usize = 0;
        value = 0;
        for (; ; c = <u32>load<u8>(++i)) {
          const d = c - 0x30;
          if (d <= 9) value = value * 10 + <i64>d;
          else if (c == 0x2e && point == 0) point = i;
          else break;
        }
        decimals = point == 0 ? 0 : <i32>(i - point - 1);
        const length = <i32>(i - first) - (point == 0 ? 0 : 1);
        if (length == 0 || length > 15 || decimals > mostDigits) {
          plain = false;
          break;
        }
      } else {
        const first = i;
        let id = 0;
        for (; ; c = <u32>load<u8>(++i)) {
          const d = c - 0x30;
          if (d > 9) break;
          id = id * 10 + d;
        }
        const length = <i32>(i - first);
        if (length == 0 || length > 9 || (length > 1 && load<u8>(first) == 0x30)) {
          plain = false;
          break;
        }
        if (role == FROM) payer = id;
        else payee = id;
      }
      if (f < fields - 1) {
        if (c != delimiter) {
          plain = false;
          break;
        }
      } else {
        if (c == 0x0d) c = <u32>load<u8>(++i);
        if (c != 0x0a) {
          plain = false;
          break;
        }
      }
      i++;
    }
    if (!plain) break;
    store<i32>(from + (<usize>rows << 2), payer);
    store<i32>(to + (<usize>rows << 2), payee);
    store<f64>(
      amount + (<usize>rows << 3),
      decimals == 0 ? <f64>value : <f64>value / load<f64>(powers + (<usize>decimals << 3)),
    );
    rows++;
    largest = max(largest, max(payer, payee));
    digits = max(digits, decimals);
    begin = i;
  }
  store<u32>(stop, <u32>begin);
  store<i32>(stop, largest, 4);
  store<i32>(stop, digits, 8);
  return rows;
}
