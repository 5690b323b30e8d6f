import { describe, expect, test } from "vitest";
import { checkRequest } from "../../../src/http/security/door.ts";
import type { Problem } from "../../../src/http/problem.ts";

function refusal(method: string, target: string, headers: Record<string, string> = {}): string | null {
  try {
    checkRequest({ method, target, header: (name) => headers[name], names: Object.keys(headers) });
    return null;
  } catch (error) {
    return `${(error as Problem).status} ${(error as Problem).code}`;
  }
}

describe("an address with one meaning", () => {
  test.each([
    "/",
    "/api/v1/casebooks",
    "/api/v1/casebooks/ai-alliances/answers/loops?known=2025-10-24&chapter=a,b",
    "/api/v1/casebooks/%C3%A9t%C3%A9/files",
    "/?q=a+b%20c%2Fd",
    "/?token=",
    "/x?a=1&&b=2",
  ])("%s passes", (target) => expect(refusal("GET", target)).toBeNull());

  test.each([
    ["http://evil.example/api/v1/casebooks", "400 malformed-address"],
    ["*", "400 malformed-address"],
    ["/api/../etc/passwd", "400 malformed-address"],
    ["/api/%2e%2e/%2e%2e/etc/passwd", "400 malformed-address"],
    ["/api/..%2f..%2fetc/passwd", "400 malformed-address"],
    ["/api/..%5c..%5cboot.ini", "400 malformed-address"],
    ["/api/..\\boot.ini", "400 malformed-address"],
    ["/api/v1/casebooks/a%00b/files", "400 malformed-address"],
    ["/api/v1/casebooks/a%0d%0aSet-Cookie:x/files", "400 malformed-address"],
    ["/%c0%ae%c0%ae/etc/passwd", "400 malformed-address"],
    ["/%zz", "400 malformed-address"],
    ["/%", "400 malformed-address"],
    ["/?q=%ff", "400 malformed-address"],
    ["/?q=%00", "400 malformed-address"],
    ["/?lang=en&lang=fr", "400 repeated-parameter"],
    ["/?lang=en&l%61ng=fr", "400 repeated-parameter"],
    ["/?token=kei_abc", "400 secret-in-address"],
    ["/?Access_Token=abc", "400 secret-in-address"],
    ["/?csrf=abc", "400 secret-in-address"],
    ["/?_method=DELETE", "400 method-override"],
    [`/?q=${"a".repeat(8192)}`, "414 address-too-long"],
  ])("%s is refused", (target, expected) => expect(refusal("GET", target)).toBe(expected));
});

describe("a method and headers with one meaning", () => {
  test.each(["TRACE", "CONNECT", "PROPFIND", "get", "QUERY", ""])("method %s is not known", (method) =>
    expect(refusal(method, "/")).toBe("405 unknown-method"),
  );
  test.each(["x-http-method-override", "x-http-method", "x-method-override"])("%s is refused", (name) =>
    expect(refusal("POST", "/", { [name]: "DELETE" })).toBe("400 method-override"),
  );
  test("reading has no body", () => {
    expect(refusal("GET", "/", { "content-length": "5" })).toBe("400 unexpected-body");
    expect(refusal("HEAD", "/", { "transfer-encoding": "chunked" })).toBe("400 unexpected-body");
    expect(refusal("GET", "/", { "content-length": "0" })).toBeNull();
    expect(refusal("DELETE", "/", { "content-length": "5" })).toBeNull();
  });
});
