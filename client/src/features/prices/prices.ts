/**
 * `Twin: Update Prices`: has the server fetch today's list prices, with progress and a way to stop; and says, at most once a week, that prices are old.
 * Nothing is ever fetched unasked. Keys are kept in the editor's own store of secrets.
 */
import type { PriceProgress, UpdatedProvider, UpdatePricesParams, UpdatePricesResult } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import type { Feature, FeatureContext } from '../../infrastructure/feature.ts';

const KEY = 'twin.googleApiKey';
const TOLD = 'twin.oldPricesTold';
const WEEK_MS = 7 * 86_400_000;
const NAMES = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' } as const;

export const prices: Feature = (context) => {
  const { boundary, session } = context;
  boundary.background(
    'age of the prices',
    session.ready.then(() => tellAge(context)),
  );
  return [
    boundary.command('twin.updatePrices', () => update(context, {})),
    boundary.command('twin.setGoogleApiKey', () => setKey(context)),
  ];
};

async function update(context: FeatureContext, { accept = false }: { readonly accept?: boolean }): Promise<void> {
  const params = await paramsOf(context, accept);
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Updating prices'), cancellable: true },
    async (progress, token) => {
      const listener = context.session.onDidFetchPrices((at) => {
        progress.report({ message: progressText(at) });
      });
      try {
        return await context.session.updatePrices(params, token);
      } finally {
        listener.dispose();
      }
    },
  );
  await tell(context, result);
}

/** `AWS IoT Core, eu-central-1: 14 of 20 meters`. */
function progressText({ service, region, found, wanted }: PriceProgress): string {
  return vscode.l10n.t('{0}, {1}: {2} of {3} meters', service, region, found, wanted);
}

async function paramsOf({ extension }: FeatureContext, accept: boolean): Promise<UpdatePricesParams> {
  const http = vscode.workspace.getConfiguration('http');
  const googleApiKey = await extension.secrets.get(KEY);
  const azure = await azureOf();
  return {
    accept,
    proxy: http.get<string>('proxy') ?? '',
    noProxy: (http.get<readonly string[]>('noProxy') ?? []).join(','),
    strictTls: http.get<boolean>('proxyStrictSSL') ?? true,
    ...(googleApiKey === undefined ? {} : { googleApiKey }),
    ...(azure === undefined ? {} : { azure }),
  };
}

/** A subscription's own offer, where the settings name one: then, and only then, the person is asked to sign in. */
async function azureOf(): Promise<UpdatePricesParams['azure']> {
  const settings = vscode.workspace.getConfiguration('twin.prices.azure');
  const subscription = settings.get<string>('subscription') ?? '';
  const offer = settings.get<string>('offer') ?? '';
  if (subscription === '' || offer === '') return undefined;
  const signedIn = await vscode.authentication.getSession('microsoft', ['https://management.azure.com/.default'], { createIfNone: true });
  return { subscription, offer, country: settings.get<string>('country') ?? 'US', token: signedIn.accessToken };
}

async function tell(context: FeatureContext, result: UpdatePricesResult): Promise<void> {
  if ('error' in result) {
    void vscode.window.showErrorMessage(vscode.l10n.t('Prices were not updated. {0}', result.error));
    return;
  }
  const { providers } = result;
  for (const { provider, reasons } of providers) for (const reason of reasons) context.log.warn(`prices of ${NAMES[provider]}: ${reason}`);
  if (providers.some(({ error }) => error === 'cancelled')) return;
  const fresh = providers.filter(({ outcome }) => outcome === 'fresh');
  const others = providers.filter(({ outcome }) => outcome !== 'fresh');
  const changed = fresh.reduce((sum, provider) => sum + provider.changed, 0);
  const head =
    fresh.length === 0
      ? vscode.l10n.t('No prices were updated; the old ones stay.')
      : vscode.l10n.t('Prices of today: {0}. Changed: {1}.', listed(fresh), changed);
  if (others.length === 0) {
    void vscode.window.showInformationMessage(head);
    return;
  }
  const key = vscode.l10n.t('Set Google API Key');
  const accept = vscode.l10n.t('Accept All the Same');
  const showLog = vscode.l10n.t('Show Log');
  const offers = [
    ...(others.some(({ error }) => error === 'no-credentials') ? [key] : []),
    ...(others.some(({ outcome }) => outcome === 'rejected') ? [accept] : []),
    showLog,
  ];
  const [first] = others;
  const text = vscode.l10n.t('{0} Old prices stay for {1}: {2}', head, listed(others), first?.reasons[0] ?? '');
  const chosen = await vscode.window.showWarningMessage(text, ...offers);
  if (chosen === key && (await setKey(context))) await update(context, {});
  if (chosen === accept) await update(context, { accept: true });
  if (chosen === showLog) context.log.channel.show(true);
}

function listed(providers: readonly UpdatedProvider[]): string {
  return providers.map(({ provider }) => NAMES[provider]).join(', ');
}

/** @returns whether a key was typed in. */
async function setKey({ extension }: FeatureContext): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Google API key'),
    prompt: vscode.l10n.t(
      'A key of a Google Cloud project with the Cloud Billing API. It is kept in the store of secrets; empty: forget it.',
    ),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return false;
  if (key.trim() === '') {
    await extension.secrets.delete(KEY);
    return false;
  }
  await extension.secrets.store(KEY, key.trim());
  return true;
}

/** Only says it: whoever does not want it sets the age to 0. */
async function tellAge(context: FeatureContext): Promise<void> {
  const limit = vscode.workspace.getConfiguration('twin').get<number>('prices.maximumAge') ?? 0;
  const { ageInDays, trouble } = await context.session.prices();
  if (trouble !== null) context.log.warn(`prices: ${trouble}`);
  const { globalState } = context.extension;
  const now = Date.now();
  if (limit === 0 || ageInDays <= limit || now - globalState.get(TOLD, 0) < WEEK_MS) return;
  await globalState.update(TOLD, now);
  const updateNow = vscode.l10n.t('Update Prices');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The prices are {0} days old.', ageInDays),
    updateNow,
    vscode.l10n.t('Later'),
  );
  if (chosen === updateNow) await update(context, {});
}
