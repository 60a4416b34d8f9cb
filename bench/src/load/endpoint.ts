/** How one server is read from and published to; plain data, so that it can be sent to the load process. */
export interface Endpoint {
  readonly port: number;
  readonly streamPath: string;
  readonly publishPath: string;
  /** Bytes that say a stream is open. */
  readonly readyMark: string;
  /** `gateway`: tokens, and the contract's envelope. `socket.io`: a websocket. `plain`: the payload is the body. */
  readonly kind: 'gateway' | 'socket.io' | 'plain';
}
