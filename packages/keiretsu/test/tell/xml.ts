/** A strict little reader of XML, enough to refuse a picture that is not well formed and to measure its texts. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

export function parseXml(source: string): Node {
  const root: Node = { name: "", attributes: {}, children: [], text: "" };
  const open: Node[] = [root];
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(source)) throw new Error("a control character");
  const token = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  while (at < source.length) {
    token.lastIndex = at;
    const match = token.exec(source);
    if (!match) throw new Error(`not well formed at ${at}: ${source.slice(at, at + 60)}`);
    at = token.lastIndex;
    const [, closing, name, rest, empty, text] = match;
    const top = open.at(-1)!;
    if (text !== undefined) {
      top.text += unescape(text, top.name);
    } else if (closing) {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
      open.pop();
    } else {
      const attributes: Record<string, string> = {};
      for (const [, key, value] of rest.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        if (key in attributes) throw new Error(`${key} twice in <${name}>`);
        attributes[key] = unescape(value, name);
      }
      const node: Node = { name, attributes, children: [], text: "" };
      top.children.push(node);
      if (!empty) open.push(node);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error(`<${open.at(-1)!.name}> is not closed, or there is not one root`);
  return root.children[0];
}

export function all(node: Node, name: string): readonly Node[] {
  return [...(node.name === name ? [node] : []), ...node.children.flatMap((child) => all(child, name))];
}

function unescape(text: string, where: string): string {
  if (where !== "style" && /&(?!(amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare & in <${where}>`);
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]);
}
