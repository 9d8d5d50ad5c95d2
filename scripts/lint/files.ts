/**
 * ESLint rules about files as a whole: how they are called, where they lie and that each says what it owns.
 * Rules about imports are in layers.ts.
 */
import path from 'node:path';
import type { TSESLint } from '@typescript-eslint/utils';

const BAD_FOLDERS = ['utils', 'util', 'helpers', 'misc'];

/** The rule `house/files`. */
export const filesRule: TSESLint.RuleModule<'name' | 'folder' | 'header'> = {
  meta: {
    type: 'suggestion',
    docs: { description: 'Name files in kebab-case, keep no utils folder, begin with a header comment.' },
    messages: {
      name: "Name the file in kebab-case: '{{wanted}}'.",
      folder: "There is no '{{folder}}' folder: a helper lives beside its single user until a second one appears.",
      header: 'Begin the file with a comment of one to three sentences: what it owns and what it deliberately does not.',
    },
    schema: [],
  },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    return {
      Program(node) {
        const folders = file.split('/');
        const name = folders.pop() ?? '';
        if (!/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/.test(name)) {
          const wanted = name
            .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
            .replaceAll('_', '-')
            .toLowerCase();
          context.report({ node, messageId: 'name', data: { wanted } });
        }
        const folder = folders.find((part) => BAD_FOLDERS.includes(part));
        if (folder !== undefined) context.report({ node, messageId: 'folder', data: { folder } });
        const first = context.sourceCode.getAllComments()[0];
        const begins = first !== undefined && first.range[0] <= (context.sourceCode.text.startsWith('#!') ? first.range[0] : 1);
        if (!begins && !name.endsWith('.test.ts') && name !== 'index.ts') context.report({ node, messageId: 'header' });
      },
    };
  },
};
