import { randomUUID } from 'node:crypto';
import { realClock } from '@vppos/core/time';
import { createGateway, readGatewayConfig, resourceUpdated, sendProblem, serverOptions } from '@vppos/gateway';
import fastify from 'fastify';

const app = fastify({ ...serverOptions, logger: { level: 'warn' } });
const config = readGatewayConfig(process.env);
const deps = { clock: realClock, random: Math.random, newId: randomUUID, logger: app.log };
const gateway = await createGateway(config, deps);
await app.register(gateway.plugin);

gateway.onConnected(({ userId, clientId }) => console.log(`user ${userId} is here on ${clientId}`));
gateway.onDisconnected(({ userId }, reason) => console.log(`user ${userId} has gone: ${reason}`));

app.delete<{ Params: { id: string } }>('/products/:id', async (request, reply) => {
  const change = { resource: 'product', action: 'deleted', data: { id: request.params.id } } as const;
  const event = resourceUpdated(change, realClock.now());
  const outcome = await gateway.publish({ kind: 'company', companyId: 1 }, event);
  return outcome.ok ? { told: outcome.streams } : sendProblem(reply, outcome.refusal);
});

console.log(`ready at ${await app.listen({ host: config.host, port: config.port })}`);
// Says goodbye to every stream, spread over DRAIN_MS, then closes the log.
process.once('SIGTERM', () => void app.close());
