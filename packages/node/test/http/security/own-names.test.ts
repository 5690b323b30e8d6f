import { describe, expect, test } from "vitest";
import { callerKey, loopbackNames, publicNames, whence } from "../../../src/http/security/own-names.ts";

describe("own names", () => {
  test("of the loopback: three names at one port, nothing that looks like them", () => {
    const { hosts, origins } = loopbackNames(8080);
    expect([...hosts]).toEqual(["localhost:8080", "127.0.0.1:8080", "[::1]:8080"]);
    expect([...origins]).toEqual(["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"]);
    expect(loopbackNames(80).hosts.has("localhost")).toBe(true);
    expect(loopbackNames(80).origins.has("http://localhost")).toBe(true);
  });

  test("of a team: the one public origin", () => {
    expect([...publicNames("https://cases.example.org").hosts]).toEqual(["cases.example.org", "cases.example.org:443"]);
    expect([...publicNames("https://cases.example.org:8443/").hosts]).toEqual(["cases.example.org:8443"]);
    for (const wrong of [
      "cases.example.org",
      "https://cases.example.org/app",
      "ftp://cases.example.org",
      "https://a@cases.example.org",
      "*",
    ])
      expect(() => publicNames(wrong)).toThrow(TypeError);
  });
});

describe("where a request comes from", () => {
  const request = (remoteAddress: string, headers: Record<string, string>) => ({ headers, socket: { remoteAddress } }) as never;
  const claims = {
    host: "a.example",
    "x-forwarded-for": "6.6.6.6, 203.0.113.9",
    "x-forwarded-host": "b.example",
    "x-forwarded-proto": "http",
  };

  test("is the peer, whatever it claims, unless a proxy is announced", () => {
    expect(whence(request("::ffff:198.51.100.7", claims), false)).toEqual({ host: "a.example", address: "198.51.100.7", secure: true });
  });

  test("is what a near proxy wrote last, never what the caller wrote before it", () => {
    expect(whence(request("127.0.0.1", claims), true)).toEqual({ host: "b.example", address: "203.0.113.9", secure: false });
    expect(whence(request("::1", { host: "A.example" }), true)).toEqual({ host: "a.example", address: "::1", secure: true });
    expect(whence(request("10.1.2.3", { host: "a", "x-forwarded-for": "<script>" }), true).address).toBe("10.1.2.3");
  });

  test("is the peer when it is no proxy of ours", () => {
    for (const stranger of ["198.51.100.7", "2001:db8::1", "172.32.0.1", "11.0.0.1"])
      expect(whence(request(stranger, claims), true)).toEqual({ host: "a.example", address: stranger, secure: true });
  });
});

test("an IPv6 host is one caller, whatever the address inside its /64", () => {
  expect(callerKey("192.0.2.1")).toBe("192.0.2.1");
  expect(callerKey("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
  expect(callerKey("2001:db8:1:2::1")).toBe("2001:db8:1:2::/64");
  expect(callerKey("2001:0db8:0001:0002::ffff")).toBe("2001:db8:1:2::/64");
  expect(callerKey("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(callerKey("::1")).toBe("0:0:0:0::/64");
  expect(callerKey("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
});
