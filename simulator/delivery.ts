import { buildCallbackParams, unknownParams } from './callback-params';
import { Timers } from './timers';
import type { Message, Status } from './types';
import type { World } from './world';

interface Step {
  status: Status;
  after: number;
  errorCode: number | null;
}

/** Moves accepted messages through their statuses and tells the app about each of them. */
export class Delivery {
  private readonly timers = new Timers();
  private generation = 0;
  /** Messages still on their way, and callbacks still held back. */
  pending = 0;

  constructor(private readonly world: World) {}

  /**
   * Starts the way of an accepted message. `hurry`: the first statuses happen at once, and the promise
   * resolves when the app has been told of them; else it resolves at the end of the way.
   */
  async start(message: Message, options: { hurry: boolean }): Promise<void> {
    const generation = this.generation;
    const steps = this.planSteps(message);
    const reorder = this.strike('callbackReorder', message) !== undefined;
    const held: (() => Promise<void>)[] = [];
    let chain: Promise<void> = Promise.resolve();
    const advance = (step: Step) => {
      // The status that the request was answered with is no change, and Twilio tells of changes only.
      const isNews = message.status !== step.status;
      this.reach(message, step);
      const report = () => (isNews ? this.report(message, step) : Promise.resolve());
      if (reorder) held.push(report);
      else chain = chain.then(report);
    };
    this.pending += 1;
    const early = options.hurry ? steps.splice(0, 2) : [];
    for (const step of early) advance(step);
    const rest = this.walk(steps, advance, generation)
      .then(async () => {
        for (const report of held.reverse()) chain = chain.then(report);
        await chain;
      })
      .catch((error: unknown) => console.error('simulator: delivery stopped:', error))
      .finally(() => {
        this.pending -= 1;
      });
    await (options.hurry ? chain : rest);
  }

  private async walk(steps: Step[], advance: (step: Step) => void, generation: number): Promise<void> {
    for (const step of steps) {
      const waited = await this.timers.wait(step.after);
      if (!waited || generation !== this.generation) return;
      advance(step);
    }
  }

  private planSteps(message: Message): Step[] {
    const { delays, autoRead } = this.world.settings;
    const ahead: Step[] = [{ status: 'queued', after: delays.queued, errorCode: null }];
    const { outcome } = message;
    if (outcome) {
      if (outcome.status === 'undelivered')
        ahead.push({ status: 'sent', after: delays.sent, errorCode: null });
      ahead.push({ ...outcome, after: delays.delivered });
    } else {
      ahead.push({ status: 'sent', after: delays.sent, errorCode: null });
      ahead.push({ status: 'delivered', after: delays.delivered, errorCode: null });
      if (autoRead && message.channel === 'whatsapp') {
        ahead.push({ status: 'read', after: delays.read, errorCode: null });
      }
    }
    const done = ahead.findIndex((step) => step.status === message.status);
    return message.history.length > 1 ? ahead.slice(done + 1) : ahead;
  }

  private reach(message: Message, step: Step): void {
    const { store, counters } = this.world;
    const before = message.status;
    if (step.status === 'queued' && before === 'queued') {
      message.history.push({ status: 'queued', at: store.clock.now(), errorCode: null });
    } else store.setStatus(message, step.status, step.errorCode);
    if (step.status === 'delivered') counters.noteDelivered(message);
    if (step.status === 'read') counters.read += 1;
    if (step.errorCode !== null) counters.undelivered += 1;
  }

  /** The person opens the phone: everything delivered becomes read. */
  markRead(message: Message): void {
    if (message.status !== 'delivered') return;
    const step: Step = { status: 'read', after: 0, errorCode: null };
    this.reach(message, step);
    void this.report(message, step);
  }

  private strike(kind: Parameters<World['faults']['strike']>[0], message: Message) {
    return this.world.faults.strike(kind, message.contact, this.world.store.clock.now());
  }

  private async report(message: Message, step: Step): Promise<void> {
    const { settings } = this.world;
    if (!message.statusCallback || !settings.callbackStatuses.includes(step.status)) return;
    if (this.strike('callbackLost', message)) {
      this.note(message, step.status, null, 'lost (fault)');
      return;
    }
    const late = this.strike('callbackDelay', message);
    const times = this.strike('callbackDuplicate', message) ? 2 : 1;
    if (late) void this.postLater(message, step, { times, delayMs: late.params?.delayMs ?? 2000 });
    else await this.post(message, step, times);
  }

  private async postLater(
    message: Message,
    step: Step,
    plan: { times: number; delayMs: number },
  ): Promise<void> {
    const generation = this.generation;
    this.pending += 1;
    const waited = await this.timers.wait(plan.delayMs);
    if (waited && generation === this.generation) await this.post(message, step, plan.times);
    this.pending -= 1;
  }

  /** Posts the callback of this status now, `times` times. Also what a replay does. */
  async post(message: Message, step: { status: Status; errorCode: number | null }, times = 1): Promise<void> {
    const { accountSid, webhooks, counters } = this.world;
    if (!message.statusCallback) return;
    const params = buildCallbackParams({
      accountSid,
      message,
      status: step.status,
      errorCode: step.errorCode,
    });
    if (this.strike('unknownParams', message)) Object.assign(params, unknownParams);
    for (let turn = 0; turn < times; turn += 1) {
      counters.statusCallbacks += 1;
      const answer = await webhooks.post(message.statusCallback, params);
      if (answer.status === null || answer.status >= 300) counters.statusCallbackFailures += 1;
      this.note(message, step.status, answer.status, answer.note);
    }
  }

  private note(message: Message, status: Status, answer: number | null, note?: string): void {
    const at = this.world.store.clock.now();
    message.webhooks.push({ kind: 'status', status, at, answer, ...(note === undefined ? {} : { note }) });
    if (this.world.store.message(message.sid) === message) this.world.store.saveMessage(message);
  }

  /** After a restart: goes on with what was on its way. */
  resume(): void {
    for (const message of this.world.store.select({})) {
      const isOpen =
        ['accepted', 'queued'].includes(message.status) ||
        (message.status === 'sent' && message.channel === 'whatsapp');
      if (message.direction === 'outbound-api' && isOpen) void this.start(message, { hurry: false });
    }
  }

  /** Forgets what is on its way; for a reset. */
  abandon(): void {
    this.generation += 1;
  }

  close(): void {
    this.timers.close();
  }
}
