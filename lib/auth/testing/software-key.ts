import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { cose, isoCBOR } from '@simplewebauthn/server/helpers';

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest();

type Where = { origin: string; rpId: string };
type Options = Partial<Where> & { verified?: boolean; counter?: number; userHandle?: string };

/** An authenticator in software: it makes passkeys (P-256, no attestation) and answers for them as a phone does, and lies when told to. */
export class SoftwareKey {
  readonly id = randomBytes(32);
  private readonly key: { publicKey: KeyObject; privateKey: KeyObject };
  counter = 0;
  userHandle = '';

  constructor(private readonly where: Where) {
    this.key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  /** A copy of the key and of what it has counted, as whoever got into the device would have it. */
  copy(): SoftwareKey {
    const made = new SoftwareKey(this.where);
    return Object.assign(made, { ...this });
  }

  private publicKey(): Uint8Array<ArrayBuffer> {
    const { x = '', y = '' } = this.key.publicKey.export({ format: 'jwk' });
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
    return isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [cose.COSEKEYS.kty, cose.COSEKTY.EC2],
        [cose.COSEKEYS.alg, cose.COSEALG.ES256],
        [cose.COSEKEYS.crv, cose.COSECRV.P256],
        [cose.COSEKEYS.x, bytes(x)],
        [cose.COSEKEYS.y, bytes(y)],
      ]),
    ) as Uint8Array<ArrayBuffer>;
  }

  private head(rpId: string, { verified = true, attested = false }, counter: number): Buffer {
    const flags = 0x01 | (verified ? 0x04 : 0) | (attested ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  }

  private client(type: 'webauthn.create' | 'webauthn.get', challenge: string, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  /** Makes a passkey for these options. */
  make(
    { challenge, user }: { challenge: string; user: { id: string } },
    { origin = this.where.origin, rpId = this.where.rpId, verified = true }: Options = {},
  ): RegistrationResponseJSON {
    this.userHandle = user.id;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const authData = Buffer.concat([
      this.head(rpId, { verified, attested: true }, this.counter),
      Buffer.alloc(16),
      length,
      this.id,
      this.publicKey(),
    ]);
    const attestation = isoCBOR.encode(
      new Map<string, string | Map<string, string> | Uint8Array>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, string>()],
        ['authData', new Uint8Array(authData)],
      ]),
    );
    const id = base64url(this.id);
    return {
      ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
      response: {
        clientDataJSON: base64url(this.client('webauthn.create', challenge, origin)),
        attestationObject: base64url(attestation),
        transports: ['internal'],
      },
    };
  }

  /** Answers for it. Each answer counts one use more, unless `counter` says what the device claims. */
  use({ challenge }: { challenge: string }, options: Options = {}): AuthenticationResponseJSON {
    const { origin = this.where.origin, rpId = this.where.rpId, verified = true } = options;
    this.counter = options.counter ?? this.counter + 1;
    const authData = this.head(rpId, { verified }, this.counter);
    const client = this.client('webauthn.get', challenge, origin);
    const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), this.key.privateKey);
    const id = base64url(this.id);
    return {
      ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
      response: {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(authData),
        signature: base64url(signature),
        userHandle: options.userHandle ?? this.userHandle,
      },
    };
  }
}
