import 'server-only';
import { join } from 'node:path';
import { env } from '@/lib/platform/env';
import { diskStore } from './disk-store';
import { s3Store } from './s3-store';
import type { Store } from './store-contract';

/** The store of this installation: S3-compatible where STORE_S3_ENDPOINT is set, else a folder of the data folder. */
export function store(): Store {
  const { STORE_S3_ENDPOINT: endpoint, STORE_S3_BUCKET: bucket, STORE_S3_REGION: region } = env();
  const { STORE_S3_ACCESS_KEY: accessKey, STORE_S3_SECRET_KEY: secretKey, CATER_DATA } = env();
  if (endpoint && bucket && accessKey && secretKey)
    return s3Store({ endpoint, bucket, region, accessKey, secretKey });
  return diskStore(join(CATER_DATA, 'files'));
}
