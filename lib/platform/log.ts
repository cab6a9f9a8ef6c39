import 'server-only';
import pino from 'pino';
import { currentContext } from './context';
import { faultWithoutValues } from './fault-without-values';

/** JSON lines on stdout. Message texts, phone numbers and secrets don't belong here; ids do. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL || (process.env.NODE_ENV === 'test' ? 'silent' : 'info'),
    base: { app: 'cater' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: faultWithoutValues },
    // What a line says itself goes before.
    mixin: () => ({ ...currentContext() }),
    redact: ['password', 'authToken', '*.password', '*.authToken', '*.authorization'],
  },
  // Not pino's own way past the stream: what boot says of the process's output holds for the log too.
  process.stdout,
);
