/**
 * The command line: commands, arguments, flags and their help, in one place. Help, completions and the man page come from it.
 * What a command does stands in commands/, loaded only when it runs.
 */
import { Command, Option } from 'commander';
import { createContext, type Context } from './command-context.ts';
import type { Host } from './host.ts';
import { VERSION } from './version.ts';

export const EXIT_CODES_HELP = `Exit codes:
  0  fine
  1  problems in the input (errors; with --strict also warnings)
  2  wrong usage
  3  a budget or a threshold is exceeded
  4  outside failure: a file, the price book, git`;

export const SETTINGS_HELP = `A flag beats the file, the file beats a setting, a setting beats the default.
Settings are environment variables: TWIN_MODEL (billing, paper), TWIN_CURRENCY,
TWIN_PRICES, TWIN_OVERLAY, TWIN_FREE_TIER (on, off). NO_COLOR turns colors off.`;

/** The command line as commander has it. `state.code` is the exit code of the command that ran. */
export function createProgram(host: Host, state: { code: number }): Command {
  const program = new Command('twin');
  program
    .description('What a digital twin costs on AWS, Azure and Google Cloud, and where each of its layers belongs.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.out(text),
      writeErr: (text) => host.err(text.replace(/^error: /, 'twin: ')),
      getOutHelpWidth: () => Math.min(host.columns, 100),
      getErrHelpWidth: () => Math.min(host.columns, 100),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText(
      'after',
      `\n${EXIT_CODES_HELP}\n\n${SETTINGS_HELP}\n\n- as a file reads standard input. Example: twin cost samples/smart-home.twin`,
    );

  const command = (usage: string, description: string): Command => {
    const made = program
      .command(usage)
      .description(description)
      .helpOption('-h, --help', 'print this help')
      .showHelpAfterError(`(twin help ${usage.split(' ')[0] ?? ''} tells more)`);
    return made;
  };
  /** Loads the command and runs it with a context of its flags. */
  const action =
    <A extends readonly unknown[]>(load: () => Promise<(context: Context, ...args: A) => Promise<number> | number>) =>
    async (...given: unknown[]): Promise<void> => {
      // Commander hands over the arguments, the flags and the command.
      const args = given.slice(0, -1) as readonly unknown[] as A;
      const run = await load();
      state.code = await run(createContext(host, args.at(-1) ?? {}), ...args);
    };

  loud(
    command('init [file]', 'write a new scenario from a template, with questions when at a terminal')
      .addOption(
        new Option('-t, --template <name>', 'the template to begin with').choices(['minimal', 'home', 'factory', 'building', 'fleet']),
      )
      .option('-n, --name <name>', 'the name of the twin')
      .option('-y, --yes', 'ask nothing, take the defaults'),
  )
    .addHelpText('after', '\nNever overwrites a file. Example: twin init greenhouse.twin --template factory')
    .action(action(async () => (await import('./commands/init.ts')).init));

  loud(
    costing(command('check <files...>', 'problems of the files, with their places and fixes'))
      .addOption(
        new Option('-f, --format <format>', 'how to print them').choices(['text', 'json', 'sarif', 'junit', 'github']).default('text'),
      )
      .option('--json', 'the same as --format json')
      .option('--strict', 'warnings count as errors')
      .option('--no-cost', 'leave out what only prices can tell (codes 4xxx)'),
  ).action(action(async () => (await import('./commands/check.ts')).check));

  loud(
    command('fmt <files...>', 'format the files in place; - formats standard input to standard output').option(
      '--check',
      'change nothing, and fail where a file is not formatted',
    ),
  ).action(action(async () => (await import('./commands/fmt.ts')).fmt));

  loud(
    costing(command('cost <files...>', 'the placement and its cost'))
      .addOption(
        new Option('-f, --format <format>', 'how to print it').choices(['table', 'json', 'markdown', 'html', 'csv']).default('table'),
      )
      .option('--json', 'the same as --format json')
      .option('--html', 'the same as --format html: a report to print or to pass on')
      .option('-s, --scenario <name>', 'only this scenario')
      .option('--strict', 'warnings count as errors'),
  )
    .addHelpText('after', '\nCSV has the columns of FOCUS 1.2, a row for each priced line.\nJSON is described in docs/json.md.')
    .action(action(async () => (await import('./commands/cost.ts')).cost));

  loud(
    costing(command('compare <files...>', 'every slot on every cloud, each cloud alone, scenarios side by side'))
      .addOption(
        new Option('-f, --format <format>', 'how to print it').choices(['table', 'json', 'markdown', 'html', 'csv']).default('table'),
      )
      .option('--json', 'the same as --format json')
      .option('-s, --scenario <name>', 'only this scenario'),
  ).action(action(async () => (await import('./commands/compare.ts')).compare));

  loud(
    costing(command('optimize <files...>', 'the cheapest placements'))
      .addOption(new Option('-k, --k <number>', 'how many').default('5'))
      .option('--write', 'write the best placement into the place { } of each twin')
      .option('--json', 'print JSON')
      .option('-s, --scenario <name>', 'only this scenario'),
  ).action(action(async () => (await import('./commands/optimize.ts')).optimize));

  loud(
    costing(command('explain <file> [slot]', 'every line of the cost: quantity, rate, formula, source'))
      .option('-e, --effective', 'the whole scenario with its defaults, and the assumptions')
      .option('--json', 'print JSON')
      .option('-s, --scenario <name>', 'this scenario instead of the twin as written'),
  )
    .addHelpText('after', '\nSlots: L1 L2 L3 L3.hot L3.cool L3.archive L4 L5.\nExample: twin explain samples/smart-home.twin L2')
    .action(action(async () => (await import('./commands/explain.ts')).explainCommand));

  loud(
    costing(command('diff <file> [other]', 'the cost of a change, against git or another file'))
      .option('-b, --base <revision>', 'the revision to compare with', 'HEAD')
      .addOption(new Option('-f, --format <format>', 'how to print it').choices(['table', 'json', 'markdown']).default('table'))
      .option('--json', 'the same as --format json')
      .option('--fail-above <amount>', 'exit with 3 where the change is more: 10, 10EUR or 5%'),
  )
    .addHelpText('after', '\nWith two files: from the first to the second. Markdown is made for a pull request.')
    .action(action(async () => (await import('./commands/diff.ts')).diff));

  loud(
    costing(command('sweep <file>', 'cost and placement over one or two quantities'))
      .requiredOption(
        '-v, --vary <path=from..to[:step]>',
        'the quantity and its values; once or twice',
        (value: string, all: string[] | undefined) => [...(all ?? []), value],
      )
      .addOption(new Option('-f, --format <format>', 'how to print it').choices(['chart', 'csv', 'json']).default('chart'))
      .option('--json', 'the same as --format json')
      .option('-t, --twin <name>', 'this twin of a file with several')
      .option('-s, --scenario <name>', 'this scenario instead of the twin as written'),
  )
    .addHelpText(
      'after',
      "\nUnits stand in the values:\n  --vary thermostats.count=10..100:10\n  --vary 'motion.payload=0.1 KB..2 KB:0.1 KB'",
    )
    .action(action(async () => (await import('./commands/sweep.ts')).sweepCommand));

  const prices = command('prices', 'the price book: today’s list prices, the books that are kept, what they say');
  pricesCommands(prices, action);

  loud(
    command('docs [topic]', 'the reference: a code such as twin-2001, a property, a block, units, assumptions, meters').option(
      '--json',
      'print JSON',
    ),
  ).action(action(async () => (await import('./commands/docs.ts')).docs));

  loud(costing(command('mcp', 'answer an assistant: the tools twin_cost, twin_compare, twin_explain and twin_optimize over MCP')))
    .addHelpText(
      'after',
      '\nSpeaks the Model Context Protocol on standard input and output until its input ends; an\nassistant starts it in the folder of the twins. In its settings:\n  { "mcpServers": { "twin": { "command": "twin", "args": ["mcp"] } } }',
    )
    .action(action(async () => (await import('./commands/mcp.ts')).mcp));

  command('completion <shell>', 'the script that completes commands and flags: bash, zsh or fish')
    .addHelpText(
      'after',
      '\nbash: twin completion bash >> ~/.bashrc\nzsh:  twin completion zsh > "${fpath[1]}/_twin"\nfish: twin completion fish > ~/.config/fish/completions/twin.fish',
    )
    .action(async (shell: string) => {
      const { completion } = await import('./commands/completion.ts');
      state.code = completion(host, program, shell);
    });
  program.command('man', { hidden: true }).action(async () => {
    const { manPage } = await import('./commands/man.ts');
    host.out(manPage(program));
  });
  return program;
}

type Action = <A extends readonly unknown[]>(
  load: () => Promise<(context: Context, ...args: A) => Promise<number> | number>,
) => (...given: unknown[]) => Promise<void>;

/** `twin prices …`. */
function pricesCommands(prices: Command, action: Action): void {
  const several = (value: string, all: readonly string[] | undefined): string[] => [...(all ?? []), value];
  const made = (usage: string, description: string): Command =>
    loud(prices.command(usage).description(description).helpOption('-h, --help', 'print this help').option('--json', 'print JSON'));
  made('update', 'fetch today’s list prices of the three clouds')
    .option('-r, --region <name>', 'this region, logical or a provider’s own; several times for several; all: every logical one', several)
    .option('-p, --provider <name>', 'only this provider: aws, azure or gcp; several times for several', several)
    .option('--accept', 'take what the checks object to')
    .addOption(new Option('--aws <source>', 'the Query API with credentials, or the public offer files').choices(['auto', 'query', 'bulk']))
    .option('--azure-subscription <id>', 'the prices of this subscription’s own offer, through RateCard')
    .option('--azure-offer <id>', 'its offer, such as MS-AZR-0003P')
    .option('--azure-country <code>', 'the country of the offer, such as DE')
    .option('--proxy <url>', 'this proxy instead of HTTPS_PROXY and HTTP_PROXY')
    .option('--ca <file>', 'believe the certificates of this file too (PEM)')
    .addHelpText(
      'after',
      '\nA provider that fails, or whose prices do not pass the checks, keeps its old ones; then the exit code is 4.\nKeys come from the environment: AWS by its SDK, TWIN_GOOGLE_API_KEY, TWIN_AZURE_TOKEN. docs/prices.md tells more.',
    )
    .action(action(async () => (await import('./commands/prices-update.ts')).update));
  bookOption(made('show [words...]', 'meters whose id, service or region has the words; without words, an overview')).action(
    action(async () => (await import('./commands/prices.ts')).show),
  );
  bookOption(made('verify', 'whether every meter has one price in every region, and how well it is confirmed')).action(
    action(async () => (await import('./commands/prices.ts')).verify),
  );
  made('list', 'the books that are kept').action(action(async () => (await import('./commands/prices-books.ts')).list));
  made('diff [from] [to]', 'what changed from one book to another, and what it does to your twins')
    .option('-t, --twins <files...>', 'cost the twins of these files by both')
    .addHelpText('after', '\nA book is a day, a time or hash of `twin prices list`, bundled, current or a file.')
    .action(action(async () => (await import('./commands/prices-diff.ts')).diffBooks));
  loud(
    prices
      .command('export [book]')
      .description('a book as JSON, for --prices elsewhere')
      .helpOption('-h, --help', 'print this help')
      .option('-o, --output <file>', 'write it there; an existing file is never overwritten'),
  ).action(action(async () => (await import('./commands/prices-books.ts')).exportBook));
}

function bookOption(command: Command): Command {
  return command
    .option('--prices <book>', 'this book: a file, a day such as 2026-11-20, or bundled')
    .option('--overlay <file>', 'discounts on top of the list prices');
}

/** The flags of every command that costs. */
function costing(command: Command): Command {
  return command
    .addOption(new Option('--model <model>', 'billing predicts the bill, paper reproduces Twin2Clouds').choices(['billing', 'paper']))
    .option('--currency <code>', 'ISO 4217 code; the files say theirs, else USD')
    .option('--prices <book>', 'this price book: a file, a day such as 2026-11-20, or bundled')
    .option('--overlay <file>', 'discounts on top of the list prices')
    .addOption(new Option('--free-tier <on|off>', "whether the clouds' lasting free allowances count").choices(['on', 'off']));
}

function loud(command: Command): Command {
  return command.option('-q, --quiet', 'print the result and errors only').option('--no-color', 'no colors (as NO_COLOR)');
}
