import { expect, test } from "vitest";
import { isCrossSite } from "../../../src/http/security/cross-site.ts";
import { loopbackNames } from "../../../src/http/security/own-names.ts";

const names = loopbackNames(8080);
const own = "http://localhost:8080";
const api = "/api/v1/casebooks";

/** method, path, Origin, Sec-Fetch-Site, -Mode, -Dest, refused? */
const TABLE: readonly (readonly [
  string,
  string,
  string | undefined,
  string | undefined,
  string | undefined,
  string | undefined,
  boolean,
])[] = [
  // Programs send none of these headers.
  ["GET", api, undefined, undefined, undefined, undefined, false],
  ["POST", api, undefined, undefined, undefined, undefined, false],
  // Our own page.
  ["GET", api, undefined, "same-origin", "cors", "empty", false],
  ["POST", api, own, "same-origin", "cors", "empty", false],
  ["POST", api, "http://[::1]:8080", undefined, undefined, undefined, false],
  // An address typed, a link from elsewhere, a page framed.
  ["GET", "/", undefined, "none", "navigate", "document", false],
  ["GET", "/", undefined, "cross-site", "navigate", "document", false],
  ["GET", "/embed", undefined, "cross-site", "navigate", "iframe", false],
  ["GET", "/", undefined, "cross-site", "navigate", "iframe", true],
  ["GET", "/assets/app.js", undefined, "cross-site", "no-cors", "script", true],
  // Others: a form, a script, a sandboxed frame, a neighbour on the same machine or domain, a link into the API.
  ["POST", api, "https://evil.example", "cross-site", "navigate", "document", true],
  ["POST", api, "https://evil.example", undefined, undefined, undefined, true],
  ["POST", api, "null", undefined, undefined, undefined, true],
  ["POST", api, "", undefined, undefined, undefined, true],
  ["POST", api, "http://localhost:8081", "same-site", "cors", "empty", true],
  ["POST", api, "https://localhost:8080", undefined, undefined, undefined, true],
  ["POST", api, undefined, "none", "navigate", "document", true],
  ["POST", api, undefined, "cross-site", "no-cors", "empty", true],
  ["DELETE", api, own, "same-site", "cors", "empty", true],
  ["OPTIONS", api, "https://evil.example", "cross-site", "cors", "empty", true],
  ["GET", api, "https://evil.example", "cross-site", "cors", "empty", true],
  ["GET", api, undefined, "cross-site", "no-cors", "image", true],
  ["GET", api, undefined, "cross-site", "navigate", "document", true],
  ["GET", api, undefined, "same-site", "cors", "empty", true],
];

test.each(TABLE)("%s %s Origin %s, Sec-Fetch %s %s %s: refused %s", (method, path, origin, site, mode, dest, refused) => {
  expect(isCrossSite({ method, path, origin, site, mode, dest }, names)).toBe(refused);
});
