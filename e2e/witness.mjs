// A server that stands between the browser and the site and writes down all that reaches it. What the browser says of its
// own requests would be hearsay.

import { once } from 'node:events';
import { Agent, createServer, request as ask } from 'node:http';

/**
 * Hands `use` the address of the site behind the witness, and the list of what was heard: each request's path with its
 * query, headers and body, as text.
 */
export async function withWitness(site, use) {
  const heard = [];
  // A browser that leaves does not wait for answers: what nobody reads would keep this process alive.
  const agent = new Agent();
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      heard.push({ path: request.url, referer: request.headers.referer, text: [request.method, request.url, ...request.rawHeaders, body].join('\n') });
      const { method, headers } = request;
      const onward = ask(new URL(request.url, site), { agent, method, headers: { ...headers, host: new URL(site).host } }, (answer) => {
        response.writeHead(answer.statusCode, answer.rawHeaders);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      response.on('close', () => onward.destroy());
      onward.end(body);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    const address = `http://127.0.0.1:${port}${new URL(site).pathname}`;
    return await use(address, heard);
  } finally {
    server.closeAllConnections();
    server.close();
    agent.destroy();
  }
}
