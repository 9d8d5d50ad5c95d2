/**
 * Finds links in the repository's Markdown that lead nowhere: a relative path without a file, an anchor without a heading,
 * an image that is missing. Addresses of the web are not fetched: a build must not depend on them.
 */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** One link as written. */
export interface Link {
  readonly target: string;
  /** 1-based. */
  readonly line: number;
}

/** The links and images of a Markdown text; what stands in code is left out. */
export function linksOf(markdown: string): Link[] {
  const links: Link[] = [];
  eachTextLine(markdown, (text, line) => {
    const inline = /!?\[(?:[^\]\\]|\\.)*\]\(\s*(?:<([^>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+"[^"]*")?\s*\)/g;
    for (const match of text.matchAll(inline)) links.push({ target: match[1] ?? match[2] ?? '', line });
    // An image that is a link: [![alt](image)](target).
    for (const match of text.matchAll(/\]\([^()\s]*\)\]\(([^()\s]+)\)/g)) links.push({ target: match[1] ?? '', line });
    for (const match of text.matchAll(/^\s*\[[^\]]+\]:\s+<?(\S+?)>?(?:\s+"[^"]*")?\s*$/g)) links.push({ target: match[1] ?? '', line });
    for (const match of text.matchAll(/<(?:img|a|source)\b[^>]*?\b(?:src|href|srcset)="([^"]+)"/g))
      links.push({ target: match[1] ?? '', line });
  });
  return links;
}

/** The anchors that GitHub gives to the headings of a Markdown text, and those written as HTML. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  const seen = new Map<string, number>();
  eachTextLine(markdown, (text, _line, raw) => {
    for (const match of text.matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(match[1] ?? '');
    const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(raw);
    if (heading === null) return;
    const slug = slugOf(heading[1] ?? '');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    anchors.add(times === 0 ? slug : `${slug}-${times}`);
  });
  return anchors;
}

/** GitHub's rule for a heading's anchor. */
export function slugOf(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/[`*]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Calls back for each line outside fenced code, with inline code blanked in `text` and kept in `raw`. */
function eachTextLine(markdown: string, callback: (text: string, line: number, raw: string) => void): void {
  let fence: string | null = null;
  for (const [index, raw] of markdown.split(/\r?\n/).entries()) {
    const mark = /^\s*(?:>\s*)*(`{3,}|~{3,})/.exec(raw)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) === true) fence = null;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    callback(
      raw.replace(/(`+)(?:(?!\1)[^])*?\1/g, (code) => ' '.repeat(code.length)),
      index + 1,
      raw,
    );
  }
}

/** Returns one message per link of the files under `root` that leads nowhere. */
export function deadLinks(root: string, files: readonly string[]): string[] {
  const messages: string[] = [];
  const anchors = new Map<string, Set<string>>();
  const anchorsIn = (file: string): Set<string> => {
    let found = anchors.get(file);
    if (found === undefined) anchors.set(file, (found = anchorsOf(readFileSync(file, 'utf8'))));
    return found;
  };
  for (const file of files) {
    const absolute = path.join(root, file);
    for (const { target, line } of linksOf(readFileSync(absolute, 'utf8'))) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(target)) continue;
      const at = `${file}:${line}`;
      const [place = '', anchor] = target.split('#');
      const goal = place === '' ? absolute : path.resolve(path.dirname(absolute), decodeURIComponent(place.split('?')[0] ?? ''));
      if (target === '') messages.push(`${at}: an empty link`);
      else if (place.startsWith('/')) messages.push(`${at}: '${target}' begins with '/': write it relative to the file`);
      else if (path.relative(root, goal).startsWith('..')) messages.push(`${at}: '${target}' leads out of the repository`);
      else if (!existsSync(goal)) messages.push(`${at}: '${target}' leads nowhere`);
      else if (anchor !== undefined && anchor !== '' && goal.endsWith('.md') && statSync(goal).isFile()) {
        if (!anchorsIn(goal).has(decodeURIComponent(anchor)))
          messages.push(`${at}: '${target}': no heading #${anchor} in ${path.relative(root, goal)}`);
      }
    }
  }
  return messages;
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '..');
  const files = globSync(
    ['*.md', 'docs/**/*.md', 'packages/*/*.md', 'cli/*.md', 'samples/**/*.md', 'bench/*.md', 'test/*.md', '.github/**/*.md'],
    {
      cwd: root,
      exclude: ['**/node_modules/**'],
    },
  )
    .map((file) => file.split(path.sep).join('/'))
    .sort();
  const messages = deadLinks(root, files);
  for (const message of messages) console.error(message);
  console.log(`${files.length} files, ${messages.length} dead links`);
  process.exitCode = messages.length === 0 ? 0 : 1;
}
