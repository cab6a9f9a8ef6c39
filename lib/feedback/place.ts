/** A place in a list ordered by time and id. */
export type Place = { at: Date; id: string };

const form = /^(\d{1,15})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** A place as it stands in the address. */
export function writePlace({ at, id }: Place): string {
  return `${at.getTime()}.${id}`;
}

/** Reads it back; what isn't one means the beginning. */
export function readPlace(text: string | undefined): Place | undefined {
  const [, time, id] = form.exec(text ?? '') ?? [];
  if (!time || !id) return undefined;
  const at = new Date(Number(time));
  return Number.isNaN(at.getTime()) ? undefined : { at, id };
}
