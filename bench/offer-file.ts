/** An update from an AWS offer file of 300 MB: the whole process, from the first request to the new book, over HTTP on this machine. */
import { pathToFileURL } from 'node:url';
import { streamedUpdate } from '../test/prices/aws-stream.ts';
import { offerFile, type RecordedOffer } from '../test/prices/offer-file.ts';
import { fixture } from '../test/prices/recorded.ts';
import { best, printTable, type Measurement } from './measurement.ts';

const MEGABYTE = 1e6;

export async function run(): Promise<Measurement[]> {
  const { bytes, seconds, peakBytes, error } = await streamedUpdate(300 * MEGABYTE);
  if (error !== null) throw new Error(error);
  const speed = bytes / seconds / MEGABYTE;
  const peak = peakBytes / MEGABYTE;
  // The yardstick: what JSON.parse does with a tenth of the same, whole in memory. It takes milliseconds for megabytes: thousands of bytes.
  const text = Buffer.concat([...offerFile(fixture('aws/bulk-AmazonS3.us-east-1.2026-05-28.slice.json') as RecordedOffer, 30 * MEGABYTE)]);
  const whole = best(3, () => JSON.parse(text.toString('utf8')) as unknown);
  return [
    { name: 'offer file of 300 MB, request to book', value: Math.round(speed), unit: 'MB/s', reach: '≥ 50', met: speed >= 50 },
    { name: 'the same, most memory of the process', value: Math.round(peak), unit: 'MB', reach: '≤ 150', met: peak <= 150 },
    { name: 'JSON.parse of 30 MB of it', value: Math.round(text.length / whole / 1000), unit: 'MB/s', reach: null, met: null },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printTable(await run());
