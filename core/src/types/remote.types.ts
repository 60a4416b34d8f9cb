/**
 * What the container gives a remote's component. A remote exposes `./remote` with a component named `Remote`; everything
 * else it needs (events, login, HTTP, navigation, toasts) comes from `@vppos/core`.
 */
export interface RemoteProps {
  /** Where the till is inside this remote: `/` or `/1001`, always with the leading slash. */
  readonly path: string;
}
