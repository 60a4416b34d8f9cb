import { createServer } from 'node:http';
import { createChannel, createSession } from 'better-sse';

const channel = createChannel();

createServer(async (request, response) => {
  if (request.method === 'GET') {
    channel.register(await createSession(request, response));
    return;
  }
  let body = '';
  request.setEncoding('utf8');
  for await (const text of request) body += text;
  channel.broadcast(JSON.parse(body), 'bench');
  response.writeHead(202).end();
}).listen({ host: '127.0.0.1', port: Number(process.env['PORT']), backlog: 4096 });
