/** The body as text, or undefined where it is longer than `most` bytes. */
export async function readBody(request: Request, most: number): Promise<string | undefined> {
  const declared = request.headers.get('content-length');
  if (Number(declared ?? 0) > most) return undefined;
  if (declared !== null) {
    // The server holds the sender to the declared length.
    const text = await request.text();
    return text.length > most ? undefined : text;
  }
  if (!request.body) return '';
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString('utf8');
    size += value.byteLength;
    if (size > most) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(value);
  }
}
