/**
 * Who may import whom, as data, and the ESLint rule that holds every file to it. The table is the one of
 * ARCHITECTURE.md; what TypeScript's project references already forbid is said here a second time, with a remedy.
 */
import path from 'node:path';
import { isBuiltin } from 'node:module';
import { AST_NODE_TYPES, type TSESLint, type TSESTree } from '@typescript-eslint/utils';

/** What the sources of one folder may import besides their own files. */
export interface Layer {
  /** Packages of this repository, by their short name; `any`: all of them. */
  readonly packages: readonly string[] | 'any';
  /** Packages from the registry; `any`: whatever its package.json declares. */
  readonly external: readonly string[] | 'any';
  /** true: only `import type` of the packages above (they leave no trace at run time). */
  readonly typesOnly?: boolean;
  /** true: may use Node's own modules. */
  readonly node: boolean;
}

/** Folder, relative to the repository's root → what its sources may import. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  'packages/language': { packages: [], external: ['chevrotain'], node: false },
  'packages/topology': { packages: ['language'], external: [], node: false },
  'packages/cost': { packages: ['topology'], external: [], node: false },
  'packages/optimizer': { packages: ['cost'], external: [], node: false },
  'packages/pricing': { packages: ['cost'], external: [], node: false },
  'packages/pricing/src/fetch': { packages: ['cost', 'pricing'], external: 'any', node: true },
  'packages/analysis': { packages: ['language', 'cost', 'optimizer', 'pricing'], external: [], node: false },
  'packages/protocol': { packages: ['language', 'cost', 'optimizer', 'analysis'], external: ['valibot'], typesOnly: true, node: false },
  'packages/charts': { packages: [], external: [], node: false },
  'packages/wording': { packages: [], external: [], node: false },
  'packages/report': { packages: ['analysis', 'charts', 'wording'], external: [], node: false },
  server: {
    packages: ['analysis', 'language', 'pricing', 'protocol', 'report', 'wording'],
    external: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri'],
    node: true,
  },
  client: { packages: ['protocol'], external: ['vscode', 'vscode-languageclient'], node: true },
  webviews: {
    packages: ['protocol', 'charts', 'wording'],
    external: ['lit', '@vscode/webview-ui-toolkit', '@vscode-elements/elements'],
    node: false,
  },
  cli: { packages: 'any', external: 'any', node: true },
  test: { packages: 'any', external: 'any', node: true },
  bench: { packages: 'any', external: 'any', node: true },
  scripts: { packages: 'any', external: 'any', node: true },
};

/** The packages that know no Node, no editor and no clock: each is bundled for a browser by a test. */
export const PURE_PACKAGES = Object.entries(LAYERS)
  .filter(([folder, layer]) => /^packages\/[^/]+$/.test(folder) && !layer.node)
  .map(([folder]) => folder.slice('packages/'.length));

const SCOPE = '@twin2multicloud/';
/** Entries of packages besides their index, each only for dynamic import. */
const LAZY_ENTRIES: readonly string[] = ['pricing/fetch'];
/** What a unit test may use besides the sources that it tests. */
const TEST_TOOLS: readonly string[] = ['mocha', 'fast-check', 'ajv'];

/** One import as the rule sees it. */
interface Import {
  /** The importing file, relative to the repository's root, with forward slashes. */
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

/** Returns what is wrong with an import and what to do instead, or null where it is allowed. */
function judgeImport({ file, specifier, typeOnly, dynamic }: Import): string | null {
  const found = layerOf(file);
  if (found === null) return null;
  const { folder, layer } = found;
  const isTest = file.endsWith('.test.ts');
  if (specifier.startsWith('.')) return judgeRelative(file, folder, specifier, isTest);
  if (specifier.startsWith(SCOPE)) {
    return judgePackage(specifier.slice(SCOPE.length), folder, layer, { typeOnly, dynamic, isTest });
  }
  if (isBuiltin(specifier)) {
    if (!specifier.startsWith('node:')) return `Write 'node:${specifier}'.`;
    return layer.node || isTest
      ? null
      : `${folder} runs in a browser too and may not use '${specifier}': take what it gives as an argument instead.`;
  }
  const name = packageOf(specifier);
  const allowed = layer.external === 'any' || layer.external.includes(name) || (isTest && TEST_TOOLS.includes(name));
  return allowed
    ? null
    : `${folder} may not import '${name}'${listed(' only', layer.external)}: see "Who may import whom" in ARCHITECTURE.md.`;
}

function judgeRelative(file: string, folder: string, specifier: string, isTest: boolean): string | null {
  if (!/\.(ts|json|js)$/.test(specifier)) return `Write the ending: '${specifier}.ts'.`;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const home = unitOf(file);
  const goal = unitOf(target);
  if (home !== goal && goal.startsWith('packages/')) {
    return `Enter ${goal} through its name: '${SCOPE}${goal.slice('packages/'.length)}'.`;
  }
  if (home !== goal && home.startsWith('packages/') && !isTest) return `${folder} may not reach out of its own folder to '${target}'.`;
  if (home !== goal && home === 'cli' && !isTest && goal !== 'package.json')
    return `cli may not reach out of its own folder to '${target}'.`;
  return null;
}

function judgePackage(
  entry: string,
  folder: string,
  layer: Layer,
  { typeOnly, dynamic, isTest }: { typeOnly: boolean; dynamic: boolean; isTest: boolean },
): string | null {
  const [name = ''] = entry.split('/');
  if (LAZY_ENTRIES.includes(entry)) {
    if (!dynamic && !typeOnly) return `'${SCOPE}${entry}' is only ever imported dynamically: await import('${SCOPE}${entry}').`;
  } else if (entry !== name) {
    return `Enter ${name} through its index: '${SCOPE}${name}'.`;
  }
  const allowed = isTest ? belowOf(layer) : layer.packages;
  if (allowed !== 'any' && !allowed.includes(name) && !(isTest && folder === `packages/${name}`)) {
    return `${folder} may not import ${name}${listed(' only', allowed)}: see "Who may import whom" in ARCHITECTURE.md.`;
  }
  if (layer.typesOnly === true && !typeOnly && !isTest) return `${folder} imports only types of ${name}: write 'import type'.`;
  return null;
}

/** A unit test may use everything that its package stands on. */
function belowOf(layer: Layer): readonly string[] | 'any' {
  if (layer.packages === 'any') return 'any';
  const all = new Set<string>();
  const visit = (names: readonly string[]): void => {
    for (const name of names) {
      if (all.has(name)) continue;
      all.add(name);
      const below = LAYERS[`packages/${name}`];
      if (below !== undefined && below.packages !== 'any') visit(below.packages);
    }
  };
  visit(layer.packages);
  return [...all];
}

function layerOf(file: string): { folder: string; layer: Layer } | null {
  let best: { folder: string; layer: Layer } | null = null;
  for (const [folder, layer] of Object.entries(LAYERS)) {
    if (file.startsWith(`${folder}/`) && (best === null || folder.length > best.folder.length)) best = { folder, layer };
  }
  return best;
}

/** The package or top folder that a path lies in. */
function unitOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'packages' ? `${top}/${second}` : top;
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

function listed(word: string, names: readonly string[] | 'any'): string {
  if (names === 'any') return '';
  return names.length === 0 ? ',' + word + ' its own files' : ',' + word + ' ' + names.join(', ');
}

/** The rule `house/layers`. */
export const layersRule: TSESLint.RuleModule<'layer'> = {
  meta: {
    type: 'problem',
    docs: { description: 'Hold every import to the table of layers.' },
    messages: { layer: '{{problem}}' },
    schema: [],
  },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const judge = (node: TSESTree.Node, source: TSESTree.Node | null | undefined, how: { typeOnly: boolean; dynamic: boolean }): void => {
      if (source?.type !== AST_NODE_TYPES.Literal || typeof source.value !== 'string') return;
      const problem = judgeImport({ file, specifier: source.value, ...how });
      if (problem !== null) context.report({ node, messageId: 'layer', data: { problem } });
    };
    return {
      ImportDeclaration: (node) => {
        judge(node, node.source, { typeOnly: node.importKind === 'type', dynamic: false });
      },
      ExportNamedDeclaration: (node) => {
        judge(node, node.source, { typeOnly: node.exportKind === 'type', dynamic: false });
      },
      ExportAllDeclaration: (node) => {
        judge(node, node.source, { typeOnly: node.exportKind === 'type', dynamic: false });
      },
      ImportExpression: (node) => {
        judge(node, node.source, { typeOnly: false, dynamic: true });
      },
      TSImportType: (node) => {
        judge(node, node.source, { typeOnly: true, dynamic: false });
      },
    };
  },
};
