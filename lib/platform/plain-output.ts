type Writes = { write: (...given: never[]) => boolean };

/** Everything that a terminal obeys but line ends and tabs: ESC sequences, C1 controls, and text that turns its direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are written out
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The text with everything a terminal would obey written out as `\u001b`. */
export function plainText(text: string): string {
  return text.replace(obeyed, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Has everything that is written to these streams, by us or by a package, pass as plain text: error messages quote
 * what strangers sent, and whoever reads the log reads it in a terminal.
 */
export function keepPlain(...streams: object[]): void {
  for (const stream of streams as Writes[]) {
    const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
    stream.write = ((chunk: unknown, ...rest: unknown[]) => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('utf8');
      return write(plainText(text), ...rest);
    }) as Writes['write'];
  }
}
