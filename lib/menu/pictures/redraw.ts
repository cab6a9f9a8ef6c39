import 'server-only';
import sharp from 'sharp';

type Wanted = { format: 'png' | 'webp'; width: number; height: number };

/** A kept picture drawn anew within these sides in pixels: as PNG on white, which paper takes, or as WebP that stays see-through. */
export async function redraw(bytes: Buffer, { format, width, height }: Wanted): Promise<Buffer> {
  const drawn = sharp(bytes).resize({ width, height, fit: 'inside', withoutEnlargement: true });
  return format === 'png'
    ? drawn.flatten({ background: '#ffffff' }).png({ compressionLevel: 9 }).toBuffer()
    : drawn.webp({ quality: 85 }).toBuffer();
}
