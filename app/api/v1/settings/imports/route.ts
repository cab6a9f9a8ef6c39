import { addImport } from '@/lib/imports/mutations';
import { receiveFile } from '@/lib/imports/reading/receive-file';
import { importsScreen } from '@/lib/imports/screens';
import { dataRoute } from '@/lib/platform/data-route';
import { route } from '@/lib/platform/route';

export const GET = dataRoute(importsScreen);

/** Takes a file and answers with the id of its import. */
export const POST = route('imports.run', async (request, { actor }) =>
  addImport(actor, await receiveFile(request)),
);
