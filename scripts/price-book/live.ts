/**
 * The part of docs/prices.md on fetched prices: how they are got, what is believed, which row of which list is a meter's. The table is the clients' own.
 */
import { METERS } from '@twin2multicloud/cost';

const { identitiesOf, knownZones, logicalRegions } = await import('@twin2multicloud/pricing/fetch');

const PROSE = `## Today's prices

\`twin prices update\`, or *Twin: Update Prices* in VS Code, fetches the list prices of today for the regions of the book in force. Nothing is fetched unasked:
the editor only says that prices are old. A new book is in force at once, for the command line and for every open editor, whose figures follow without a reload.

\`\`\`text
twin prices update                          the regions of the book in force, all three clouds
twin prices update --region eu-west         another region too: one below, or a provider's own; \`all\`: all below
twin prices update --provider azure         one cloud alone
twin prices list                            the books that are kept
twin prices diff --twins samples/*.twin     what changed since the book before, and what it does to these twins
twin cost FILE --prices 2026-11-21          a figure of that day, again
\`\`\`

### Where they come from

| Cloud | Source | Needs |
| --- | --- | --- |
| AWS | the Price List Query API (\`GetProducts\`), where the SDK's default chain finds credentials that may read it (\`pricing:GetProducts\`); else the public offer files of each service and region, read as a stream | nothing. \`--aws query\` and \`--aws bulk\` choose |
| Azure | the [Retail Prices API](https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices), page by page to its end | nothing |
| Azure | RateCard on top, for a subscription's own offer: see below | a sign-in, and the offer's name |
| Google Cloud | the [Cloud Billing Catalog](https://cloud.google.com/billing/v1/how-tos/catalog-api), service by service | an API key in \`TWIN_GOOGLE_API_KEY\` (*Twin: Set Google API Key* in VS Code), or default credentials |

An entry that was fetched is \`confirmed\`; it has the row's id, the unit as printed, the day from which the price holds and the time of the reading. Prices are
USD. Free tiers that stand in a list become allowances; whose they are, and allowances that stand in no list (AWS's, IoT Hub's), stay as the book had them. What
was not found keeps its old price **with its old date and source**, and the summary says so. One cloud that fails leaves the others' prices fresh.

RATECARD

### What is believed

A row is a meter's because of the table below, never because it is the cheapest or the first. Where the id is not known, product and usage names must fit exactly
one row; none or several is no price, and the rows that are alike are named (\`--json\`). Before a cloud's prices are accepted it is checked that

- every price that the book in force has as confirmed was found again;
- no list is shorter by more than 2 % than at the last update;
- no unit in print is another one;
- no price is more than five times what it was, or less than a fifth;
- no free allowance comes, goes, or grows or shrinks as much: a price that was lost in a list looks like one;
- no service is gone from a region in which it had a confirmed price.

If one of these does not hold, that cloud's old prices stay, each reason is told, and the exit code is 4. \`--accept\` takes the new ones all the same, but for what is
not there: that keeps its old entry. A service that a provider does not offer in a region, and of which the book had no confirmed price there, becomes a fact of the
book: its layer is not offered there.

### What can go wrong

Time-outs, connections that are cut, answers that are broken, 429 and 5xx are tried again up to five times, with growing waits and as long as the other side asks
(\`Retry-After\`, up to a minute). The way out follows \`HTTPS_PROXY\`, \`HTTP_PROXY\` and \`NO_PROXY\` (or \`--proxy\`; in VS Code \`http.proxy\`, \`http.noProxy\` and
\`http.proxyStrictSSL\`). A company's own certificates are believed if they are in the system's store, in \`NODE_EXTRA_CA_CERTS\` or in \`--ca FILE\`. Keys and tokens go to
their provider alone: they stand in no address, message, log or book.

Exit codes: 0 all is fresh; 4 a cloud failed or was rejected (the others may be fresh), nobody could write, or another update is running.

### The books

Books lie in \`~/.local/share/twin2multicloud/prices\` (\`$XDG_DATA_HOME\`; macOS: \`~/Library/Application Support\`; Windows: \`%LOCALAPPDATA%\`), or where \`TWIN_PRICE_STORE\` says;
empty, it turns them off. Each is written once, whole (to a draft, flushed, moved into place), under its time and the SHA-256 of its canonical JSON; one that was
changed or damaged is refused. The last 30 are kept. \`current\` names the one in force. One update runs at a time.

\`--prices\` takes a day (the book in force at its end), a time or hash of \`twin prices list\`, \`bundled\`, \`current\` or a file; \`twin prices export\` makes such a file.

How old prices are is counted for each cloud: an update in which Azure fails leaves Azure's as old as they were. The problem
[twin-4006](problems/twin-4006.md), the status bar and \`twin prices show\` name the clouds. One that was never fetched (no key, say) keeps the bundled prices and their date.

## Discounts of your own: overlays

List prices are not a bill. An overlay is a JSON file with your own discounts, laid on top by \`--overlay FILE\`, \`TWIN_OVERLAY\` or the setting \`twin.prices.overlay\`:

\`\`\`json
{
  "schema": "twin-overlay/1",
  "name": "Enterprise agreement 2026",
  "rules": [
    { "provider": "aws", "percent": -7.5, "note": "all of AWS, 7.5 % off" },
    { "service": "aws.lambda", "percent": -12 },
    { "meter": "azure.iot-hub.s1", "region": "westeurope", "price": "22.50" },
    { "meter": "gcp.pubsub.throughput", "amount": "-4" }
  ],
  "commitments": [{ "meter": "aws.lambda.requests", "quantity": "50000000", "fee": "8.00", "note": "paid ahead each month" }]
}
\`\`\`

A rule names one provider, service or meter, and may name a region. \`percent\` changes the list price, \`amount\` adds USD to each unit, \`price\` puts one price in the
place of the list's tiers. The narrowest rule wins; rules never add up. A commitment is a quantity of a meter that the account has paid for, used or not: it counts as
an allowance, whatever \`free-tier\` says, and its fee is told beside the totals and is in none, because it belongs to the account and moves no placement. The file is
checked ([schema](schema/twin-overlay-1.json): VS Code completes files named \`twin-overlay.json\` or \`*.twin-overlay.json\` by it): a misspelled key is an error, not a discount that silently does not count. Every price that an overlay changed says so, with the list price, in
\`twin explain\`, in hovers and in JSON; totals name the overlay.
`;

const RATECARD = `### A subscription's own offer (Azure RateCard)

Where you sign in and name a subscription, its offer (such as \`MS-AZR-0003P\`, pay as you go) and the country of the offer, RateCard is asked too, and its rates stand
in place of the list prices of the same meters: \`--azure-subscription\`, \`--azure-offer\` and \`--azure-country\` with \`az login\` or a token in \`TWIN_AZURE_TOKEN\`; in VS Code
the settings \`twin.prices.azure.*\`. Meters that the card does not have keep the list price.

RateCard is an old preview, and Microsoft's own page says that it is **superseded**: by the Retail Prices API for list prices, and by the Price Sheet APIs for the
prices of an enterprise or customer agreement, for which RateCard knows no offer. Threads report that it lags behind. What it still gives, and no public list does:

- **included quantities**: how much of a meter the offer includes at no cost. It becomes an allowance in front of the tiers;
- **the offer's rates**, for the older offers: pay as you go, Visual Studio, sponsorships …;
- **the offer's terms**: monetary credit, monetary commitment, recurring charge. They are shown in the summary and are in no price: a credit is no price of a meter.

Rates that include taxes are refused, because no other price of the book does. The answer is a redirect to a file with a signature in its address; the sign-in's token
is sent to \`management.azure.com\` alone. Neither the token nor the subscription's id is written to the book or a log.
`;

/** The section on fetched prices and overlays. */
export function liveSection(): string {
  return PROSE.replace('RATECARD', () => RATECARD);
}

/** Which row is whose, in the regions of the bundled book, and every region that can be asked for. */
export function identitySection(table: (head: readonly string[], rows: readonly (readonly string[])[]) => string): string {
  const rows = (['aws', 'azure', 'gcp'] as const).flatMap((provider) => {
    const [first, second] = [logicalRegions()['eu-central'], logicalRegions()['us-east']].map((named) =>
      named === undefined ? [] : identitiesOf(provider, [named[provider]]),
    );
    return (first ?? []).map((identity, index) => {
      const names = Object.entries(identity.where).filter(([name]) => name !== 'term' && name !== 'type' && name !== 'usageType');
      const words = names.map(([name, value]) => `${name} ${[value].flat().slice(0, 2).join(' or ')}`);
      const ids = [identity.id, second?.[index]?.id].map((id) => id ?? '—');
      return [`\`${identity.meter}\`${identity.part === '' ? '' : ` (${identity.part})`}`, identity.service, words.join('; '), ...ids];
    });
  });
  const known = new Set(rows.map(([meter = '']) => meter.replace(/`([^`]+)`.*/, '$1')));
  const unknown = Object.keys(METERS).filter((meter) => !known.has(meter));
  const regions = Object.entries(logicalRegions()).map(([name, { aws, azure, gcp }]) => [`\`${name}\``, aws, azure, gcp]);
  const named = new Set(regions.flat());
  const alone = Object.keys(knownZones()).filter((name) => !named.has(name));
  return `## Which row is a meter's

The ids are those of recorded responses. Names without one are [K], or read in public code [S], until an update has found them; a wrong one finds nothing and leaves the
old price, it never finds another's. The names are of eu-central; elsewhere AWS's prefix and Google's place differ.${unknown.length === 0 ? '' : ` Not known, and therefore never fetched: ${unknown.map((meter) => `\`${meter}\``).join(', ')}.`}
Two meters may have one row: the storage of Cosmos DB's serverless accounts is billed by that of the others.

${table(['Meter', 'Service or offer', 'Names', 'Id in eu-central', 'Id in us-east'], rows)}
## Regions that can be fetched

A name for all three clouds stands for the regions that lie nearest to each other. \`eu-central\` and \`us-east\` are the bundled book's and rest on
recorded responses; the others are general knowledge [K] and **unconfirmed** until an update has found them: a name that a cloud does not have finds
no list, and never another region's prices.

Whether a service is in a region is not written here: the clouds' own lists say it at the update. AWS names the regions of each service in an index, Azure's list of the
service has prices in other regions and none there, Google's SKUs name their regions. What is lacking becomes a fact of the book, with its evidence.

${table(['Region', 'AWS', 'Azure', 'Google Cloud'], regions)}
Each cloud's regions can be asked for by their own names too, these included, which stand for none of the above: ${alone.map((name) => `\`${name}\``).join(', ')}.
Others (China, governments) have price lists of their own and are not read.
`;
}
