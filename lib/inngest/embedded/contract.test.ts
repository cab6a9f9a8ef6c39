import { createOwnDatabase } from '@/db/testing/own-database';
import { describeContract } from './contract.suite';
import { buildContractFunctions, Journal } from './contract-functions';
import { serveToDevServer } from './contract-server';
import { startTestRunner } from './testing';

const embedded = (earlyMs: number) => async () => {
  const database = await createOwnDatabase();
  const journal = new Journal();
  const { client, stop } = await startTestRunner({
    databaseUrl: database.databaseUrl,
    build: (client) => buildContractFunctions({ client, journal }),
    settings: { earlyMs },
  });
  return {
    client,
    journal,
    stop: async () => {
      await stop();
      await database.drop();
    },
  };
};

describeContract('the embedded runner', embedded(0));
describeContract('the embedded runner with a clock that runs ahead', embedded(500), 600);

const server = process.env.INNGEST_DEV;
// A server rounds instants to half a second.
if (server?.startsWith('http'))
  describeContract(`the server at ${server}`, () => serveToDevServer(server), 600);
