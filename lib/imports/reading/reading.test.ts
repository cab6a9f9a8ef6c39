import { deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { isTooLong, readRows } from './read-rows';

async function rowsOf(bytes: Buffer | string, name = 'list.csv') {
  const { readAs, rows } = readRows(Buffer.from(bytes as string), name);
  const found: { line: number; cells: string[] }[] = [];
  for await (const row of rows) found.push(row);
  return { readAs, rows: found, cells: found.map(({ cells }) => cells) };
}
const refused = (words: RegExp) => ({
  code: 'invalid',
  detail: { fields: { file: expect.stringMatching(words) } },
});
const list = 'Name;Téléphone\nAdwoa;024 412 3456\nYaa “Queen”;020 111 2222\n';
const wanted = [
  ['Name', 'Téléphone'],
  ['Adwoa', '024 412 3456'],
  ['Yaa “Queen”', '020 111 2222'],
];

describe('the text of a list', () => {
  const utf16 = Buffer.from(list, 'utf16le');
  const western = Buffer.from(list.replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1');
  test.each([
    ['UTF-8', Buffer.from(list)],
    ['UTF-8', Buffer.from(`\ufeff${list}`)],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16', utf16],
    ['UTF-16', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ['UTF-16', Buffer.from(utf16).swap16()],
    ['Windows-1252', western],
  ])('is read in %s', async (encoding, bytes) => {
    const { readAs, cells } = await rowsOf(bytes);
    expect(readAs).toBe(`CSV, ${encoding}, semicolons`);
    expect(cells).toEqual(wanted);
  });

  test.each([
    [',', 'commas'],
    [';', 'semicolons'],
    ['\t', 'tabs'],
  ])('is cut at %j, whatever else stands in it', async (delimiter, word) => {
    const { readAs, cells } = await rowsOf(`Name${delimiter}Notes\nAma${delimiter}"a, b; c\td ""e"""\n`);
    expect(readAs).toContain(word);
    expect(cells[1]).toEqual(['Ama', 'a, b; c\td "e"']);
  });

  test('gives each row the line where it begins, over cells of several lines and empty rows', async () => {
    const { rows } = await rowsOf('Name,Notes\r\nAma,"one\r\ntwo"\r\n,\r\n\r\nKofi,x\r\n');
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, 'Name'],
      [2, 'Ama'],
      [6, 'Kofi'],
    ]);
  });

  test('keeps emoji, right-to-left and one-letter names, and loses NULs', async () => {
    const { cells } = await rowsOf('Name,X\n👩🏾‍🍳,1\nאמה,2\nA,3\nK\u0000ofi,4\n');
    expect(cells.slice(1).map(([name]) => name)).toEqual(['👩🏾‍🍳', 'אמה', 'A', 'Kofi']);
  });

  test('has a cell of 5 MB cut and known as too long, without the rest of the file', async () => {
    const { cells } = await rowsOf(`Name,Notes\nAma,${'x'.repeat(5 * 1024 * 1024)}\nKofi,short\n`);
    expect(isTooLong(cells[1]?.[1] ?? '')).toBe(true);
    expect(cells[1]?.[1]?.length).toBeLessThan(11_000);
    expect(cells[2]).toEqual(['Kofi', 'short']);
  });

  test('with a quotation mark that never closes says where', async () => {
    await expect(rowsOf(`Name,Notes\nAma,"${'x\n'.repeat(5 * 1024 * 1024)}`)).rejects.toMatchObject(
      refused(/From line 2 on/),
    );
  });
});

describe('a workbook', () => {
  test('is read as text: moments, numbers, and what a formula came to', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Customers',
          rows: [
            ['Name', 'Since', 'Count'],
            ['Ama', new Date(Date.UTC(2026, 2, 1)), 12],
            ['=1+1', new Date(Date.UTC(2026, 2, 1, 18, 30)), 1.5],
          ],
        },
      ],
    });
    const { readAs, rows } = await rowsOf(Buffer.from(bytes), 'list.xlsx');
    expect(readAs).toBe('Excel workbook');
    expect(rows).toEqual([
      { line: 1, cells: ['Name', 'Since', 'Count'] },
      { line: 2, cells: ['Ama', '2026-03-01', '12'] },
      { line: 3, cells: ['=1+1', '2026-03-01 18:30', '1.5'] },
    ]);
  });

  test('that unpacks to gigabytes is refused unread, and one that lies about it as damaged', async () => {
    const bomb = (said: number) => {
      const packed = deflateRawSync(Buffer.alloc(1024 * 1024));
      const name = Buffer.from('xl/worksheets/sheet1.xml');
      const local = Buffer.alloc(30);
      local.write('PK\x03\x04', 0, 'latin1');
      local.writeUInt16LE(8, 8);
      local.writeUInt32LE(packed.length, 18);
      local.writeUInt32LE(said, 22);
      local.writeUInt16LE(name.length, 26);
      const entry = Buffer.alloc(46);
      entry.write('PK\x01\x02', 0, 'latin1');
      entry.writeUInt16LE(8, 10);
      entry.writeUInt32LE(packed.length, 20);
      entry.writeUInt32LE(said, 24);
      entry.writeUInt16LE(name.length, 28);
      const end = Buffer.alloc(22);
      end.write('PK\x05\x06', 0, 'latin1');
      end.writeUInt16LE(1, 8);
      end.writeUInt16LE(1, 10);
      end.writeUInt32LE(46 + name.length, 12);
      end.writeUInt32LE(30 + name.length + packed.length, 16);
      return Buffer.concat([local, name, packed, entry, name, end]);
    };
    await expect(rowsOf(bomb(0xf0000000), 'a.xlsx')).rejects.toMatchObject(refused(/more than 200 MB/));
    await expect(rowsOf(bomb(0), 'a.xlsx')).rejects.toMatchObject(refused(/damaged/));
    await expect(rowsOf(bomb(10), 'a.xlsx')).rejects.toMatchObject(refused(/can’t be read/));
  });
});

test.each([
  ['nothing', '', 'a.csv', /empty/],
  ['a PDF', '%PDF-1.7 …', 'list.csv', /a PDF/],
  ['a picture', '\x89PNG\r\n\x1a\n', 'list.csv', /a picture/],
  ['a program', '\x7fELF\x02\x01', 'list.csv', /a program/],
  ['an old workbook', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'list.xls', /old or a locked/],
  ['a workbook called CSV', 'PK\x03\x04', 'list.csv', /under another name/],
  ['text called a workbook', 'Name,Phone\nAma,1\n', 'list.xlsx', /is no Excel workbook/],
  ['noise', 'a\0\0\x01b\0\0\0\x02c\0\0', 'list.csv', /isn’t a list/],
  ['a workbook without an end', 'PK\x03\x04 and so on', 'list.xlsx', /damaged/],
])('%s is refused with what to do', async (_, text, name, words) => {
  await expect(rowsOf(Buffer.from(text, 'latin1'), name)).rejects.toMatchObject(refused(words));
});
