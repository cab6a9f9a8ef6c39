'use client';

import { type ChangeEvent, useEffect, useRef, useState, useTransition } from 'react';
import type { z } from 'zod';
import { forgetDraft, keepDraft, readDraft } from '@/components/ui/drafts';
import type { ActionResult } from '@/lib/platform/action';
import { changedFrom, mergeValues, stable } from '@/lib/platform/merge-values';
import { type Fields, read, without, withoutSecrets } from './form-values';
import { loadSchema, type Schema } from './load-schema';
import { findOutcome, newKey, sendForm } from './send-form';

type Problems = { fields: Fields; message?: string };
type Theirs<V> = { changed: Partial<V>; version: number };

/** Which state of the record the form was filled from. */
export type Edition<V> = { version: number; base: V };

/**
 * `asking`: sent, and no answer came. `unknown`: nobody can be asked now. `unsaved`: nothing arrived.
 * `outdated`: the server is of another version than this page.
 */
export type Doubt = 'asking' | 'unknown' | 'unsaved' | 'outdated';

const unreachable = 'It can’t be checked now. Look whether the network is there, and save again.';

export type FormSetup<V extends object, I, T> = {
  /** Names the form and its record; a draft is found again by it. */
  id: string;
  initial: V;
  /** Of an edit. */
  version?: number;
  /** From the fields' text to what the command takes. */
  schema: z.ZodType<I> | Schema<I>;
  /** What is wrong beyond the schema, such as rules over several fields; told together with it. */
  check?: (values: V) => Fields;
  /** What follows from other fields, after every change. Settling twice changes nothing more. */
  settle?: (values: V) => V;
  /** `key` names the intent: the same until its outcome is known. */
  send: (input: I, key: string, edition: Edition<V>) => Promise<ActionResult<T>>;
  saved: (data: T, reset: () => void) => void;
  /** What others stored, as this form's fields hold it. */
  stored?: (changed: Record<string, unknown>) => Partial<V>;
  /** Whether what is typed outlives a reload; a form in a dialog keeps only what was sent. */
  draft?: boolean;
  /** Fields that are never kept in the browser. */
  secret?: readonly (keyof V)[];
  /** What of a found draft is taken; someone sent here for a certain record means that one. */
  restore?: (draft: V) => V;
};

type Kept<V> = Edition<V> & { values: V; key?: string; sent?: boolean };

/**
 * The state of a form: values, all problems at once, what others changed, and what became of it. A form stays
 * with what was typed and with its key until it is known to be saved, over lost answers, reloads and deploys.
 */
export function useForm<V extends object, I, T>(setup: FormSetup<V, I, T>) {
  const { id, initial, draft = true } = setup;
  const fresh = (): Kept<V> => ({ values: initial, base: initial, version: setup.version ?? 1 });
  const [kept, setKept] = useState<Kept<V>>(fresh);
  const [problems, setProblems] = useState<Problems>({ fields: {} });
  const [theirs, setTheirs] = useState<Theirs<V>>();
  const [doubt, setDoubt] = useState<Doubt>();
  const [restored, setRestored] = useState(false);
  const [sending, startSending] = useTransition();
  // Refs hold at once what state would tell too late: to a second click, or to two changes of one moment.
  const latest = useRef(kept);
  const phase = useRef<'open' | 'sending' | 'saved'>('open');
  const given = useRef(setup);
  given.current = setup;
  const held = useRef(new Set<Promise<boolean>>());
  /** What was sent last. */
  const gone = useRef<V>(undefined);
  const prepared = useRef(false);
  const resets = useRef(0);

  const keep = (changed: Kept<V>) => {
    const next = { ...changed, values: given.current.settle?.(changed.values) ?? changed.values };
    latest.current = next;
    setKept(next);
    if (draft || next.sent) keepDraft(id, { ...next, values: withoutSecrets(next.values, setup.secret) });
    else forgetDraft(id);
  };

  const reset = () => {
    // What may have been saved keeps its key, else trying anew would do it twice.
    if (latest.current.sent && doubt !== 'unsaved' && doubt !== 'outdated') return;
    const next = fresh();
    forgetDraft(id);
    resets.current += 1;
    phase.current = 'open';
    latest.current = next;
    setKept(next);
    setProblems({ fields: {} });
    setTheirs(undefined);
    setDoubt(undefined);
    setRestored(false);
  };

  const finish = (data: T) => {
    const { key: _, sent: __, ...next } = latest.current;
    latest.current = next;
    setKept(next);
    forgetDraft(id);
    phase.current = 'saved';
    setDoubt(undefined);
    setTheirs(undefined);
    given.current.saved(data, resetSaved);
  };

  /** As `reset`, but what was typed while the answer was on its way is of the next one and stays. */
  const resetSaved = () => {
    const typed = gone.current ? changedFrom(gone.current, latest.current.values) : {};
    reset();
    if (Object.keys(typed).length > 0) set(typed);
  };

  const prepare = () => {
    const { schema } = given.current;
    if (prepared.current || typeof schema !== 'function') return;
    prepared.current = true;
    schema().catch(() => {
      prepared.current = false;
    });
  };

  const ask = async (key: string) => {
    phase.current = 'sending';
    setDoubt('asking');
    const outcome = await findOutcome<T>(key);
    phase.current = 'open';
    if (outcome.known && outcome.done) finish(outcome.result);
    else setDoubt(outcome.known ? 'unsaved' : 'unknown');
  };

  const conflict = (changes: Record<string, unknown>, input: I, key: string): Promise<void> | undefined => {
    const { version, ...fields } = changes;
    const { current } = latest;
    const stored = (given.current.stored ?? asText)(fields) as Partial<V>;
    const changed = changedFrom(current.base, stored);
    setProblems({ fields: {} });
    if (Object.keys(changed).length > 0 || version === current.version) {
      keep({ ...current, sent: false });
      return void setTheirs({ changed, version: Number(version) });
    }
    // They changed nothing that this form shows.
    keep({ ...current, version: Number(version) });
    return deliver(input, key);
  };

  const deliver = async (input: I, key: string): Promise<void> => {
    const { base, version } = latest.current;
    const sent = await sendForm(() => given.current.send(input, key, { base, version }));
    if (sent.kind === 'lost') return ask(key);
    phase.current = 'open';
    if (sent.kind === 'outdated') return setDoubt('outdated');
    setDoubt(undefined);
    const { result } = sent;
    if (result.ok) return finish(result.data);
    if (result.code === 'stale' && result.changed) return conflict(result.changed, input, key);
    keep({ ...latest.current, sent: false });
    setProblems({ fields: result.fields ?? {}, message: result.fields ? undefined : result.message });
  };

  /** Has a save wait for something of the form that is still on its way, a picture for one; `false`: it didn't arrive. */
  const hold = (work: Promise<boolean>) => {
    held.current.add(work);
    void work.finally(() => held.current.delete(work));
  };

  /** Goes on with a save when what it waits for is there, unless the form was left meanwhile. */
  const saveAfter = <R>(work: Promise<R>, goOn: (result: R) => void) => {
    phase.current = 'sending';
    const asked = resets.current;
    startSending(async () => {
      const result = await work;
      if (resets.current !== asked) return;
      phase.current = 'open';
      goOn(result);
    });
  };

  const save = () => {
    if (phase.current !== 'open') return;
    if (held.current.size > 0)
      return saveAfter(Promise.all(held.current), (arrived) => {
        if (arrived.every(Boolean)) save();
      });
    const { schema } = given.current;
    if (typeof schema !== 'function') return saveBy(schema);
    saveAfter(loadSchema(schema), (loaded) => {
      if (loaded.schema) return saveBy(loaded.schema);
      if (!loaded.outdated) return setProblems({ fields: {}, message: unreachable });
      setProblems({ fields: {} });
      // As what was sent: it outlives the reload, also in a dialog.
      keepSent();
      setDoubt('outdated');
    });
  };

  const keepSent = (): string => {
    const key = latest.current.key ?? newKey();
    keep({ ...latest.current, key, sent: true });
    return key;
  };

  const saveBy = (schema: z.ZodType<I>) => {
    const { input, fields } = read(latest.current.values, schema, given.current.check);
    setProblems({ fields });
    if (input === undefined) return;
    phase.current = 'sending';
    gone.current = latest.current.values;
    const key = keepSent();
    startSending(() => deliver(input.value, key));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the form that is found here
  useEffect(() => {
    const found = readDraft<Kept<V>>(id);
    if (!found?.values) return;
    const next = { ...found, values: given.current.restore?.(found.values) ?? found.values };
    latest.current = next;
    setKept(next);
    setRestored(true);
    if (found.sent && found.key && phase.current === 'open') void ask(found.key);
  }, [id]);

  const origin = stable([initial, setup.version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page brought a newer state to a form nobody has touched
  useEffect(() => {
    const { values, base, key } = latest.current;
    if (key || phase.current === 'sending' || stable(values) !== stable(base)) return;
    latest.current = fresh();
    setKept(latest.current);
  }, [origin]);

  const set = (change: Partial<V>) => {
    if (phase.current === 'saved') phase.current = 'open';
    keep({ ...latest.current, values: { ...latest.current.values, ...change } });
    setProblems(({ fields, ...rest }) => ({ ...rest, fields: without(fields, Object.keys(change)) }));
  };

  /** Takes what was typed before the script arrived, unless there is a draft. */
  const adopt = (typed: Partial<V>) => {
    if (Object.keys(typed).length > 0 && !readDraft(id)) set(typed);
  };

  /** Goes on from what the other person saved, with or without my own changes on top. */
  const resolve = (keepMine: boolean) => {
    if (!theirs) return;
    const { current } = latest;
    const base = { ...current.base, ...theirs.changed };
    const mine = mergeValues({ base: current.base, mine: current.values, theirs: theirs.changed });
    keep({ ...current, base, version: theirs.version, values: keepMine ? mine : base });
    setTheirs(undefined);
  };

  const bind = <F extends TextField<V>>(name: F) => ({
    name,
    value: kept.values[name] as string,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
      set({ [name]: event.target.value } as Partial<V>),
  });

  return {
    values: kept.values,
    base: kept.base,
    errors: problems.fields,
    message: problems.message,
    theirs,
    doubt,
    restored,
    pending: sending || doubt === 'asking',
    set,
    adopt,
    hold,
    save,
    /** Fetches what saving needs, before it does. */
    prepare,
    resolve,
    /** Forgets what was typed. */
    reset,
    askAgain: () => void (kept.key && ask(kept.key)),
    /** What a text, select or number control needs. */
    bind,
    /** The same, and what is wrong with it. */
    field: <F extends TextField<V>>(name: F) => ({ ...bind(name), error: problems.fields[name] }),
  };
}

type TextField<V> = { [F in keyof V]: V[F] extends string ? F : never }[keyof V] & string;

/** Stored values as text fields hold them. */
export const asText = (changed: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(changed).map(([field, value]) => [
      field,
      value === null ? '' : typeof value === 'number' ? String(value) : value,
    ]),
  );
