/** Where bytes stop being UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
export interface InvalidByte {
  /** Bytes before it. */
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** The text of its line up to it. */
  readonly before: string;
}

/** The first byte of the first broken sequence, or null when all is sound. Cost O(length). */
export function invalidByte(bytes: Uint8Array): InvalidByte | null {
  let line = 1;
  let column = 1;
  let lineStart = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return { offset: i, line, column, before: new TextDecoder().decode(bytes.subarray(lineStart, i)) };
    if (bytes[i] === 0x0a) {
      line++;
      column = 1;
      lineStart = i + 1;
    } else column++;
    i += length;
  }
  return null;
}

/** Bytes of the sequence that starts at i, 0 when it is broken. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i];
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (i + length > bytes.length) return 0;
  for (let j = 1; j < length; j++) if ((bytes[i + j] & 0xc0) !== 0x80) return 0;
  const second = bytes[i + 1];
  const sound =
    (first !== 0xe0 || second >= 0xa0) && // no overlong form of three bytes
    (first !== 0xed || second < 0xa0) && // no half of a pair
    (first !== 0xf0 || second >= 0x90) && // no overlong form of four bytes
    (first !== 0xf4 || second < 0x90); // nothing above U+10FFFF
  return sound ? length : 0;
}
