import type { GetStepTools, Inngest } from 'inngest';
import { now } from '@/lib/platform/clock';

type Step = Pick<GetStepTools<Inngest>, 'sleepUntil'>;

/** Engines round an instant by up to half a second; a second nap of this length is past it in any case. */
const napMs = 1_000;

/**
 * Sleeps until `at` has come by the clock that the rules use. An engine may wake a run before its time, since it
 * rounds or has a clock of its own; the run then sleeps on and nothing of it is counted. `id` names the sleep
 * within the function, and `at` must be the same instant whenever the run replays.
 */
export async function sleepUntilDue(step: Step, id: string, at: Date, clock = now): Promise<void> {
  for (let wake = 0; at > clock(); wake += 1) {
    const until = wake === 0 ? at : new Date(Math.max(at.getTime(), clock().getTime() + napMs));
    await step.sleepUntil(wake === 0 ? id : `${id}, again ${wake}`, until);
  }
}
