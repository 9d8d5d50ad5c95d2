/**
 * What an issue's report says: versions, settings that differ, the last log lines, with everything taken out that names a person, a place on
 * a disk or a secret. It never holds the text of a file. No editor in here.
 */

export interface IssueFacts {
  readonly extension: string;
  readonly editor: string;
  readonly host: string;
  readonly platform: string;
  readonly language: string;
  readonly server: string;
  readonly prices: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly log: readonly string[];
  /** Folders whose names are taken out: the home folder, the workspace's. */
  readonly folders: readonly string[];
}

/** The words of the report, so that the shell can translate them. */
export interface IssueWords {
  readonly title: string;
  readonly intro: string;
  readonly what: string;
  readonly facts: string;
  readonly settings: string;
  readonly log: string;
  readonly none: string;
}

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '<private key>'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '<key>'],
  [/\bAIza[\w-]{35}/g, '<key>'],
  [/\bgh[opsu]_\w{20,}/g, '<token>'],
  [/\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g, '<token>'],
  [/\bBearer\s+\S+/gi, 'Bearer <token>'],
  [/\b(password|passwd|secret|token|api[-_ ]?key|accountkey|sig|authorization)(["']?\s*[=:]\s*["']?)[^\s"'&;,]+/gi, '$1$2<secret>'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+(?::[^\s/@]*)?@/gi, '$1<user>@'],
  [/\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g, '<mail>'],
];

/** Takes out secrets, mail addresses, and the folders by name. */
export function redact(text: string, folders: readonly string[]): string {
  let clean = text;
  const longestFirst = [...new Set(folders.filter((folder) => folder.length > 1))].sort((a, b) => b.length - a.length);
  for (const folder of longestFirst) {
    for (const form of new Set([folder, encodeURI(folder), folder.replaceAll('\\', '/'), folder.replaceAll('\\', '\\\\')]))
      clean = clean.replaceAll(form, '<folder>');
  }
  // Homes of others, and on other systems.
  clean = clean.replaceAll(/(\/(?:home|Users)\/|[A-Z]:\\+Users\\+)[^/\\\s"':]+/gi, '$1<user>');
  for (const [pattern, replacement] of SECRETS) clean = clean.replaceAll(pattern, replacement);
  return clean;
}

/** The report as Markdown. */
export function issueMarkdown(facts: IssueFacts, words: IssueWords): string {
  const settings = Object.entries(facts.settings).map(([key, value]) => `- \`${key}\`: \`${JSON.stringify(value)}\``);
  const text = [
    `# ${words.title}`,
    '',
    words.intro,
    '',
    `## ${words.what}`,
    '',
    '',
    '',
    `## ${words.facts}`,
    '',
    `- Twin2MultiCloud ${facts.extension}`,
    `- ${facts.editor}, ${facts.host}, ${facts.platform}, ${facts.language}`,
    `- server: ${facts.server}`,
    `- prices: ${facts.prices}`,
    '',
    `## ${words.settings}`,
    '',
    ...(settings.length === 0 ? [words.none] : settings),
    '',
    `## ${words.log}`,
    '',
    '```text',
    ...(facts.log.length === 0 ? [words.none] : facts.log),
    '```',
    '',
  ].join('\n');
  return redact(text, facts.folders);
}
