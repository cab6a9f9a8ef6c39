import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { type Received, receive, type Sent } from '@/lib/platform/sent';

/** A screen's data as the cache has it. */
export type Watched<Data> = { received: Received<Data> | undefined; busy: boolean; failed: boolean };

/** The answer of a screen's data route that isn't 200. */
class ScreenError extends Error {
  constructor(readonly status: number) {
    super(`The server answered ${status}`);
  }
}

/** One cache for the tab; each entry belongs to a person, so that nothing of one is shown to the next. */
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => count < 1 && !(error instanceof ScreenError && error.status < 500),
    },
  },
});

/** Follows a screen's data from what came with the page on. Returns how to stop. */
export function watchScreen<Data>(
  { address, userId, initial }: { address: string; userId: string; initial: Received<Data> | undefined },
  call: (watched: Watched<Data>) => void,
): () => void {
  const queryKey = ['screen', userId, address];
  if (initial) client.setQueryData(queryKey, initial);
  const observer = new QueryObserver<Received<Data>>(client, {
    queryKey,
    queryFn: ({ signal }) => fetchScreen<Data>(address, signal),
  });
  const tell = () => {
    const { data, isFetching, isError } = observer.getCurrentResult();
    call({ received: data, busy: isFetching, failed: isError });
  };
  const stop = observer.subscribe(tell);
  tell();
  return stop;
}

/** Has what is on the screen asked for anew, and the rest when it is next looked at. Resolves when the answers are told. */
export async function refreshScreens(): Promise<void> {
  await client.invalidateQueries({ queryKey: ['screen'] });
  // The cache tells those who follow in the next turn.
  await new Promise((resolve) => setTimeout(resolve));
}

async function fetchScreen<Data>(address: string, signal: AbortSignal): Promise<Received<Data>> {
  const answer = await fetch(address, { signal, headers: { accept: 'application/json' } });
  if (!answer.ok) throw new ScreenError(answer.status);
  return receive<Data>((await answer.text()) as Sent<Data>);
}
