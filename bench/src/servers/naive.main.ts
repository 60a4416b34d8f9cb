// What everybody writes first: a set of responses, and a loop that writes to each of them.
import { createServer, type ServerResponse } from 'node:http';

const responses = new Set<ServerResponse>();
let id = 0;

createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    responses.add(response);
    response.on('close', () => responses.delete(response));
    return;
  }
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text) => {
    body += text;
  });
  request.on('end', () => {
    id += 1;
    const frame = `id: ${id}\nevent: bench\ndata: ${body}\n\n`;
    for (const each of responses) each.write(frame);
    response.writeHead(202).end();
  });
}).listen({ host: '127.0.0.1', port: Number(process.env['PORT']), backlog: 4096 });
