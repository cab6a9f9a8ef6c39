import { type Algorithm, hash, verify } from '@node-rs/argon2';

// OWASP's second choice for argon2id: 19 MiB, two passes, one lane.
const options = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Longest password that is looked at; a longer one is refused before any hashing. */
export const longestPassword = 200;

/** Hashes at once in this process, whoever asks, and those that may wait for their turn: about a second's work. */
const mostAtOnce = 2;
const mostWaiting = 48;

/** So many want to sign in that this one would wait too long. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) throw new TooBusy('Too many passwords are being checked');
    await new Promise<void>((go) => waiting.push(go));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed on, so that nobody who comes now slips in before those who wait.
    if (next) next();
    else running -= 1;
  }
}

/** argon2id hash of a password. Throws TooBusy. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, options));
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password fits the stored hash. Without a hash (unknown or disabled person) the same work is
 * done against a decoy, so that the time taken doesn't tell which addresses exist. Throws TooBusy.
 */
export async function checkPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hash('nobody has this password', options);
  const against = stored ?? (await decoy);
  const fits = await inTurn(() => verify(against, password).catch(() => false));
  return fits && Boolean(stored);
}
