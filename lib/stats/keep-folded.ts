import 'server-only';
import { log } from '@/lib/platform/log';
import { foldMany } from './fold';

/** How often each process looks; one of them folds at a time. */
const everyMs = 1000;
/** Readers add what waits to every figure: more than so many don't wait for the minute's job. */
const many = 1500;
const atOnce = 5000;

/**
 * More changes than these wait at no time, at a few thousand a second: 1,500, and what is written in a second and while a fold runs.
 * `npm run bench -- dashboard` measures how many there were.
 */
export const mostWaiting = 5000;

/** Folds whenever many changes wait. A database that is away is asked again at the next look. */
export function keepFolded(): { stop: () => void } {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    try {
      while (!stopped && (await foldMany({ over: many, most: atOnce })) > 0);
    } catch (error) {
      log.debug({ error }, 'figures were not folded');
    }
    if (!stopped) timer = setTimeout(look, everyMs).unref();
  };
  timer = setTimeout(look, everyMs).unref();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
