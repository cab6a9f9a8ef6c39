import { Writable } from 'node:stream';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { keepPlain, plainText } from './plain-output';

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those must not be left
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e]/;
const hostile = '\u001b[2J\u001b]0;owned\u0007\u009b31mred\u202Eevil\r\u2028\u007f';

describe('what strangers send can’t steer the terminal of who reads the log', () => {
  test('nothing that a terminal obeys is left, words and line ends are', () => {
    const plain = plainText(`Unexpected token '${hostile}'\n\tat somewhere Kɔfi 🎉\n`);
    expect(plain).not.toMatch(obeyed);
    expect(plain).toContain('\\u001b[2J');
    expect(plain.split('\n')).toHaveLength(3);
    expect(plain).toContain('Kɔfi 🎉');
  });

  test('that holds for the logger and for whatever else writes to the stream, text or bytes', () => {
    let written = '';
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        written += chunk;
        done();
      },
    });
    keepPlain(stream);
    pino({}, stream).info({ error: new Error(hostile) }, hostile);
    stream.write(`⨯ Error: ${hostile}\n`);
    stream.write(Buffer.from(`${hostile}\n`));
    expect(written).not.toMatch(obeyed);
    expect(written.match(/owned/g)?.length).toBeGreaterThanOrEqual(3);
  });
});
