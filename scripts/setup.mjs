// Installs what is missing, then builds. Plain JavaScript: this file must run on the Node that a fresh machine has (20 or newer).
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
export const node = join(bin, "node");
/** The project's own Node and tools come first on the path of everything we start. */
export const environment = { ...process.env, PATH: `${bin}:${process.env.PATH}` };

export function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}

/** npm install by the lock file, which it leaves as it is, and only when that lock is not the one installed last. */
export function install() {
  const stamp = join(root, "node_modules", ".installed");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
    process.stderr.write("Installing the packages of package-lock.json (once; about a minute) ...\n");
    const result = spawnSync("npm", ["install", "--no-save", "--loglevel=error", "--no-fund", "--no-audit"], {
      cwd: root,
      stdio: ["ignore", 2, 2],
    });
    if (result.status !== 0) fail("npm install failed, see above. It needs the npm registry and about 600 MB of disk; nothing was run.");
  }
  let version = "";
  try {
    version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  } catch {
    fail(
      'Node 24 was not installed: npm was told not to run install scripts. Run "npm rebuild node --ignore-scripts=false", then try again.',
    );
  }
  if (!version.startsWith("v24.")) fail(`node_modules/.bin/node is ${version}, expected v24: remove node_modules and try again.`);
  writeFileSync(stamp, lock);
}

/** One project after the other: in one call the compiler remembers from before the build that "keiretsu" has no types yet. */
export function build() {
  const built = existsSync(join(root, "packages", "web", "dist", "index.html"));
  process.stderr.write(built ? "Building what has changed ...\n" : "Building (once; about half a minute) ...\n");
  for (const project of ["packages/keiretsu", "packages/node", "."]) {
    const result = spawnSync(join(bin, "tsc"), ["-b", project], { cwd: root, stdio: ["ignore", 2, 2], env: environment });
    if (result.status !== 0) fail("The build failed, see above.");
  }
  const bundled = spawnSync(node, [join("scripts", "bundle.ts")], { cwd: root, stdio: ["ignore", 2, 2], env: environment });
  if (bundled.status !== 0) fail("The command line could not be bundled, see above.");
  for (const [command, ...args] of [
    ["tsc", "-p", join("packages", "web")],
    ["vite", "build", join("packages", "web"), "--logLevel", "error"],
  ]) {
    const result = spawnSync(join(bin, command), args, { cwd: root, stdio: ["ignore", 2, 2], env: environment });
    if (result.status !== 0) fail("The web app could not be built, see above.");
  }
}

/** Folder of the programs of PostgreSQL 15 or newer, installed through apt where we are root; null when there is none and none can be had. */
export function postgres() {
  if (foundPostgres() === null) aptInstall("PostgreSQL", ["postgresql"]);
  return foundPostgres();
}

function foundPostgres() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).filter((version) => Number(version) >= 15) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, "bin"));
  return [process.env.KEIRETSU_POSTGRES, ...newest].find((folder) => folder && existsSync(join(folder, "initdb"))) ?? null;
}

/** Path of a Chromium, installed through apt where we are root; null when there is none and none can be had. */
export function chromium() {
  const known = [process.env.KEIRETSU_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = () => known.find((path) => path && existsSync(path)) ?? null;
  if (found()) return found();
  aptInstall("Chromium", ["chromium", "fonts-dejavu-core"]);
  return found();
}

/**
 * Path of an nginx, unpacked from Debian's package where none is installed: a server that is installed is also started, and nobody asked for
 * that. Null when there is none and none can be had.
 */
export function nginx() {
  const cache = join(root, "node_modules", ".cache", "nginx");
  const unpacked = join(cache, "usr", "sbin", "nginx");
  const known = [process.env.KEIRETSU_NGINX, "/usr/sbin/nginx", "/usr/local/sbin/nginx", unpacked];
  const found = () => known.find((path) => path && spawnSync(path, ["-v"]).status === 0) ?? null;
  if (found()) return found();
  if (!existsSync("/usr/bin/apt-get")) return null;
  process.stderr.write("Fetching nginx through apt (once) ...\n");
  mkdirSync(cache, { recursive: true });
  const options = { cwd: cache, stdio: ["ignore", 2, 2] };
  const download = () => spawnSync("apt-get", ["download", "-qq", "nginx"], options).status === 0;
  if (!download() && process.getuid?.() === 0) {
    spawnSync("apt-get", ["update", "-qq"], options);
    download();
  }
  for (const file of readdirSync(cache)) if (file.endsWith(".deb")) spawnSync("dpkg-deb", ["-x", join(cache, file), cache], options);
  return found();
}

function aptInstall(name, packages) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  process.stderr.write(`Installing ${name} through apt (once) ...\n`);
  const options = { stdio: ["ignore", 2, 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  spawnSync("apt-get", ["update", "-qq"], options);
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
}
