/** When a payment is due: so many days after the acceptance, from the event (below zero before it), or on a named day. */
export type Due = { from: 'acceptance' | 'event'; days: number } | { on: string };

/** A payment between deposit and the rest: basis points of the total, or minor units. */
export type PlanStep = { share: number; due: Due } | { amount: number; due: Due };

/** When a booking's money is due; its deposit is the booking's, its balance what is left. */
export type PaymentPlan = { deposit: Due; steps: PlanStep[]; balance: Due };

/** From so many days before an event on, calling it off leaves so much of its total due: basis points. */
export type CancellationTerm = { days: number; share: number };
