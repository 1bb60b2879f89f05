import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A server that passes every request on to another one, later: as far away as AWS is.
 * @param latency milliseconds
 */
export async function startSlowProxy(endpoint: string, latency: number): Promise<{ readonly endpoint: string; stop(): void }> {
  const { hostname, port } = new URL(endpoint);
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    setTimeout(() => {
      const passed = request({ hostname, port, method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on('error', () => outgoing.destroy());
      incoming.pipe(passed);
    }, latency);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => { server.closeAllConnections(); server.close(); } };
}
