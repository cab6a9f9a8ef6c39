import { attempt } from '@/components/form/send-form';
import { notify } from '@/components/ui/toast';
import { place, setOffered } from '@/lib/menu/actions';
import type { Arranged } from '@/lib/menu/schema';

/** Archives or restores at once, with the way back in the message. */
export async function offer(
  kind: Arranged,
  thing: { id: string; name: string },
  active: boolean,
): Promise<void> {
  const result = await attempt((key) => setOffered({ kind, id: thing.id, active }, key));
  if (!result.ok) return notify({ message: result.message, tone: 'error' });
  notify({
    message: active ? `${thing.name} is offered again` : `${thing.name} archived`,
    undo: () => void offer(kind, thing, !active),
  });
}

/** Puts one of a list behind another; says why where it can't be. */
export async function reorder(kind: Arranged, id: string, after: string | null): Promise<boolean> {
  const result = await attempt((key) => place({ kind, id, after }, key));
  if (!result.ok) notify({ message: result.message, tone: 'error' });
  return result.ok;
}
