import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The state of an established connection in /proc/net/tcp. */
const ESTABLISHED = '01';

/** How many connections one process of this machine holds now to a server on this port. */
export function establishedFrom(pid: number, port: number): number {
  const held = socketsOf(pid);
  const rows = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1).map(readRow);
  return rows.filter((row) => row.state === ESTABLISHED && row.remotePort === port && held.has(row.inode)).length;
}

interface Row {
  readonly remotePort: number;
  readonly state: string;
  readonly inode: string;
}

function readRow(line: string): Row {
  const [, , remote = '', state = '', , , , , , inode = ''] = line.trim().split(/\s+/);
  // `0100007F:0FA0`, address and port in hexadecimal.
  return { remotePort: Number.parseInt(remote.split(':')[1] ?? '', 16), state, inode };
}

function socketsOf(pid: number): Set<string> {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(pid, fd));
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

/** Empty for one that was closed meanwhile. */
function linkOf(pid: number, fd: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return '';
  }
}
