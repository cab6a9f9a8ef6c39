/** Where files are kept. A key is a path of plain names: "<company>/<picture>/large.webp". */
export type Store = {
  /** Keeps it, in place of what had the key. */
  put: (key: string, bytes: Buffer, contentType: string) => Promise<void>;
  /** Undefined where there is nothing of that key. */
  get: (key: string) => Promise<Buffer | undefined>;
  /** Nothing of that key is no error. */
  remove: (key: string) => Promise<void>;
};

const keyForm = /^[a-z0-9-]+(\/[a-z0-9-]+)*\.[a-z0-9]+$/;

/** Keys are made here and not by callers from outside; anything else would be a way out of the store's folder. */
export function mustBeKey(key: string): string {
  if (!keyForm.test(key)) throw new Error(`Not a key of the store: ${key}`);
  return key;
}
