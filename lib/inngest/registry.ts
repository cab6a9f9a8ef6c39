import type { InngestFunction } from 'inngest';

/** Each slice's jobs, from its `jobs.ts`. A function that isn't here never runs. */
export const functions: InngestFunction.Any[] = [];
