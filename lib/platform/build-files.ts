import 'server-only';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Coded, type Coding, compressAnswer, takes } from './compress-answer';

const compressors: Record<Coding, (body: Uint8Array) => Promise<Uint8Array>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};
/** Larger than any script of the build. */
const mostBytes = 2 * 1024 * 1024;
/** Bytes of compressed files that are kept at most, a few times what the build has. */
const mostKept = 12 * 1024 * 1024;

type Kept = { headers: OutgoingHttpHeaders; body: Uint8Array };

/**
 * The scripts and styles of the build, compressed once in the life of the process and as well as it goes, not anew for
 * everybody who comes. Their names change with what is in them.
 */
export class BuildFiles {
  private readonly kept = new Map<string, Kept>();
  private bytes = 0;

  /** Answers with what is kept, or has Next answer by `go` and keeps that. */
  answer(request: IncomingMessage, response: ServerResponse, path: string, go: () => void): void {
    const coding = codingFor(request);
    const name = `${coding} ${path}`;
    const kept = coding && this.kept.get(name);
    if (kept) {
      response.writeHead(200, kept.headers);
      response.end(kept.body);
      return;
    }
    compressAnswer(request, response, {
      most: mostBytes,
      ...(coding && { code: (body) => this.code(coding, name, body, response) }),
    });
    go();
  }

  private async code(
    coding: Coding,
    name: string,
    body: Uint8Array,
    response: ServerResponse,
  ): Promise<Coded> {
    const coded = await compressors[coding](body);
    if (response.statusCode === 200 && !this.kept.has(name) && this.bytes + coded.length <= mostKept) {
      this.bytes += coded.length;
      // As they are when the answer has been marked, but for what is this answer's own.
      response.once('finish', () => this.kept.set(name, { headers: headersOf(response), body: coded }));
    }
    return { coding, body: coded };
  }
}

/** The best that the caller takes; none where only a part is asked for, or whether there is anything new. */
function codingFor(request: IncomingMessage): Coding | undefined {
  const { method, headers } = request;
  if (method !== 'GET' || headers.range || headers['if-none-match'] || headers['if-modified-since'])
    return undefined;
  return (['br', 'gzip'] as const).find((coding) => takes(request, coding));
}

function headersOf(response: ServerResponse): OutgoingHttpHeaders {
  const { date: _, connection: __, 'keep-alive': ___, ...headers } = response.getHeaders();
  return headers;
}
