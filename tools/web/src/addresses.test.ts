import { expect, it } from 'vitest';
import { addressOf, readAddresses } from './addresses.ts';

it("gives every part its own address, and the gateway the backend's unless told otherwise", () => {
  const addresses = readAddresses({ CONTAINER_PORT: '3100' });

  expect(addressOf(addresses, 'container')).toBe('http://127.0.0.1:3100');
  expect(addressOf(addresses, 'payment')).toBe('http://127.0.0.1:3002');
  expect(addresses.gateway).toBe('http://127.0.0.1:4000');
  expect(readAddresses({ GATEWAY_URL: 'http://127.0.0.1:4001' }).gateway).toBe('http://127.0.0.1:4001');
});

it.each(['', '0', '65536', '80.5', 'eighty'])('[WEB6] refuses %j as a port, naming the variable', (value) => {
  expect(() => readAddresses({ ORDER_PORT: value })).toThrow(`ORDER_PORT is "${value}"`);
});
