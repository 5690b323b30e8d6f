import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Sha256, sha256, sha256Bytes } from "../../src/num/sha256.ts";

test("the published digests of FIPS 180-4", () => {
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("agrees with Node's own on every length around a block and on text beyond ASCII", () => {
  for (let length = 0; length < 200; length++) {
    const text = "é漢𝄞a".repeat(length).slice(0, length * 3 - (length % 2));
    if (/[\uD800-\uDBFF]$/.test(text)) continue;
    expect(sha256(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
  }
});

test("pieces of any size give the digest of the whole", () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, i) => i & 255);
  for (const size of [1, 7, 55, 56, 63, 64, 65, 130]) {
    const hash = new Sha256();
    for (let at = 0; at < bytes.length; at += size) hash.bytes(bytes.subarray(at, at + size));
    expect(hash.hex()).toBe(sha256Bytes(bytes));
  }
});
