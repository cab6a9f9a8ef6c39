import { createOwnDatabase } from '@/db/testing/own-database';
import { describeContract } from './contract.suite';
import { buildContractFunctions, Journal } from './contract-functions';
import { serveToDevServer } from './contract-server';
import { startTestRunner } from './testing';

describeContract('the embedded runner', async () => {
  const database = await createOwnDatabase();
  const journal = new Journal();
  const { client, stop } = await startTestRunner({
    databaseUrl: database.databaseUrl,
    build: (client) => buildContractFunctions({ client, journal }),
  });
  return {
    client,
    journal,
    stop: async () => {
      await stop();
      await database.drop();
    },
  };
});

const server = process.env.INNGEST_DEV;
if (server?.startsWith('http')) describeContract(`the server at ${server}`, () => serveToDevServer(server));
