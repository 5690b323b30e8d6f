// A worker for tests: squares the items of its chunk; does something else where workerData.fault says so, for chunk 3.
import { existsSync, writeFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

const { fault, once } = workerData;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const say = (message) => parentPort.postMessage(message);
if (fault === "no-start") setInterval(() => {}, 1000);
else {
  parentPort.on("message", ({ index, first, count }) => {
    const again = once !== null && existsSync(once);
    if (index === 3 && !again) {
      if (once !== null) writeFileSync(once, "");
      if (fault === "exit") process.exit(7);
      if (fault === "throw") throw new Error("out of luck");
      if (fault === "silence") return;
      if (fault === "refuse") {
        say({ kind: "refused", code: "bad-vector", message: "equity[0] is NaN" });
        return;
      }
    }
    say({ kind: "done", index, values: Float64Array.from({ length: count }, (_, k) => (first + k) ** 2) });
  });
  say({ kind: "ready" });
}
