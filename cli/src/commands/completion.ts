/** `twin completion`: scripts that complete commands, flags and their words in three shells, from the command line's own description. */
import type { Command, Option } from 'commander';
import { EXIT, usage } from '../failure.ts';
import type { Host } from '../host.ts';

const SHELLS = ['bash', 'zsh', 'fish'];

export function completion(host: Host, program: Command, shell: string): number {
  const commands = describe(program);
  switch (shell) {
    case 'bash':
      host.out(bash(commands));
      break;
    case 'zsh':
      host.out(zsh(commands));
      break;
    case 'fish':
      host.out(fish(commands));
      break;
    default:
      throw usage(`There is no completion for '${shell}'.`, `Write one of ${SHELLS.join(', ')}.`);
  }
  return EXIT.fine;
}

interface Described {
  readonly name: string;
  readonly help: string;
  readonly flags: readonly Flag[];
  /** Words that the command takes first: subcommands, shells. */
  readonly words: readonly string[];
  readonly takesFiles: boolean;
}

interface Flag {
  readonly long: string;
  readonly short: string | null;
  readonly help: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

function describe(program: Command): Described[] {
  return visible(program).map((command) => ({
    name: command.name(),
    help: command.description(),
    flags: [...command.options, ...command.commands.flatMap((child) => child.options)]
      .filter((option, index, all) => !option.hidden && all.findIndex(({ long }) => long === option.long) === index)
      .map(flagOf),
    words: command.name() === 'completion' ? SHELLS : visible(command).map((child) => child.name()),
    takesFiles: command.registeredArguments.some((argument) => argument.name().includes('file')),
  }));
}

/** The commands that help shows. */
export function visible(program: Command): Command[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .filter((command) => command.name() !== 'help');
}

function flagOf(option: Option): Flag {
  return {
    long: option.long ?? '',
    short: option.short ?? null,
    help: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
  };
}

function bash(commands: readonly Described[]): string {
  const cases = commands.map(({ name, flags, words, takesFiles }) => {
    const values = flags
      .filter(({ choices }) => choices.length > 0)
      .map(
        ({ long, short, choices }) =>
          `        ${short === null ? long : `${long}|${short}`}) COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$current")); return ;;`,
      );
    const open = flags
      .filter(({ takesValue, choices }) => takesValue && choices.length === 0)
      .map(({ long }) => `        ${long}) COMPREPLY=($(compgen -f -- "$current")); return ;;`);
    return [
      `    ${name})`,
      '      case "$previous" in',
      ...values,
      ...open,
      '      esac',
      `      if [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W '${flags.map(({ long }) => long).join(' ')} --help' -- "$current"))`,
      ...(words.length > 0
        ? [`      elif [[ $COMP_CWORD -eq 2 ]]; then COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current"))`]
        : []),
      ...(takesFiles
        ? ['      else compopt -o filenames; COMPREPLY=($(compgen -d -- "$current") $(compgen -f -X \'!*.twin\' -- "$current"))']
        : []),
      '      fi ;;',
    ].join('\n');
  });
  return `# Completion of twin for bash: twin completion bash >> ~/.bashrc
_twin() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} help --help --version' -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
}
complete -F _twin twin
`;
}

function zsh(commands: readonly Described[]): string {
  const quote = (text: string): string =>
    text.replaceAll("'", "'\\''").replaceAll('[', '\\[').replaceAll(']', '\\]').replaceAll(':', '\\:');
  const list = commands.map(({ name, help }) => `    '${name}:${quote(help)}'`).join('\n');
  const cases = commands.map(({ name, flags, words, takesFiles }) => {
    const specs = flags.map(({ long, short, help, takesValue, choices }) => {
      const value = takesValue ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : '';
      return `        ${short === null ? `'${long}` : `{${short},${long}}'`}[${quote(help)}]${value}'`;
    });
    if (words.length > 0) specs.push(`        '1:word:(${words.join(' ')})'`);
    else if (takesFiles) specs.push(`        '*:file:_files -g "*.twin"'`);
    return `      ${name}) _arguments \\\n${specs.join(' \\\n')} ;;`;
  });
  return `#compdef twin
# Completion of twin for zsh: twin completion zsh > "\${fpath[1]}/_twin"
_twin() {
  local -a commands
  commands=(
${list}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
  else
    local command="\${words[2]}"
    shift words; (( CURRENT-- ))
    case "$command" in
${cases.join('\n')}
    esac
  fi
}
compdef _twin twin
`;
}

function fish(commands: readonly Described[]): string {
  const quote = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  const lines = ['# Completion of twin for fish: twin completion fish > ~/.config/fish/completions/twin.fish', 'complete -c twin -f'];
  for (const { name, help, flags, words, takesFiles } of commands) {
    const when = `-n '__fish_seen_subcommand_from ${name}'`;
    lines.push(`complete -c twin -n __fish_use_subcommand -a ${name} -d '${quote(help)}'`);
    for (const { long, short, help: about, takesValue, choices } of flags) {
      const value = choices.length > 0 ? ` -x -a '${choices.join(' ')}'` : takesValue ? ' -r' : '';
      lines.push(
        `complete -c twin ${when} -l ${long.slice(2)}${short === null ? '' : ` -s ${short.slice(1)}`}${value} -d '${quote(about)}'`,
      );
    }
    if (words.length > 0) lines.push(`complete -c twin ${when} -a '${words.join(' ')}'`);
    if (takesFiles) lines.push(`complete -c twin ${when} -a '(__fish_complete_suffix .twin)'`);
  }
  return `${lines.join('\n')}\n`;
}
