// A page with nothing on it, behind the same proxy as the till's origin. It lends a token to readers that can send none:
// `baseline.main.ts`, with GATEWAY_URL and READER_TOKEN in the environment.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApiProxy } from '../../tools/web/src/apiProxy.ts';

const gatewayUrl = process.env['GATEWAY_URL'] ?? '';
const proxy = createApiProxy({ gatewayUrl, backendUrl: gatewayUrl });
const server = createServer((request, response) => {
  if (request.url === '/') {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>baseline</title>');
    return;
  }
  request.headers.authorization ??= `Bearer ${process.env['READER_TOKEN']}`;
  proxy(request, response);
});
server.listen(0, '127.0.0.1', () => {
  // Listening on a port makes the address an AddressInfo.
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
