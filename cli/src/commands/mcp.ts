/**
 * `twin mcp`: answers an assistant over standard input and output, from the files of the folder in which it was started.
 * What is said of the figures is analysis'; the messages are mcp.ts'.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerQuestion } from '@twin2multicloud/analysis';
import { link, parse, type Program } from '@twin2multicloud/language';
import type { Context } from '../command-context.ts';
import { costed, readProgram, Texts } from '../engine.ts';
import { EXIT } from '../failure.ts';
import type { Host } from '../host.ts';
import { answer, type ToolCall } from '../mcp.ts';
import { settingsOf, type CostFlags } from '../settings.ts';
import { VERSION } from '../version.ts';

export async function mcp({ host, quiet }: Context, flags: CostFlags): Promise<number> {
  const settings = settingsOf(flags, host);
  if (host.terminal.input && !quiet)
    host.err('twin mcp speaks with an assistant, which starts it by itself: see twin help mcp. Ctrl+D ends it.\n');
  const ask = ({ tool, file, text, ...question }: ToolCall): ReturnType<typeof answerQuestion> => {
    const program = text === undefined ? fileOf(file, host) : link(new Map([[TEXT, parse(text, TEXT)]]), TEXT);
    const { twins, problems } = costed(program, settings, host);
    return answerQuestion(twins, problems, { tool, ...question });
  };
  for await (const line of host.lines()) {
    const reply = line.trim() === '' ? null : answer(line, { version: VERSION, ask });
    if (reply !== null) host.out(`${reply}\n`);
  }
  return EXIT.fine;
}

const TEXT = 'text.twin';

/** The program of a file as an assistant names it: a path, an address, or nothing where the folder has one alone. Throws in words. */
function fileOf(file: string | undefined, host: Host): Program {
  const wanted = file === undefined ? onlyFile(host) : pathOf(file);
  // What is no .twin file is nobody's business, even in the words of its problems.
  if (path.extname(wanted) !== '.twin') throw new Error(`${wanted} is no .twin file.`);
  const program = readProgram(wanted, host, new Texts());
  if ('exit' in program) throw new Error(`${program.message} ${program.remedy}`);
  return program;
}

function pathOf(file: string): string {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(file)) return file;
  if (!file.startsWith('file:')) throw new Error(`${file} is not on this disk: pass a path, or the text itself as \`text\`.`);
  try {
    return fileURLToPath(file);
  } catch {
    throw new Error(`${file} is no address of a file: pass a path.`);
  }
}

function onlyFile(host: Host): string {
  const found = host.glob('**/*.twin').filter((name) => !/(^|[\\/])node_modules[\\/]/.test(name));
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  throw new Error(
    first === undefined
      ? 'There is no .twin file in this folder: pass `file`, or the text itself as `text`.'
      : `There are several .twin files here: pass one as \`file\`: ${found.slice(0, 20).join(', ')}.`,
  );
}
