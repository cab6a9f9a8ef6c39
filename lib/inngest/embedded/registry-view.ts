import type { FunctionDefinition } from './functions';

/** The synced functions, found by id and by the event that starts them. */
export type Registry = {
  all: FunctionDefinition[];
  ids: string[];
  byId: Map<string, FunctionDefinition>;
  startedBy: (event: string) => FunctionDefinition[];
  limitsConcurrency: boolean;
};

/** Indexes the synced functions. */
export function indexFunctions(definitions: FunctionDefinition[]): Registry {
  const byEvent = new Map<string, FunctionDefinition[]>();
  for (const definition of definitions) {
    for (const event of new Set(definition.triggers.map((trigger) => trigger.event))) {
      byEvent.set(event, [...(byEvent.get(event) ?? []), definition]);
    }
  }
  return {
    all: definitions,
    ids: definitions.map(({ id }) => id),
    byId: new Map(definitions.map((definition) => [definition.id, definition])),
    startedBy: (event) => byEvent.get(event) ?? [],
    limitsConcurrency: definitions.some(({ concurrency }) => concurrency.length > 0),
  };
}
