/**
 * WebAssembly where the engine has it, without the types of a browser or of Node. Kernels are embedded as base64 (scripts/assembly.ts), import their
 * memory as env.memory and take byte offsets; each has a plain twin in TypeScript that gives the same bits.
 */
export type Kernel = Readonly<Record<string, (...args: number[]) => number>>;

export interface Memory {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}

interface Engine {
  readonly Memory: new (size: { initial: number; maximum?: number; shared?: boolean }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Kernel };
}

/** A kernel over one memory of its own, dealt out from the bottom. */
export interface Linked {
  readonly kernel: Kernel;
  readonly memory: Memory;
  readonly take: <T>(
    type: { new (buffer: ArrayBuffer, offset: number, length: number): T; readonly BYTES_PER_ELEMENT: number },
    length: number,
  ) => T;
}

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** What the machine deals out at once. */
const SMALL_PAGE = 4096;
/** Below lie the kernel's own constants. */
const FIRST_BYTE = 1024;

/** Kernels that were compiled before: the engine keeps what it has made fast in them. */
const modules = new Map<string, object>();

/** Link a kernel to a memory of `bytes`, which threads may share where asked for; null where there is no WebAssembly or not so much memory. */
export function linkKernel(base64: string, bytes: number, shared = false): Linked | null {
  const engine = (globalThis as unknown as { WebAssembly?: Engine }).WebAssembly;
  const pages = Math.ceil((bytes + FIRST_BYTE + PAGE) / PAGE);
  if (!engine || pages > MOST_PAGES) return null;
  try {
    const memory = shared
      ? new engine.Memory({ initial: pages, maximum: MOST_PAGES, shared })
      : (takeSpare(pages) ?? new engine.Memory({ initial: pages }));
    const kernel = joinKernel(base64, memory);
    let next = FIRST_BYTE;
    return {
      kernel,
      memory,
      take(type, length) {
        const at = next;
        next = (at + length * type.BYTES_PER_ELEMENT + 63) & ~63;
        if (next < 0) next += 2 ** 32;
        return new type(memory.buffer, at, length);
      },
    };
  } catch {
    // A page whose policy forbids WebAssembly, or no memory left: the plain twin answers.
    return null;
  }
}

/** What was given back and not yet collected: fresh memory costs as much as a short kernel, and what nobody holds may stay for long. */
let spare: WeakRef<Memory> | null = null;
/** More than this part of the need would hold on to memory. */
const MOST_SPARE = 1.25;
const MOST_KEPT = 2 ** 26;

/** Nobody reads this memory any more; the next kernel may have it, zeroed. Large ones are better let go: a weak reference holds on to the end of the turn. */
export function giveBack(memory: Memory): void {
  if (memory.buffer.byteLength <= MOST_KEPT) spare = new WeakRef(memory);
}

function takeSpare(pages: number): Memory | null {
  const memory = spare?.deref();
  const had = memory ? memory.buffer.byteLength / PAGE : Infinity;
  if (!memory || had > MOST_SPARE * pages) return null;
  spare = null;
  clearPages(memory.buffer);
  if (had < pages) memory.grow(pages - had);
  return memory;
}

/** Pages that nothing was written to are only read: to write zeros there would take memory for them. */
function clearPages(buffer: ArrayBuffer): void {
  for (let at = 0; at < buffer.byteLength; at += SMALL_PAGE) {
    const words = new Int32Array(buffer, at, SMALL_PAGE / 4);
    for (let k = 0; k < words.length; k++) {
      if (words[k] === 0) continue;
      words.fill(0);
      break;
    }
  }
}

/** Link a kernel to a memory that is there, in this thread. */
export function joinKernel(base64: string, memory: Memory): Kernel {
  const engine = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;
  const module = modules.get(base64) ?? new engine.Module(decodeBase64(base64));
  modules.set(base64, module);
  return new engine.Instance(module, { env: { memory, abort() {} } }).exports;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function decodeBase64(text: string): Uint8Array {
  const length = text.replace(/=+$/, "").length;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < length; i++) {
    held = ((held << 6) | ALPHABET.indexOf(text[i])) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >>> bits) & 255;
  }
  return bytes;
}
