import { createServer } from 'node:http';
import { Server } from 'socket.io';

/** Longer than any run, so that the load need not answer pings. */
const PING_MS = 600_000;

const server = createServer(async (request, response) => {
  let body = '';
  request.setEncoding('utf8');
  for await (const text of request) body += text;
  io.emit('bench', JSON.parse(body));
  response.writeHead(202).end();
});
const io = new Server(server, { transports: ['websocket'], pingInterval: PING_MS });
server.listen({ host: '127.0.0.1', port: Number(process.env['PORT']), backlog: 4096 });
