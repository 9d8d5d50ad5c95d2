/** The man page `twin(1)` in roff, from the command line's own description. */
import type { Command } from 'commander';
import { EXIT_CODES_HELP, SETTINGS_HELP } from '../command-line.ts';
import { VERSION } from '../version.ts';
import { visible } from './completion.ts';

export function manPage(program: Command): string {
  const commands = visible(program).flatMap((command) =>
    command.commands.length > 0
      ? command.commands.map((child) => ({ command: child, name: `${command.name()} ${child.name()}` }))
      : [{ command, name: command.name() }],
  );
  const parts = [
    `.TH TWIN 1 "" "twin ${VERSION}" "Twin2MultiCloud"`,
    '.SH NAME',
    'twin \\- what a digital twin costs on three clouds, and where each of its layers belongs',
    '.SH SYNOPSIS',
    '.B twin',
    '.I command',
    '[\\fIoptions\\fR] [\\fIfiles\\fR]',
    '.SH DESCRIPTION',
    roff(program.description()),
    '.SH COMMANDS',
    ...commands.flatMap(({ command, name }) => [
      `.SS "${roff(`twin ${name} ${command.usage().replace('[options] ', '').replace('[options]', '')}`.trim())}"`,
      roff(`${command.description()}.`),
      ...command.options
        .filter((option) => !option.hidden)
        .flatMap((option) => [
          '.TP',
          `\\fB${roff(option.flags)}\\fR`,
          roff(`${option.description}${option.argChoices === undefined ? '' : ` (${option.argChoices.join(', ')})`}.`),
        ]),
    ]),
    '.SH "EXIT STATUS"',
    ...block(EXIT_CODES_HELP.split('\n').slice(1).join('\n')),
    '.SH ENVIRONMENT',
    ...block(SETTINGS_HELP),
    '.SH EXAMPLES',
    ...block(
      'twin cost samples/smart-home.twin\ntwin explain samples/smart-home.twin L2\ntwin sweep samples/smart-home.twin --vary thermostats.count=10..1000',
    ),
  ];
  return `${parts.join('\n')}\n`;
}

function block(text: string): string[] {
  return ['.nf', ...text.split('\n').map(roff), '.fi'];
}

function roff(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^\./gm, '\\&.').replace(/^'/gm, "\\&'");
}
