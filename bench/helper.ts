/** The second thread of ours.ts: half of the sweeps over large networks. */
import { parentPort } from "node:worker_threads";
import { workAlong } from "../packages/keiretsu/src/num/crew.ts";

parentPort!.on("message", workAlong);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort!.postMessage("ready");
