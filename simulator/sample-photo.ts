import { deflateSync } from 'node:zlib';

const width = 320;
const height = 240;

type Colour = readonly [number, number, number];

const cloth: Colour = [226, 217, 200];
const plate: Colour = [250, 248, 243];
const rim: Colour = [214, 205, 190];
const rice: Colour = [214, 120, 52];
const herb: Colour = [62, 110, 70];
const plantain: Colour = [232, 181, 66];

/** A plate from above: rice, plantain and greens. Drawn, so that no picture file is needed. */
function colourAt(x: number, y: number): Colour {
  const inside = (cx: number, cy: number, rx: number, ry: number) =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
  if (inside(130, 112, 34, 26)) return rice;
  if (inside(185, 100, 26, 14) || inside(196, 124, 26, 14)) return plantain;
  if (inside(156, 152, 30, 13)) return herb;
  if (inside(160, 120, 82, 76)) return plate;
  if (inside(160, 120, 98, 92)) return rim;
  return cloth;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function draw(): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(colourAt(x, y), y * (width * 3 + 1) + 1 + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

let cached: Buffer | undefined;

/** A small PNG that stands for any photo a customer sends. */
export function samplePhoto(): Buffer {
  cached ??= draw();
  return cached;
}
