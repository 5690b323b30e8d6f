import { type Browser, chromium, type Page } from "playwright-core";

/** What must hold of a report as a browser lays it out. Each check answers with the faults it found, so that a failing test says where. */

/** Chromium of the machine, without a window and without calling home. */
export async function launch(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env.KEIRETSU_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

export interface Layout {
  readonly faults: readonly string[];
  readonly pictures: number;
}

/** No sideways scroll, nothing wider than the page, no clipped text, no label of a picture covered or outside. */
export async function layoutOf(page: Page): Promise<Layout> {
  return await page.evaluate(() => {
    const faults: string[] = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) faults.push(`scrolls sideways: ${document.documentElement.scrollWidth} > ${width}`);
    for (const node of document.querySelectorAll<HTMLElement>("main *, header *")) {
      if (node.closest("svg") || node.closest("thead")) continue;
      const box = node.getBoundingClientRect();
      if (box.width > 0 && box.right > width + 1) faults.push(`too wide: <${node.tagName}> ${node.textContent.slice(0, 60)}`);
      if (getComputedStyle(node).overflow !== "visible" && node.scrollWidth > node.clientWidth + 1)
        faults.push(`clipped: ${node.textContent.slice(0, 60)}`);
    }
    let pictures = 0;
    for (const svg of document.querySelectorAll("svg")) {
      const frame = svg.getBoundingClientRect();
      if (frame.width === 0) continue;
      pictures++;
      const texts = [...svg.querySelectorAll("text")].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
      for (const [i, a] of texts.entries()) {
        const { box } = a;
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
          faults.push(`outside its picture: ${a.words}`);
        for (const b of texts.slice(i + 1)) {
          const across = Math.min(box.right, b.box.right) - Math.max(box.left, b.box.left);
          const down = Math.min(box.bottom, b.box.bottom) - Math.max(box.top, b.box.top);
          // Boxes of fonts hold the leading: lines of one block touch by a pixel or two without their letters meeting.
          if (across > 1 && down > Math.min(box.height, b.box.height) * 0.2) faults.push(`"${a.words}" covers "${b.words}"`);
        }
      }
    }
    return { faults, pictures };
  });
}

/** Anchors that lead nowhere, number links that reach no claim, claims without a source, headings out of order, tables without heads. */
export async function structureOf(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const faults: string[] = [];
    // It runs in the page, where nothing outside this function exists.
    // oxlint-disable-next-line unicorn/consistent-function-scoping
    const target = (link: Element): Element | null => document.getElementById((link.getAttribute("href") ?? "").slice(1));
    const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
    if (new Set(ids).size !== ids.length) faults.push(`an id twice: ${ids.find((id, i) => ids.indexOf(id) !== i)}`);
    for (const link of document.querySelectorAll('a[href^="#"]'))
      if (!target(link)) faults.push(`leads nowhere: ${link.getAttribute("href")}`);
    // A number reaches a claim in a few steps: figure -> list of legs -> leg -> claim. A leg that nobody has priced ends at its source.
    const reaches = (start: Element, steps: number): boolean => {
      const end = target(start);
      if (!end) return false;
      if (/^(claim|source)-/.test(end.id)) return true;
      return steps > 0 && [...end.querySelectorAll('a[href^="#"]')].some((next) => reaches(next, steps - 1));
    };
    for (const link of document.querySelectorAll("a.n"))
      if (!target(link)?.id.startsWith("claim-")) faults.push(`no claim: ${link.outerHTML}`);
    for (const link of document.querySelectorAll("a.f, a.u")) if (!reaches(link, 3)) faults.push(`reaches no claim: ${link.outerHTML}`);
    for (const claim of document.querySelectorAll('li[id^="claim-"]'))
      if (!claim.querySelector('a.s[href^="#source-"]')) faults.push(`no source: ${claim.id}`);
    let level = 0;
    for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
      const next = Number(heading.tagName[1]);
      if (next > level + 1) faults.push(`heading jumps to ${heading.tagName}: ${heading.textContent}`);
      level = next;
    }
    if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
    for (const heading of document.querySelectorAll("th"))
      if (!heading.hasAttribute("scope")) faults.push(`a head without scope: ${heading.textContent}`);
    for (const table of document.querySelectorAll("table")) if (!table.querySelector("caption")) faults.push("a table without caption");
    for (const figure of document.querySelectorAll("figure"))
      if (!figure.querySelector("figcaption")) faults.push("a figure without caption");
    for (const svg of document.querySelectorAll("svg"))
      if (svg.getAttribute("role") !== "img" || !svg.querySelector("title, desc")) faults.push("a picture without words");
    if (document.querySelector("script, link[rel=stylesheet], img, iframe")) faults.push("something beside text, style and pictures");
    return faults;
  });
}

/** The words that the page itself says, without quotes and names in other languages. */
export async function ownWords(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const own: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof Element) {
        const language = node.getAttribute("lang");
        if (language !== null && language !== document.documentElement.lang) return;
        if (node.getAttribute("translate") === "no" || ["STYLE", "style", "CODE"].includes(node.tagName)) return;
        own.push(node.getAttribute("aria-label") ?? "", node.getAttribute("data-label") ?? "");
      }
      if (node.nodeType === Node.TEXT_NODE) own.push(node.textContent ?? "");
      for (const child of node.childNodes) walk(child);
    };
    walk(document.body);
    return own.join(" \n ");
  });
}
