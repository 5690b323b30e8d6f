// The fast reader of plain rows, edges/integer-rows.ts, with the same answers. Arguments are byte offsets into the imported memory.
// Built by scripts/assembly.ts.

const OTHER: u32 = 0;
const FROM: u32 = 1;
const AMOUNT: u32 = 3;

// Eight bytes are taken at once. A byte less "0" is a digit when adding 118 leaves its high bit clear; a carry only reaches the bytes after the
// first that is no digit.
// @ts-ignore: decorator
@inline
function digitsAtFront(less: u64): i32 {
  return <i32>(ctz(((less + 0x7676767676767676) | less) & 0x8080808080808080) >> 3);
}

// The number that the first `length` digits write, 1 to 8: pairs of neighbours are put together three times.
// @ts-ignore: decorator
@inline
function numberOf(less: u64, length: i32): i64 {
  let x = less << <u64>(64 - (length << 3));
  x = (x * 2561) >> 8;
  x = ((x & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return <i64>(((x & 0x0000ffff0000ffff) * 42949672960001) >> 32);
}

// Writes the offset of the first row that is not plain, the largest id, the most decimals, and adds the rows from a node to itself and those
// without money to stop; powers holds 1, 10, 100 ... as f64. Stops after `room` rows. bytes[end - 1] is a newline, seven bytes after it may be
// read. Returns the number of rows.
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
  let selfLoops = load<i32>(stop, 12);
  let zero = load<i32>(stop, 16);
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
        let less = load<u64>(i) ^ 0x3030303030303030;
        let length = digitsAtFront(less);
        value = length == 0 ? 0 : numberOf(less, length);
        i += length;
        c = <u32>load<u8>(i);
        if (length == 8) {
          for (; c - 0x30 <= 9; c = <u32>load<u8>(++i), length++) value = value * 10 + <i64>(c - 0x30);
        }
        decimals = 0;
        if (c == 0x2e) {
          less = load<u64>(++i) ^ 0x3030303030303030;
          decimals = digitsAtFront(less);
          if (decimals > 0) value = value * <i64>load<f64>(powers + (<usize>decimals << 3)) + numberOf(less, decimals);
          i += decimals;
          c = <u32>load<u8>(i);
          if (decimals == 8) {
            for (; c - 0x30 <= 9; c = <u32>load<u8>(++i), decimals++) value = value * 10 + <i64>(c - 0x30);
          }
          length += decimals;
        }
        if (length == 0 || length > 15 || decimals > mostDigits) {
          plain = false;
          break;
        }
      } else {
        const less = load<u64>(i) ^ 0x3030303030303030;
        let length = digitsAtFront(less);
        if (length == 0 || (length > 1 && c == 0x30)) {
          plain = false;
          break;
        }
        let id = <i32>numberOf(less, length);
        i += length;
        c = <u32>load<u8>(i);
        if (length == 8) {
          for (; c - 0x30 <= 9; c = <u32>load<u8>(++i), length++) id = id * 10 + <i32>(c - 0x30);
          if (length > 9) {
            plain = false;
            break;
          }
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
    selfLoops += i32(payer == payee);
    zero += i32(value == 0);
    begin = i;
  }
  store<u32>(stop, <u32>begin);
  store<i32>(stop, largest, 4);
  store<i32>(stop, digits, 8);
  store<i32>(stop, selfLoops, 12);
  store<i32>(stop, zero, 16);
  return rows;
}
