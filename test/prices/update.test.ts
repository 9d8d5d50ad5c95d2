/** `twin prices update` from recorded pages to a book, what is believed and what is not, and the books that are kept. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundledBook, canonicalJson, verifyBook } from '@twin2multicloud/pricing';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { sendJson } from './clouds.ts';
import { createWorld, entryOf, SECRETS, type World } from './kit.ts';
import { fixture, type Json } from './recorded.ts';

const SAMPLE = 'samples/smart-home.twin';

describe('prices/update', function () {
  this.timeout(60_000);
  let world: World;

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    await world.close();
  });

  const product = (service: string, region: string, sku: string): { terms: Json } => {
    const found = world.clouds.aws
      .get(service)
      ?.get(region)
      ?.find((item) => item.sku === sku);
    assert.ok(found, `${service} ${region} ${sku}`);
    return found;
  };
  const reprice = (sku: string, from: string, to: string): void => {
    const found = product('AmazonDynamoDB', 'us-east-1', sku);
    const text = JSON.stringify(found.terms);
    assert.ok(text.includes(from));
    Object.assign(found, { terms: JSON.parse(text.replaceAll(from, to)) as unknown });
  };

  it('makes a book of the recorded pages, and says of the rest that it is old', async () => {
    const done = await world.update();
    assert.equal(done.code, 0, done.err);
    const book = world.book();
    const bundled = bundledBook();
    // Every price that a record confirms is read anew, by the day of the reading, and is the same: the bundled book is made of these records.
    let read = 0;
    for (const old of bundled.entries) {
      const entry = entryOf(book, `${old.provider}.${old.service}.${old.meter}`, old.region);
      const isRead = entry.source.readAt.includes('T');
      if (isRead) read++;
      if (old.status === 'confirmed') assert.ok(isRead, `${old.service}.${old.meter} ${old.region}`);
      if (!isRead) assert.equal(canonicalJson(entry), canonicalJson(old));
      const plain = (tiers: typeof entry.tiers): unknown => tiers.map(({ from, price }) => [from, price]);
      assert.deepEqual(plain(entry.tiers), plain(old.tiers));
      assert.equal(entry.free?.quantity, old.free?.quantity);
    }
    assert.equal(
      read,
      Object.values(done.of).reduce((sum, outcome) => sum + (outcome?.read ?? 0), 0),
    );
    assert.equal(book.entries.length, bundled.entries.length);
    const report = verifyBook(book);
    assert.ok(report.ok, JSON.stringify(report.errors));
    for (const outcome of Object.values(done.of)) {
      assert.equal(outcome?.outcome, 'fresh');
      assert.deepEqual(outcome.objections, []);
      assert.ok(outcome.gaps.length > 0);
    }
    const told = await world.run(['prices', 'update']);
    assert.match(told.out, /AWS +fresh +13 +0 +41/);
    assert.match(told.out, /aws\.iot-core: connectivity, messages, rules, actions \(eu-central-1, us-east-1\)/);
    assert.match(told.err, /AWS Lambda, eu-central-1: 2 of 2 meters/);
  });

  it('asks for no more than it needs: one region of three clouds in 60 requests', async () => {
    const done = await world.update(['--region', 'eu-central']);
    assert.equal(done.code, 0);
    assert.ok(world.clouds.requests.length <= 60, `${world.clouds.requests.length} requests`);
    const counted = Object.values(done.of).reduce((sum, outcome) => sum + (outcome?.requests ?? 0), 0);
    assert.equal(counted, world.clouds.requests.length);
    const read = world.book().entries.filter(({ source }) => source.readAt.includes('T'));
    assert.deepEqual([...new Set(read.map(({ region }) => region))].sort(), ['eu-central-1', 'europe-west1', 'westeurope']);
  });

  it('reads the other services where one that it asks for is not in AWS’s list any more', async () => {
    world.clouds.aws.delete('AmazonGrafana');
    const done = await world.update();
    assert.equal(done.code, 0, done.out);
    assert.match(done.err, /no service AmazonGrafana; its prices stay as they are/);
    assert.ok(done.of.aws?.gaps.some(({ meter }) => meter === 'aws.grafana.editors'));
    // Of one that was confirmed it is an objection.
    world.clouds.aws.delete('AWSLambda');
    assert.equal((await world.update()).of.aws?.outcome, 'rejected');
  });

  it('is told in lines of 80 columns: what was read, kept, missing, and why', async () => {
    const fits = ({ out }: { readonly out: string }): void => {
      assert.deepEqual(
        out.split('\n').filter((line) => line.length > 80),
        [],
      );
    };
    const first = await world.run(['prices', 'update']);
    fits(first);
    assert.match(first.err, /^AWS Lambda, eu-central-1: 2 of 2 meters$/m);
    assert.match(first.out, /^AWS: 41 prices not found; the old ones stay with their dates \(--json says why\):\n {2}aws\.iot-core: /m);
    // The bundled book has nothing in this region that could stay, and nothing of AWS is offered there here.
    const second = await world.run(['prices', 'update', '--region', 'eu-west', '--provider', 'gcp', '--provider', 'aws']);
    fits(second);
    assert.equal(second.code, 4);
    assert.match(second.out, /^Google Cloud: 18 prices not found, and the book has none there/m);
    assert.match(second.out, /^AWS: None of the services is offered in the regions that were asked for\.\n {2}→ Ask for another region/m);
    const verified = await world.run(['prices', 'verify']);
    fits(verified);
    assert.match(verified.out, /… and \d+ more: --json lists them\n/);
    const diff = await world.run(['prices', 'diff', 'bundled', '--twins', SAMPLE, 'samples/not-there.twin']);
    fits(diff);
    assert.equal(diff.code, 4);
    assert.match(diff.out, /USD\/month, as before|EUR\/month, as before/);
    assert.match((await world.run(['prices', 'diff', 'yesterday'])).err, /There is no price book yesterday\.\n {2}→ Name a day/);
  });

  it('takes a provider alone, and a region that the book did not have', async () => {
    const done = await world.update(['--provider', 'azure', '--region', 'uk']);
    // Nothing was recorded of uksouth: what the list does not have is no price.
    assert.equal(done.of.aws, undefined);
    const only = await world.update(['--provider', 'gcp', '--region', 'us-central']);
    assert.equal(only.code, 0, only.out);
    const book = world.book();
    assert.deepEqual(book.regions['us-central'], { aws: 'us-east-2', azure: 'centralus', gcp: 'us-central1' });
    assert.equal(book.zones['us-central1']?.country, 'US');
    assert.equal((await world.update(['--provider', 'gcp', '--region', 'europe-west3'])).code, 0);
    assert.equal(entryOf(world.book(), 'gcp.cloud-run.cpu', 'europe-west3').tiers[0]?.price, '0.0000336', 'a region of the second tier');
    assert.equal(world.book().zones['europe-west3']?.country, 'DE');
    assert.equal(entryOf(book, 'gcp.cloud-run.cpu', 'us-central1').tiers[0]?.price, '0.000024');
    assert.match((await world.run(['prices', 'update', '--region', 'atlantis'])).err, /--region takes .*eu-central/);
  });

  it('marks a service that the provider does not offer in a region, where the book had no confirmed price of it', async () => {
    world.clouds.aws.get('AmazonGrafana')?.delete('us-east-1');
    const done = await world.update();
    assert.equal(done.code, 0, done.out);
    const fact = world.book().unavailable.find(({ service }) => service === 'grafana');
    assert.equal(fact?.region, 'us-east-1');
    assert.match(fact.reason, /AWS lists AmazonGrafana in 1 other region and not in us-east-1/);
    assert.equal(
      world.book().entries.some(({ service, region }) => service === 'grafana' && region === 'us-east-1'),
      false,
    );
    // TwinMaker in Frankfurt was confirmed: that it is gone is an objection.
    world.clouds.aws.get('IOTTwinMaker')?.delete('eu-central-1');
    const gone = await world.update();
    assert.equal(gone.of.aws?.outcome, 'rejected');
    assert.ok(gone.of.aws.objections.some(({ kind, about }) => kind === 'absent' && about === 'aws.twinmaker in eu-central-1'));
  });

  it('puts a subscription’s own offer in the place of list prices, and its token nowhere', async () => {
    world.clouds.faults.set('azureRateCard', (answer) => {
      sendJson(answer, JSON.parse(JSON.stringify(fixture('azure/ratecard-ASSEMBLED.json')).replace('0.00325', '0.00300')));
      return true;
    });
    const own = ['--azure-subscription', '00000000-1111-2222-3333-444444444444', '--azure-offer', 'MS-AZR-0003P', '--azure-country', 'DE'];
    const done = await world.update(own, SECRETS);
    assert.equal(done.of.azure?.outcome, 'fresh', done.out + done.err);
    assert.equal(entryOf(world.book(), 'azure.digital-twins.operations', 'westeurope').tiers[0]?.price, '0.000003');
    const asked = world.clouds.requests.find(({ api }) => api === 'azureRateCard');
    assert.equal(asked?.headers.authorization, `Bearer ${SECRETS.TWIN_AZURE_TOKEN}`);
    const told = [done.out, done.err, ...world.files().map((file) => readFileSync(path.join(world.store, file), 'utf8'))].join();
    assert.ok(!told.includes(SECRETS.TWIN_AZURE_TOKEN) && !told.includes('00000000-1111'));
    assert.match(
      (await world.run(['prices', 'update', '--azure-offer', 'MS-AZR-0003P'])).err,
      /needs both --azure-subscription and --azure-offer/,
    );
  });

  describe('what is not believed', () => {
    it('a confirmed price that is gone; its candidates are named; the others are fresh', async () => {
      const regions = world.clouds.aws.get('AWSLambda');
      const kept = regions?.get('us-east-1')?.filter(({ sku }) => sku !== 'GU2ZS9HVP6QTQ7KE') ?? [];
      regions?.set('us-east-1', [...kept, { ...product('AWSLambda', 'us-east-1', 'TG3M4CAGBA3NYQBH'), sku: 'AAAAAAAAAAAAAAAA', attributes: { usagetype: 'Request-ARM', regionCode: 'us-east-1', operation: '' } }]); // prettier-ignore
      const done = await world.update();
      assert.equal(done.code, 4);
      assert.equal(done.of.aws?.outcome, 'rejected');
      const [objection] = done.of.aws.objections;
      assert.equal(objection?.about, 'aws.lambda.requests in us-east-1');
      assert.match(objection.reason, /No row of AWSLambda is GU2ZS9HVP6QTQ7KE.*Alike: .*Request-ARM/);
      assert.deepEqual(entryOf(world.book(), 'aws.lambda.requests', 'us-east-1').source.readAt, '2026-05-21');
      assert.equal(done.of.azure?.outcome, 'fresh');
      const accepted = await world.update(['--accept']);
      assert.equal(accepted.code, 0);
      const entry = entryOf(world.book(), 'aws.lambda.requests', 'us-east-1');
      assert.equal(entry.source.readAt, '2026-05-21', 'accepted or not: what is not there keeps its old price and date');
    });

    it('a price that is now sixfold, and one that is a sixth; --accept takes them', async () => {
      reprice('FGXVD96DKJMUASY3', '0.0000006250', '0.0000037500');
      reprice('4W4ZMC46EHE8XTTZ', '0.0000001250', '0.0000000208');
      const done = await world.update();
      assert.equal(done.of.aws?.outcome, 'rejected');
      assert.deepEqual(
        done.of.aws.objections.map(({ kind, about }) => [kind, about]),
        [
          ['leap', 'aws.dynamodb.writes in us-east-1'],
          ['leap', 'aws.dynamodb.reads in us-east-1'],
        ],
      );
      const told = await world.run(['prices', 'update']);
      assert.match(told.out, /AWS is rejected.*\n.*aws\.dynamodb\.writes in us-east-1: The price was 0\.000000625 and is 0\.00000375/);
      assert.match(told.out, /--accept/);
      assert.equal((await world.update(['--accept'])).code, 0);
      assert.equal(entryOf(world.book(), 'aws.dynamodb.writes', 'us-east-1').tiers[0]?.price, '0.00000375');
    });

    it('a price that is fivefold is', async () => {
      reprice('FGXVD96DKJMUASY3', '0.0000006250', '0.0000031250');
      assert.equal((await world.update()).code, 0);
    });

    it('a unit that is another one', async () => {
      await world.update();
      for (const item of world.clouds.azure)
        if (String(item.meterId).startsWith('07468ba4')) Object.assign(item, { unitOfMeasure: '10K', retailPrice: 0.0325 });
      const done = await world.update();
      assert.equal(done.of.azure?.outcome, 'rejected');
      assert.deepEqual(done.of.azure.objections, [
        { kind: 'unit', about: 'azure.digital-twins.operations in westeurope', reason: "The list's unit was 1K and is 10K." },
      ]);
      assert.equal((await world.update(['--accept'])).code, 0);
      assert.equal(entryOf(world.book(), 'azure.digital-twins.operations', 'westeurope').tiers[0]?.price, '0.00000325');
    });

    it('a list that is shorter by more than 2 %', async () => {
      const filler = (count: number): Json[] =>
        Array.from({ length: count }, (_, index) => ({
          ...world.clouds.azure.find(({ serviceName }) => serviceName === 'Functions'),
          meterId: `filler-${index}`,
          meterName: 'Filler',
        }));
      const recorded = world.clouds.azure;
      world.clouds.azure = [...recorded, ...filler(200)];
      assert.equal((await world.update()).code, 0);
      world.clouds.azure = [...recorded, ...filler(198)];
      assert.equal((await world.update()).code, 0, '1 % is the list’s life');
      world.clouds.azure = [...recorded, ...filler(180)];
      const done = await world.update();
      assert.equal(done.of.azure?.outcome, 'rejected');
      assert.match(done.of.azure.objections[0]?.reason ?? '', /has 193 rows, and had 211/);
    });

    it('two rows for one meter: an error with both, never the cheaper', async () => {
      const item = world.clouds.azure.find(({ meterId }) => String(meterId).startsWith('07468ba4'));
      world.clouds.azure.push({ ...item, retailPrice: 0.001 });
      const done = await world.update();
      assert.equal(done.of.azure?.outcome, 'rejected');
      assert.match(done.of.azure.objections[0]?.reason ?? '', /2 rows of Digital Twins are 07468ba4/);
    });

    it('a price of nothing', async () => {
      for (const item of world.clouds.azure)
        if (String(item.meterId).startsWith('07468ba4')) Object.assign(item, { retailPrice: 0, unitPrice: 0 });
      const done = await world.update();
      assert.match(done.of.azure?.objections[0]?.reason ?? '', /has a price of 0 only/);
    });
  });

  describe('books', () => {
    it('are whole, hashed and never changed; a damaged one is refused', async () => {
      await world.update();
      const [file = ''] = world.files();
      const text = readFileSync(path.join(world.store, file), 'utf8');
      assert.ok(
        createHash('sha256')
          .update(text)
          .digest('hex')
          .startsWith(/-([0-9a-f]{16})\.json$/.exec(file)?.[1] ?? 'no hash'),
      );
      assert.equal(canonicalJson(JSON.parse(text)), text);
      const { mtimeMs } = statSync(path.join(world.store, file));
      await world.update();
      assert.equal(statSync(path.join(world.store, file)).mtimeMs, mtimeMs);
      const [, second = ''] = world.files();
      writeFileSync(path.join(world.store, second), text.replace('0.0000002', '0.0000001'));
      const refused = await world.run(['cost', SAMPLE]);
      assert.equal(refused.code, 4);
      assert.match(refused.err, /was damaged or changed/);
      assert.match(refused.err, /--prices bundled/);
      assert.equal((await world.run(['cost', SAMPLE, '--prices', 'bundled'])).code, 0);
      assert.equal((await world.update()).code, 0, 'an update mends it');
      assert.equal((await world.run(['cost', SAMPLE])).code, 0);
    });

    it('are kept, the last thirty', async () => {
      for (let count = 0; count < 32; count++) assert.equal((await world.update(['--provider', 'gcp'])).code, 0);
      const books = world.files().filter((file) => file.endsWith('.json'));
      assert.equal(books.length, 30);
      assert.deepEqual(
        world.files().filter((file) => !file.endsWith('.json')),
        ['current'],
      );
      const { out } = await world.run(['prices', 'list']);
      assert.equal(out.split('\n').filter((line) => line.includes('fresh: gcp')).length, 30);
      assert.match(out, /in force\n/);
    });

    it('give an old figure again by its day, are compared, exported, and show what they do to twins', async () => {
      const file = path.join(world.store, 'hall.twin');
      writeFileSync(
        file,
        'twin Hall {\n  region us-east\n  providers aws\n  devices sensors { count 20000 every 1 min payload 1 KB }\n  storage { hot 1 month }\n}\n',
      );
      const total = async (...args: string[]): Promise<number> => {
        const { out, err } = await world.run(['cost', file, '--json', ...args]);
        assert.notEqual(out, '', err);
        const { twins, priceBook } = JSON.parse(out) as { twins: { perMonth: number }[]; priceBook: { id: string } };
        assert.ok(priceBook.id);
        return twins[0]?.perMonth ?? Number.NaN;
      };
      world.now = new Date('2026-11-21T12:00:00Z');
      await world.update();
      const first = await total();
      world.now = new Date('2026-12-24T12:00:00Z');
      reprice('FGXVD96DKJMUASY3', '0.0000006250', '0.0000012500');
      await world.update();
      const second = await total();
      assert.ok(second > first * 1.2);
      for (const word of ['2026-11-21', '2026-12-01', '2026-11-21T12', 'fetched-2026-11-21T120001Z'])
        assert.equal(await total('--prices', word), first, word);
      assert.equal(await total('--prices', '2026-12-24'), second);
      assert.match((await world.run(['cost', file, '--prices', '2025-01-01'])).err, /No price book was in force on 2025-01-01/);

      const { out } = await world.run(['prices', 'diff', '2026-11-21', '2026-12-24', '--twins', file]);
      assert.match(out, /1 price differs/);
      assert.match(out, /aws\.dynamodb\.writes +us-east-1 +0\.000000625 +0\.00000125 +\+100.%/);
      assert.match(out, /Hall +3.274\.83 → 4.369\.83 USD\/month \(\+1.095\.00, \+33.%\)/);
      assert.equal(
        (await world.run(['prices', 'diff'])).out.split('\n')[0]?.includes('1 price differs'),
        true,
        'the last two by themselves',
      );

      const exported = path.join(world.store, 'old.json.txt');
      assert.equal((await world.run(['prices', 'export', '2026-11-21', '-o', exported])).code, 0);
      assert.equal(await total('--prices', exported), first);
      assert.equal((await world.run(['prices', 'export', '-o', exported])).code, 4, 'nothing is overwritten');
    });

    it('take an overlay, which totals and traces name', async () => {
      const overlay = path.join(world.store, 'mine.overlay');
      const write = (content: object): void => {
        writeFileSync(overlay, JSON.stringify({ schema: 'twin-overlay/1', name: 'Agreement 7', ...content }));
      };
      write({
        rules: [
          { provider: 'azure', percent: -10 },
          { meter: 'azure.iot-hub.s1', price: '20' },
        ],
        commitments: [{ meter: 'aws.lambda.requests', quantity: '1000000', fee: '0.15' }],
      });
      const { out, code } = await world.run(['explain', SAMPLE, '--overlay', overlay]);
      assert.equal(code, 0);
      assert.match(out.replace(/\s+/g, ' '), /overlay Agreement 7: −10 % on azure, list price/);
      const json = JSON.parse((await world.run(['cost', SAMPLE, '--json', '--overlay', overlay])).out) as { priceBook: { id: string } };
      assert.match(json.priceBook.id, / with overlay Agreement 7$/);
      const csv = (await world.run(['cost', SAMPLE, '--format', 'csv', '--overlay', overlay])).out.split('\r\n');
      const [head = ''] = csv;
      const at = (name: string): number => head.split(',').indexOf(name);
      // A line of Azure's: the list columns are without the overlay, the billed ones a tenth less.
      const row = csv.findIndex((line) => line.includes('Azure Functions') && Number(line.split(',')[at('ListCost')]) > 0);
      const mine = csv[row]?.split(',') ?? [];
      assert.ok(Math.abs(Number(mine[at('BilledCost')]) / Number(mine[at('ListCost')]) - 0.9) < 1e-9);
      assert.match((await world.run(['cost', SAMPLE], { TWIN_OVERLAY: overlay })).out, /Overlay Agreement 7.*0\.15 USD/s);
      write({
        rules: [
          { provider: 'azur', percent: -10 },
          { meter: 'aws.lambda.requests', percent: -200 },
        ],
      });
      const wrong = await world.run(['cost', SAMPLE, '--overlay', overlay]);
      assert.equal(wrong.code, 4);
      assert.match(wrong.err, /rules\[0\]\.provider: There is no provider "azur".*rules\[1\]\.percent: -200 is no change in percent/s);
    });
  });
});
