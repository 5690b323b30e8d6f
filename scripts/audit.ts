/**
 * What the lock file and the manifests may hold, checked without a network. Run: node scripts/audit.ts. Exit code 1 when a rule is broken.
 * Each rule is a function over the files; scripts/test/audit.test.ts shows for each one a lock file that must fail. Known holes in what we
 * depend on are another matter: `npm audit` asks the registry for them (scripts/test.mjs), where the registry answers.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface Audited {
  readonly lock: Lock;
  /** What package.json says of install scripts, by name of the package. */
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

/** Licences of what we ship with the program, and of what we only build and test with. Others are read and decided on first. */
const SHIPPED = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0", "MPL-2.0"];
const BUILDING = [...SHIPPED, "MIT OR Apache-2.0", "CC-BY-4.0"];

export const RULES: Readonly<Record<string, (audited: Audited) => string[]>> = {
  "exact-version": ({ lock }) =>
    Object.entries(lock.packages)
      .filter(([path]) => !path.includes("node_modules/"))
      .flatMap(([path, { dependencies, devDependencies, optionalDependencies }]) =>
        Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
          .filter(([, wanted]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(wanted))
          .map(([name, wanted]) => `${path || "package.json"}: ${name} is "${wanted}", not one version`),
      ),
  integrity: ({ lock }) =>
    fetched(lock)
      .filter(([, { version, integrity }]) => !version || !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ""))
      .map(([path]) => `${path}: no SHA-512 of what is to be installed`),
  "no-address": ({ lock }) =>
    fetched(lock)
      .filter(([, { resolved }]) => resolved !== undefined)
      .map(([path, { resolved }]) => `${path}: comes from ${resolved}, not from the registry that npm is set to`),
  licence: ({ lock }) =>
    fetched(lock)
      .filter(([, { license, dev }]) => !(dev ? BUILDING : SHIPPED).includes(license ?? ""))
      .map(([path, { license }]) => `${path}: licence ${license ?? "unknown"} is not on the list`),
  "install-script": ({ lock, allowScripts }) =>
    fetched(lock)
      .filter(([path, { hasInstallScript }]) => hasInstallScript && allowScripts[nameOf(path)] === undefined)
      .map(([path]) => `${path}: has an install script that allowScripts of package.json neither allows nor forbids`),
  "lock-form": ({ lock }) => (lock.lockfileVersion === 3 ? [] : [`lockfileVersion ${lock.lockfileVersion}, not 3`]),
};

export function audit(audited: Audited): string[] {
  return Object.entries(RULES).flatMap(([rule, check]) => check(audited).map((complaint) => `${rule}: ${complaint}`));
}

/** What npm fetches: all but our own workspaces and the links to them. */
function fetched(lock: Lock): [string, LockedPackage][] {
  return Object.entries(lock.packages).filter(([path, { link }]) => path.includes("node_modules/") && !link);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
  const { allowScripts } = JSON.parse(readFileSync("package.json", "utf8")) as { allowScripts: Record<string, boolean> };
  const complaints = audit({ lock, allowScripts });
  for (const complaint of complaints) console.error(complaint);
  console.log(`${fetched(lock).length} packages, ${complaints.length} complaints, ${Object.keys(RULES).length} rules`);
  process.exitCode = complaints.length > 0 ? 1 : 0;
}
