const prefix = 'draft:';

/** Whose page this is; nobody's keeps no draft. */
function person(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name=person]')?.content;
}

/** Storage can be closed or full: then a reload starts over, and the form itself still works. */
function withStorage<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return work(sessionStorage);
  } catch {
    return undefined;
  }
}

const keyOf = (id: string) => {
  const owner = person();
  return owner && `${prefix}${owner}:${id}`;
};

/** What this person left in this form in this tab. */
export function readDraft<T>(id: string): T | undefined {
  const key = keyOf(id);
  if (!key) return undefined;
  return withStorage((storage) => JSON.parse(storage.getItem(key) ?? 'null') as T | null) ?? undefined;
}

export function keepDraft(id: string, draft: unknown): void {
  const key = keyOf(id);
  if (key) withStorage((storage) => storage.setItem(key, JSON.stringify(draft)));
}

export function forgetDraft(id: string): void {
  const key = keyOf(id);
  if (key) withStorage((storage) => storage.removeItem(key));
}

/** Whether this person sent something from this tab whose answer hasn't come; only its form can ask for it. */
export function hasDoubt(): boolean {
  const owner = person();
  if (!owner) return false;
  const kept = withStorage((storage) =>
    Object.keys(storage)
      .filter((key) => key.startsWith(`${prefix}${owner}:`))
      .some((key) => (JSON.parse(storage.getItem(key) ?? 'null') as { sent?: boolean } | null)?.sent),
  );
  return kept ?? false;
}

/** Forgets every draft of this tab, as signing out does. An expired session doesn't: its person finds theirs again. */
export function forgetAllDrafts(): void {
  withStorage((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
  });
}
