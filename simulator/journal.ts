import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Contact, Message, Template } from './types';

export type JournalLine =
  | { kind: 'message'; value: Message }
  | { kind: 'removed'; value: string }
  | { kind: 'contact'; value: Contact }
  | { kind: 'template'; value: Template }
  | { kind: 'clock'; value: number };

/**
 * A file with one JSON line a change. The last line of a record counts; a torn last line (kill -9) is
 * dropped. Opening it again writes it anew with only what counts.
 */
export class Journal {
  private file: number | undefined;

  constructor(private readonly path: string) {}

  read(): JournalLine[] {
    if (!existsSync(this.path)) return [];
    const lines = readFileSync(this.path, 'utf8').split('\n');
    return lines.flatMap((line) => parseLine(line));
  }

  /** Replaces the file by these lines and keeps it open for what follows. */
  open(lines: readonly JournalLine[]): void {
    this.close();
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const fresh = `${this.path}.new`;
    // What people wrote is nobody's but its owner's on a machine that others use too.
    rmSync(fresh, { force: true });
    writeFileSync(fresh, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
    renameSync(fresh, this.path);
    this.file = openSync(this.path, 'a', 0o600);
  }

  append(line: JournalLine): void {
    if (this.file !== undefined) writeSync(this.file, `${JSON.stringify(line)}\n`);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }
}

function parseLine(line: string): JournalLine[] {
  if (line === '') return [];
  try {
    return [JSON.parse(line) as JournalLine];
  } catch {
    return [];
  }
}
