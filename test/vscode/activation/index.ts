/** Measures the extension's activation inside the extension host, as a person meets it: a .twin file opens, and VS Code loads and wakes it. */
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { extension } from '../suite/extension.ts';

export interface ActivationTimes {
  /** false: something woke the extension before a .twin file was opened. */
  readonly slept: boolean;
  /** Loading the code and `activate`, by VS Code's own clock (what `Developer: Show Running Extensions` shows), in milliseconds. */
  readonly counted: number;
  /** From the wish to the end, in milliseconds: with what VS Code does in between, which is to fetch the extension's kept state from its window. */
  readonly whole: number;
  /** Processor time of the extension host meanwhile, in milliseconds: what is left where others keep the machine busy. */
  readonly processor: number;
  /** `activate` alone, in milliseconds. */
  readonly activate: number;
  /** From the start until the language server answered, in milliseconds. */
  readonly ready: number;
}

export async function run(): Promise<void> {
  const found = extension();
  const slept = !found.isActive;
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  const before = process.cpuUsage();
  const began = performance.now();
  const api = await found.activate();
  const whole = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  await api.ready;
  const ready = performance.now() - began;
  const counted = marked('LoadExtensionCode') + marked('ActivateExtension');
  const times: ActivationTimes = { slept, counted, whole, processor: (user + system) / 1_000, activate: api.activationMs, ready };
  writeFileSync(process.env.TWIN_TEST_RESULTS ?? '', JSON.stringify(times));
}

/** Milliseconds between two marks that VS Code sets about this extension. */
function marked(what: string): number {
  const { MonacoPerformanceMarks: kept } = globalThis as {
    MonacoPerformanceMarks?: { getMarks: () => { readonly name: string; readonly startTime: number }[] };
  };
  const at = (when: string): number => {
    const mark = kept?.getMarks().find(({ name }) => name === `code/extHost/${when}${what}/${extension().id.toLowerCase()}`);
    if (mark === undefined) throw new Error(`VS Code has no mark ${when}${what}`);
    return mark.startTime;
  };
  return at('did') - at('will');
}
