'use client';

import { useSyncExternalStore } from 'react';
import { readerZone, sameClock, zoneName } from '@/lib/platform/format/zones';

type ZoneNoteProps = {
  timeZone: string;
  /** The instant that the times are about, in milliseconds: clocks may agree in winter only. */
  at: number;
};

const nothingChanges = () => () => {};

/**
 * " Ghana time", only for a reader whose own clock shows something else then. The server doesn't know the
 * reader's zone, so it comes with the first work of the browser and never differs from the server's text.
 */
export function ZoneNote({ timeZone, at }: ZoneNoteProps) {
  const reader = useSyncExternalStore(nothingChanges, readerZone, () => timeZone);
  return sameClock(reader, timeZone, at) ? null : <> {zoneName(timeZone)}</>;
}
