import type { IncomingMessage, ServerResponse } from 'node:http';
import { createProxyServer } from 'http-proxy-3';

/** Where the container's origin sends its calls. */
export interface ApiTargets {
  /** Everything under `/api`, but for the events. */
  readonly backendUrl: string;
  /** `/api/v1/events*`. */
  readonly gatewayUrl: string;
}

export type ApiProxy = (request: IncomingMessage, response: ServerResponse) => void;

const EVENTS_PATH = /^\/api\/v1\/events(?=[/?]|$)/;

/** Makes the browser see one origin. A page that goes ends its stream at the gateway at once. */
export function createApiProxy({ backendUrl, gatewayUrl }: ApiTargets): ApiProxy {
  const proxy = createProxyServer({ xfwd: true });
  // The library copies a whole answer; one that breaks off it leaves open, and a page would wait at a dead stream.
  proxy.on('proxyRes', (answer, _request, response) => {
    answer.once('close', () => {
      if (!answer.complete) response.destroy();
    });
  });

  return (request, response) => {
    const target = EVENTS_PATH.test(request.url ?? '') ? gatewayUrl : backendUrl;
    proxy.web(request, response, { target }, () => refuse(response));
  };
}

/** The server behind does not answer: a problem like every other, or the end of a stream that was already open. */
function refuse(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(502, { 'content-type': 'application/problem+json' });
  response.end(
    JSON.stringify({
      type: 'about:blank',
      title: 'Bad Gateway',
      status: 502,
      detail: 'The server behind the till does not answer.',
    }),
  );
}
