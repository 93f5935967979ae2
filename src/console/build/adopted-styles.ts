/**
 * Stand-in for `@rc-component/util/es/Dom/dynamicCSS`: same functions, but the rules go into constructed
 * style sheets adopted by the document. A content security policy blocks inline `<style>` elements and not
 * these, because only running (hence already trusted) script can make them.
 */
interface Options {
  mark?: string;
  prepend?: boolean | 'queue';
  priority?: number;
}

interface Entry {
  node: HTMLStyleElement;
  sheet: CSSStyleSheet;
  css: string;
  prepend: boolean;
  priority: number;
}

const entries = new Map<string, Entry>();

const id = (key: string, options: Options) => `${options.mark ?? ''}|${key}`;

/** Prepended styles come first, by rising priority and then age; the rest follow in order of arrival. */
function place(entry: Entry): void {
  const adopted = document.adoptedStyleSheets;
  const known = [...entries.values()];
  const rank = (e: Entry) => (e.prepend ? e.priority : Number.POSITIVE_INFINITY);
  const at = adopted.findIndex((sheet) => {
    const other = known.find((e) => e.sheet === sheet);
    return other !== undefined && rank(other) > rank(entry);
  });
  if (at < 0) adopted.push(entry.sheet);
  else adopted.splice(at, 0, entry.sheet);
}

/** Adds or replaces the style sheet of a key; the returned element is never attached, only a handle. */
export function updateCSS(css: string, key: string, options: Options = {}): HTMLStyleElement {
  const name = id(key, options);
  const existing = entries.get(name);
  if (existing) {
    if (existing.css !== css) {
      existing.css = css;
      existing.sheet.replaceSync(css);
    }
    return existing.node;
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const node = document.createElement('style');
  const entry = { node, sheet, css, prepend: Boolean(options.prepend), priority: options.priority ?? 0 };
  place(entry);
  entries.set(name, entry);
  return node;
}

/** Removes the style sheet of a key, if there is one. */
export function removeCSS(key: string, options: Options = {}): void {
  const name = id(key, options);
  const entry = entries.get(name);
  if (!entry) return;
  entries.delete(name);
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== entry.sheet);
}

/** Adds a style sheet without a key. */
export function injectCSS(css: string, options: Options = {}): HTMLStyleElement {
  return updateCSS(css, `anonymous-${entries.size}`, options);
}

export function clearContainerCache(): void {}
