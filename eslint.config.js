/**
 * What lint holds the code to: typescript-eslint's strict type-checked rules, the house's own rules about imports
 * (scripts/lint/layers.ts) and files (scripts/lint/files.ts). Formatting is prettier's.
 */
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { layersRule } from './scripts/lint/layers.ts';
import { filesRule } from './scripts/lint/files.ts';

export default tseslint.config(
  { ignores: ['**/dist/', '.cache/', 'coverage/', 'packages/pricing/sources/', 'test/golden/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { plugins: { house: { rules: { layers: layersRule, files: filesRule } } } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.lint.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      'house/layers': 'error',
      'house/files': 'error',
      'max-lines': ['error', { max: 500 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'prefer-const': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'no-restricted-globals': ['error', { name: 'Buffer', message: 'Use Uint8Array and TextEncoder: browsers have no Buffer.' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers in messages are the daily bread here.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A `return` of nothing in a one-line arrow reads well.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // It asks for `!`, which the house avoids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // A helper that names the type it returns reads better than a cast at each call.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // [...text] is its code points, which is what widths are counted in.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Shapes are what counts here, not constructors (VS Code's Disposable).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Hot loops count with an index on purpose.
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // Types made of `type` and of `interface` are both plain.
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    // No clock, no chance, no environment: a core function receives them as arguments.
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts', 'packages/pricing/src/fetch/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Packages are pure: take what you need as an argument.' },
        { name: 'performance', message: 'Packages know no clock: take the time as an argument.' },
        { name: 'fetch', message: 'Packages do no I/O.' },
        { name: 'console', message: 'Packages print nothing: return what is to be said.' },
        { name: 'Buffer', message: 'Use Uint8Array and TextEncoder: browsers have no Buffer.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Packages know no chance: take a generator as an argument.' },
        { object: 'Date', property: 'now', message: 'Packages know no clock: take the time as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Packages know no clock: take the time as an argument.',
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      // What a test expects to be there, it may say with `!`: the test fails where it is not.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    files: [
      'cli/**/*.ts',
      'server/**/*.ts',
      'client/**/*.ts',
      'test/**/*.ts',
      'bench/**/*.ts',
      'scripts/**/*.ts',
      '**/*.test.ts',
      'packages/pricing/src/fetch/**',
    ],
    rules: { 'no-console': 'off', 'no-restricted-globals': 'off' },
  },
  {
    // The browser's console is a webview's log: VS Code shows it in its developer tools.
    files: ['webviews/shared/host.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // Every benchmark's run() is a promise, whether it waits or not; the hand-written parser returns what it calls.
    files: ['bench/**/*.ts'],
    rules: { '@typescript-eslint/require-await': 'off', '@typescript-eslint/no-confusing-void-expression': 'off' },
  },
  {
    // Grammars and tables may be long: splitting them hides them.
    files: [
      'packages/**/*.test.ts',
      'packages/language/src/**/{parser,grammar,properties,codes,units}.ts',
      'packages/**/*-{table,data}.ts',
    ],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    rules: { 'house/files': 'error' },
  },
);
