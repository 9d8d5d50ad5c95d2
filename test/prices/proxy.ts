/** A company's way out, on this machine: what the tests of proxies send their requests through. */
import { createServer, request as httpRequest, type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';

export interface Proxy {
  readonly port: number;
  readonly seen: string[];
  readonly authorized: (string | undefined)[];
  tunnels: number;
  close(): Promise<void>;
}

/** A forwarding proxy for http, and one that opens tunnels for https. */
export async function startProxy(refuse: number | null = null): Promise<Proxy> {
  const server: Server = createServer((request, answer) => {
    proxy.seen.push(request.url ?? '');
    proxy.authorized.push(request.headers['proxy-authorization']);
    if (refuse !== null) {
      answer.writeHead(refuse, { 'proxy-authenticate': 'Basic' }).end();
      return;
    }
    const onward = httpRequest(request.url ?? '', { method: request.method, headers: request.headers }, (inner) => {
      answer.writeHead(inner.statusCode ?? 502, inner.headers);
      inner.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, client) => {
    proxy.tunnels++;
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const target = net.connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client);
      client.pipe(target);
    });
    for (const [one, other] of [[target, client], [client, target]] as const) one.on('error', () => other.destroy()); // prettier-ignore
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: Proxy = {
    port: (server.address() as AddressInfo).port,
    seen: [],
    authorized: [],
    tunnels: 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
