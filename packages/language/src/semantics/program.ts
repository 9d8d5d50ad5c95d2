/**
 * Files and their imports. It loads nothing: `link` tells what is missing, the host loads it and calls again until nothing is.
 * Which device types a file sees is decided here; what they say is not.
 */

import type { DeviceDeclaration, Import, SourceFile } from '../tree.ts';

/** A parsed file, as far as its meaning goes. */
export interface ParsedFile {
  readonly file: string;
  readonly text: string;
  readonly tree: SourceFile;
}

export interface ResolvedImport {
  readonly node: Import;
  /** Of the imported file; null where the statement names none. */
  readonly path: string | null;
}

/** A device type that a file sees. */
export interface VisibleType {
  readonly file: string;
  readonly declaration: DeviceDeclaration;
  /** The import that brings it; null for the file's own. */
  readonly through: Import | null;
}

export interface Program {
  readonly entry: string;
  readonly files: ReadonlyMap<string, ParsedFile>;
  /** Imported files that `files` lacks and that the host has not called unreadable, each once. */
  readonly missing: readonly string[];
  /** Files that the host could not load, and why. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** The imports of every file that is reached. */
  readonly imports: ReadonlyMap<string, readonly ResolvedImport[]>;
  /** Cycles among the files, each as the files in order; the first is not repeated at the end. */
  readonly cycles: readonly (readonly string[])[];
}

export interface LinkOptions {
  /** Files that the host tried to load and could not, with the reason. */
  readonly unreadable?: ReadonlyMap<string, string>;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/** Follows the imports of a file. `files` holds what the host has loaded, by the paths that `resolveImport` gives. */
export function link(files: ReadonlyMap<string, ParsedFile>, entry: string, options: LinkOptions = {}): Program {
  const unreadable = options.unreadable ?? NOTHING;
  const missing = new Set<string>();
  const imports = new Map<string, readonly ResolvedImport[]>();
  const cycles: string[][] = [];
  // Depth first with a stack of its own, so that a long chain of files does not overflow.
  const trail: { file: string; next: number }[] = [];
  const open = (file: string): void => {
    const parsed = files.get(file);
    if (parsed === undefined) {
      if (!unreadable.has(file)) missing.add(file);
      return;
    }
    const nodes = parsed.tree.imports;
    imports.set(
      file,
      nodes.map((node) => ({ node, path: node.path === null || node.path.value === '' ? null : resolveImport(file, node.path.value) })),
    );
    trail.push({ file, next: 0 });
  };
  open(entry);
  for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
    const list = imports.get(top.file) ?? [];
    const found = list[top.next++];
    if (found === undefined) {
      trail.pop();
      continue;
    }
    if (found.path === null) continue;
    const within = trail.findIndex((step) => step.file === found.path);
    if (within >= 0) cycles.push(trail.slice(within).map((step) => step.file));
    else if (!imports.has(found.path)) open(found.path);
  }
  return { entry, files, missing: [...missing], unreadable, imports, cycles };
}

/** A program of one file; what it imports stays missing. */
export function linkAlone(parsed: ParsedFile): Program {
  return link(new Map([[parsed.file, parsed]]), parsed.file);
}

/**
 * The path of an imported file: relative to the importing file, `/` between its parts. A Windows path or a URI of the
 * importing file keeps its beginning; `..` never goes above it.
 */
export function resolveImport(from: string, path: string): string {
  const base = normalize(from);
  const target = normalize(path);
  const root = rootOf(target);
  if (root !== '') return root + join([], target.slice(root.length));
  const baseRoot = rootOf(base);
  const folders = base.slice(baseRoot.length).split('/').slice(0, -1);
  return baseRoot + join(folders, target, baseRoot !== '');
}

/** Backslashes become `/` in paths of Windows; elsewhere a backslash may be part of a name. */
function normalize(path: string): string {
  const windows = /^[A-Za-z]:[\\/]|^\\\\/.test(path) || (path.includes('\\') && !path.includes('/'));
  return windows ? path.replaceAll('\\', '/') : path;
}

/** `/`, `C:/`, `//server/share/`, `file:///`, or nothing for a relative path. */
function rootOf(path: string): string {
  return /^(?:[A-Za-z][A-Za-z0-9+.-]+:\/\/[^/]*\/|[A-Za-z]:\/|\/\/[^/]+\/[^/]+\/|\/)/.exec(path)?.[0] ?? '';
}

function join(folders: readonly string[], path: string, rooted = true): string {
  const parts: string[] = folders.filter((part) => part !== '' && part !== '.');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push('..');
  }
  return parts.join('/');
}

/** The device types that a file sees, by name: its own first, then those of its imports in order. The first of a name counts. */
export function visibleTypes(program: Program, file: string): ReadonlyMap<string, VisibleType> {
  const types = new Map<string, VisibleType>();
  for (const type of allVisibleTypes(program, file))
    if (!types.has(type.declaration.name.text)) types.set(type.declaration.name.text, type);
  return types;
}

/** The same with every declaration, also those whose name another has taken. A file that is reached twice counts once. */
export function allVisibleTypes(program: Program, file: string): VisibleType[] {
  const result: VisibleType[] = [];
  const seen = new Set<string>();
  const add = (path: string, through: Import | null): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const declaration of program.files.get(path)?.tree.declarations ?? []) {
      if (declaration.kind === 'device' && declaration.name.text !== '') result.push({ file: path, declaration, through });
    }
  };
  add(file, null);
  for (const found of program.imports.get(file) ?? []) if (found.path !== null) add(found.path, found.node);
  return result;
}
