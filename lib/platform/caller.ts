import 'server-only';
import { isIP } from 'node:net';

/** Headers that our own server writes on each request; random names, so that no caller can write them. */
export type OwnHeaders = { peer: string; request: string; address: string; timed: string; framed: string };

const key = Symbol.for('cater.own-headers');
const kept = globalThis as unknown as { [key]?: OwnHeaders };

/** The names in use, or undefined where this process doesn't receive its requests itself. */
export const ownHeaders = (): OwnHeaders | undefined => kept[key];

export function writeOwnHeaders(names: OwnHeaders | undefined): void {
  kept[key] = names;
}

/**
 * Who calls: the socket's address, or behind `trusted` proxies the address that the outermost of them saw, counted
 * from the right; what stands further left is the caller's own claim. `unknown` where there is none.
 */
export function callerAddress({
  peer,
  forwarded,
  trusted,
}: {
  peer: string | null | undefined;
  forwarded: string | null | undefined;
  trusted: number;
}): string {
  const peerAddress = plainAddress(peer ?? '') ?? 'unknown';
  if (trusted === 0) return peerAddress;
  const hops = forwarded ? forwarded.split(',') : [];
  const wanted = hops.length - trusted;
  // Fewer hops than proxies: the request didn't come through all of them.
  return (wanted < 0 ? undefined : plainAddress(hops[wanted] ?? '')) ?? peerAddress;
}

/** An address without port, brackets and the IPv4-in-IPv6 form, or undefined where the text is none. */
function plainAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  return isIP(bare) ? bare.toLowerCase() : undefined;
}

/** What limits count an address by: one customer of an IPv6 provider has a whole /64. */
export function addressKey(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const filled = [...groups, ...Array(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after];
  return `${filled
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

export const isLoopback = (address: string) => /^(127\.\d+\.\d+\.\d+|::1)$/.test(address);
