/** Faults that tests order. Each decision depends only on the seed, the fault and the number's own history. */

export const faultKinds = [
  'http429',
  'http5xx',
  'http5xxAfterAccept',
  'slow',
  'dropAfterAccept',
  'refuse',
  'syncError',
  'failWith',
  'lookupFails',
  'callbackDuplicate',
  'callbackReorder',
  'callbackDelay',
  'callbackLost',
  'callbackBefore201',
  'inboundDuplicate',
  'inboundLost',
  'unknownParams',
  'mailRefused',
  'mailDropped',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface FaultOrder {
  kind: FaultKind;
  /** 0–1, drawn at each chance. Either this or `next`; neither means always. */
  probability?: number;
  /** How many of the next chances are hit. */
  next?: number;
  /** Only this contact: a phone number or business-scoped id. */
  to?: string;
  /** `delayMs`, `retryAfter` (seconds), `status`, `code`: what the kind needs. */
  params?: Readonly<Record<string, number>>;
}

export interface Fault extends FaultOrder {
  id: string;
  hits: number;
}

export interface FaultHit {
  at: number;
  id: string;
  kind: FaultKind;
  to: string;
}

const logLimit = 5000;

/** A number in [0, 1) from a text; the same text always gives the same number. */
export function drawFrom(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

export class Faults {
  private byKind = new Map<FaultKind, Fault[]>();
  private draws = new Map<string, number>();
  private serial = 0;
  seed = 1;
  readonly log: FaultHit[] = [];
  hits: Partial<Record<FaultKind, number>> = {};

  add(order: FaultOrder): Fault {
    this.serial += 1;
    const fault: Fault = { ...order, id: `fault-${this.serial}`, hits: 0 };
    this.byKind.set(order.kind, [...(this.byKind.get(order.kind) ?? []), fault]);
    return fault;
  }

  /** Starts the draws anew from this seed, so that a run can be replayed. */
  reseed(seed: number): void {
    this.seed = seed;
    this.draws.clear();
  }

  list(): Fault[] {
    return [...this.byKind.values()].flat();
  }

  /** Removes one fault, or all without an id. Returns how many went. */
  remove(id?: string): number {
    const before = this.list().length;
    if (id === undefined) this.byKind.clear();
    else
      for (const [kind, faults] of this.byKind)
        this.byKind.set(
          kind,
          faults.filter((f) => f.id !== id),
        );
    return before - this.list().length;
  }

  reset(): void {
    this.byKind.clear();
    this.draws.clear();
    this.serial = 0;
    this.seed = 1;
    this.log.length = 0;
    this.hits = {};
  }

  /** Whether this chance is hit, for this contact, now. Counts and logs the hit. */
  strike(kind: FaultKind, to: string, at: number): Fault | undefined {
    const faults = this.byKind.get(kind);
    if (!faults || faults.length === 0) return undefined;
    const fault = faults.find((candidate) => this.isHit(candidate, to));
    if (!fault) return undefined;
    fault.hits += 1;
    this.hits[kind] = (this.hits[kind] ?? 0) + 1;
    if (this.log.length < logLimit) this.log.push({ at, id: fault.id, kind, to });
    return fault;
  }

  private isHit(fault: Fault, to: string): boolean {
    if (fault.to !== undefined && fault.to !== to) return false;
    if (fault.next !== undefined) return fault.hits < fault.next;
    if (fault.probability === undefined) return true;
    const key = `${fault.id}|${to}`;
    const turn = (this.draws.get(key) ?? 0) + 1;
    this.draws.set(key, turn);
    return drawFrom(`${this.seed}|${fault.kind}|${key}|${turn}`) < fault.probability;
  }
}
