/** `twin init`: writes a new scenario from a template; asks for its main figures when at a terminal. Never overwrites. */
import type { Context } from '../command-context.ts';
import { EXIT, fileFailure, outside, usage } from '../failure.ts';
import { oneOf } from '../settings.ts';
import { TEMPLATES, type TemplateAnswers } from '../templates.ts';

export interface InitFlags {
  readonly template?: keyof typeof TEMPLATES;
  readonly name?: string;
  readonly yes?: boolean;
}

/** A name of the language that no block has. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*$/;

export async function init(context: Context, file: string | undefined, flags: InitFlags): Promise<number> {
  const { host, quiet } = context;
  const asks = host.terminal.input && flags.yes !== true && !quiet;
  if (flags.name !== undefined && !NAME.test(flags.name))
    throw usage(`'${flags.name}' is no name.`, 'Begin with a letter and go on with letters, digits, _ or -.');
  const path = file ?? `${kebab(flags.name ?? 'my-twin')}.twin`;
  if (host.isFile(path)) throw outside(`${path} exists already.`, 'twin never overwrites a file: give another path, or move it away.');
  const answers = asks ? await ask(context, path, flags) : defaults(path, flags);
  const text = TEMPLATES[answers.template].text(answers);
  try {
    host.write(path, text, { create: true });
  } catch (error) {
    throw fileFailure(path, error);
  }
  if (!quiet) host.err(`wrote ${path}\n  → twin cost ${/\s/.test(path) ? JSON.stringify(path) : path}\n`);
  return EXIT.fine;
}

type Answers = TemplateAnswers & { readonly template: keyof typeof TEMPLATES };

function defaults(path: string, flags: InitFlags): Answers {
  const template = flags.template ?? 'home';
  const { devices, minutes } = TEMPLATES[template];
  return { template, name: flags.name ?? nameFrom(path), devices, minutes, region: 'eu-central', currency: 'USD' };
}

async function ask({ host, errorStyle }: Context, path: string, flags: InitFlags): Promise<Answers> {
  const { createInterface } = await import('node:readline/promises');
  const { bundledBook } = await import('@twin2multicloud/pricing');
  const book = bundledBook();
  const prompts = createInterface({ input: process.stdin, output: process.stderr });
  // Input that ends before the last question leaves nothing written.
  let answered = false;
  const ended = new Promise<never>((_, reject) => {
    prompts.once('close', () => {
      if (!answered) host.err('\n');
      reject(usage('The questions were not answered; nothing was written.', 'Run `twin init --yes` to take the defaults.'));
    });
  });
  ended.catch(() => undefined);
  const question = async <T>(text: string, fallback: string, read: (answer: string) => T): Promise<T> => {
    for (;;) {
      const answer = (await Promise.race([prompts.question(`${text} ${errorStyle.dim(`(${fallback})`)} `), ended])).trim();
      try {
        return read(answer === '' ? fallback : answer);
      } catch (error) {
        host.err(`  ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  };
  const number = (answer: string): number => {
    const value = Number(answer);
    if (!(value > 0 && value <= 1e9)) throw new Error('Write a number above 0.');
    return value;
  };
  try {
    const names = Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[];
    if (flags.template === undefined)
      host.err(`${names.map((name) => `  ${name.padEnd(9)} ${errorStyle.dim(TEMPLATES[name].title)}`).join('\n')}\n`);
    const template = flags.template ?? (await question('Template?', 'home', (answer) => oneOf(answer, names, 'The template')));
    const { devices, minutes } = TEMPLATES[template];
    const name =
      flags.name ??
      (await question('Name of the twin?', nameFrom(path), (answer) => {
        if (!NAME.test(answer)) throw new Error('Begin with a letter and go on with letters, digits, _ or -.');
        return answer;
      }));
    const answers = {
      template,
      name,
      devices: await question('How many devices?', String(devices), (answer) => Math.round(number(answer))),
      minutes: await question('Minutes between two messages of one device?', String(minutes), number),
      region: await question(`Region (${Object.keys(book.regions).join(', ')})?`, 'eu-central', (answer) =>
        oneOf(answer, Object.keys(book.regions), 'The region'),
      ),
      currency: await question(`Currency (${Object.keys(book.currencyRates).join(', ')})?`, 'USD', (answer) =>
        oneOf(answer.toUpperCase(), Object.keys(book.currencyRates), 'The currency'),
      ),
    };
    answered = true;
    return answers;
  } finally {
    prompts.close();
  }
}

/** `samples/green-house.twin` → `GreenHouse`. */
function nameFrom(path: string): string {
  const base =
    path
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.twin$/, '') ?? '';
  const name = base
    .split(/[^A-Za-z0-9_]+/)
    .filter((part) => part !== '')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
  return NAME.test(name) ? name : 'MyTwin';
}

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
