import type { DataOf } from '@/lib/platform/screen';
import { receive, type Sent } from '@/lib/platform/sent';
import type { searchScreen } from '@/lib/search/screens';

type Found = DataOf<typeof searchScreen>;

/** What the office has by these words. Rejects when the server doesn't answer, or when `signal` calls it off. */
export async function searchOffice(query: string, signal: AbortSignal): Promise<Found['hits']> {
  const answer = await fetch(`/api/v1/search?q=${encodeURIComponent(query)}`, { signal });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
  return receive<Found>((await answer.text()) as Sent<Found>).data.hits;
}
