/**
 * Which way a request leaves: directly or through a proxy, and whose certificates are believed. Read from the environment and from what the caller
 * passes on (VS Code's proxy settings); it sends nothing itself.
 */
import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import tls from 'node:tls';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { FetchError } from '../contract.ts';

export interface Way {
  /** A proxy's URL for every address; null or absent: as HTTPS_PROXY and HTTP_PROXY say. */
  readonly proxy?: string | null;
  /** Hosts that are reached directly, in the form of NO_PROXY. */
  readonly noProxy?: string | null;
  /** A file of certificates (PEM) that are believed besides the system's. */
  readonly caFile?: string | null;
  /** False: certificates are not checked (VS Code's http.proxyStrictSSL). */
  readonly strictTls?: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

const SOCKETS = 8;

/** A chooser of agents; `close` ends their idle connections. */
export function createAgents(way: Way): { agentsFor(url: string): Agents; close(): void } {
  const trust = trustOf(way);
  const options = { keepAlive: true, maxSockets: SOCKETS };
  const direct: Agents = { http: new HttpAgent(options), https: new HttpsAgent({ ...options, ...trust }) };
  const proxied = new Map<string, Agents>();
  const through = (proxy: string): Agents => {
    let agents = proxied.get(proxy);
    if (agents === undefined) {
      // Both speak Node's agent protocol; their declared types differ from Node's by how they were born.
      agents = {
        http: new HttpProxyAgent(proxy, options) as unknown as HttpAgent,
        https: new HttpsProxyAgent(proxy, { ...options, ...trust }) as unknown as HttpsAgent,
      };
      // What it is given holds on the way to the proxy; these hold for whom it reaches through it.
      Object.assign(agents.https.options, trust);
      proxied.set(proxy, agents);
    }
    return agents;
  };
  return {
    agentsFor: (url) => {
      const proxy = proxyFor(url, way);
      return proxy === null ? direct : through(proxy);
    },
    close: () => {
      for (const { http, https } of [direct, ...proxied.values()]) {
        http.destroy();
        https.destroy();
      }
    },
  };
}

/**
 * The proxy for an address, or null for the direct way. An explicit proxy beats the environment; names are read in both cases, the lower first, as curl does.
 * @throws FetchError `proxy` for one that is no URL.
 */
export function proxyFor(url: string, { proxy, noProxy, env }: Way): string | null {
  const { protocol, hostname, port } = new URL(url);
  const variable = (name: string): string => env[name.toLowerCase()] ?? env[name] ?? '';
  const wanted = proxy ?? (protocol === 'https:' ? variable('HTTPS_PROXY') : variable('HTTP_PROXY'));
  if (wanted === '' || isExcepted(hostname, port, noProxy ?? variable('NO_PROXY'))) return null;
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(wanted) ? wanted : `http://${wanted}`;
  if (!/^https?:$/.test(URL.parse(full)?.protocol ?? ''))
    throw new FetchError(
      'proxy',
      'The proxy that is set is no http or https address.',
      'Correct HTTPS_PROXY, HTTP_PROXY or the http.proxy setting, such as http://proxy.example:8080.',
    );
  return full;
}

/** NO_PROXY: names with their subdomains, with or without a leading dot, a port, or `*` for all. */
function isExcepted(hostname: string, port: string, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return list
    .split(/[\s,]+/)
    .filter((item) => item !== '')
    .some((item) => {
      if (item === '*') return true;
      const [, name = '', onlyPort] = /^(.*?)(?::(\d+))?$/.exec(item.toLowerCase()) ?? [];
      if (onlyPort !== undefined && onlyPort !== port) return false;
      const bare = name.replace(/^\*?\./, '');
      return host === bare || host.endsWith(`.${bare}`);
    });
}

function trustOf({ caFile, strictTls, env }: Way): { ca?: string[]; rejectUnauthorized?: boolean } {
  const files = [caFile, env.NODE_EXTRA_CA_CERTS].filter((file): file is string => typeof file === 'string' && file !== '');
  const extra = [...new Set(files)].map(readCertificates);
  return {
    // The system's store holds what a company's administrators put there.
    ca: [...new Set([...systemCertificates(), ...extra])],
    ...(strictTls === false ? { rejectUnauthorized: false } : {}),
  };
}

/** Node learned to read the system's store in 22.15. */
function systemCertificates(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: typeof tls.getCACertificates };
  return getCACertificates === undefined ? tls.rootCertificates : [...getCACertificates('default'), ...getCACertificates('system')];
}

function readCertificates(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FetchError('certificate', `The certificates ${file} could not be read.`, 'Check the path of --ca or NODE_EXTRA_CA_CERTS.', {
      cause,
    });
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new FetchError(
      'certificate',
      `${file} holds no certificate in PEM.`,
      'Give a file that begins with -----BEGIN CERTIFICATE-----.',
    );
  return text;
}
