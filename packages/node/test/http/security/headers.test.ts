import { createHash } from "node:crypto";
import { networkScene, pictureNetwork, view } from "keiretsu";
import { describe, expect, test } from "vitest";
import { securityHeaders } from "../../../src/http/security/headers.ts";
import { readCasebook } from "../../../src/files.ts";

function directives(kind: "page" | "embed" | "data"): Record<string, string> {
  const { "Content-Security-Policy": policy } = securityHeaders(kind, false);
  return Object.fromEntries(policy.split("; ").map((rule) => [rule.slice(0, rule.indexOf(" ")), rule.slice(rule.indexOf(" ") + 1)]));
}

describe("the policy of a page", () => {
  test("forbids what it does not name, and names no text that is run or applied as it stands", () => {
    expect(directives("page")["default-src"]).toBe("'none'");
    const all = Object.values(directives("page")).join(" ");
    for (const loose of ["'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*"]) expect(all.split(" ")).not.toContain(loose);
    expect(directives("page")["frame-ancestors"]).toBe("'none'");
    expect(directives("embed")["frame-ancestors"]).toBe("*");
    expect(directives("data")).toEqual({
      "default-src": "'none'",
      "base-uri": "'none'",
      "form-action": "'none'",
      "frame-ancestors": "'none'",
    });
  });

  test("allows the style that a picture of the library carries", () => {
    const { casebook } = readCasebook("casebooks/ai-alliances");
    for (const theme of ["both", "light", "dark"] as const) {
      const svg = pictureNetwork(networkScene(view(casebook), "en"), { width: 800, language: "en", theme });
      const [, style] = /<style>([^<]*)<\/style>/.exec(svg)!;
      const hash = createHash("sha256").update(style).digest("base64");
      expect(directives("page")["style-src"]).toContain(`'sha256-${hash}'`);
      expect(svg).not.toMatch(/\sstyle=/);
    }
  });
});

test("frames and TLS are told in older words too, TLS only where there is some", () => {
  expect(securityHeaders("page", true)).toMatchObject({
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": expect.stringContaining("max-age=31536000"),
  });
  expect(securityHeaders("embed", false)).not.toHaveProperty("X-Frame-Options");
  expect(securityHeaders("page", false)).not.toHaveProperty("Strict-Transport-Security");
});
